//! How an item of an agenda is shown.

use councils::meeting::{
    agenda::{AgendaItem, AgendaItemColumn as C},
    decision::CouncilDecisionColumn,
    note::ItemNoteColumn,
    paper::{MeetingPaperColumn, WithheldPaperColumn},
};
use graph::{Field, Fields, Object, Table, table};
use kernel::Label;
use store::Family;

use crate::objects::{
    about,
    council::CouncilObject,
    council_decision::CouncilDecisionObject,
    council_meeting::CouncilMeetingObject,
    effort::EffortObject,
    industry_council::IndustryCouncilObject,
    item_note::ItemNoteObject,
    meeting_paper::{MeetingPaperObject, WithheldPaperObject},
    need::NeedObject,
};

pub type AgendaItemObject = Object<AgendaItemFields>;

type F = Field<AgendaItemFields>;

/// The fields of [`AgendaItem`].
pub struct AgendaItemFields;

impl Fields for AgendaItemFields {
    type Record = AgendaItem;

    const NAME: &'static str = "AgendaItem";
    const ABOUT: Label = Label {
        sv: "Ärende: vad ett rådsmöte tar upp, och dess paragraf i protokollet.",
        en: "Agenda item: what a council's meeting takes up, and its paragraph in the minutes.",
    };
    const TITLE: &'static str = "title meeting { id title meetsOn }";

    const FIRST: &'static [&'static str] = &[
        "title",
        "kind",
        "paragraph",
        "meeting",
        "need",
        "effort",
        "decisions",
        "papers",
        "text",
        "discussion",
        "notes",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(AgendaItemFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::choice("kind", C::Kind, |row| row.kind, ("Slag.", "Kind.")).filtered(),
            F::int("position", C::Position, |row| row.position, ("Plats på listan.", "Place on the agenda.")).ordered(),
            F::maybe_text("text", C::Text, |row| row.text.as_deref(), about::DESCRIPTION),
            F::maybe_text("discussion", C::Discussion, |row| row.discussion.as_deref(),
                ("Vad som sades, för protokollet.", "What was said, for the minutes.")),
            F::maybe_int("paragraph", C::Paragraph, |row| row.paragraph,
                ("Paragraf: i följd under året, när mötet är avslutat.", "Paragraph: consecutive through the year, once the meeting is closed.")).filtered().ordered(),
            F::maybe_int("paragraphYear", C::ParagraphYear, |row| row.paragraph_year,
                ("Paragrafens år.", "The paragraph's year.")).filtered().ordered(),
            F::the::<CouncilMeetingObject>("meeting", C::MeetingId, |row| row.meeting,
                ("Möte.", "Meeting.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det som möts, eller branschrådets överordnade.", "Council: the one that meets, or the industry council's parent.")).filtered().by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: där det är det som möts.", "Industry council: where it is the one that meets.")).filtered().by_id(),
            F::one::<NeedObject>("need", C::NeedId, |row| row.need,
                ("Behov: det som ärendet gäller, inom din räckvidd.", "Need: the one that the item is about, within your reach.")).filtered(),
            F::one::<EffortObject>("effort", C::EffortId, |row| row.effort,
                ("Insats: den som ärendet gäller, inom din räckvidd.", "Effort: the one that the item is about, within your reach.")).filtered(),
            F::one::<AgendaItemObject>("continues", C::ContinuesId, |row| row.continues,
                ("Bordlagt ärende: det som tas upp igen.", "Postponed item: the one that is taken up again.")).filtered(),
            F::many::<AgendaItemObject>("continuedBy", Family::Column(C::ContinuesId),
                ("Tas upp igen i ärendet.", "Taken up again as the item.")),
            F::many::<CouncilDecisionObject>("decisions", Family::Column(CouncilDecisionColumn::ItemId),
                ("Beslut och förslag.", "Decisions and proposals.")),
            F::many::<MeetingPaperObject>("papers", Family::Column(MeetingPaperColumn::ItemId),
                ("Beslutsunderlag.", "Papers.")),
            F::many::<WithheldPaperObject>("withheldPapers", Family::Column(WithheldPaperColumn::ItemId),
                ("Underlag som inte publiceras, när protokollet är allas.", "Papers that are not published, once the minutes are everyone's.")),
            F::many::<ItemNoteObject>("notes", Family::Column(ItemNoteColumn::ItemId),
                ("Anteckningar: jäv, reservationer och annat.", "Notes: disqualifications, reservations and others.")),
            F::changed_since(),
            F::where_some::<CouncilDecisionObject>("someDecision", CouncilDecisionColumn::ItemId,
                ("Har något beslut som uppfyller detta.", "Has some decision that fulfils this.")),
            F::where_some::<MeetingPaperObject>("somePaper", MeetingPaperColumn::ItemId,
                ("Har något beslutsunderlag som uppfyller detta.", "Has some paper that fulfils this.")),
            F::where_some::<ItemNoteObject>("someNote", ItemNoteColumn::ItemId,
                ("Har någon anteckning som uppfyller detta.", "Has some note that fulfils this.")),
            F::where_some::<AgendaItemObject>("someContinuation", C::ContinuesId,
                ("Tas upp igen i något ärende som uppfyller detta.", "Is taken up again as some item that fulfils this.")),
        ])
    }
}
