//! Utbildningstillfälle i utbudet.

mod entity;
mod repo;

pub use entity::{EducationEvent, EventContent, ExecutionCondition, TimeOfStudy};
pub use repo::Column as EducationEventColumn;
pub(crate) use repo::NO_DAY;
