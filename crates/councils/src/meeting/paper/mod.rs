//! Beslutsunderlag: what a meeting has before it on an item, edition by edition, and what its decisions rested on.

mod entity;
mod file;
mod file_repo;
mod format;
mod objects;
mod repo;
mod service;
mod withheld_repo;

pub use entity::{
    AddPaper, ChangePaper, MeetingPaper, PaperAccess, PaperKind, PaperStatus, PaperVerb, SetPaperAccess,
    SupersedePaper, TRANSITIONS, WithdrawPaper, rules,
};
pub use file::{Checksums, FiledPaper, PaperFile};
pub use format::PaperFormat;
pub use objects::{PaperObjects, object_key, paper_of};
pub use repo::{Column as MeetingPaperColumn, DECISION_TO_PAPER, PAPER_TO_DECISION, filed};
pub use service::MeetingPapers;
pub(super) use service::standing_on;
pub use withheld_repo::{Column as WithheldPaperColumn, WithheldPaper};
