//! Rad i en kompetensutvecklingsplan: what is done about a gap, by whom and when, and which business goal it serves.

mod entity;
mod repo;
mod service;

pub use entity::{AddPlanLine, ChangePlanLine, CompletePlanLine, PlanLine, rules};
pub use repo::Column as PlanLineColumn;
pub use service::PlanLines;
