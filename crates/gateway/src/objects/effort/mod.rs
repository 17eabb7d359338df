//! Insats.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Delivery, EffortFilter, EffortKind, EffortObject, EffortStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<EffortObject>::new(
        "efforts",
        (
            "Insatser: den offentliga katalogen från dagen då en insats schemaläggs; ditt navs, projekts och råds även tidigare.",
            "Efforts: the public catalogue from the day an effort is scheduled; your hub's, project's and council's earlier too.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<EffortObject>()],
    rules: &[efforts::effort::rules::ALL, efforts::effort::eligibility_rules::ALL],
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
