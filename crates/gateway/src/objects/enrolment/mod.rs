//! Anmälan.

mod clash;
mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{EnrolmentFilter, EnrolmentObject, EnrolmentSource, EnrolmentStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<EnrolmentObject>::new(
        "enrolments",
        (
            "Anmälningar inom din räckvidd: dina egna, dina anställdas, ditt navs, ditt projekts, till det du anordnar.",
            "Enrolments within your reach: your own, your employees', your hub's, your project's, to what you provide.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<EnrolmentObject>()],
    rules: &[efforts::enrolment::rules::ALL],
    enumerations: &[
        Enumeration::of::<efforts::enrolment::EnrolmentSource>(),
        Enumeration::of::<efforts::enrolment::EnrolmentStatus>(),
    ],
    events: &[
        "EnrolmentCompleted",
        "EnrolmentDroppedOut",
        "EnrolmentFoundEligible",
        "EnrolmentRejected",
        "EnrolmentStarted",
        "EnrolmentWaitlisted",
        "EnrolmentWithdrawn",
        "ParticipantNominated",
        "PlaceAppliedFor",
        "PlaceConfirmed",
        "PlaceOffered",
        "StartMissed",
    ],
};
