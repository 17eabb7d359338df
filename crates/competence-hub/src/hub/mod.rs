//! Kompetensnav: the operative engine of a regional council, first in project form, then on its own.

mod entity;
mod repo;
mod service;

pub use entity::{EstablishHub, Hub, HubStatus, HubVerb, TRANSITIONS, rules};
pub use repo::Column as HubColumn;
pub use service::Hubs;
