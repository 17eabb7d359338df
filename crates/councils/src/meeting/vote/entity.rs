//! What a vote is.

use kernel::{
    Command, Error, Result, command,
    command::REASON,
    error::required_reason,
    id::{AgendaItemId, CouncilDecisionId, CouncilId, CouncilMeetingId, DecisionVoteId, MembershipId, OrganisationId},
    machine::Step,
    text_enum,
};
use store::Event;

use super::super::{decision::CouncilDecision, entity::CouncilMeeting, note::ItemNote, presence::MeetingPresence};

/// Rules of votes.
pub mod rules {
    kernel::rules! {
        /// A vote is of a mandate that takes part in the item.
        MANDATE_HAS_NO_VOTE:
            "Mandatet har ingen röst i ärendet: det är inte närvarande med rösträtt, är jävigt eller har lämnat rummet.",
            "The mandate has no vote on the item: it is not present with a vote, is disqualified or has left the room.";
        /// A vote is withdrawn once; recorded again, it stands again.
        VOTE_IS_WITHDRAWN: "Rösten är redan återtagen.", "The vote is already withdrawn.";
    }
}

text_enum! {
    pub enum VoteChoice ("Röst.", "Vote.") {
        For = "FOR" ("För", "For"),
        Against = "AGAINST" ("Emot", "Against"),
        Abstained = "ABSTAINED" ("Avstår", "Abstained"),
    }
}

text_enum! {
    pub enum DecisionVoteStatus ("Röstens status.", "Status of a vote.") {
        Standing = "STANDING" ("Gäller", "Stands"),
        Withdrawn = "WITHDRAWN" ("Återtagen", "Withdrawn", ("räknas inte", "is not counted")),
    }
}

text_enum! {
    /// Steg i en rösts livslopp.
    pub enum DecisionVoteVerb {
        Withdraw = "withdraw" ("återta", "withdraw", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<DecisionVoteStatus, DecisionVoteVerb>] =
    &[(DecisionVoteStatus::Standing, DecisionVoteVerb::Withdraw, DecisionVoteStatus::Withdrawn)];

/// Röst: one row a mandate and proposal. Read as its meeting is.
#[derive(Clone, Debug)]
pub struct DecisionVote {
    /// Id.
    pub id: DecisionVoteId,
    /// Version, counted up by every correction.
    pub version: i32,
    /// The decision.
    pub decision: CouncilDecisionId,
    /// The decision's item.
    pub item: AgendaItemId,
    /// The decision's meeting.
    pub meeting: CouncilMeetingId,
    /// The meeting's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The mandate that voted.
    pub membership: MembershipId,
    /// The organisation that holds it.
    pub organisation: OrganisationId,
    /// How.
    pub choice: VoteChoice,
    /// Why it is withdrawn, where it is.
    pub withdrawn_reason: Option<String>,
}

command! {
    pub struct RecordVote as "RecordVoteInput" ("Registrera röst.", "Record a vote.") {
        decision: CouncilDecisionId as "decisionId" ("Beslut: förslaget.", "Decision: the proposal."),
        membership: MembershipId as "membershipId" ("Mandat.", "Mandate."),
        choice: VoteChoice as "choice" ("Röst.", "Vote."),
    }
}

command! {
    pub struct WithdrawVote as "WithdrawVoteInput" ("Återta röst.", "Withdraw a vote.")
        of DecisionVoteId, ("Rösten.", "The vote.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl DecisionVote {
    /// A vote on `decision` of a mandate that takes part.
    ///
    /// # Errors
    /// `Refused` for what is settled, or while the meeting is not in session.
    pub fn cast(
        id: DecisionVoteId,
        meeting: &CouncilMeeting,
        decision: &CouncilDecision,
        presence: &MeetingPresence,
        choice: VoteChoice,
    ) -> Result<(Self, Event)> {
        decision.must_be_open(meeting)?;
        let vote = Self {
            id,
            version: 1,
            decision: decision.id,
            item: decision.item,
            meeting: decision.meeting,
            council: decision.council,
            membership: presence.membership,
            organisation: presence.organisation,
            choice,
            withdrawn_reason: None,
        };
        Ok((vote, Event::new("VoteRecorded", id.public())))
    }

    /// Is not counted, with a reason: it was recorded by mistake.
    ///
    /// # Errors
    /// `Refused` once its proposal is settled, while the meeting is not in session, or when it is withdrawn already; `Invalid` without a
    /// reason.
    pub fn withdraw(&mut self, meeting: &CouncilMeeting, decision: &CouncilDecision, reason: &str) -> Result<Event> {
        decision.must_be_open(meeting)?;
        if !self.stands() {
            return Err(Error::refused(rules::VOTE_IS_WITHDRAWN, String::new()));
        }
        self.withdrawn_reason = Some(required_reason(reason)?);
        Ok(Event::new("VoteWithdrawn", self.id.public()))
    }

    /// Whether it is not withdrawn.
    pub fn stands(&self) -> bool {
        self.status() == DecisionVoteStatus::Standing
    }

    /// Its status, which its reason tells.
    pub const fn status(&self) -> DecisionVoteStatus {
        if self.withdrawn_reason.is_some() { DecisionVoteStatus::Withdrawn } else { DecisionVoteStatus::Standing }
    }

    /// A vote as `command` states it, of one of these `presences`, where the item has these `notes`.
    ///
    /// # Errors
    /// As [`DecisionVote::cast`]; `Invalid` for a mandate that does not take part.
    pub fn record(
        id: DecisionVoteId,
        (meeting, decision): (&CouncilMeeting, &CouncilDecision),
        command: RecordVote,
        presences: &[MeetingPresence],
        notes: &[ItemNote],
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let of_mandate = |one: &&MeetingPresence| one.membership == command.membership && takes_part(one, notes);
        let Some(presence) = presences.iter().find(of_mandate) else {
            return Err(Error::invalid("membershipId", rules::MANDATE_HAS_NO_VOTE));
        };
        Self::cast(id, meeting, decision, presence, command.choice)
    }
}

/// Whether a presence has a vote on an item with these notes: the disqualified and those who left have none.
pub fn takes_part(presence: &MeetingPresence, notes: &[ItemNote]) -> bool {
    let is_kept_out =
        |note: &ItemNote| note.membership == presence.membership && note.kind.keeps_out() && note.stands();
    presence.has_vote() && !notes.iter().any(is_kept_out)
}
