//! What can be done with endorsements.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Error, Id, Result, id::EndorsementId};
use store::{Db, RecordReader};

use super::entity::{EndorseNeed, Endorsement, rules};
use crate::{
    decision::{self, DecisionDirectory},
    industry_council::{IndustryCouncil, SeatPort, require_open},
    need::Need,
    need_transition,
};

/// Förankringarna.
#[derive(Clone)]
pub struct Endorsements {
    db: Db,
    seats: Arc<dyn SeatPort>,
    decisions: Arc<dyn DecisionDirectory>,
}

impl Endorsements {
    /// Over `db`, of the councils that `seats` knows, by the decisions that `decisions` does.
    pub fn new(db: &Db, seats: Arc<dyn SeatPort>, decisions: Arc<dyn DecisionDirectory>) -> Self {
        Self { db: db.clone(), seats, decisions }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Endorsement> {
        RecordReader::new(&self.db)
    }

    /// Förankra behov: the need is endorsed and the endorsement kept, together. Holds the need meanwhile, so that no industry council
    /// endorses it twice at once.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn endorse(&self, request: &Arc<Request>, command: EndorseNeed) -> Result<Endorsement> {
        self.db
            .write(request, Action::EndorseNeed, async |tx| {
                tx.lock::<Need>(command.need).await?;
                let mut need: Need = tx.load_at(command.need, command.expected_version).await?;
                if let Some(id) = command.industry_council {
                    let council: IndustryCouncil = tx.load(id).await.map_err(|e| e.at("industryCouncilId"))?;
                    if council.council != need.council {
                        return Err(Error::invalid("industryCouncilId", rules::COUNCIL_DOES_NOT_HOLD_THE_NEED));
                    }
                }
                let decided = decision::named(&*self.decisions, tx, command.decision).await?;
                let given = tx.matching::<Endorsement>(Endorsement::of_need(need.id)).await?;
                let (endorsement, event) =
                    Endorsement::of(Id::new(self.db.ids()), &need, command, decided.as_ref(), &given)?;
                let step = need.endorse(endorsement.decided_on, self.db.clock().today())?;
                tx.insert(&endorsement).await?;
                // What a meeting decided was decided before the council was dissolved.
                if decided.is_none() {
                    require_open(&*self.seats, tx, endorsement.council, endorsement.industry_council).await?;
                }
                tx.emit(event);
                match step {
                    Some(step) => need_transition::take(tx, &mut need, step).await?,
                    None => tx.update(&mut need).await?,
                }
                Ok(endorsement)
            })
            .await
    }

    /// Återta förankring, med skäl. The need keeps its state: what was begun in good faith goes on.
    ///
    /// # Errors
    /// As [`Endorsements::endorse`].
    pub async fn withdraw(
        &self,
        request: &Arc<Request>,
        id: EndorsementId,
        expected: i32,
        reason: &str,
    ) -> Result<Endorsement> {
        self.db
            .write(request, Action::EndorseNeed, async |tx| {
                let mut endorsement: Endorsement = tx.load_at(id, expected).await?;
                let event = endorsement.withdraw(self.db.clock().today(), reason)?;
                tx.update(&mut endorsement).await?;
                tx.emit(event);
                Ok(endorsement)
            })
            .await
    }
}
