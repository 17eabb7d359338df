//! Koppling från en signal till det som den rör: a need, an industry, a skill.

mod entity;
mod repo;
mod service;

pub use entity::{LinkSignal, SignalLink, rules};
pub use repo::Column as SignalLinkColumn;
pub use service::SignalLinks;
