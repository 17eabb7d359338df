//! What a council's meeting is, and which steps it may take.

use chrono::{Datelike, NaiveDate};
use kernel::{
    Command, Error, Result, Timestamp, command,
    command::{REASON, UNTIL_TODAY, line},
    error::{holds, required_reason},
    id::{CouncilId, CouncilMeetingId, IndustryCouncilId},
    machine::{Step, step},
    swedish_day, text_enum,
};
use store::Event;

use super::presence::{MeetingFunction, MeetingPresence};
use crate::body::Body;

pub mod rules;

text_enum! {
    pub enum CouncilMeetingStatus ("Mötets status.", "Status of a council's meeting.") {
        Planned = "PLANNED" ("Planerat", "Planned"),
        Convened = "CONVENED" ("Kallat", "Convened", ("kallelsen är skickad", "the notice is sent")),
        InSession = "IN_SESSION" ("Pågår", "In session"),
        Held = "HELD" ("Genomfört", "Held"),
        MinutesDraft = "MINUTES_DRAFT" ("Protokollet skrivs", "Minutes in draft"),
        MinutesApproved = "MINUTES_APPROVED" ("Justerat", "Minutes approved"),
        Cancelled = "CANCELLED" ("Inställt", "Cancelled"),
    }
}

text_enum! {
    /// Steg i ett mötes livslopp.
    pub enum CouncilMeetingVerb {
        Convene = "convene" ("kalla", "convene"),
        Open = "open" ("öppna", "open"),
        Close = "close" ("avsluta", "close"),
        DraftMinutes = "draftMinutes" ("skriva protokoll", "draft the minutes"),
        ApproveMinutes = "approveMinutes" ("justera", "approve the minutes"),
        Cancel = "cancel" ("ställa in", "cancel", ("med skäl", "with a reason")),
    }
}

text_enum! {
    pub enum MeetingMode ("Mötesform.", "How people meet.") {
        InPerson = "IN_PERSON" ("På plats", "In person"),
        Remote = "REMOTE" ("På distans", "Remotely"),
        Hybrid = "HYBRID" ("På plats och på distans", "In person and remotely"),
    }
}

text_enum! {
    pub enum Signatory as "MinutesSignatory" ("I vilken egenskap protokollet justeras.", "In which capacity minutes are approved.") {
        Chair = "CHAIR" ("Ordförande", "Chair"),
        Verifier = "VERIFIER" ("Justerare", "Verifier"),
    }
}

/// The state machine. What was opened is never cancelled.
pub const TRANSITIONS: &[Step<CouncilMeetingStatus, CouncilMeetingVerb>] = {
    use CouncilMeetingStatus as S;
    use CouncilMeetingVerb as V;
    &[
        (S::Planned, V::Convene, S::Convened),
        (S::Planned, V::Cancel, S::Cancelled),
        (S::Convened, V::Open, S::InSession),
        (S::Convened, V::Cancel, S::Cancelled),
        (S::InSession, V::Close, S::Held),
        (S::Held, V::DraftMinutes, S::MinutesDraft),
        (S::MinutesDraft, V::ApproveMinutes, S::MinutesApproved),
    ]
};

