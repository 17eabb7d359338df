//! Ärende på föredragningslistan: what a meeting takes up, and its paragraph in the minutes.

mod entity;
mod repo;
mod service;

pub use entity::{AddAgendaItem, AgendaItem, AgendaItemKind, ChangeAgendaItem, in_order, rules};
pub use repo::Column as AgendaItemColumn;
pub use service::AgendaItems;
