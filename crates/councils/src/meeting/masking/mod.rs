//! Maskering: what in a meeting's minutes is not for everyone. What is masked is taken out of the record's own texts, and lies here,
//! where the council's own people alone read it: so whatever reads those texts, in whatever format, holds the mark and nothing else.

mod entity;
mod marks;
mod repo;
mod service;
mod standing;

pub use entity::{LiftMasking, MaskPassage, MaskPerson, Masking, MaskingStatus, MaskingVerb, TRANSITIONS, rules};
pub(super) use marks::{marked_line, marked_text, within, written_over};
pub use repo::Column as MaskingColumn;
pub use service::Maskings;
pub(super) use standing::StandingMaskings;
