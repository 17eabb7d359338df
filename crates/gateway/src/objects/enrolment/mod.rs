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
        ("EnrolmentCompleted", "Personen slutförde insatsen", "The person completed the effort"),
        ("EnrolmentDroppedOut", "Personen avbröt insatsen", "The person dropped out"),
        ("EnrolmentFoundEligible", "Personen förklarades behörig", "The person was found eligible"),
        ("EnrolmentRejected", "Anmälan avslogs", "The enrolment was rejected"),
        ("EnrolmentStarted", "Personen påbörjade insatsen", "The person started"),
        ("EnrolmentWaitlisted", "Personen blev reserv", "The person was put on the waiting list"),
        ("EnrolmentWithdrawn", "Anmälan återtogs", "The enrolment was withdrawn"),
        ("ParticipantNominated", "Personen nominerades", "The person was nominated"),
        ("PlaceAppliedFor", "Personen ansökte om plats", "The person applied for a place"),
        ("PlaceConfirmed", "Platsen bekräftades", "The place was confirmed"),
        ("PlaceOffered", "Platsen erbjöds", "The place was offered"),
        ("StartMissed", "Personen uteblev", "The person did not come"),
    ],
};
