//! Yrkesnätverk: people of one role, from several organisations.

mod entity;
mod repo;
mod service;

#[cfg(test)]
pub(crate) use entity::fixture;
pub use entity::{
    ActivateNetwork, CloseNetwork, FormNetwork, NetworkStatus, NetworkVerb, ProfessionalNetwork, RestNetwork,
    TRANSITIONS, rules,
};
pub use repo::Column as ProfessionalNetworkColumn;
pub use service::ProfessionalNetworks;
