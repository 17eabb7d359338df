//! Nivåskala: the steps from knowing nothing to mastery, as data.

mod entity;
mod repo;
mod service;

pub(crate) use entity::LEVEL;
pub use entity::{DefineLevelScale, LevelScale, rules};
pub use repo::Column as LevelScaleColumn;
pub(crate) use repo::of_ids;
pub use service::LevelScales;
