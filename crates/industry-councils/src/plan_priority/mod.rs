//! Prioritering i en handlingsplan.

mod entity;
mod repo;
mod service;

pub use entity::{AddPlanPriority, PlanPriority};
pub use repo::Column as PlanPriorityColumn;
pub use service::PlanPriorities;
