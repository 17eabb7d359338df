//! Bedömningar: every assessment of a need by a hub, as it was made.

mod entity;
mod repo;

pub use entity::TriageAssessment;
pub use repo::Column as TriageAssessmentColumn;
