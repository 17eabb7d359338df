//! Deltagandeperiod.

mod object;

pub use object::{ParticipationSpellFilter, ParticipationSpellObject, ParticipationSpellOrder};
