//! Insats.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Delivery, EffortFilter, EffortKind, EffortObject, EffortOrder, EffortQuery, EffortStatus};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&EffortQuery],
    mutations,
    nodes: &[NodeKind::of::<EffortObject>()],
    rules: &[efforts::effort::rules::ALL],
    enumerations: &[
        Enumeration::of::<efforts::effort::Delivery>(),
        Enumeration::of::<efforts::effort::EffortKind>(),
        Enumeration::of::<efforts::effort::EffortStatus>(),
    ],
    events: &[
        "EffortApproved",
        "EffortCancelled",
        "EffortClosed",
        "EffortCompleted",
        "EffortFollowedUp",
        "EffortOpened",
        "EffortPlanned",
        "EffortPostponed",
        "EffortReused",
        "EffortRevised",
        "EffortScheduled",
        "EffortSourcingBegun",
        "EffortStarted",
        "EffortTriaged",
    ],
};
