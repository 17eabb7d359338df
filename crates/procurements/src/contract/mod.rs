//! Avtal, version för version: contents are worked out with the provider after the award, and amended by new versions.

mod entity;
mod repo;
mod service;

pub use entity::{AmendContract, ContractTerms, ContractVersion, SignContract, rules};
pub use repo::Column as ContractVersionColumn;
pub use service::ContractVersions;
