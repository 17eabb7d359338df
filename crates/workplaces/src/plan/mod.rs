//! Kompetensutvecklingsplan: what an employer has decided to do about its gaps, and whether it follows from its business.

mod entity;
mod repo;
mod service;

#[cfg(test)]
pub(crate) use entity::tests as fixture;
pub use entity::{
    AdoptPlan, BeginPlan, CompletePlan, DevelopmentPlan, DraftPlan, PlanStatus, PlanVerb, ReviewPlan, SupersedePlan,
    TRANSITIONS, rules,
};
pub use repo::Column as DevelopmentPlanColumn;
pub use service::DevelopmentPlans;
