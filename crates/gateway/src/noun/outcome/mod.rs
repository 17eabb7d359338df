//! Resultat.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{OutcomeFilter, OutcomeKind, OutcomeObject, OutcomeOrder, OutcomeQuery, OutcomeSource, OutcomeStatus};
