//! Projektmål: what a project set out to reach, in figures or in words.

mod entity;
mod repo;
mod service;

pub use entity::{
    ChangeTarget, EffectLevel, FollowUpTarget, ProjectTarget, SetTarget, TargetHorizon, TargetKind, TargetScope, rules,
};
pub use repo::Column as ProjectTargetColumn;
pub use service::ProjectTargets;
