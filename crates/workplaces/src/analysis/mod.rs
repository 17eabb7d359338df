//! Kompetensanalys: what an employer's roles demand, what its people can, and the gap between the two.

mod entity;
mod repo;
mod service;

pub use entity::{
    AnalysisStatus, AnalysisVerb, CalculateGaps, CollectAnalysisData, CompetenceAnalysis, PublishAnalysis,
    StartAnalysis, SupersedeAnalysis, TRANSITIONS, ValidateAnalysis, ValidatingPart, rules,
};
pub use repo::Column as CompetenceAnalysisColumn;
pub(crate) use repo::{collecting, of_employer};
pub use service::CompetenceAnalyses;
pub(crate) use service::must_take_part;
