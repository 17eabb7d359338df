//! Skattning av en friskfaktor, kompetensutveckling hela arbetslivet om ingen annan: what a workplace has room for, by its own answers.

mod entity;
mod repo;
mod service;

pub use entity::{AssessHealthFactor, HealthAnswer, HealthAssessment, rules};
pub use repo::Column as HealthAssessmentColumn;
pub use service::HealthAssessments;
