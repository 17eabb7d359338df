//! Insats: something done so that people come to know more, from idea to closing.

mod entity;
mod repo;
mod service;

pub use entity::{
    AdvanceEffort, Delivery, Effort, EffortCodes, EffortKind, EffortStatus, EffortVerb, Ground, PlanEffort,
    ReviseEffort, TRANSITIONS, rules,
};
pub use kernel::TargetGroup;
pub use repo::{Column as EffortColumn, withdrawn};
pub use service::Efforts;
