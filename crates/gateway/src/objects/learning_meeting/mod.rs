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
        "LearningMeetingCancelled",
        "LearningMeetingClosed",
        "LearningMeetingDocumented",
        "LearningMeetingHeld",
        "LearningMeetingInvitedTo",
        "LearningMeetingPlanned",
    ],
};
