//! Kompetensråd: where the parties of a region meet with a mandate.

mod entity;
mod repo;
mod service;

pub use entity::{Council, CouncilKind, CouncilStatus, CouncilVerb, FoundCouncil, TRANSITIONS, rules};
pub use repo::Column as CouncilColumn;
pub use service::Councils;
