//! What can be done with requirements of procurements.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{AddProcurementRequirement, ChangeProcurementRequirement, ProcurementRequirement};
use crate::procurement::Procurement;

/// Kraven.
#[derive(Clone)]
pub struct ProcurementRequirements {
    db: Db,
}

impl ProcurementRequirements {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Ställ krav i upphandling.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Refused` once the procurement is published or awarded.
    pub async fn add(
        &self,
        request: &Arc<Request>,
        command: AddProcurementRequirement,
    ) -> Result<ProcurementRequirement> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let held: Procurement = tx.lock(command.procurement).await.map_err(|e| e.at("procurementId"))?;
                let id = Id::new(self.db.ids());
                let (requirement, event) = ProcurementRequirement::of(id, &held, command)?;
                tx.insert(&requirement).await?;
                tx.emit(event);
                Ok(requirement)
            })
            .await
    }

    /// Ändra krav i upphandling.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` once the procurement is published or awarded;
    /// `Invalid`.
    pub async fn change(
        &self,
        request: &Arc<Request>,
        command: ChangeProcurementRequirement,
    ) -> Result<ProcurementRequirement> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let expected = command.expected_version;
                let mut requirement: ProcurementRequirement = tx.load_at(command.id, expected).await?;
                let held: Procurement = tx.lock(requirement.procurement).await?;
                let event = requirement.change(&held, command)?;
                tx.update(&mut requirement).await?;
                tx.emit(event);
                Ok(requirement)
            })
            .await
    }
}
