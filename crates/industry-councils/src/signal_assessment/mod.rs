//! Bedömning av en signal: what each industry council thinks of it.

mod entity;
mod repo;
mod service;

pub use entity::{AssessSignal, SignalAssessment, SignalConfidence, rules};
pub use repo::Column as SignalAssessmentColumn;
pub use service::SignalAssessments;
