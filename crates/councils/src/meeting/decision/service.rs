//! What can be done with decisions.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{
    Error, Id, Result,
    error::rules::VERSION_IS_STALE,
    id::{CouncilDecisionId, CouncilMeetingId, MembershipId},
};
use store::{Db, Event, RecordReader, Tx};

use super::{
    ballot::Ballot,
    entity::{CouncilDecision, ExecuteDecision, ProposeDecision, SettleDecision, rules},
};
use crate::{
    charter,
    meeting::{
        agenda::AgendaItem,
        entity::{CouncilMeeting, CouncilMeetingStatus},
        masking::StandingMaskings,
        note::{self, ItemNote},
        paper::{self, DECISION_TO_PAPER},
        port::EndorsementDirectory,
        presence::{MeetingFunction, MeetingPresence, held_mandates, recorded},
        service::hold,
        vote::{self, DecisionVote},
    },
    membership::Standing,
};

/// Besluten.
#[derive(Clone)]
pub struct CouncilDecisions {
    db: Db,
    endorsements: Arc<dyn EndorsementDirectory>,
}

impl CouncilDecisions {
    /// Over `db`, with what `endorsements` knows to rest on them.
    pub fn new(db: &Db, endorsements: Arc<dyn EndorsementDirectory>) -> Self {
        Self { db: db.clone(), endorsements }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<CouncilDecision> {
        RecordReader::new(&self.db)
    }

    /// Föreslå beslut i ett ärende.
    ///
    /// # Errors
    /// `Invalid` for an item outside the reach or a wrong field; `Refused`.
    pub async fn propose(&self, request: &Arc<Request>, command: ProposeDecision) -> Result<CouncilDecision> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let item: AgendaItem = tx.load(command.item).await.map_err(|e| e.at("itemId"))?;
                let meeting = hold(tx, item.meeting, []).await?;
                // Read anew: what it is about may have changed while this waited for the meeting.
                let item: AgendaItem = tx.load(item.id).await?;
                let (mut decision, event) =
                    CouncilDecision::propose(Id::new(self.db.ids()), (&meeting, &item), command)?;
                let maskings = StandingMaskings::of(tx, decision.meeting, decision.item).await?;
                maskings.write([("text", Some(&mut decision.text))])?;
                tx.insert(&decision).await?;
                tx.emit(event);
                Ok(decision)
            })
            .await
    }

    /// Avgör förslag by the votes and the charter's rule; it rests on the papers that stand on its item now. Those who take part and whose vote is not recorded vote as `others` has it.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn settle(&self, request: &Arc<Request>, command: SettleDecision) -> Result<CouncilDecision> {
        self.db
            .write(request, Action::ChairMeeting, async |tx| {
                let mut decision: CouncilDecision = tx.load_at(command.id, command.expected_version).await?;
                // Those whose votes may be written are held before the meeting, as by who records one.
                let there = if command.others.is_some() { recorded(tx, decision.meeting).await? } else { Vec::new() };
                let voting: Vec<MembershipId> =
                    there.iter().filter(|one| one.has_vote()).map(|one| one.membership).collect();
                let meeting = hold(tx, decision.meeting, voting.iter().copied()).await?;
                decision.must_be_open(&meeting)?;
                let entitled = entitled(tx, &decision).await?;
                let cast = vote::cast(tx, decision.id).await?;
                let (mut votes, withdrawn): (Vec<_>, Vec<_>) = cast.into_iter().partition(DecisionVote::stands);
                let mut others = Vec::new();
                for presence in &entitled {
                    let has_voted = votes.iter().any(|one| one.membership == presence.membership);
                    if let (Some(choice), false) = (command.others, has_voted) {
                        // Who came while this waited for the meeting is none of those whom the chair said so of.
                        if !voting.contains(&presence.membership) {
                            return Err(Error::Conflict { rule: VERSION_IS_STALE });
                        }
                        let before = withdrawn.iter().find(|one| one.membership == presence.membership);
                        let id = before.map_or_else(|| Id::new(self.db.ids()), |one| one.id);
                        let (mut one, event) = DecisionVote::cast(id, &meeting, &decision, presence, choice)?;
                        tx.emit(event);
                        match before {
                            Some(before) => {
                                one.version = before.version;
                                tx.update(&mut one).await?;
                                votes.push(one);
                            }
                            None => others.push(one),
                        }
                    }
                }
                tx.insert_many(&others).await?;
                votes.extend(others);
                let held = held_mandates(tx, &meeting).await?;
                let held = held.iter().filter(|mandate| mandate.standing == Standing::Member).count();
                let charter = charter::in_force(tx, meeting.body(), meeting.meets_on()).await?;
                let choices: Vec<_> = votes.iter().map(|one| one.choice).collect();
                let ballot = Ballot::of(charter.as_ref(), entitled.len(), held, &choices);
                // Who does not take part casts no vote, the chair neither.
                let chair_takes_part = entitled.iter().any(|one| one.function == Some(MeetingFunction::Chair));
                let ballot = Ballot { casting_vote: ballot.casting_vote && chair_takes_part, ..ballot };
                let event = decision.settle(&meeting, ballot, command.casting_vote)?;
                for paper in paper::standing_on(tx, decision.item).await? {
                    tx.link(DECISION_TO_PAPER, decision.id, paper.id).await?;
                }
                save(tx, decision, event).await
            })
            .await
    }

    /// Bordlägg förslag, med skäl: its item may come back at another meeting.
    ///
    /// # Errors
    /// As [`CouncilDecisions::settle`].
    pub async fn postpone(
        &self,
        request: &Arc<Request>,
        id: CouncilDecisionId,
        expected: i32,
        reason: &str,
    ) -> Result<CouncilDecision> {
        self.db
            .write(request, Action::ChairMeeting, async |tx| {
                let mut decision: CouncilDecision = tx.load_at(id, expected).await?;
                let meeting: CouncilMeeting = tx.lock(decision.meeting).await?;
                let event = decision.postpone(&meeting, reason)?;
                mask_reason(tx, &mut decision).await?;
                save(tx, decision, event).await
            })
            .await
    }

    /// Verkställ beslut: it is done, after the meeting.
    ///
    /// # Errors
    /// As [`CouncilDecisions::settle`].
    pub async fn execute(&self, request: &Arc<Request>, command: ExecuteDecision) -> Result<CouncilDecision> {
        let today = self.db.clock().today();
        let day = command.executed_on.unwrap_or(today);
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut decision: CouncilDecision = tx.load_at(command.id, command.expected_version).await?;
                let meeting: CouncilMeeting = tx.load(decision.meeting).await?;
                let event = decision.execute(&meeting, day, today)?;
                // What becomes of a decision comes after its meeting.
                meeting.must_be(&CouncilMeetingStatus::OVER)?;
                save(tx, decision, event).await
            })
            .await
    }

    /// Upphäv beslut, med skäl, after the meeting and when no valid endorsement, no plan in force and no act of a hub or a council rests on it.
    ///
    /// # Errors
    /// As [`CouncilDecisions::settle`].
    pub async fn rescind(
        &self,
        request: &Arc<Request>,
        id: CouncilDecisionId,
        expected: i32,
        reason: &str,
    ) -> Result<CouncilDecision> {
        self.db
            .write(request, Action::ChairMeeting, async |tx| {
                // The meeting is held, so that nothing is masked on the item meanwhile.
                let seen: CouncilDecision = tx.load(id).await?;
                let meeting: CouncilMeeting = tx.lock(seen.meeting).await?;
                // Held, so that no need is endorsed and no plan comes into force by it meanwhile.
                tx.lock::<CouncilDecision>(id).await?;
                let mut decision: CouncilDecision = tx.load_at(id, expected).await?;
                let event = decision.rescind(&meeting, reason)?;
                mask_reason(tx, &mut decision).await?;
                meeting.must_be(&CouncilMeetingStatus::OVER)?;
                if let Some(need) = self.endorsements.endorsed_by(tx, id).await? {
                    return Err(Error::refused(rules::ENDORSEMENT_RESTS_ON_THE_DECISION, need));
                }
                if let Some(plan) = self.endorsements.plan_in_force_by(tx, id).await? {
                    return Err(Error::refused(rules::PLAN_RESTS_ON_THE_DECISION, plan));
                }
                if let Some(name) = self.endorsements.acted_by(tx, id).await? {
                    return Err(Error::refused(rules::ACT_RESTS_ON_THE_DECISION, name));
                }
                save(tx, decision, event).await
            })
            .await
    }
}

