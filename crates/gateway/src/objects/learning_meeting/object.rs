//! How a learning meeting is shown.

use graph::{Choice, Field, Fields, Object, Shown, Table, context::caller, table};
use kernel::Label;
use store::Family;
use workplaces::{
    attendance::MeetingAttendanceColumn,
    meeting::{self, LearningMeetingColumn as C},
};

use crate::objects::{
    about, meeting_attendance::MeetingAttendanceObject, professional_network::ProfessionalNetworkObject,
    project::ProjectObject,
};

pub type LearningMeetingStatus = Choice<meeting::MeetingStatus>;
pub type LearningMeetingObject = Object<LearningMeetingFields>;

type F = Field<LearningMeetingFields>;

/// The fields of [`meeting::LearningMeeting`].
pub struct LearningMeetingFields;

impl Fields for LearningMeetingFields {
    type Record = meeting::LearningMeeting;

    const NAME: &'static str = "LearningMeeting";
    const ABOUT: Label = Label {
        sv: "Lärmöte: organisationer lär av varandra, gärna över sina sektorers gränser.",
        en: "Learning meeting: organisations learn from one another, preferably across the bounds of their sectors.",
    };

    const FIRST: &'static [&'static str] =
        &["title", "status", "statusReason", "theme", "plannedOn", "heldOn", "place", "attendances", "notes"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(LearningMeetingFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::maybe_text("theme", C::Theme, |row| row.theme.as_deref(), ("Tema.", "Theme.")),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, meeting::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::date("plannedOn", C::PlannedOn, |row| row.planned_on,
                ("Planerat till.", "Planned for.")).filtered().ordered(),
            F::maybe_date("heldOn", C::HeldOn, |row| row.held_on,
                ("Hållet den.", "Held on.")).filtered(),
            F::maybe_text("place", C::Place, |row| row.place.as_deref(), ("Plats eller länk.", "Place or link.")),
            F::maybe_text("notes", C::Notes, |row| row.notes.as_deref(),
                ("Anteckningar: vad mötet gav.", "Notes: what the meeting gave.")),
            F::int("organisations", C::Organisations, |row| row.organisations,
                ("Organisationer som kom.", "Organisations that came.")).filtered().ordered(),
            F::int("sectorsMet", C::SectorsMet, |row| row.sectors_met,
                ("Sektorer som möttes.", "Sectors that met.")).filtered().ordered(),
            F::computed::<bool>("isBoundaryCrossing", |row| row.is_boundary_crossing(),
                ("Gränsöverskridande: minst två sektorer möttes.", "Boundary-crossing: at least two sectors met.")).looking_at(&[C::SectorsMet]).showing(Shown::YesNo),
            F::resolved::<Option<i32>>("headCount",
                ("Personer som kom: visas för den som når projektets nätverksmedlemmar.", "People who came: shown to those who reach the project's network members."), |node, ctx| Box::pin(async move { Ok(node.row().head_count_for(&caller(ctx).request)) })).looking_at(&[C::HeadCount, C::ProjectId]).showing(Shown::Number),
            F::the::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som håller mötet.", "Project: the one that holds the meeting.")).filtered().by_id(),
            F::one::<ProfessionalNetworkObject>("network", C::NetworkId, |row| row.network,
                ("Yrkesnätverk: det som möts.", "Professional network: the one that meets.")).filtered().by_id(),
            F::many::<MeetingAttendanceObject>("attendances", Family::Column(MeetingAttendanceColumn::MeetingId),
                ("Organisationer som kom, var och en med sin sektor.", "Organisations that came, each with its sector.")),
            F::changed_since(),
            F::searched(C::WordsKey),
            F::where_some::<MeetingAttendanceObject>("someAttendance", MeetingAttendanceColumn::MeetingId,
                ("Har någon organisation på plats som uppfyller detta.", "Has some organisation present that fulfils this.")),
        ])
    }
}
