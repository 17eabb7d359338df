//! State machines as tables: (from, verb, to). A wrong step is refused, naming the steps that were possible.

use crate::error::{Error, Result, rules};

/// One row of a state machine: `verb` leads from `from` to `to`.
pub type Step<S, V> = (S, V, S);

/// Where `verb` leads from `from`.
///
/// # Errors
/// `Refused { TRANSITION_IS_NOT_ALLOWED }`, detail: the present state and the verbs that were possible.
pub fn step<S, V>(table: &[Step<S, V>], from: S, verb: V) -> Result<S>
where
    S: Copy + PartialEq + std::fmt::Display,
    V: Copy + PartialEq + std::fmt::Display,
{
    if let Some((_, _, to)) = table.iter().find(|(at, by, _)| *at == from && *by == verb) {
        return Ok(*to);
    }
    let mut possible: Vec<String> =
        table.iter().filter(|(at, _, _)| *at == from).map(|(_, by, to)| format!("{by} → {to}")).collect();
    possible.dedup();
    Err(Error::refused(rules::TRANSITION_IS_NOT_ALLOWED, format!("{from}: {}", possible.join(", "))))
}
