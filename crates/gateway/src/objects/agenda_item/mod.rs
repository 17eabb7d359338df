//! Ärende på ett rådsmötes föredragningslista.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{AgendaItemFilter, AgendaItemObject, AgendaItemOrder, AgendaItemQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&AgendaItemQuery],
    mutations,
    nodes: &[NodeKind::of::<AgendaItemObject>()],
    rules: &[councils::meeting::agenda::rules::ALL],
    enumerations: &[Enumeration::of::<councils::meeting::agenda::AgendaItemKind>()],
    events: &["AgendaItemAdded", "AgendaItemChanged", "ParagraphNumbered"],
};
