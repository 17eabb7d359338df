//! Åtgärd för en horisontell princip: what a project does for equality, accessibility and the others.

mod entity;
mod port;
mod repo;
mod service;

pub use entity::{
    AddPrincipleMeasure, ChangePrincipleMeasure, FollowUpPrincipleMeasure, HorizontalPrinciple, PrincipleMeasure,
};
pub use port::EffortDirectory;
pub use repo::Column as PrincipleMeasureColumn;
pub use service::PrincipleMeasures;
