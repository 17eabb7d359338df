//! What can be done with triage.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader, Tx};

use super::entity::{RetriageNeed, Triage, TriageNeed};
use crate::{
    hub::Hub,
    port::{NeedPort, NeedStep},
    triage_assessment::TriageAssessment,
};

/// Sorteringarna.
#[derive(Clone)]
pub struct Triages {
    db: Db,
    needs: Arc<dyn NeedPort>,
}

impl Triages {
    /// Over `db`, with the port to needs.
    pub fn new(db: &Db, needs: Arc<dyn NeedPort>) -> Self {
        Self { db: db.clone(), needs }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Triage> {
        RecordReader::new(&self.db)
    }

    /// Sortera och prioritera behov, for the first time.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Conflict` when the need is triaged already; `Refused` for a closed hub or a
    /// need that cannot be prioritised.
    pub async fn triage(&self, request: &Arc<Request>, command: TriageNeed) -> Result<Triage> {
        self.db
            .write(request, Action::TriageNeed, async |tx| {
                let hub: Hub = tx.load(command.hub).await.map_err(|e| e.at("hubId"))?;
                hub.must_serve(self.needs.council_of_need(tx, command.need).await?)?;
                let prioritise = command.prioritise;
                let weighing = self.needs.weights(tx, hub.council).await?;
                let (id, now) = (Id::new(self.db.ids()), self.db.clock().now());
                let (triage, event) = Triage::of(id, &hub, command, weighing, now)?;
                tx.insert(&triage).await?;
                keep(tx, &triage).await?;
                tx.emit(event);
                // To prioritise a need is to have triaged it.
                let step = if prioritise { NeedStep::Prioritise } else { NeedStep::Triage };
                self.needs.advance(tx, triage.need, step, None).await?;
                Ok(triage)
            })
            .await
    }

    /// Bedöm behov på nytt: the new assessment holds from now on, and the one before is kept.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; as [`Triages::triage`].
    pub async fn again(&self, request: &Arc<Request>, command: RetriageNeed) -> Result<Triage> {
        self.db
            .write(request, Action::TriageNeed, async |tx| {
                let mut triage: Triage = tx.load_at(command.id, command.expected_version).await?;
                let hub: Hub = tx.load(triage.hub).await?;
                let prioritise = command.prioritise;
                let weighing = self.needs.weights(tx, hub.council).await?;
                let event = triage.again(&hub, command, weighing, self.db.clock().now())?;
                tx.update(&mut triage).await?;
                keep(tx, &triage).await?;
                tx.emit(event);
                if prioritise {
                    self.needs.advance(tx, triage.need, NeedStep::Prioritise, None).await?;
                }
                Ok(triage)
            })
            .await
    }
}

/// Keeps what the triage says now, in place of what it said before.
async fn keep(tx: &mut Tx, triage: &Triage) -> Result<()> {
    for mut before in tx.matching::<TriageAssessment>(TriageAssessment::latest_of(triage.id)).await? {
        before.replaced_at = Some(triage.triaged_at);
        tx.update(&mut before).await?;
    }
    let kept = TriageAssessment::of(Id::new(tx.db().ids()), triage);
    tx.insert(&kept).await
}
