//! Avläsning av ett mål: the value of a goal on a day.

mod entity;
mod repo;
mod service;

pub use entity::{GoalReading, NoteGoalValue, rules};
pub use repo::Column as GoalReadingColumn;
pub use service::GoalReadings;
