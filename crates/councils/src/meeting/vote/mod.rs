//! Röst: how a mandate stood to a proposal.

mod entity;
mod repo;
mod service;

pub use entity::{
    DecisionVote, DecisionVoteStatus, DecisionVoteVerb, RecordVote, TRANSITIONS, VoteChoice, WithdrawVote, rules,
    takes_part,
};
pub use repo::Column as DecisionVoteColumn;
pub use service::DecisionVotes;
pub(super) use service::{cast, has_voted, has_voted_on};
