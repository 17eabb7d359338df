//! Kompetensbehov: a stated need of competence, coded, from report to follow-up.

mod entity;
mod repo;
mod service;

pub use entity::{
    Need, NeedBasis, NeedCause, NeedCodes, NeedHorizon, NeedStatus, NeedVerb, ReportNeed, TRANSITIONS, rules,
};
pub use kernel::TargetGroup;
pub use repo::Column as NeedColumn;
pub use service::Needs;
