//! Kompetensråd: where the parties of a region meet with a mandate.

mod entity;
mod repo;
mod service;

pub use entity::{
    ActivateCouncil, Council, CouncilKind, CouncilStatus, CouncilVerb, DissolveCouncil, FoundCouncil, PauseCouncil,
    ResumeCouncil, TRANSITIONS, rules,
};
pub use repo::Column as CouncilColumn;
pub use service::{Councils, member_organisations};
