//! What it means that a mandate was at a meeting.

use kernel::{
    Command, Error, Result, command,
    error::{all, holds},
    id::{CouncilId, CouncilMeetingId, MeetingPresenceId, MembershipId, OrganisationId},
    text_enum,
};
use store::Event;

use super::super::entity::{CouncilMeeting, CouncilMeetingStatus};
use crate::membership::{Membership, Standing};

/// Rules of presence at councils' meetings.
pub mod rules {
    kernel::rules! {
        /// Those who hold a mandate of the body on the meeting's day are recorded.
        MANDATE_IS_NOT_THE_MEETINGS:
            "Mandatet innehas inte i det råd som möts, den dagen.",
            "The mandate is not held in the council that meets, on that day.";
        /// Only a substitute takes another's place: the ordinary member's on the same seat, or anyone's where it has no seat.
        SUBSTITUTION_IS_WRONG:
            "Bara en ersättare tjänstgör för en annan, och då för den ordinarie på samma plats.",
            "Only a substitute serves for another, and then for the ordinary member on the same seat.";
        /// A seat has one vote at a meeting.
        MANDATE_IS_FILLED:
            "Den ordinarie är närvarande, eller så tjänstgör redan en ersättare.",
            "The ordinary member is present, or a substitute is serving already.";
        /// Who took part in what was decided does not change afterwards.
        PRESENCE_IS_COUNTED:
            "Mandatet deltog i ett beslut som är fattat. Närvaron ändras inte efteråt.",
            "The mandate took part in a decision that is made. Its presence does not change afterwards.";
        /// A meeting has one chair and one secretary.
        FUNCTION_IS_TAKEN: "En annan har den uppgiften vid mötet.", "Someone else has that task at the meeting.";
        /// Whoever has a task at a meeting is there.
        FUNCTION_NEEDS_PRESENCE:
            "Den som har en uppgift vid mötet är närvarande.",
            "Whoever has a task at the meeting is present.";
        /// Who is on leave is not there; a substitute may serve for it.
        MANDATE_IS_ON_LEAVE:
            "Mandatet är tjänstledigt. Registrera det som frånvarande, eller låt det återkomma först.",
            "The mandate is on leave. Record it as absent, or let it return first.";
        /// Who chairs and who verifies the minutes has a vote and is there.
        FUNCTION_NEEDS_A_VOTE:
            "Den som leder mötet eller justerar protokollet har rösträtt och är närvarande.",
            "Whoever chairs the meeting or approves its minutes has a vote and is present.";
    }
}

text_enum! {
    pub enum MeetingFunction ("Uppgift vid mötet.", "Task at the meeting.") {
        Chair = "CHAIR" ("Ordförande", "Chair", ("leder mötet", "chairs the meeting")),
        Verifier = "VERIFIER" ("Justerare", "Verifier", ("justerar protokollet", "approves the minutes with the chair")),
        Secretary = "SECRETARY" ("Sekreterare", "Secretary", ("för protokollet", "takes the minutes")),
    }
}

/// Närvaro: one row a mandate and meeting. Who sat there is told by the mandate's representative of the day. Read as its meeting is.
#[derive(Clone, Debug)]
pub struct MeetingPresence {
    /// Id.
    pub id: MeetingPresenceId,
    /// Version, counted up by every correction.
    pub version: i32,
    /// The meeting.
    pub meeting: CouncilMeetingId,
    /// The meeting's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The mandate.
    pub membership: MembershipId,
    /// The organisation that holds it.
    pub organisation: OrganisationId,
    /// The mandate's standing: ordinary, substitute or adjunct.
    pub standing: Standing,
    /// Whether it was there; one that was expected and stayed away is recorded, too.
    pub attended: bool,
    /// The ordinary mandate that a substitute serves for.
    pub serves_for: Option<MembershipId>,
    /// Its task.
    pub function: Option<MeetingFunction>,
    /// The mark that stands for the name of who sat for it, where that is masked.
    pub masked: Option<String>,
}

command! {
    pub struct RecordPresence as "RecordPresenceInput" ("Registrera närvaro vid rådsmöte.", "Record presence at a council's meeting.") {
        meeting: CouncilMeetingId as "meetingId" ("Möte.", "Meeting."),
        membership: MembershipId as "membershipId" ("Mandat.", "Mandate."),
        attended: bool as "attended" = "true" ("Närvarande.", "Present."),
        serves_for: Option<MembershipId> as "servesForId"
            ("Tjänstgör för: den ordinarie som en ersättare träder in för.", "Serves for: the ordinary member whose place a substitute takes."),
        function: Option<MeetingFunction> as "function" ("Uppgift vid mötet.", "Task at the meeting."),
    }
}

