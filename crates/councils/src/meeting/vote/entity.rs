//! What a vote is.

use kernel::{
    Command, Error, Result, command,
    id::{AgendaItemId, CouncilDecisionId, CouncilId, CouncilMeetingId, DecisionVoteId, MembershipId, OrganisationId},
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
    }
}

text_enum! {
    pub enum VoteChoice ("Röst.", "Vote.") {
        For = "FOR" ("För", "For"),
        Against = "AGAINST" ("Emot", "Against"),
        Abstained = "ABSTAINED" ("Avstår", "Abstained"),
    }
}

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
}

command! {
    pub struct RecordVote as "RecordVoteInput" ("Registrera röst.", "Record a vote.") {
        decision: CouncilDecisionId as "decisionId" ("Beslut: förslaget.", "Decision: the proposal."),
        membership: MembershipId as "membershipId" ("Mandat.", "Mandate."),
        choice: VoteChoice as "choice" ("Röst.", "Vote."),
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
        };
        Ok((vote, Event::new("VoteRecorded", id.public())))
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