/// Masks in the reason what is masked on the decision's item.
async fn mask_reason(tx: &mut Tx, decision: &mut CouncilDecision) -> Result<()> {
    let maskings = StandingMaskings::of(tx, decision.meeting, decision.item).await?;
    maskings.write([("reason", decision.status_reason.as_mut())])
}

/// The presences with a vote on the decision's item: there, neither away nor disqualified.
async fn entitled(tx: &mut Tx, decision: &CouncilDecision) -> Result<Vec<MeetingPresence>> {
    let notes = note::noted(tx, decision.item).await?;
    let mut presences = recorded(tx, decision.meeting).await?;
    presences.retain(|presence| vote::takes_part(presence, &notes));
    Ok(presences)
}

/// Whether a proposal of the meeting was put to the vote with that mandate taking part.
pub(in crate::meeting) async fn has_counted(tx: &mut Tx, presence: &MeetingPresence) -> Result<bool> {
    let counted = tx.matching::<CouncilDecision>(CouncilDecision::counted_at(presence.meeting)).await?;
    let notes = note::noted_at(tx, presence.meeting).await?;
    let of = |decision: &CouncilDecision| {
        notes.iter().filter(|note| note.item == decision.item).cloned().collect::<Vec<ItemNote>>()
    };
    Ok(counted.iter().any(|decision| vote::takes_part(presence, &of(decision))))
}

/// How many proposals of the meeting are neither decided nor postponed.
pub(in crate::meeting) async fn undecided(tx: &mut Tx, meeting: CouncilMeetingId) -> Result<usize> {
    Ok(tx.matching::<CouncilDecision>(CouncilDecision::open_at(meeting)).await?.len())
}

/// Notes on the decisions of a meeting that they have become everyone's, as its minutes. The meeting's own row is written before, so that
/// each decision is held after its meeting, as where one is rescinded.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(in crate::meeting) async fn publish(tx: &mut Tx, meeting: &CouncilMeeting) -> Result<()> {
    for seen in tx.every::<CouncilDecision>(CouncilDecision::of_meeting(meeting.id)).await? {
        // Read anew: it may have been executed while this waited for it.
        let mut decision: CouncilDecision = tx.lock(seen.id).await?;
        decision.publish(meeting);
        tx.update(&mut decision).await?;
    }
    Ok(())
}

async fn save(tx: &mut Tx, mut decision: CouncilDecision, event: Event) -> Result<CouncilDecision> {
    tx.update(&mut decision).await?;
    tx.emit(event);
    Ok(decision)
}
