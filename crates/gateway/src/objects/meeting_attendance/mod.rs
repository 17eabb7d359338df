//! Organisation vid ett lärmöte.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{MeetingAttendanceFilter, MeetingAttendanceObject, MeetingAttendanceOrder, Sector};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<MeetingAttendanceObject>()],
    enumerations: &[Enumeration::of::<workplaces::attendance::Sector>()],
    events: &[
        ("MeetingAttendanceCorrected", "Närvaron rättades", "The attendance was corrected"),
        ("MeetingAttendanceRecorded", "Närvaron registrerades", "The attendance was recorded"),
    ],
    ..Registration::NONE
};
