//! Krav på en färdighet i en roll: which level of which skill a role demands.

mod entity;
mod repo;
mod service;

pub use entity::{RequireSkill, SkillRequirement};
pub use repo::Column as SkillRequirementColumn;
pub use service::SkillRequirements;
