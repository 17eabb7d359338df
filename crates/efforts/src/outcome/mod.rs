//! Resultat: what became of someone after an effort or a participation.

mod entity;
mod repo;
mod service;

pub use entity::{
    Outcome, OutcomeKind, OutcomeSource, OutcomeStatus, OutcomeVerb, RecordOutcome, Subject, SupersedeOutcome,
    TRANSITIONS, rules,
};
pub use repo::Column as OutcomeColumn;
pub use service::Outcomes;
