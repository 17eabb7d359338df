//! Anteckning i ett ärende.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ItemNoteFilter, ItemNoteObject, ItemNoteOrder};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<ItemNoteObject>()],
    rules: &[councils::meeting::note::rules::ALL],
    enumerations: &[
        Enumeration::of::<councils::meeting::note::ItemNoteKind>(),
        Enumeration::of::<councils::meeting::note::ItemNoteStatus>(),
    ],
    events: &[
        ("ItemNoteRecorded", "Anteckningen gjordes", "The note was made"),
        ("ItemNoteWithdrawn", "Anteckningen återtogs", "The note was withdrawn"),
    ],
    ..Registration::NONE
};
