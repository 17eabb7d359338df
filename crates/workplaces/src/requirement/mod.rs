//! Krav på en kompetens i en roll: which level of which skill a role demands.

mod entity;
mod repo;
mod service;

pub use entity::{RequireSkill, SkillRequirement};
pub use repo::Column as SkillRequirementColumn;
pub(crate) use repo::of_analyses;
pub use service::SkillRequirements;
