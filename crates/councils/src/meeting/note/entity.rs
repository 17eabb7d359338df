//! What is noted of a mandate on one item.

use kernel::{
    Command, Error, Result, command,
    command::REASON,
    error::{all, holds, required_reason, rules as common},
    id::{AgendaItemId, CouncilId, CouncilMeetingId, ItemNoteId, MembershipId, OrganisationId},
    machine::Step,
    text_enum,
};
use store::Event;

use super::super::{
    agenda::AgendaItem,
    entity::{CouncilMeeting, CouncilMeetingStatus},
    masking::marked_text,
    presence::MeetingPresence,
};

/// Rules of notes.
pub mod rules {
    kernel::rules! {
        /// Only who is there is noted.
        MANDATE_IS_NOT_PRESENT:
            "Mandatet är inte registrerat som närvarande vid mötet.",
            "The mandate is not recorded as present at the meeting.";
        /// A reservation is for those who took part in the decision.
        MANDATE_TAKES_NO_PART:
            "Den som saknar rösträtt, är jävig eller inte är kvar deltar inte i ärendet.",
            "A mandate that has no vote, is disqualified or has left takes no part in the item.";
        /// Who has a reservation on record took part in the decision.
        MANDATE_HAS_A_RESERVATION:
            "Mandatet har en reservation i ärendet. Återta den först.",
            "The mandate has a reservation on the item. Withdraw it first.";
        /// Who has voted has taken part.
        MANDATE_HAS_VOTED:
            "Mandatet har redan röstat. Återta rösten först, innan förslaget är avgjort.",
            "The mandate has voted already. Withdraw the vote first, before the proposal is settled.";
        /// Who took part in what was decided does not change afterwards.
        ITEM_IS_DECIDED:
            "Ärendet är avgjort. Vem som deltog i det ändras inte.",
            "The item is decided. Who took part in it does not change.";
        /// A note is withdrawn once.
        NOTE_IS_WITHDRAWN: "Anteckningen är redan återtagen.", "The note is already withdrawn.";
    }
}

text_enum! {
    pub enum ItemNoteKind ("Slag av anteckning.", "Kind of note.") {
        Away = "AWAY" ("Inte i rummet", "Not in the room", ("har lämnat mötet under ärendet", "has left the meeting during the item")),
        Disqualified = "DISQUALIFIED" ("Jäv", "Disqualified", ("deltar inte på grund av jäv", "takes no part for a conflict of interest")),
        Reservation = "RESERVATION" ("Reservation", "Reservation", ("mot beslutet", "against the decision")),
        Statement = "STATEMENT" ("Protokollsanteckning", "Statement for the record"),
    }
}

impl ItemNoteKind {
    /// Whether the mandate takes no part in what is decided on the item.
    pub const fn keeps_out(self) -> bool {
        matches!(self, Self::Away | Self::Disqualified)
    }
}

text_enum! {
    pub enum ItemNoteStatus ("Anteckningens status.", "Status of a note.") {
        Standing = "STANDING" ("Gäller", "Stands"),
        Withdrawn = "WITHDRAWN" ("Återtagen", "Withdrawn"),
    }
}

