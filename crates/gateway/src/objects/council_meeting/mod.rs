//! Rådets möte.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{CouncilMeetingFilter, CouncilMeetingObject};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<CouncilMeetingObject>::new(
        "councilMeetings",
        (
            "Rådsmöten inom din räckvidd: ditt råds, och allas vars justerade protokoll är offentliga.",
            "Council meetings within your reach: your council's, and everyone's whose approved minutes are public.",
        ),
    )],
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
