//! What can be done with a hub's fundings.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{AddFunding, ChangeFunding, FollowUpFunding, HubFunding};
use crate::hub::Hub;

/// Finansieringarna.
#[derive(Clone)]
pub struct HubFundings {
    db: Db,
}

impl HubFundings {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<HubFunding> {
        RecordReader::new(&self.db)
    }

    /// Lägg till finansiering.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a hub outside the reach; `Refused` when the hub is closed.
    pub async fn add(&self, request: &Arc<Request>, command: AddFunding) -> Result<HubFunding> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let hub: Hub = tx.load(command.hub).await.map_err(|e| e.at("hubId"))?;
                let (funding, event) = HubFunding::of(Id::new(self.db.ids()), &hub, command)?;
                tx.insert(&funding).await?;
                tx.emit(event);
                Ok(funding)
            })
            .await
    }

    /// Ändra finansiering: what it states, not its follow-up.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when the hub is closed; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeFunding) -> Result<HubFunding> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let mut funding: HubFunding = tx.load_at(command.id, command.expected_version).await?;
                let hub: Hub = tx.load(funding.hub).await?;
                let event = funding.change(&hub, command)?;
                tx.update(&mut funding).await?;
                tx.emit(event);
                Ok(funding)
            })
            .await
    }

    /// Följ upp finansiering: what came of it.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Invalid`.
    pub async fn follow_up(&self, request: &Arc<Request>, command: FollowUpFunding) -> Result<HubFunding> {
        self.db
            .write(request, Action::ManageHub, async |tx| {
                let mut funding: HubFunding = tx.load_at(command.id, command.expected_version).await?;
                let event = funding.follow_up(command, self.db.clock().today())?;
                tx.update(&mut funding).await?;
                tx.emit(event);
                Ok(funding)
            })
            .await
    }
}