/// Möte. The council's own people read it; everyone once its minutes are approved, reasons too, where they are to be public.
#[derive(Clone, Debug)]
pub struct CouncilMeeting {
    /// Id.
    pub id: CouncilMeetingId,
    /// Version.
    pub version: i32,
    /// The council that meets, or the industry council's parent.
    pub council: CouncilId,
    /// The industry council that meets, where it is one.
    pub industry_council: Option<IndustryCouncilId>,
    /// Title, 1–200 characters.
    pub title: String,
    /// Status.
    pub status: CouncilMeetingStatus,
    /// In person, remotely or both.
    pub mode: MeetingMode,
    /// Place or link, at most 200 characters.
    pub place: Option<String>,
    /// Begins at, as planned.
    pub starts_at: Timestamp,
    /// Ends at, as planned.
    pub ends_at: Option<Timestamp>,
    /// Convened on.
    pub convened_on: Option<NaiveDate>,
    /// Opened at.
    pub opened_at: Option<Timestamp>,
    /// Closed at.
    pub closed_at: Option<Timestamp>,
    /// The first of its paragraphs, of the body's in the year; given when the meeting is closed.
    pub first_paragraph: Option<i32>,
    /// The last of its paragraphs.
    pub last_paragraph: Option<i32>,
    /// The chair approved the minutes on.
    pub chair_approved_on: Option<NaiveDate>,
    /// The verifier approved the minutes on.
    pub verifier_approved_on: Option<NaiveDate>,
    /// Who approved first, as the audit trail knows her, until someone else has: nobody approves twice.
    pub first_approved_by: Option<String>,
    /// Whether its minutes are everyone's once they are approved, by the charter of its day; settled when they are signed, and until
    /// then as the charters of the day stand.
    pub is_public: bool,
    /// Announced on the notice board on.
    pub announced_on: Option<NaiveDate>,
    /// Why it was cancelled.
    pub status_reason: Option<String>,
    /// Invented for demonstration.
    pub demonstration: bool,
}

command! {
    pub struct PlanCouncilMeeting as "PlanCouncilMeetingInput" ("Planera rådsmöte.", "Plan a council's meeting.") {
        council: CouncilId as "councilId"
            ("Råd: det som möts, eller branschrådets överordnade.", "Council: the one that meets, or the industry council's parent."),
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: där det är det som möts.", "Industry council: where it is the one that meets."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        mode: MeetingMode as "mode" = "\"IN_PERSON\"" ("Mötesform.", "How people meet."),
        place: Option<String> as "place" [line(200)] ("Plats eller länk.", "Place or link."),
        starts_at: Timestamp as "startsAt" ("Börjar.", "Begins at."),
        ends_at: Option<Timestamp> as "endsAt" ("Slutar.", "Ends at."),
    }
}

command! {
    pub struct ChangeCouncilMeeting as "ChangeCouncilMeetingInput" ("Ändra rådsmöte.", "Change a council's meeting.")
        of CouncilMeetingId, ("Mötet.", "The meeting.") {
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        mode: MeetingMode as "mode" ("Mötesform.", "How people meet."),
        place: Option<String> as "place" [line(200)] ("Plats eller länk.", "Place or link."),
        starts_at: Timestamp as "startsAt" ("Börjar.", "Begins at."),
        ends_at: Option<Timestamp> as "endsAt" ("Slutar.", "Ends at."),
    }
}

command! {
    pub struct ConveneCouncilMeeting as "ConveneCouncilMeetingInput" ("Kalla till rådsmöte.", "Convene a council's meeting.")
        of CouncilMeetingId, ("Mötet.", "The meeting.") {
        convened_on: Option<NaiveDate> as "convenedOn" [UNTIL_TODAY]
            ("Kallat den: när kallelsen skickades; i dag när den saknas.", "Convened on: when the notice was sent; today when absent."),
    }
}

command! {
    pub struct OpenCouncilMeeting as "OpenCouncilMeetingInput" ("Öppna rådsmöte.", "Open a council's meeting.")
        of CouncilMeetingId, ("Mötet.", "The meeting.") {
        opened_at: Option<Timestamp> as "openedAt" ("Öppnat, tidpunkten; nu när den saknas.", "Opened at; now when absent."),
    }
}

command! {
    pub struct CloseCouncilMeeting as "CloseCouncilMeetingInput" ("Avsluta rådsmöte.", "Close a council's meeting.")
        of CouncilMeetingId, ("Mötet.", "The meeting.") {
        closed_at: Option<Timestamp> as "closedAt" ("Avslutat, tidpunkten; nu när den saknas.", "Closed at; now when absent."),
    }
}

