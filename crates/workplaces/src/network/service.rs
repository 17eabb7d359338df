//! What can be done with professional networks.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result, id::ProfessionalNetworkId};
use store::{Compare, Db, Event, Filter, RecordReader};

use super::entity::{FormNetwork, ProfessionalNetwork};
use crate::network_member::{NetworkMember, NetworkMemberColumn};

/// Yrkesnätverken.
#[derive(Clone)]
pub struct ProfessionalNetworks {
    db: Db,
}

impl ProfessionalNetworks {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<ProfessionalNetwork> {
        RecordReader::new(&self.db)
    }

    /// Bilda yrkesnätverk.
    ///
    /// # Errors
    /// `Denied` outside the caller's project; `Invalid` naming the field.
    pub async fn form(&self, request: &Arc<Request>, command: FormNetwork) -> Result<ProfessionalNetwork> {
        self.db
            .write(request, Action::ManageNetwork, async |tx| {
                tx.grant().require(&Anchors { project: Some(command.project), ..Anchors::default() })?;
                let (network, event) = ProfessionalNetwork::form(Id::new(self.db.ids()), command)?;
                tx.insert(&network).await?;
                tx.emit(event);
                Ok(network)
            })
            .await
    }

    /// Aktivera yrkesnätverk.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`.
    pub async fn activate(
        &self,
        request: &Arc<Request>,
        id: ProfessionalNetworkId,
        expected: i32,
    ) -> Result<ProfessionalNetwork> {
        self.db
            .write(request, Action::ManageNetwork, async |tx| {
                let mut network: ProfessionalNetwork = tx.load_at(id, expected).await?;
                let own = Filter::Is(NetworkMemberColumn::NetworkId, Compare::Eq(id.as_str().into()));
                let staying = Filter::Is(NetworkMemberColumn::LeftOn, Compare::Absent(true));
                let members = tx.matching::<NetworkMember>(own.and(staying)).await?;
                let event = network.activate(&members)?;
                tx.update(&mut network).await?;
                tx.emit(event);
                Ok(network)
            })
            .await
    }

    /// Låt yrkesnätverk vila, med skäl.
    ///
    /// # Errors
    /// As [`ProfessionalNetworks::activate`]; `Invalid`.
    pub async fn rest(
        &self,
        request: &Arc<Request>,
        id: ProfessionalNetworkId,
        expected: i32,
        reason: &str,
    ) -> Result<ProfessionalNetwork> {
        self.change(request, id, expected, |network| network.rest(reason)).await
    }

    /// Lägg ned yrkesnätverk, med skäl.
    ///
    /// # Errors
    /// As [`ProfessionalNetworks::activate`]; `Invalid`.
    pub async fn close(
        &self,
        request: &Arc<Request>,
        id: ProfessionalNetworkId,
        expected: i32,
        reason: &str,
    ) -> Result<ProfessionalNetwork> {
        self.change(request, id, expected, |network| network.close(reason)).await
    }

    async fn change(
        &self,
        request: &Arc<Request>,
        id: ProfessionalNetworkId,
        expected: i32,
        step: impl FnOnce(&mut ProfessionalNetwork) -> Result<Event>,
    ) -> Result<ProfessionalNetwork> {
        self.db
            .write(request, Action::ManageNetwork, async |tx| {
                let mut network: ProfessionalNetwork = tx.load_at(id, expected).await?;
                let event = step(&mut network)?;
                tx.update(&mut network).await?;
                tx.emit(event);
                Ok(network)
            })
            .await
    }
}
