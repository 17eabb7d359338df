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
        ("EffortApproved", "Insatsen beslutades", "The effort was approved"),
        ("EffortCancelled", "Insatsen ställdes in", "The effort was cancelled"),
        ("EffortClosed", "Insatsen avslutades", "The effort was closed"),
        ("EffortCompleted", "Insatsen genomfördes", "The effort was completed"),
        ("EffortFollowedUp", "Insatsen följdes upp", "The effort was followed up"),
        ("EffortOpened", "Insatsen öppnades för anmälan", "The effort was opened for enrolment"),
        ("EffortPlanned", "Insatsen planerades", "The effort was planned"),
        ("EffortPostponed", "Insatsen sköts upp", "The effort was postponed"),
        ("EffortReused", "Insatsen gjordes efter en annan", "The effort was made after another"),
        ("EffortRevised", "Insatsen reviderades", "The effort was revised"),
        ("EffortScheduled", "Insatsen schemalades", "The effort was scheduled"),
        ("EffortSourcingBegun", "Anskaffningen började", "Sourcing began"),
        ("EffortStarted", "Insatsen startade", "The effort started"),
        ("EffortTriaged", "Insatsen sorterades", "The effort was triaged"),
    ],
};
