//! Rådets möte.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{CouncilMeetingFilter, CouncilMeetingObject, CouncilMeetingOrder, CouncilMeetingQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&CouncilMeetingQuery],
    mutations,
    nodes: &[NodeKind::of::<CouncilMeetingObject>()],
    rules: &[councils::meeting::rules::ALL],
    enumerations: &[
        Enumeration::of::<councils::meeting::CouncilMeetingStatus>(),
        Enumeration::of::<councils::meeting::MeetingMode>(),
    ],
    events: &[
        "CouncilMeetingCancelled",
        "CouncilMeetingChanged",
        "CouncilMeetingClosed",
        "CouncilMeetingConvened",
        "CouncilMeetingOpened",
        "CouncilMeetingPlanned",
        "MinutesAnnounced",
        "MinutesApproved",
        "MinutesDrafted",
        "MinutesSigned",
    ],
};
