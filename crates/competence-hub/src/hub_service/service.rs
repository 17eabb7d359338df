//! What can be done with a hub's services.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{AddHubService, ChangeHubService, HubService};
use crate::{funding::HubFunding, hub::Hub};

/// Tjänsterna.
#[derive(Clone)]
pub struct HubServices {
    db: Db,
}

impl HubServices {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<HubService> {
        RecordReader::new(&self.db)
    }

    /// Lägg till tjänst.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a hub or a funding outside the reach; `Refused` when the hub is closed.
    pub async fn add(&self, request: &Arc<Request>, command: AddHubService) -> Result<HubService> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let hub: Hub = tx.load(command.hub).await.map_err(|e| e.at("hubId"))?;
                let funding: HubFunding = tx.load(command.funding).await.map_err(|e| e.at("fundingId"))?;
                let (service, event) = HubService::of(Id::new(self.db.ids()), &hub, &funding, command)?;
                service.must_be_new(&tx.matching::<HubService>(HubService::paid_by(funding.id)).await?)?;
                tx.insert(&service).await?;
                tx.emit(event);
                Ok(service)
            })
            .await
    }

    /// Ändra tjänst: what it states, also when it ends.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeHubService) -> Result<HubService> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let mut service: HubService = tx.load_at(command.id, command.expected_version).await?;
                let hub: Hub = tx.load(service.hub).await?;
                let funding: HubFunding = tx.load(command.funding).await.map_err(|e| e.at("fundingId"))?;
                let event = service.change(&hub, &funding, command)?;
                tx.update(&mut service).await?;
                tx.emit(event);
                Ok(service)
            })
            .await
    }
}
