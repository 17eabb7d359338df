//! How a council's meeting is shown.

use councils::meeting::{
    self, CouncilMeeting, CouncilMeetingColumn as C, agenda::AgendaItemColumn, decision::CouncilDecisionColumn,
    masking::MaskingColumn, paper::MeetingPaperColumn, presence::MeetingPresenceColumn,
};
use graph::{Date, Field, Fields, FilterInput, Object, Shown, Table, table};
use kernel::Label;
use store::Family;

use crate::objects::{
    about, agenda_item::AgendaItemObject, council::CouncilObject, council_decision::CouncilDecisionObject,
    industry_council::IndustryCouncilObject, meeting_paper::MeetingPaperObject,
    meeting_presence::MeetingPresenceObject, minutes_masking::MinutesMaskingObject,
};

pub type CouncilMeetingObject = Object<CouncilMeetingFields>;
pub type CouncilMeetingFilter = FilterInput<CouncilMeetingFields>;

type F = Field<CouncilMeetingFields>;

/// The fields of [`CouncilMeeting`].
pub struct CouncilMeetingFields;

impl Fields for CouncilMeetingFields {
    type Record = CouncilMeeting;

    const NAME: &'static str = "CouncilMeeting";
    const ABOUT: Label = Label {
        sv: "Rådsmöte: ett råds eller branschråds möte, från plan till anslaget protokoll. De som hör till rådet läser det, och alla när protokollet är justerat, om rådets protokoll är offentliga.",
        en: "Council meeting: a council's or industry council's meeting, from plan to announced minutes. The council's own people read it, and everyone once the minutes are approved, where the council's minutes are public.",
    };
    const TITLE: &'static str = "title meetsOn industryCouncil { id name } council { id name }";

    const FIRST: &'static [&'static str] =
        &["title", "status", "statusReason", "meetsOn", "startsAt", "place", "items", "decisions", "presences"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(CouncilMeetingFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, meeting::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::choice("mode", C::Mode, |row| row.mode, ("Mötesform.", "How people meet.")).filtered(),
            F::maybe_text("place", C::Place, |row| row.place.as_deref(), ("Plats eller länk.", "Place or link.")),
            F::date("meetsOn", C::MeetsOn, |row| row.meets_on(),
                ("Mötesdag.", "Day of the meeting.")).filtered().ordered().looking_at(&[C::StartsAt]),
            F::instant("startsAt", C::StartsAt, |row| row.starts_at, ("Börjar.", "Begins at.")),
            F::maybe_instant("endsAt", C::EndsAt, |row| row.ends_at, ("Slutar.", "Ends at.")),
            F::maybe_date("convenedOn", C::ConvenedOn, |row| row.convened_on, ("Kallat den.", "Convened on.")),
            F::maybe_instant("openedAt", C::OpenedAt, |row| row.opened_at,
                ("Öppnat, tidpunkten.", "Opened at.")),
            F::maybe_instant("closedAt", C::ClosedAt, |row| row.closed_at,
                ("Avslutat, tidpunkten.", "Closed at.")),
            F::maybe_int("firstParagraph", C::FirstParagraph, |row| row.first_paragraph,
                ("Första paragraf i protokollet.", "First paragraph of the minutes.")),
            F::maybe_int("lastParagraph", C::LastParagraph, |row| row.last_paragraph,
                ("Sista paragraf i protokollet.", "Last paragraph of the minutes.")),
            F::maybe_date("chairApprovedOn", C::ChairApprovedOn, |row| row.chair_approved_on,
                ("Justerat av ordföranden den.", "Approved by the chair on.")),
            F::maybe_date("verifierApprovedOn", C::VerifierApprovedOn, |row| row.verifier_approved_on,
                ("Justerat av justeraren den.", "Approved by the verifier on.")),
            F::computed::<Option<Date>>("approvedOn", |row| row.approved_on().map(Date),
                ("Justerat den: av båda.", "Approved on: by both.")).looking_at(&[C::ChairApprovedOn, C::VerifierApprovedOn]).showing(Shown::Date),
            F::yes_no("isPublic", C::IsPublic, |row| row.is_public,
                ("Protokollet är offentligt när det är justerat: efter arbetsordningen på mötesdagen, och noterat vid justeringen.", "The minutes are public once they are approved: by the charter of the meeting's day, and noted at the approval.")).filtered(),
            F::maybe_date("announcedOn", C::AnnouncedOn, |row| row.announced_on,
                ("Anslaget den.", "Announced on.")).filtered(),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration, about::DEMONSTRATION),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det som möts, eller branschrådets överordnade.", "Council: the one that meets, or the industry council's parent.")).filtered().by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: där det är det som möts.", "Industry council: where it is the one that meets.")).filtered().by_id(),
            F::many::<AgendaItemObject>("items", Family::Column(AgendaItemColumn::MeetingId),
                ("Ärenden på föredragningslistan.", "Items of the agenda.")),
            F::many::<MeetingPaperObject>("papers", Family::Column(MeetingPaperColumn::MeetingId),
                ("Beslutsunderlag, i alla ärenden.", "Papers, on all items.")),
            F::many::<MinutesMaskingObject>("maskings", Family::Column(MaskingColumn::MeetingId),
                ("Maskeringar, för rådets egna.", "Maskings, for the council's own people.")),
            F::many::<MeetingPresenceObject>("presences", Family::Column(MeetingPresenceColumn::MeetingId),
                ("Närvaro: mandaten vid mötet, närvarande och frånvarande.", "Presence: the mandates at the meeting, present and absent.")),
            F::many::<CouncilDecisionObject>("decisions", Family::Column(CouncilDecisionColumn::MeetingId),
                ("Beslut och förslag.", "Decisions and proposals.")),
            F::changed_since(),
            F::where_some::<AgendaItemObject>("someItem", AgendaItemColumn::MeetingId,
                ("Har något ärende som uppfyller detta.", "Has some item that fulfils this.")),
            F::where_some::<CouncilDecisionObject>("someDecision", CouncilDecisionColumn::MeetingId,
                ("Har något beslut som uppfyller detta.", "Has some decision that fulfils this.")),
            F::where_some::<MeetingPresenceObject>("somePresence", MeetingPresenceColumn::MeetingId,
                ("Har någon närvaro som uppfyller detta.", "Has some presence that fulfils this.")),
        ])
    }
}
