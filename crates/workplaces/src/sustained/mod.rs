//! Bestående resultat: what a project began and others carry on.

mod entity;
mod repo;
mod service;

pub use entity::{RecordSustainedResult, StillInUse, SustainedResult, rules};
pub use repo::Column as SustainedResultColumn;
pub use service::SustainedResults;
