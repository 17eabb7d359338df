//! Tjänst hos ett kompetensnav: what a hub does for others, from a day to a day, and by whose money.

mod entity;
mod repo;
mod service;

pub use entity::{AddHubService, ChangeHubService, HubService, HubServiceKind, rules};
pub use repo::Column as HubServiceColumn;
pub use service::HubServices;