text_enum! {
    /// Steg i en antecknings livslopp.
    pub enum ItemNoteVerb {
        Withdraw = "withdraw" ("återta", "withdraw", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<ItemNoteStatus, ItemNoteVerb>] =
    &[(ItemNoteStatus::Standing, ItemNoteVerb::Withdraw, ItemNoteStatus::Withdrawn)];

/// Anteckning: one row a mandate, item and kind. Read as its meeting is.
#[derive(Clone, Debug)]
pub struct ItemNote {
    /// Id.
    pub id: ItemNoteId,
    /// Version.
    pub version: i32,
    /// The item.
    pub item: AgendaItemId,
    /// The item's meeting.
    pub meeting: CouncilMeetingId,
    /// The meeting's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The mandate.
    pub membership: MembershipId,
    /// The organisation that holds it.
    pub organisation: OrganisationId,
    /// Kind.
    pub kind: ItemNoteKind,
    /// The reason, or what is to stand in the minutes, at most 2,000 characters.
    pub text: Option<String>,
    /// Why it is withdrawn, where it is.
    pub withdrawn_reason: Option<String>,
}

/// Characters of its text.
pub(super) const TEXT: usize = 2000;

command! {
    pub struct RecordItemNote as "RecordItemNoteInput" ("Anteckna i ärende.", "Record a note on an agenda item.") {
        item: AgendaItemId as "itemId" ("Ärende.", "Agenda item."),
        membership: MembershipId as "membershipId" ("Mandat.", "Mandate."),
        kind: ItemNoteKind as "kind" ("Slag.", "Kind."),
        text: Option<String> as "text" [marked_text(TEXT)]
            ("Skäl, eller vad som ska stå i protokollet: vid jäv varför. Alla kan läsa det när protokollet är justerat, om rådets protokoll är offentliga.",
             "Reason, or what is to stand in the minutes: of a disqualification why. Everyone can read it once the minutes are approved, where the council's minutes are public."),
    }
}

command! {
    pub struct WithdrawItemNote as "WithdrawItemNoteInput" ("Återta anteckning.", "Withdraw a note.")
        of ItemNoteId, ("Anteckningen.", "The note.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl ItemNote {
    /// A note on `item` of a mandate with this `presence`; `notes` are those that stand on the item of the mandate, and `voted`
    /// whether it has voted there.
    ///
    /// # Errors
    /// `Refused` in a state that does not take it, or of one who has voted; `Invalid` naming the field.
    pub fn record(
        id: ItemNoteId,
        (meeting, item): (&CouncilMeeting, &AgendaItem),
        command: RecordItemNote,
        presence: Option<&MeetingPresence>,
        notes: &[Self],
        voted: bool,
    ) -> Result<(Self, Event)> {
        use CouncilMeetingStatus as S;
        let command = command.checked()?;
        let kind = command.kind;
        // A reservation is announced before the meeting ends; its words may be written until the minutes are approved.
        let is_announced = notes.iter().any(|note| note.kind == kind);
        let states: &[S] = if is_announced && !kind.keeps_out() { &S::TAKING_WORDS } else { &[S::InSession] };
        meeting.must_be(states)?;
        let Some(presence) = presence.filter(|one| one.attended) else {
            return Err(Error::invalid("membershipId", rules::MANDATE_IS_NOT_PRESENT));
        };
        let takes_part = presence.has_vote() && !notes.iter().any(|note| note.kind.keeps_out());
        let has_reserved = notes.iter().any(|note| note.kind == ItemNoteKind::Reservation);
        let needs_text = matches!(kind, ItemNoteKind::Disqualified | ItemNoteKind::Statement);
        all([
            holds(kind != ItemNoteKind::Reservation || takes_part, "membershipId", rules::MANDATE_TAKES_NO_PART),
            holds(!kind.keeps_out() || !has_reserved, "kind", rules::MANDATE_HAS_A_RESERVATION),
            holds(!needs_text || command.text.is_some(), "text", common::FIELD_IS_REQUIRED),
        ])?;
        if kind.keeps_out() && voted {
            return Err(Error::refused(rules::MANDATE_HAS_VOTED, String::new()));
        }
        let note = Self {
            id,
            version: 1,
            item: item.id,
            meeting: meeting.id,
            council: meeting.council,
            membership: presence.membership,
            organisation: presence.organisation,
            kind,
            text: command.text,
            withdrawn_reason: None,
        };
        Ok((note, Event::new("ItemNoteRecorded", id.public())))
    }

    /// Does not stand, with a reason; `decided` says whether something is decided or postponed on its item.
    ///
    /// # Errors
    /// `Refused` once the minutes are approved, of who was kept out of what is decided, or when it is withdrawn already; `Invalid`
    /// without a reason.
    pub fn withdraw(&mut self, meeting: &CouncilMeeting, decided: bool, reason: &str) -> Result<Event> {
        meeting.must_be(self.withdrawn_in())?;
        if self.kind.keeps_out() && decided {
            return Err(Error::refused(rules::ITEM_IS_DECIDED, String::new()));
        }
        if !self.stands() {
            return Err(Error::refused(rules::NOTE_IS_WITHDRAWN, String::new()));
        }
        self.withdrawn_reason = Some(required_reason(reason)?);
        Ok(Event::new("ItemNoteWithdrawn", self.id.public()))
    }

    /// In which states of its meeting it can be withdrawn: who took part in what was decided is settled when the meeting is closed.
    pub fn withdrawn_in(&self) -> &'static [CouncilMeetingStatus] {
        use CouncilMeetingStatus as S;
        if self.kind.keeps_out() { &[S::InSession] } else { &S::TAKING_WORDS }
    }

    /// Whether it is not withdrawn.
    pub fn stands(&self) -> bool {
        self.status() == ItemNoteStatus::Standing
    }

    /// Its status, which its reason tells.
    pub const fn status(&self) -> ItemNoteStatus {
        if self.withdrawn_reason.is_some() { ItemNoteStatus::Withdrawn } else { ItemNoteStatus::Standing }
    }
}
