//! Anbud.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{QuoteFilter, QuoteObject, QuoteOrder};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;
use procurements::quote::{QuoteStatus, rules};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<QuoteObject>()],
    rules: &[rules::ALL],
    enumerations: &[Enumeration::of::<QuoteStatus>()],
    events: &[
        ("QuoteAccepted", "Anbudet antogs", "The quote was accepted"),
        ("QuoteQualified", "Anbudet godtogs", "The quote was qualified"),
        ("QuoteRegistered", "Anbudet registrerades", "The quote was registered"),
        ("QuoteRejected", "Anbudet avvisades", "The quote was rejected"),
        ("QuoteSetAside", "Antagandet upphävdes", "The acceptance was set aside"),
    ],
    ..Registration::NONE
};
