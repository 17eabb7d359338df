//! Närvaro vid rådets möte: which mandates were there, as what, and with which task.

mod entity;
mod repo;
mod service;

pub use entity::{MeetingFunction, MeetingPresence, RecordPresence, rules};
pub use repo::Column as MeetingPresenceColumn;
pub use service::MeetingPresences;
pub(super) use service::{held_mandates, recorded, strays};
pub(crate) use service::{latest_of, named_in_minutes, told_in_minutes};
