//! Åtgärd för en horisontell princip: what a project does for equality, accessibility and the others.

mod entity;
mod repo;
mod service;

pub use entity::{AddPrincipleMeasure, HorizontalPrinciple, PrincipleMeasure};
pub use repo::Column as PrincipleMeasureColumn;
pub use service::PrincipleMeasures;
