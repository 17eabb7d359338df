//! Deltagande.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    Answer, EmploymentSituation, ParticipationFilter, ParticipationObject, ParticipationStatus, SensitiveAnswers, Sex,
};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<ParticipationObject>::new(
        "participations",
        (
            "Deltaganden inom din räckvidd: dina egna, dina anställdas, ditt projekts.",
            "Participations within your reach: your own, your employees', your project's.",
        ),
    )],
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
