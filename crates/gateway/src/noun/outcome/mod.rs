//! Resultat.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{OutcomeFilter, OutcomeOrder};
pub use mutation::OutcomeMutation;
pub use object::{OutcomeKind, OutcomeObject, OutcomeQuery, OutcomeSource, OutcomeStatus};
