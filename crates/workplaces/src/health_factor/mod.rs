//! Friskfaktor: something that keeps a workplace well, by research, and that workplaces assess themselves by.

mod entity;
mod repo;
mod service;

pub use entity::{AddHealthFactor, ChangeHealthFactor, HealthFactor, rules};
pub use repo::Column as HealthFactorColumn;
pub use service::HealthFactors;
