//! Insats: something done so that people come to know more, from idea to closing.

mod approval;
mod command;
mod eligibility;
mod entity;
mod provided;
mod repo;
mod service;

pub use command::{AdvanceEffort, EffortCodes, PlanEffort, ReuseEffort, ReviseEffort};
pub use eligibility::{Applicant, Eligibility, rules as eligibility_rules};
pub use entity::{Delivery, Effort, EffortKind, EffortStatus, EffortVerb, Ground, TRANSITIONS, rules};
pub use kernel::{Path, TargetGroup};
pub use provided::give_provider;
pub use repo::{Column as EffortColumn, withdrawn};
pub use service::Efforts;
