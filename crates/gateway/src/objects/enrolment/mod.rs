//! Anmälan.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder, EnrolmentQuery, EnrolmentSource, EnrolmentStatus};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&EnrolmentQuery],
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
