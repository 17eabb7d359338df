//! Sortering och prioritering: which way a need goes, and how it ranks, with everything the rank rests on.

mod entity;
mod repo;
mod service;

pub use entity::{Factors, RetriageNeed, Triage, TriageNeed, rules};
pub use kernel::Path;
pub use repo::Column as TriageColumn;
pub use service::Triages;
