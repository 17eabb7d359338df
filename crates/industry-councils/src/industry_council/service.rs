//! What can be done with industry councils.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{
    Id, Result,
    error::{both, holds},
};
use store::{Db, RecordReader, Tx};

use super::{
    entity::{AdvanceIndustryCouncil, EstablishIndustryCouncil, IndustryCouncil, IndustryCouncilVerb, rules},
    port::SeatPort,
};
use crate::decision::{self, DecisionDirectory};

/// Branschråden.
#[derive(Clone)]
pub struct IndustryCouncils {
    db: Db,
    seats: Arc<dyn SeatPort>,
    decisions: Arc<dyn DecisionDirectory>,
}

impl IndustryCouncils {
    /// Over `db`, with the seats that `seats` knows, by the decisions that `decisions` does.
    pub fn new(db: &Db, seats: Arc<dyn SeatPort>, decisions: Arc<dyn DecisionDirectory>) -> Self {
        Self { db: db.clone(), seats, decisions }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<IndustryCouncil> {
        RecordReader::new(&self.db)
    }

    /// Inrätta branschråd, by decision of the parent council.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Invalid` naming the field; `Refused` under a dissolved council.
    pub async fn establish(
        &self,
        request: &Arc<Request>,
        command: EstablishIndustryCouncil,
    ) -> Result<IndustryCouncil> {
        self.db
            .write(request, Action::EstablishIndustryCouncil, async |tx| {
                tx.grant().require(&Anchors { council: Some(command.council), ..Anchors::default() })?;
                self.seats.hold_parent(tx, command.council).await?;
                let decided = decision::named(&*self.decisions, tx, command.decision).await?;
                let (council, event) = IndustryCouncil::establish(Id::new(self.db.ids()), command, decided.as_ref())?;
                tx.insert(&council).await?;
                tx.emit(event);
                Ok(council)
            })
            .await
    }

    /// Aktivera branschråd, låt det vila, återuppta eller upplös det. It is dissolved by decision of the parent council, and has no mandates and
    /// no seats any longer.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn take(&self, request: &Arc<Request>, command: AdvanceIndustryCouncil) -> Result<IndustryCouncil> {
        let (id, verb, reason) = (command.id, command.step.0, command.reason.as_deref());
        self.db
            .write(request, Action::EstablishIndustryCouncil, async |tx| {
                let mut council: IndustryCouncil = tx.load_at(id, command.expected_version).await?;
                let members = self.seats.members(tx, council.council, id).await?;
                let taken = council.take(verb, reason, members);
                // A step that is not allowed is told, whatever is wrong with the decision.
                let (event, ()) = both(taken, self.rest(tx, &mut council, &command).await)?;
                if verb == IndustryCouncilVerb::Dissolve {
                    self.seats.vacate(tx, council.council, id, reason.unwrap_or_default()).await?;
                }
                tx.update(&mut council).await?;
                tx.emit(event);
                Ok(council)
            })
            .await
    }

    /// Rests a dissolution on its decision; no other step takes one.
    async fn rest(&self, tx: &mut Tx, council: &mut IndustryCouncil, command: &AdvanceIndustryCouncil) -> Result<()> {
        if command.step.0 != IndustryCouncilVerb::Dissolve {
            return holds(command.decision.is_none(), decision::FIELD, rules::ONLY_A_DISSOLUTION_TAKES_A_DECISION);
        }
        let groups = self.seats.working_groups(tx, council.council, council.id).await?;
        let decided = decision::named(&*self.decisions, tx, command.decision).await?;
        let has_met = decided.is_none() && self.seats.has_met(tx, council.council).await?;
        council.end(command.decision.zip(decided.as_ref()), has_met, groups, self.db.clock().today())
    }
}
