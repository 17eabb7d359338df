//! Arbetsordning (stadga): by which rules a council or an industry council decides, from which day to which.

mod entity;
mod repo;
mod service;

pub use entity::{AdoptCharter, CouncilCharter, DecisionRule, Quorum, rules};
pub use repo::Column as CouncilCharterColumn;
pub use service::{CouncilCharters, in_force, publishes_minutes};
