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
        ("ParticipantRenamed", "Namnet rättades", "The name was corrected"),
        ("ParticipationArchived", "Deltagandet arkiverades", "The participation was archived"),
        ("ParticipationBegun", "Deltagandet började", "The participation began"),
        ("ParticipationExited", "Deltagandet avslutades", "The participation ended"),
        ("ParticipationFollowedUp", "Deltagandet följdes upp", "The participation was followed up"),
        ("ParticipationReEntered", "Personen kom tillbaka till projektet", "The person re-entered the project"),
        ("ParticipationRegistered", "Deltagandet registrerades", "The participation was registered"),
        ("ParticipationResultRecorded", "Resultatet registrerades", "The result was recorded"),
    ],
};
