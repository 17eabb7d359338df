//! Resultat.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{OutcomeFilter, OutcomeKind, OutcomeObject, OutcomeOrder, OutcomeQuery, OutcomeSource, OutcomeStatus};
