//! Mätbart mål i en handlingsplan.

mod entity;
mod repo;
mod service;

pub use entity::{AddPlanGoal, GoalMetric, PlanGoal, rules};
pub use repo::Column as PlanGoalColumn;
pub use service::PlanGoals;
