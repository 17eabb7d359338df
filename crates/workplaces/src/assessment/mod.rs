//! Bedömning av en anställds nivå, by herself or by her manager.

mod entity;
mod repo;
mod service;

#[cfg(test)]
pub(crate) use entity::tests as fixture;

pub use entity::{AssessSkill, Assessable, AssessedBy, SkillAssessment, rules};
pub use repo::Column as SkillAssessmentColumn;
pub use service::SkillAssessments;
