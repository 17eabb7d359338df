//! Deltagande.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    Answer, EmploymentSituation, ParticipationFilter, ParticipationObject, ParticipationOrder, ParticipationQuery,
    ParticipationStatus, SensitiveAnswers, Sex,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&ParticipationQuery],
    mutations,
    nodes: &[NodeKind::of::<ParticipationObject>()],
    rules: &[participants::participation::rules::ALL],
    enumerations: &[
        Enumeration::of::<participants::participation::Answer>(),
        Enumeration::of::<participants::participation::EmploymentSituation>(),
        Enumeration::of::<participants::participation::ParticipationStatus>(),
    ],
    events: &[
        "ParticipantRenamed",
        "ParticipationArchived",
        "ParticipationBegun",
        "ParticipationExited",
        "ParticipationFollowedUp",
        "ParticipationReEntered",
        "ParticipationRegistered",
        "ParticipationResultRecorded",
    ],
};
