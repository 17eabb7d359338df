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
    events: &["QuoteAccepted", "QuoteQualified", "QuoteRegistered", "QuoteRejected", "QuoteSetAside"],
    ..Registration::NONE
};
