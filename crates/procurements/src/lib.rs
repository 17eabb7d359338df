//! Upphandlingar: procurements from plan to delivery, what is demanded, the quotes that come in and the contract's versions.

pub mod contract;
pub mod port;
pub mod procurement;
pub mod quote;
pub mod requirement;

pub use contract::{ContractVersion, ContractVersions};
pub use port::{Buyer, EffortDirectory, HubDirectory};
pub use procurement::{Procurement, Procurements};
pub use quote::{Quote, Quotes};
pub use requirement::{ProcurementRequirement, ProcurementRequirements};
