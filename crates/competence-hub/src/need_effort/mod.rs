//! Koppling mellan behov och insats: which effort answers which need.

mod entity;
mod repo;
mod service;

pub use entity::{LinkEffort, NeedEffort};
pub use repo::{Column as NeedEffortColumn, EFFORT_TO_NEED, NEED_TO_EFFORT};
pub use service::NeedEfforts;