command! {
    pub struct DraftMinutes as "DraftMinutesInput" ("Börja skriva protokoll.", "Begin to draft minutes.")
        of CouncilMeetingId, ("Mötet.", "The meeting.") {}
}

command! {
    pub struct ApproveMinutes as "ApproveMinutesInput" ("Justera protokoll.", "Approve minutes.")
        of CouncilMeetingId, ("Mötet.", "The meeting.") {
        signatory: Signatory as "signatory" ("I vilken egenskap.", "In which capacity."),
    }
}

command! {
    pub struct AnnounceMinutes as "AnnounceMinutesInput" ("Anslå protokoll.", "Announce minutes.")
        of CouncilMeetingId, ("Mötet.", "The meeting.") {
        announced_on: Option<NaiveDate> as "announcedOn" [UNTIL_TODAY]
            ("Anslaget den; i dag när den saknas.", "Announced on; today when absent."),
    }
}

command! {
    pub struct CancelCouncilMeeting as "CancelCouncilMeetingInput" ("Ställ in rådsmöte.", "Cancel a council's meeting.")
        of CouncilMeetingId, ("Mötet.", "The meeting.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl CouncilMeeting {
    /// A newly planned meeting of `body`.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn plan(id: CouncilMeetingId, body: Body, command: PlanCouncilMeeting) -> Result<(Self, Event)> {
        let command = command.checked()?;
        in_order(command.starts_at, command.ends_at)?;
        let meeting = Self {
            id,
            version: 1,
            council: body.council,
            industry_council: body.industry_council,
            title: command.title,
            status: CouncilMeetingStatus::Planned,
            mode: command.mode,
            place: command.place,
            starts_at: command.starts_at,
            ends_at: command.ends_at,
            convened_on: None,
            opened_at: None,
            closed_at: None,
            first_paragraph: None,
            last_paragraph: None,
            chair_approved_on: None,
            verifier_approved_on: None,
            first_approved_by: None,
            is_public: false,
            announced_on: None,
            status_reason: None,
            demonstration: false,
        };
        Ok((meeting, Event::new("CouncilMeetingPlanned", id.public())))
    }

    /// Other words, another place or another time. Who was convened to another day is told in time anew, by the
    /// charter's `notice`; of the presence that is recorded already, `strays` are of mandates that are not held on the new day.
    ///
    /// # Errors
    /// `Refused` once it is opened or cancelled, with too short a notice, or with strays; `Invalid` naming the field.
    pub fn change(
        &mut self,
        command: ChangeCouncilMeeting,
        notice: Option<i32>,
        strays: usize,
        today: NaiveDate,
    ) -> Result<Event> {
        use CouncilMeetingStatus as S;
        self.must_be(&[S::Planned, S::Convened])?;
        let command = command.checked()?;
        in_order(command.starts_at, command.ends_at)?;
        if strays > 0 {
            return Err(Error::refused(rules::PRESENCE_IS_OF_ANOTHER_DAY, strays.to_string()));
        }
        let is_moved = swedish_day(command.starts_at) != self.meets_on();
        if self.status == S::Convened && is_moved {
            keep_notice(swedish_day(command.starts_at), notice, today)?;
            self.convened_on = Some(today);
        }
        (self.title, self.mode, self.place) = (command.title, command.mode, command.place);
        (self.starts_at, self.ends_at) = (command.starts_at, command.ends_at);
        Ok(Event::new("CouncilMeetingChanged", self.id.public()))
    }

    /// Its charter says otherwise than before whether its minutes will be everyone's.
    pub(super) fn publish_minutes(&mut self, is_public: bool) -> Event {
        self.is_public = is_public;
        Event::new("CouncilMeetingChanged", self.id.public())
    }

    /// The notice was sent on `day`, of an agenda of so many `items`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, without an agenda or with a shorter notice than the charter's; `Invalid` for a day to come.
    pub fn convene(&mut self, day: NaiveDate, items: usize, notice: Option<i32>, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilMeetingVerb::Convene)?;
        holds(day <= today, "convenedOn", rules::DATE_IS_IN_THE_FUTURE)?;
        if items == 0 {
            return Err(Error::refused(rules::AGENDA_IS_EMPTY, String::new()));
        }
        keep_notice(self.meets_on(), notice, day)?;
        self.convened_on = Some(day);
        Ok(self.enter(to, "CouncilMeetingConvened", None))
    }

    /// Begins at `opened_at`, on its day.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` on another day or for a moment to come.
    pub fn open(&mut self, opened_at: Timestamp, now: Timestamp) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilMeetingVerb::Open)?;
        holds(opened_at <= now, "openedAt", rules::DATE_IS_IN_THE_FUTURE)?;
        holds(swedish_day(opened_at) == self.meets_on(), "openedAt", rules::MEETS_ON_ANOTHER_DAY)?;
        self.opened_at = Some(opened_at);
        Ok(self.enter(to, "CouncilMeetingOpened", None))
    }

    /// Ends at `closed_at`: so many proposals are `undecided`, these `presences` were recorded, and `paragraphs` are its own, the
    /// first and the last.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, with proposals left, or without chair and verifier; `Invalid` for a moment before it was
    /// opened or to come.
    pub fn close(
        &mut self,
        (closed_at, now): (Timestamp, Timestamp),
        undecided: usize,
        presences: &[MeetingPresence],
        paragraphs: (i32, i32),
    ) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilMeetingVerb::Close)?;
        holds(closed_at <= now, "closedAt", rules::DATE_IS_IN_THE_FUTURE)?;
        holds(self.opened_at <= Some(closed_at), "closedAt", rules::MEETING_ENDS_BEFORE_IT_BEGINS)?;
        if undecided > 0 {
            return Err(Error::refused(rules::DECISIONS_ARE_OPEN, undecided.to_string()));
        }
        let has = |function| presences.iter().any(|one| one.attended && one.function == Some(function));
        if !has(MeetingFunction::Chair) || !has(MeetingFunction::Verifier) {
            return Err(Error::refused(rules::CHAIR_AND_VERIFIER_ARE_REQUIRED, String::new()));
        }
        self.closed_at = Some(closed_at);
        (self.first_paragraph, self.last_paragraph) = (Some(paragraphs.0), Some(paragraphs.1));
        Ok(self.enter(to, "CouncilMeetingClosed", None))
    }

    /// The minutes are being written.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn draft_minutes(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilMeetingVerb::DraftMinutes)?;
        Ok(self.enter(to, "MinutesDrafted", None))
    }

    /// The chair or the verifier approves the minutes, who is known as `by`; they are approved when both have.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, the second time in one capacity, or by one who has approved in the other.
    pub fn approve_minutes(&mut self, signatory: Signatory, by: &str, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilMeetingVerb::ApproveMinutes)?;
        let signed_on = match signatory {
            Signatory::Chair => &mut self.chair_approved_on,
            Signatory::Verifier => &mut self.verifier_approved_on,
        };
        if signed_on.is_some() {
            return Err(Error::refused(rules::MINUTES_ARE_SIGNED, signatory.label()));
        }
        if self.first_approved_by.as_deref() == Some(by) {
            return Err(Error::refused(rules::MINUTES_ARE_SIGNED_BY_THE_SAME, String::new()));
        }
        *signed_on = Some(today);
        self.first_approved_by = self.approved_on().is_none().then(|| by.to_owned());
        Ok(match self.approved_on() {
            Some(_) => self.enter(to, "MinutesApproved", None),
            None => Event::new("MinutesSigned", self.id.public()),
        })
    }

    /// What its minutes tell is written on: who has approved them approves them anew. Whether there are minutes, so that nobody
    /// approves another version than she has read.
    pub(super) fn rewrite(&mut self) -> bool {
        let is_drafted = self.status == CouncilMeetingStatus::MinutesDraft;
        if is_drafted {
            (self.chair_approved_on, self.verifier_approved_on, self.first_approved_by) = (None, None, None);
        }
        is_drafted
    }

    /// The minutes stand on the notice board from `day`.
    ///
    /// # Errors
    /// `Refused` unless they are approved, public and not announced; `Invalid` for a day before the approval or to come.
    pub fn announce(&mut self, day: NaiveDate, today: NaiveDate) -> Result<Event> {
        let approved_on = self.approved_on().filter(|_| self.status == CouncilMeetingStatus::MinutesApproved);
        let Some(approved_on) = approved_on else {
            return Err(Error::refused(rules::MINUTES_ARE_NOT_APPROVED, self.status.label()));
        };
        if !self.is_public {
            return Err(Error::refused(rules::MINUTES_ARE_THE_COUNCILS_OWN, String::new()));
        }
        if let Some(announced_on) = self.announced_on {
            return Err(Error::refused(rules::MINUTES_ARE_ANNOUNCED, announced_on.to_string()));
        }
        holds(day <= today, "announcedOn", rules::DATE_IS_IN_THE_FUTURE)?;
        holds(approved_on <= day, "announcedOn", rules::ANNOUNCED_BEFORE_APPROVED)?;
        self.announced_on = Some(day);
        Ok(Event::new("MinutesAnnounced", self.id.public()))
    }

    /// Will not be held, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason.
    pub fn cancel(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilMeetingVerb::Cancel)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "CouncilMeetingCancelled", Some(reason)))
    }

    /// Who meets.
    pub fn body(&self) -> Body {
        Body { council: self.council, industry_council: self.industry_council }
    }

    /// The day that it is planned for, whose charter and mandates apply.
    pub fn meets_on(&self) -> NaiveDate {
        swedish_day(self.starts_at)
    }

    /// The year in which its paragraphs are numbered.
    pub fn year(&self) -> i32 {
        self.meets_on().year()
    }

    /// The day on which the second of chair and verifier approved the minutes.
    pub fn approved_on(&self) -> Option<NaiveDate> {
        Some(self.chair_approved_on?.max(self.verifier_approved_on?))
    }

    /// Whether its minutes are everyone's: approved, of a body whose are public.
    pub fn has_public_minutes(&self) -> bool {
        self.status == CouncilMeetingStatus::MinutesApproved && self.is_public
    }

    /// Refuses what only these states take.
    ///
    /// # Errors
    /// `Refused { MEETING_DOES_NOT_TAKE_THIS }`.
    pub fn must_be(&self, states: &[CouncilMeetingStatus]) -> Result<()> {
        if states.contains(&self.status) {
            return Ok(());
        }
        Err(Error::refused(rules::MEETING_DOES_NOT_TAKE_THIS, self.status.label()))
    }

    /// Refuses to add to what is approved or will not be held.
    ///
    /// # Errors
    /// As [`CouncilMeeting::must_be`].
    pub fn must_be_unapproved(&self) -> Result<()> {
        self.must_be(&CouncilMeetingStatus::UNAPPROVED)
    }

    fn enter(&mut self, to: CouncilMeetingStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

fn in_order(starts_at: Timestamp, ends_at: Option<Timestamp>) -> Result<()> {
    holds(ends_at.is_none_or(|ends_at| starts_at < ends_at), "endsAt", rules::MEETING_ENDS_BEFORE_IT_BEGINS)
}

/// Whole days from the notice to the meeting, as many as the charter asks for; without a charter any notice will do that comes no
/// later than the meeting.
fn keep_notice(meets_on: NaiveDate, notice: Option<i32>, told_on: NaiveDate) -> Result<()> {
    let days = notice.unwrap_or(0);
    if (meets_on - told_on).num_days() < i64::from(days) {
        return Err(Error::refused(rules::NOTICE_IS_TOO_SHORT, days.to_string()));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
