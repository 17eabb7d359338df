//! Finansiering av ett kompetensnav: who pays on which day.

mod entity;
mod repo;
mod service;

pub(crate) use entity::MOST_MONEY;
pub use entity::{AddFunding, ChangeFunding, FollowUpFunding, FundingKind, HubFunding, rules};
pub use repo::Column as HubFundingColumn;
pub use service::HubFundings;
