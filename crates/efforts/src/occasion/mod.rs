//! Utbildningstillfälle: one time an effort is given, with its places.

mod entity;
mod repo;
mod service;

#[cfg(test)]
pub(crate) use entity::tests as fixture;

pub use entity::{
    AdvanceOccasion, Occasion, OccasionStatus, OccasionVerb, PlanOccasion, RescheduleOccasion, TRANSITIONS, rules,
};
pub use repo::Column as OccasionColumn;
pub use service::Occasions;
