//! Kompetensnav: the operative engine of a regional council, first in project form, then on its own.

mod entity;
mod repo;
mod service;

pub use entity::{CloseHub, EstablishHub, Hub, HubStatus, HubVerb, MakeHubPermanent, ReviseHub, TRANSITIONS, rules};
pub use repo::Column as HubColumn;
pub use service::Hubs;
