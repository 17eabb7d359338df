//! Lärmöte.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{LearningMeetingObject, LearningMeetingStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<LearningMeetingObject>::new(
        "learningMeetings",
        (
            "Lärmöten; offentliga. Hur många som kom är det inte.",
            "Learning meetings; public. How many people came is not.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<LearningMeetingObject>()],
    rules: &[workplaces::meeting::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::meeting::MeetingStatus>()],
    events: &[
        ("LearningMeetingCancelled", "Lärmötet ställdes in", "The learning meeting was cancelled"),
        ("LearningMeetingClosed", "Lärmötet avslutades", "The learning meeting was closed"),
        ("LearningMeetingDocumented", "Lärmötet dokumenterades", "The learning meeting was documented"),
        ("LearningMeetingHeld", "Lärmötet hölls", "The learning meeting was held"),
        ("LearningMeetingInvitedTo", "Inbjudan skickades", "The invitation was sent"),
        ("LearningMeetingPlanned", "Lärmötet planerades", "The learning meeting was planned"),
    ],
};
