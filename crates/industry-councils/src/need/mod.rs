//! Kompetensbehov: a stated need of competence, coded, from report to follow-up.

mod duplicate;
mod entity;
#[cfg(test)]
pub(crate) mod fixture;
mod level;
mod repo;
mod service;
mod status;

pub use duplicate::{DuplicateGround, DuplicateTerm, Likeness, TitleStems};
pub use entity::{
    MergeNeed, Need, NeedBasis, NeedCause, NeedCodes, NeedHorizon, QualifyNeed, ReportNeed, SettleNeed, rules,
};
pub use kernel::TargetGroup;
pub use level::{NeedEvidence, NeedLevels};
pub use repo::Column as NeedColumn;
pub use service::Needs;
pub use status::{NeedSettlement, NeedStatus, NeedVerb, TRANSITIONS};
