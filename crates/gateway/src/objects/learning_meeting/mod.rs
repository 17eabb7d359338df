//! Lärmöte.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    LearningMeetingFilter, LearningMeetingObject, LearningMeetingOrder, LearningMeetingQuery, LearningMeetingStatus,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&LearningMeetingQuery],
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
