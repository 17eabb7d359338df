//! What can be done with triage.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{RetriageNeed, Triage, TriageNeed};
use crate::{
    hub::Hub,
    port::{NeedPort, NeedStep},
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
                let (triage, event) = Triage::of(Id::new(self.db.ids()), &hub, command, self.db.clock().now())?;
                tx.insert(&triage).await?;
                tx.emit(event);
                // To prioritise a need is to have triaged it.
                let step = if prioritise { NeedStep::Prioritise } else { NeedStep::Triage };
                self.needs.advance(tx, triage.need, step, None).await?;
                Ok(triage)
            })
            .await
    }

    /// Bedöm behov på nytt: the new inputs and weights replace the old, which the audit trail says happened.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; as [`Triages::triage`].
    pub async fn again(&self, request: &Arc<Request>, command: RetriageNeed) -> Result<Triage> {
        self.db
            .write(request, Action::TriageNeed, async |tx| {
                let mut triage: Triage = tx.load_at(command.id, command.expected_version).await?;
                let hub: Hub = tx.load(triage.hub).await?;
                let prioritise = command.prioritise;
                let event = triage.again(&hub, command, self.db.clock().now())?;
                tx.update(&mut triage).await?;
                tx.emit(event);
                if prioritise {
                    self.needs.advance(tx, triage.need, NeedStep::Prioritise, None).await?;
                }
                Ok(triage)
            })
            .await
    }
}
