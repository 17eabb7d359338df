//! Närvaro vid rådets möte.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{MeetingPresenceFilter, MeetingPresenceObject, MeetingPresenceOrder};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<MeetingPresenceObject>()],
    rules: &[councils::meeting::presence::rules::ALL],
    enumerations: &[Enumeration::of::<councils::meeting::presence::MeetingFunction>()],
    events: &[
        ("PresenceCorrected", "Närvaron rättades", "The presence was corrected"),
        ("PresenceRecorded", "Närvaron antecknades", "The presence was recorded"),
    ],
    ..Registration::NONE
};
