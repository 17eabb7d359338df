//! What can be done with hubs.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{
    Id, Result,
    id::{HubId, OrganisationId},
};
use store::{Compare, Db, Event, Filter, RecordReader, Tx};

use super::entity::{EstablishHub, Hub, HubVerb, MakeHubPermanent};
use crate::{
    funding::{HubFunding, HubFundingColumn},
    port::DecisionDirectory,
};

/// Kompetensnaven.
#[derive(Clone)]
pub struct Hubs {
    db: Db,
    decisions: Arc<dyn DecisionDirectory>,
}

impl Hubs {
    /// Over `db`, by the decisions that `decisions` knows.
    pub fn new(db: &Db, decisions: Arc<dyn DecisionDirectory>) -> Self {
        Self { db: db.clone(), decisions }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Hub> {
        RecordReader::new(&self.db)
    }

    /// Inrätta kompetensnav.
    ///
    /// # Errors
    /// `Denied`; `Invalid` naming the field.
    pub async fn establish(&self, request: &Arc<Request>, command: EstablishHub) -> Result<Hub> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let id = Id::new(self.db.ids());
                tx.grant().require(&Anchors { hub: Some(id), council: Some(command.council), ..Anchors::default() })?;
                let (hub, event) = Hub::establish(id, command)?;
                tx.insert(&hub).await?;
                tx.emit(event);
                Ok(hub)
            })
            .await
    }

    /// Ändra kompetensnav: another name, another operator.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn revise(
        &self,
        request: &Arc<Request>,
        id: HubId,
        expected: i32,
        name: &str,
        operator: OrganisationId,
    ) -> Result<Hub> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let mut hub: Hub = tx.load_at(id, expected).await?;
                let event = hub.revise(name, operator)?;
                save(tx, hub, event).await
            })
            .await
    }

    /// Permanenta kompetensnav from a day (today when absent) on which someone other than a project pays, by its council's decision.
    ///
    /// # Errors
    /// As [`Hubs::revise`]; `Invalid` for a decision that is not such, and for a day before it.
    pub async fn make_permanent(&self, request: &Arc<Request>, command: MakeHubPermanent) -> Result<Hub> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let today = self.db.clock().today();
                let mut hub: Hub = tx.load_at(command.id, command.expected_version).await?;
                // Of a hub that cannot become permanent no decision is asked for.
                hub.must_take(HubVerb::MakePermanent)?;
                let decided = self.decisions.decision(tx, command.decision, hub.council).await;
                let decided = decided.map_err(|e| e.at("decisionId"))?;
                let own = Filter::Is(HubFundingColumn::HubId, Compare::Eq(hub.id.as_str().into()));
                let paying = HubFunding::paying_on(command.from.unwrap_or(today));
                let fundings = tx.matching::<HubFunding>(own.and(paying)).await?;
                let event = hub.make_permanent(&command, decided, &fundings, today)?;
                save(tx, hub, event).await
            })
            .await
    }

    /// Lägg ned kompetensnav, med skäl.
    ///
    /// # Errors
    /// As [`Hubs::revise`].
    pub async fn close(&self, request: &Arc<Request>, id: HubId, expected: i32, reason: &str) -> Result<Hub> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let mut hub: Hub = tx.load_at(id, expected).await?;
                let event = hub.close(self.db.clock().today(), reason)?;
                save(tx, hub, event).await
            })
            .await
    }
}

async fn save(tx: &mut Tx, mut hub: Hub, event: Event) -> Result<Hub> {
    tx.update(&mut hub).await?;
    tx.emit(event);
    Ok(hub)
}
