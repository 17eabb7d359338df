//! Projektmål: what a project set out to reach, in figures or in words.

mod entity;
mod repo;
mod service;

pub use entity::{ChangeTarget, ProjectTarget, SetTarget, TargetKind, rules};
pub use repo::Column as ProjectTargetColumn;
pub use service::ProjectTargets;
