//! Beslut: what is proposed on an item, and what became of it.

mod ballot;
mod basis;
mod entity;
mod repo;
mod service;

pub use ballot::Ballot;
pub use basis::Basis;
pub use entity::{
    CouncilDecision, CouncilDecisionStatus, DecisionVerb, ExecuteDecision, PostponeDecision, ProposeDecision,
    RescindDecision, SettleDecision, TRANSITIONS, rules,
};
pub use repo::Column as CouncilDecisionColumn;
pub use service::CouncilDecisions;
pub(super) use service::{has_counted, publish, undecided};
