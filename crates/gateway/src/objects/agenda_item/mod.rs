//! Ärende på ett rådsmötes föredragningslista.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::AgendaItemObject;

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<AgendaItemObject>::new(
        "agendaItems",
        (
            "Ärenden på rådsmöten inom din räckvidd: ditt råds, och allas vars justerade protokoll är offentliga.",
            "Items of council meetings within your reach: your council's, and everyone's whose approved minutes are public.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<AgendaItemObject>()],
    rules: &[councils::meeting::agenda::rules::ALL],
    enumerations: &[Enumeration::of::<councils::meeting::agenda::AgendaItemKind>()],
    events: &[
        ("AgendaItemAdded", "Ärendet lades till", "The item was added"),
        ("AgendaItemChanged", "Ärendet ändrades", "The item was changed"),
        ("ParagraphNumbered", "Ärendet fick sin paragraf", "The item got its paragraph"),
    ],
};
