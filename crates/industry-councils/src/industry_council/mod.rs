//! Branschråd: gathers the parties of one industry under a regional council.

mod entity;
mod port;
mod repo;
mod service;

pub use entity::{
    AdvanceIndustryCouncil, EstablishIndustryCouncil, IndustryCouncil, IndustryCouncilStatus, IndustryCouncilVerb,
    TRANSITIONS, rules,
};
pub use port::SeatPort;
pub(crate) use port::require_open;
pub use repo::Column as IndustryCouncilColumn;
pub use service::IndustryCouncils;
