//! What can be done with links between needs and efforts.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{LinkEffort, NeedEffort};
use crate::{
    hub::Hub,
    port::{NeedPort, NeedStep},
};

/// Kopplingarna.
#[derive(Clone)]
pub struct NeedEfforts {
    db: Db,
    needs: Arc<dyn NeedPort>,
}

impl NeedEfforts {
    /// Over `db`, with the port to needs.
    pub fn new(db: &Db, needs: Arc<dyn NeedPort>) -> Self {
        Self { db: db.clone(), needs }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<NeedEffort> {
        RecordReader::new(&self.db)
    }

    /// Koppla insats till behov: the need's action begins, unless it has.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Conflict` when the two are linked already; `Refused` for a closed hub, a need
    /// in no state to begin, or one without endorsement and without a waiver's reason.
    pub async fn link(&self, request: &Arc<Request>, command: LinkEffort) -> Result<NeedEffort> {
        self.db
            .write(request, Action::TriageNeed, async |tx| {
                let hub: Hub = tx.load(command.hub).await.map_err(|e| e.at("hubId"))?;
                hub.must_serve(self.needs.council_of_need(tx, command.need).await?)?;
                let (link, event) = NeedEffort::of(Id::new(self.db.ids()), &hub, command, self.db.clock().now())?;
                tx.insert(&link).await?;
                tx.emit(event);
                self.needs.advance(tx, link.need, NeedStep::Begin, link.waiver_reason.as_deref()).await?;
                Ok(link)
            })
            .await
    }
}
