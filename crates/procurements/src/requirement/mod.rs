//! Krav i en upphandling: what a provider must do.

mod entity;
mod repo;
mod service;

pub use entity::{AddProcurementRequirement, ChangeProcurementRequirement, ProcurementRequirement, RequirementKind};
pub use repo::Column as ProcurementRequirementColumn;
pub use service::ProcurementRequirements;
