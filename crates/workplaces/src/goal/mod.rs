//! Verksamhetsmål: what the employer's business plan says, which a development plan's lines are tied to.

mod entity;
mod repo;
mod service;

pub use entity::{BusinessGoal, SetBusinessGoal, rules};
pub use repo::Column as BusinessGoalColumn;
pub use service::BusinessGoals;
