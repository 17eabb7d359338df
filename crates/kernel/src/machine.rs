//! State machines as tables: (from, verb, to). A wrong step is refused, naming the steps that were possible.

use crate::{
    error::{Detail, Error, Result, rules},
    label::{Lang, TextEnum},
};

/// One row of a state machine: `verb` leads from `from` to `to`.
pub type Step<S, V> = (S, V, S);

/// Whether `verb` leads anywhere from `from`.
pub fn takes<S: TextEnum, V: TextEnum>(table: &[Step<S, V>], from: S, verb: V) -> bool {
    table.iter().any(|(at, by, _)| *at == from && *by == verb)
}

/// Where `verb` leads from `from`.
///
/// # Errors
/// `Refused { TRANSITION_IS_NOT_ALLOWED }`, detail: the present state and the steps that were possible, in words.
pub fn step<S, V>(table: &[Step<S, V>], from: S, verb: V) -> Result<S>
where
    S: TextEnum,
    V: TextEnum,
{
    step_within(table, from, verb, |_| true)
}

/// As [`step`], where what the thing stands within has a say in each step, too: a refusal names those alone that it `lets` be taken.
/// Whether it lets `verb` be taken is not asked: who knows why not refuses that in words of its own.
///
/// # Errors
/// As [`step`].
pub fn step_within<S, V>(table: &[Step<S, V>], from: S, verb: V, lets: impl Fn(V) -> bool) -> Result<S>
where
    S: TextEnum,
    V: TextEnum,
{
    if let Some((_, _, to)) = table.iter().find(|(at, by, _)| *at == from && *by == verb) {
        return Ok(*to);
    }
    let told = |lang| {
        let possible = table.iter().filter(|(at, by, _)| *at == from && lets(*by));
        let steps = possible.map(|(_, by, to)| format!("{} → {}", by.words().get(lang), to.words().get(lang)));
        let mut steps: Vec<String> = steps.collect();
        steps.dedup();
        let now = from.words().get(lang);
        match (lang, steps.is_empty()) {
            (Lang::Sv, false) => format!("Läget är {now}. Möjliga steg: {}", steps.join(", ")),
            (Lang::Sv, true) => format!("Läget är {now}, och inga steg är möjliga"),
            (Lang::En, false) => format!("The state is {now}. Possible steps: {}", steps.join(", ")),
            (Lang::En, true) => format!("The state is {now}, and no step is possible"),
        }
    };
    let detail = Detail { sv: told(Lang::Sv), en: told(Lang::En) };
    Err(Error::refused(rules::TRANSITION_IS_NOT_ALLOWED, detail))
}
