//! How attendance at a learning meeting is shown.

use graph::{Choice, Field, Fields, FilterInput, Object, OrderInput, Shown, Table, context::caller, table};
use kernel::Label;
use workplaces::attendance::{self, MeetingAttendanceColumn as C};

use crate::objects::{
    about, learning_meeting::LearningMeetingObject, organisation::OrganisationObject, project::ProjectObject,
};

pub type Sector = Choice<attendance::Sector>;
pub type MeetingAttendanceObject = Object<MeetingAttendanceFields>;
pub type MeetingAttendanceFilter = FilterInput<MeetingAttendanceFields>;
pub type MeetingAttendanceOrder = OrderInput<MeetingAttendanceFields>;

type F = Field<MeetingAttendanceFields>;

/// The fields of [`attendance::MeetingAttendance`].
pub struct MeetingAttendanceFields;

impl Fields for MeetingAttendanceFields {
    type Record = attendance::MeetingAttendance;

    const NAME: &'static str = "MeetingAttendance";
    const ABOUT: Label = Label {
        sv: "Närvaro: en organisation som kom till ett lärmöte.",
        en: "Attendance: an organisation that came to a learning meeting.",
    };
    const TITLE: &'static str = "organisation { id name } meeting { id title } sector";

    const FIRST: &'static [&'static str] = &["organisation", "meeting", "sector", "headCount"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(MeetingAttendanceFields, [
            F::choice("sector", C::Sector, |row| row.sector, ("Sektor.", "Sector.")).filtered().ordered(),
            F::resolved::<Option<i32>>("headCount",
                ("Personer från organisationen: visas för den som når organisationens eller projektets nätverksmedlemmar.", "People of the organisation: shown to those who reach the network members of the organisation or the project."), |node, ctx| Box::pin(async move { Ok(node.row().head_count_for(&caller(ctx).request)) })).looking_at(&[C::HeadCount, C::OrganisationId, C::ProjectId]).showing(Shown::Number),
            F::the::<LearningMeetingObject>("meeting", C::MeetingId, |row| row.meeting,
                ("Lärmöte.", "Learning meeting.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::ORGANISATION).filtered().by_id(),
            F::the::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som höll mötet.", "Project: the one that held the meeting.")).by_id(),
        ])
    }
}