impl MeetingPresence {
    /// The mandate at `meeting`; `mandates` are those held of the body that day, `others` what is recorded of the rest.
    ///
    /// # Errors
    /// `Refused` before the meeting is convened and after it is closed; `Invalid` naming the field.
    pub fn of(
        id: MeetingPresenceId,
        meeting: &CouncilMeeting,
        command: RecordPresence,
        mandates: &[Membership],
        others: &[Self],
    ) -> Result<(Self, Event)> {
        Self::must_be_taken_at(meeting)?;
        let command = command.checked()?;
        let Some(mandate) = mandates.iter().find(|mandate| mandate.id == command.membership) else {
            return Err(Error::invalid("membershipId", rules::MANDATE_IS_NOT_THE_MEETINGS));
        };
        let presence = Self {
            id,
            version: 1,
            meeting: meeting.id,
            council: meeting.council,
            membership: mandate.id,
            organisation: mandate.organisation,
            standing: mandate.standing,
            attended: command.attended,
            serves_for: command.serves_for,
            function: command.function,
            masked: None,
        };
        presence.must_be_in_order(mandates, others)?;
        Ok((presence, Event::new("PresenceRecorded", id.public())))
    }

    /// Refuses a meeting that takes no presence.
    ///
    /// # Errors
    /// `Refused` before the meeting is convened and after it is closed.
    pub(super) fn must_be_taken_at(meeting: &CouncilMeeting) -> Result<()> {
        meeting.must_be(&CouncilMeetingStatus::TAKING_PRESENCE)
    }

    /// The same mandate, told anew.
    ///
    /// # Errors
    /// As [`MeetingPresence::of`].
    pub fn correct(
        &mut self,
        meeting: &CouncilMeeting,
        command: RecordPresence,
        mandates: &[Membership],
        others: &[Self],
    ) -> Result<Event> {
        let (told, _) = Self::of(self.id, meeting, command, mandates, others)?;
        *self = Self { version: self.version, masked: self.masked.take(), ..told };
        Ok(Event::new("PresenceCorrected", self.id.public()))
    }

    /// Whether it is there with a vote: an ordinary member, or a substitute who serves for one.
    pub fn has_vote(&self) -> bool {
        let votes = match self.standing {
            Standing::Member => true,
            Standing::Substitute => self.serves_for.is_some(),
            Standing::Adjunct => false,
        };
        votes && self.attended
    }

    /// The ordinary mandate whose vote it has.
    pub(super) fn fills(&self) -> Option<MembershipId> {
        self.has_vote().then(|| self.serves_for.unwrap_or(self.membership))
    }

    fn must_be_in_order(&self, mandates: &[Membership], others: &[Self]) -> Result<()> {
        let of = |id| mandates.iter().find(|one| one.id == id);
        // A substitute without a seat substitutes for anyone.
        let own_seat = of(self.membership).and_then(|own| own.council_seat);
        let may_serve = |other: &Membership| {
            let is_its_seat = own_seat.is_none() || own_seat == other.council_seat;
            self.standing == Standing::Substitute && other.standing == Standing::Member && is_its_seat
        };
        let serves_rightly = self.serves_for.is_none_or(|id| of(id).is_some_and(may_serve));
        let is_filled = self.fills().is_some_and(|seat| others.iter().any(|other| other.fills() == Some(seat)));
        // Two may verify.
        let is_single = |function| function != MeetingFunction::Verifier;
        let is_taken =
            self.function.is_some_and(|own| is_single(own) && others.iter().any(|other| other.function == Some(own)));
        let needs_vote = matches!(self.function, Some(MeetingFunction::Chair | MeetingFunction::Verifier));
        all([
            holds(serves_rightly, "servesForId", rules::SUBSTITUTION_IS_WRONG),
            holds(
                !is_filled,
                if self.serves_for.is_some() { "servesForId" } else { "membershipId" },
                rules::MANDATE_IS_FILLED,
            ),
            holds(!is_taken, "function", rules::FUNCTION_IS_TAKEN),
            holds(!needs_vote || self.has_vote(), "function", rules::FUNCTION_NEEDS_A_VOTE),
            holds(needs_vote || self.function.is_none() || self.attended, "function", rules::FUNCTION_NEEDS_PRESENCE),
        ])
    }
}

#[cfg(test)]
mod tests;
