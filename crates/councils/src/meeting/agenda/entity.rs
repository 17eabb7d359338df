//! What an item of an agenda is.

use kernel::{
    Command, Error, Result, command,
    command::{Bound, line, number, text},
    error::{all, holds},
    id::{AgendaItemId, CouncilId, CouncilMeetingId, EffortId, IndustryCouncilId, NeedId},
    text_enum,
};
use store::Event;

use super::super::{
    decision::CouncilDecision,
    entity::{CouncilMeeting, CouncilMeetingStatus},
    masking::{marked_line, marked_text, written_over},
};
use crate::body::Body;

/// Rules of agendas.
pub mod rules {
    kernel::rules! {
        /// An endorsement is of a need.
        ENDORSEMENT_NEEDS_A_NEED:
            "Ange vilket behov som ska förankras.",
            "Say which need is to be endorsed.";
        /// Only what was postponed at a meeting of the same body comes back.
        ITEM_IS_NOT_POSTPONED:
            "Ärendet är inte bordlagt av samma råd.",
            "The item was not postponed by the same council.";
        /// What was approved is not written anew; detail: the day of the meeting at which the item came back.
        MINUTES_TELL_THE_TITLE:
            "Ett justerat protokoll från mötet då ärendet kom tillbaka säger vad det heter, och ändras inte. Mötet hölls:",
            "Approved minutes of the meeting at which the item came back tell what it is called, and do not change. It was held:";
        /// What is proposed is about what the item is about.
        ITEM_HAS_A_PROPOSAL:
            "Det finns ett förslag till beslut i ärendet. Dess slag och vad det gäller ändras inte.",
            "A decision is proposed on the item. Its kind and what it is about do not change.";
    }
}

text_enum! {
    pub enum AgendaItemKind ("Slag av ärende.", "Kind of agenda item.") {
        Information = "INFORMATION" ("Information", "Information"),
        Discussion = "DISCUSSION" ("Diskussion", "Discussion"),
        NeedInput = "NEED_INPUT" ("Inspel", "Input on needs", ("vad branschen behöver", "what the industry needs")),
        HorizonScan = "HORIZON_SCAN" ("Omvärldsbevakning", "Horizon scan"),
        Endorsement = "ENDORSEMENT" ("Förankring av behov", "Endorsement of a need"),
        Decision = "DECISION" ("Beslut", "Decision"),
        FollowUp = "FOLLOW_UP" ("Uppföljning", "Follow-up"),
    }
}

/// Ärende. Read as its meeting is.
#[derive(Clone, Debug)]
pub struct AgendaItem {
    /// Id.
    pub id: AgendaItemId,
    /// Version.
    pub version: i32,
    /// The meeting.
    pub meeting: CouncilMeetingId,
    /// The meeting's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The meeting's industry council, where it is one's.
    pub industry_council: Option<IndustryCouncilId>,
    /// Kind.
    pub kind: AgendaItemKind,
    /// Its place on the agenda, from 1.
    pub position: i32,
    /// Title, 1–200 characters.
    pub title: String,
    /// What it is about, at most 4,000 characters.
    pub text: Option<String>,
    /// What was said, for the minutes, at most 8,000 characters.
    pub discussion: Option<String>,
    /// The need that it is about.
    pub need: Option<NeedId>,
    /// The effort that it is about.
    pub effort: Option<EffortId>,
    /// The postponed item that it takes up again.
    pub continues: Option<AgendaItemId>,
    /// Its paragraph, of the body's in the year; given when the meeting is closed.
    pub paragraph: Option<i32>,
    /// The year that its paragraph is counted in.
    pub paragraph_year: Option<i32>,
}

const LAST_POSITION: i32 = 500;
const POSITION: Bound<i32> = number(1, LAST_POSITION);
/// Characters of the title, of what it is about, and of what was said.
const TITLE: usize = 200;
const TEXT: usize = 4000;
const DISCUSSION: usize = 8000;

command! {
    pub struct AddAgendaItem as "AddAgendaItemInput" ("Lägg till ärende.", "Add an agenda item.") {
        meeting: CouncilMeetingId as "meetingId" ("Möte.", "Meeting."),
        kind: AgendaItemKind as "kind" ("Slag.", "Kind."),
        title: String as "title" [line(TITLE)] ("Rubrik.", "Title."),
        text: Option<String> as "text" [text(TEXT)]
            ("Beskrivning. Alla kan läsa den när protokollet är justerat, om rådets protokoll är offentliga.", "Description. Everyone can read it once the minutes are approved, where the council's minutes are public."),
        position: Option<i32> as "position" [POSITION] ("Plats på listan; sist när den saknas.", "Place on the agenda; last when absent."),
        need: Option<NeedId> as "needId" ("Behov: det som ärendet gäller.", "Need: the one that the item is about."),
        effort: Option<EffortId> as "effortId" ("Insats: den som ärendet gäller.", "Effort: the one that the item is about."),
        continues: Option<AgendaItemId> as "continuesId"
            ("Bordlagt ärende: det som tas upp igen.", "Postponed item: the one that is taken up again."),
    }
}

