//! How a paper is shown.

use councils::meeting::{
    CouncilMeeting,
    paper::{self, MeetingPaper, MeetingPaperColumn as C, PAPER_TO_DECISION, PaperVerb},
};
use graph::{Choice, Field, Fields, Object, Shown, Table, table};
use kernel::{Label, command::Enumeration};
use store::Family;

use crate::{
    PAPERS,
    objects::{
        about, agenda_item::AgendaItemObject, council::CouncilObject, council_decision::CouncilDecisionObject,
        council_meeting::CouncilMeetingObject, industry_council::IndustryCouncilObject,
    },
};

pub type PaperStatus = Choice<paper::PaperStatus>;
pub type MeetingPaperObject = Object<MeetingPaperFields>;

type F = Field<MeetingPaperFields>;

/// The fields of [`MeetingPaper`].
pub struct MeetingPaperFields;

impl Fields for MeetingPaperFields {
    type Record = MeetingPaper;

    const NAME: &'static str = "MeetingPaper";
    const ABOUT: Label = Label {
        sv: "Beslutsunderlag: vad ett möte har framför sig i ett ärende, utgåva för utgåva.",
        en: "Paper: what a meeting has before it on an item, edition by edition.",
    };
    const TITLE: &'static str = "title datedOn status";

    const FIRST: &'static [&'static str] = &[
        "title",
        "kind",
        "datedOn",
        "status",
        "edition",
        "fileName",
        "access",
        "ground",
        "item",
        "withdrawnReason",
        "decisions",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(MeetingPaperFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::choice("kind", C::Kind, |row| row.kind, ("Slag.", "Kind.")).filtered(),
            F::date("datedOn", C::DatedOn, |row| row.dated_on, ("Daterat den.", "Dated on.")).filtered().ordered(),
            F::choice("access", C::Access, |row| row.access, ("Läses av.", "Read by.")).filtered(),
            F::maybe_choice("ground", C::Ground, |row| row.ground,
                ("Rättslig grund: varför det inte är för alla.", "Legal ground: why it is not for everyone.")),
            F::int("edition", C::Edition, |row| row.edition, ("Utgåva, från 1.", "Edition, from 1.")),
            F::computed::<PaperStatus>("status", |row| Choice(row.status()), about::STATUS)
                .looking_at(&[C::WithdrawnReason, C::Superseded])
                .showing(Shown::Choice(const { &Enumeration::of::<paper::PaperStatus>() })),
            F::steps_within::<_, _, CouncilMeeting>(|row| row.status(), paper::TRANSITIONS, |row| row.meeting,
                |_, meeting, verb| verb != PaperVerb::Supersede || meeting.must_be_unapproved().is_ok())
                .looking_at(&[C::WithdrawnReason, C::Superseded]),
            F::yes_no("superseded", C::Superseded, |row| row.superseded,
                ("Det finns en nyare utgåva.", "There is a newer edition.")).filtered(),
            F::maybe_text("withdrawnReason", C::WithdrawnReason, |row| row.withdrawn_reason.as_deref(),
                ("Varför det är återtaget.", "Why it is withdrawn.")),
            F::maybe_text("fileName", C::FileName, |row| row.file_name.as_deref(), ("Filens namn.", "The file's name.")),
            F::maybe_choice("format", C::Format, |row| row.format, ("Filens format.", "The file's format.")).filtered(),
            F::computed::<Option<String>>("mediaType", |row| row.format.map(|format| format.media_type().to_owned()),
                ("Filens medietyp.", "The file's media type.")).looking_at(&[C::Format]).showing(Shown::Text),
            F::maybe_int("bytes", C::Bytes, |row| row.bytes, ("Filens storlek, i byte.", "The file's length, in bytes.")),
            F::maybe_text("sha256", C::Sha256, |row| row.sha256.as_deref(),
                ("Filens kontrollsumma: SHA-256, 64 hexadecimala siffror.", "The file's checksum: SHA-256, 64 hexadecimal digits.")),
            F::maybe_instant("filedAt", C::FiledAt, |row| row.filed_at, ("Filen lämnades, tidpunkten.", "The file was handed in at.")),
            F::computed::<Option<String>>("path", |row| row.sha256.is_some().then(|| format!("{PAPERS}{}", row.id.public())),
                ("Sökväg: där filen hämtas.", "Path: where the file is fetched.")).looking_at(&[C::Sha256]).showing(Shown::Text),
            F::the::<AgendaItemObject>("item", C::ItemId, |row| row.item, ("Ärende.", "Agenda item.")).filtered().by_id(),
            F::the::<CouncilMeetingObject>("meeting", C::MeetingId, |row| row.meeting, ("Möte.", "Meeting.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det som möts, eller branschrådets överordnade.", "Council: the one that meets, or the industry council's parent.")).filtered().by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: där det är det som möts.", "Industry council: where it is the one that meets.")).filtered().by_id(),
            F::one::<MeetingPaperObject>("supersedes", C::SupersedesId, |row| row.supersedes,
                ("Ersätter utgåvan.", "Supersedes the edition.")).filtered(),
            F::many::<MeetingPaperObject>("supersededBy", Family::Column(C::SupersedesId),
                ("Ersatt av utgåvan.", "Superseded by the edition.")),
            F::many::<CouncilDecisionObject>("decisions", Family::Via(PAPER_TO_DECISION),
                ("Beslut som vilar på det.", "Decisions that rest on it.")),
            F::changed_since(),
        ])
    }
}
