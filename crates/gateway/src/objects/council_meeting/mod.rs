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
        ("CouncilMeetingCancelled", "Mötet ställdes in", "The meeting was cancelled"),
        ("CouncilMeetingChanged", "Mötet ändrades", "The meeting was changed"),
        ("CouncilMeetingClosed", "Mötet avslutades", "The meeting was closed"),
        ("CouncilMeetingConvened", "Kallelsen skickades", "The notice was sent"),
        ("CouncilMeetingOpened", "Mötet öppnades", "The meeting was opened"),
        ("CouncilMeetingPlanned", "Mötet planerades", "The meeting was planned"),
        ("MinutesAnnounced", "Protokollet anslogs", "The minutes were announced"),
        ("MinutesApproved", "Protokollet justerades", "The minutes were approved"),
        ("MinutesDrafted", "Protokollet började skrivas", "The minutes were drafted"),
        ("MinutesSigned", "Protokollet justerades av en av två", "The minutes were approved by one of two"),
    ],
};
