//! Deltagandeperiod.

mod filter;
mod object;

pub use filter::{ParticipationSpellFilter, ParticipationSpellOrder};
pub use object::ParticipationSpellObject;
