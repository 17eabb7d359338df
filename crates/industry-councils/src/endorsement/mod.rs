//! Förankring: a council's backing of a need – legitimacy as data.

mod entity;
mod repo;
mod service;

pub use entity::{
    EndorseNeed, Endorsement, EndorsementStatus, EndorsementVerb, TRANSITIONS, WithdrawEndorsement, rules,
};
pub use repo::Column as EndorsementColumn;
pub use service::Endorsements;
