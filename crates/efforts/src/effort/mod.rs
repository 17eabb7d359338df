//! Insats: something done so that people come to know more, from idea to closing.

mod approval;
mod entity;
mod repo;
mod service;

pub use entity::{
    AdvanceEffort, Delivery, Effort, EffortCodes, EffortKind, EffortStatus, EffortVerb, Ground, PlanEffort,
    ReuseEffort, ReviseEffort, TRANSITIONS, rules,
};
pub use kernel::{Path, TargetGroup};
pub use repo::{Column as EffortColumn, withdrawn};
pub use service::Efforts;
