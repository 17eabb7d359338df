//! What can be done with votes.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{
    Id, Result,
    id::{AgendaItemId, CouncilDecisionId, CouncilMeetingId, DecisionVoteId, MembershipId},
};
use store::{Compare, Db, Event, Filter, RecordReader, Tx};

use super::{
    entity::{DecisionVote, RecordVote},
    repo::Column,
};
use crate::meeting::{decision::CouncilDecision, entity::CouncilMeeting, note, presence::recorded, service::hold};

/// Rösterna.
#[derive(Clone)]
pub struct DecisionVotes {
    db: Db,
}

impl DecisionVotes {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<DecisionVote> {
        RecordReader::new(&self.db)
    }

    /// Registrera röst: the mandate's vote is made, or corrected where it has one, while the proposal is open.
    ///
    /// # Errors
    /// `Invalid` for a proposal outside the reach or a mandate without a vote; `Refused`.
    pub async fn record(&self, request: &Arc<Request>, command: RecordVote) -> Result<DecisionVote> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let decision: CouncilDecision = tx.load(command.decision).await.map_err(|e| e.at("decisionId"))?;
                let meeting = hold(tx, decision.meeting, [command.membership]).await?;
                // Read anew: it may have been settled while this waited for the meeting.
                let decision: CouncilDecision = tx.load(decision.id).await?;
                let presences = recorded(tx, meeting.id).await?;
                let notes = note::noted(tx, decision.item).await?;
                let votes = cast(tx, decision.id).await?;
                let before = votes.iter().find(|one| one.membership == command.membership);
                let id = before.map_or_else(|| Id::new(self.db.ids()), |one| one.id);
                let (mut vote, event) = DecisionVote::record(id, (&meeting, &decision), command, &presences, &notes)?;
                match before {
                    Some(before) => {
                        vote.version = before.version;
                        tx.update(&mut vote).await?;
                        // What was withdrawn stood no more: this one is cast anew.
                        tx.emit(if before.stands() { Event::new("VoteCorrected", id.public()) } else { event });
                    }
                    None => {
                        tx.insert(&vote).await?;
                        tx.emit(event);
                    }
                }
                Ok(vote)
            })
            .await
    }

    /// Återta röst, med skäl, while the proposal is open: the mandate may then be noted as disqualified or away, or vote anew.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn withdraw(
        &self,
        request: &Arc<Request>,
        id: DecisionVoteId,
        expected: i32,
        reason: &str,
    ) -> Result<DecisionVote> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut vote: DecisionVote = tx.load_at(id, expected).await?;
                let meeting: CouncilMeeting = tx.lock(vote.meeting).await?;
                // Read after the meeting is held: nothing is settled meanwhile.
                let decision: CouncilDecision = tx.load(vote.decision).await?;
                let event = vote.withdraw(&meeting, &decision, reason)?;
                tx.update(&mut vote).await?;
                tx.emit(event);
                Ok(vote)
            })
            .await
    }
}

/// The votes on a proposal, the withdrawn ones too.
pub(in crate::meeting) async fn cast(tx: &mut Tx, decision: CouncilDecisionId) -> Result<Vec<DecisionVote>> {
    tx.matching::<DecisionVote>(DecisionVote::on(decision)).await
}

/// Whether a vote of the mandate at the meeting stands.
pub(in crate::meeting) async fn has_voted(
    tx: &mut Tx,
    meeting: CouncilMeetingId,
    mandate: MembershipId,
) -> Result<bool> {
    is_some(tx, DecisionVote::of_meeting(meeting), mandate).await
}

/// Whether a vote of the mandate on a proposal of the item stands.
pub(in crate::meeting) async fn has_voted_on(tx: &mut Tx, item: AgendaItemId, mandate: MembershipId) -> Result<bool> {
    is_some(tx, DecisionVote::of_item(item), mandate).await
}

async fn is_some(tx: &mut Tx, votes: Filter<Column>, mandate: MembershipId) -> Result<bool> {
    let own = Filter::Is(Column::MembershipId, Compare::Eq(mandate.as_str().into()));
    Ok(tx.matching::<DecisionVote>(votes.and(own)).await?.iter().any(DecisionVote::stands))
}
