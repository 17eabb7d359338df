//! Spridning av det lärda: who has been at a course tells of it at the staff meeting, and more people know.

mod entity;
mod repo;
mod service;

pub use entity::{LearningSpread, RecordLearningSpread, rules};
pub use repo::Column as LearningSpreadColumn;
pub use service::LearningSpreads;
