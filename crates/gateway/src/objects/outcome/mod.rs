//! Resultat.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{OutcomeFilter, OutcomeKind, OutcomeObject, OutcomeOrder, OutcomeQuery, OutcomeSource, OutcomeStatus};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&OutcomeQuery],
    mutations,
    nodes: &[NodeKind::of::<OutcomeObject>()],
    rules: &[efforts::outcome::rules::ALL],
    enumerations: &[
        Enumeration::of::<efforts::outcome::OutcomeKind>(),
        Enumeration::of::<efforts::outcome::OutcomeSource>(),
        Enumeration::of::<efforts::outcome::OutcomeStatus>(),
    ],
    events: &["OutcomeRecorded", "OutcomeSuperseded"],
};