command! {
    pub struct ChangeAgendaItem as "ChangeAgendaItemInput" ("Ändra ärende.", "Change an agenda item.")
        of AgendaItemId, ("Ärendet.", "The item.") {
        kind: AgendaItemKind as "kind" ("Slag.", "Kind."),
        title: String as "title" [marked_line(TITLE)] ("Rubrik.", "Title."),
        text: Option<String> as "text" [marked_text(TEXT)]
            ("Beskrivning. Alla kan läsa den när protokollet är justerat, om rådets protokoll är offentliga.", "Description. Everyone can read it once the minutes are approved, where the council's minutes are public."),
        discussion: Option<String> as "discussion" [marked_text(DISCUSSION)]
            ("Vad som sades, för protokollet. Alla kan läsa det när protokollet är justerat, om rådets protokoll är offentliga.",
             "What was said, for the minutes. Everyone can read it once the minutes are approved, where the council's minutes are public."),
        position: i32 as "position" [POSITION] ("Plats på listan.", "Place on the agenda."),
        need: Option<NeedId> as "needId" ("Behov: det som ärendet gäller.", "Need: the one that the item is about."),
        effort: Option<EffortId> as "effortId" ("Insats: den som ärendet gäller.", "Effort: the one that the item is about."),
    }
}

impl AgendaItem {
    /// An item of `meeting`, after the `others`, taking up the `postponed` one where it continues one.
    ///
    /// # Errors
    /// `Refused` once the meeting is closed or cancelled; `Invalid` naming the field.
    pub fn add(
        id: AgendaItemId,
        meeting: &CouncilMeeting,
        command: AddAgendaItem,
        others: &[Self],
        postponed: Option<(&Self, &[CouncilDecision])>,
    ) -> Result<(Self, Event)> {
        meeting.must_be(&CouncilMeetingStatus::TAKING_ITEMS)?;
        let command = command.checked()?;
        let comes_back = postponed.is_none_or(|(item, decisions)| {
            item.body() == meeting.body()
                && item.meeting != meeting.id
                && decisions.iter().any(CouncilDecision::is_postponed)
        });
        all([
            needs_its_need(command.kind, command.need),
            holds(comes_back, "continuesId", rules::ITEM_IS_NOT_POSTPONED),
        ])?;
        let last = others.iter().map(|other| other.position).max().unwrap_or(0);
        let item = Self {
            id,
            version: 1,
            meeting: meeting.id,
            council: meeting.council,
            industry_council: meeting.industry_council,
            kind: command.kind,
            // Those at one place stand as they were added.
            position: command.position.unwrap_or((last + 1).min(LAST_POSITION)),
            title: command.title,
            text: command.text,
            discussion: None,
            need: command.need,
            effort: command.effort,
            continues: command.continues,
            paragraph: None,
            paragraph_year: None,
        };
        Ok((item, Event::new("AgendaItemAdded", id.public())))
    }

    /// Other words, another place, or what was said. What it is about stays once something is `proposed` on it.
    ///
    /// # Errors
    /// `Refused` once the minutes are approved, or with a proposal; `Invalid` naming the field.
    pub fn change(&mut self, meeting: &CouncilMeeting, command: ChangeAgendaItem, proposed: bool) -> Result<Event> {
        meeting.must_be_unapproved()?;
        let command = command.checked()?;
        all([
            needs_its_need(command.kind, command.need),
            written_over("title", TITLE, Some(&self.title), Some(&command.title)),
            written_over("text", TEXT, self.text.as_deref(), command.text.as_deref()),
            written_over("discussion", DISCUSSION, self.discussion.as_deref(), command.discussion.as_deref()),
        ])?;
        let about = (command.kind, command.need, command.effort);
        if proposed && about != (self.kind, self.need, self.effort) {
            return Err(Error::refused(rules::ITEM_HAS_A_PROPOSAL, String::new()));
        }
        (self.kind, self.need, self.effort) = about;
        (self.title, self.text, self.discussion) = (command.title, command.text, command.discussion);
        self.position = command.position;
        Ok(Event::new("AgendaItemChanged", self.id.public()))
    }

    /// Leaves what was postponed to another meeting, where its own is cancelled.
    pub(in crate::meeting) fn release(&mut self) -> Option<Event> {
        self.continues.take().map(|_| Event::new("AgendaItemChanged", self.id.public()))
    }

    /// Becomes a paragraph of the minutes.
    pub fn number(&mut self, paragraph: i32, year: i32) -> Event {
        (self.paragraph, self.paragraph_year) = (Some(paragraph), Some(year));
        Event::new("ParagraphNumbered", self.id.public())
    }

    /// Whose meeting it stands on the agenda of.
    pub fn body(&self) -> Body {
        Body { council: self.council, industry_council: self.industry_council }
    }
}

/// Puts items in the order of the agenda: those at one place as they were added.
pub fn in_order(items: &mut [AgendaItem]) {
    items.sort_by_key(|item| (item.position, item.id));
}

fn needs_its_need(kind: AgendaItemKind, need: Option<NeedId>) -> Result<()> {
    let is_told = kind != AgendaItemKind::Endorsement || need.is_some();
    holds(is_told, "needId", rules::ENDORSEMENT_NEEDS_A_NEED)
}

#[cfg(test)]
mod tests;
