//! Anteckning i ett ärende: who left, who was disqualified, who reserved against it, and what was to be put on record.

mod entity;
mod repo;
mod service;

pub use entity::{
    ItemNote, ItemNoteKind, ItemNoteStatus, ItemNoteVerb, RecordItemNote, TRANSITIONS, WithdrawItemNote, rules,
};
pub use repo::Column as ItemNoteColumn;
pub use service::ItemNotes;
pub(super) use service::{noted, noted_at};
