//! Handlingsplan: what a council has decided to work for in a year, version by version.

mod entity;
mod repo;
pub mod rules;
mod service;
mod title;

#[cfg(test)]
pub(crate) use entity::tests;
pub use entity::{
    ActionPlan, ActionPlanStatus, ActionPlanVerb, AdoptActionPlan, BringActionPlanIntoForce, ChangeActionPlan,
    CloseActionPlan, ConsultOnActionPlan, DraftActionPlan, ReviseActionPlan, ScoreWeights, TRANSITIONS,
};
pub use repo::Column as ActionPlanColumn;
pub(crate) use repo::published;
pub use service::ActionPlans;
