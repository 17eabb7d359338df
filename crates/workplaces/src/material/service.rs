//! What can be done with materials.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result, id::MaterialId};
use store::Db;

use super::entity::{Material, PublishMaterial};

/// Materialen.
#[derive(Clone)]
pub struct Materials {
    db: Db,
}

impl Materials {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Ge ut material.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field.
    pub async fn publish(&self, request: &Arc<Request>, command: PublishMaterial) -> Result<Material> {
        self.db
            .write(request, Action::PublishMaterial, async |tx| {
                tx.grant().require(&Anchors { organisation: Some(command.organisation), ..Anchors::default() })?;
                let (material, event) = Material::publish(Id::new(self.db.ids()), command, self.db.clock().today())?;
                tx.insert(&material).await?;
                tx.emit(event);
                Ok(material)
            })
            .await
    }

    /// Återta material, med skäl. What was planned with it goes on.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn withdraw(
        &self,
        request: &Arc<Request>,
        id: MaterialId,
        expected: i32,
        reason: &str,
    ) -> Result<Material> {
        self.db
            .write(request, Action::PublishMaterial, async |tx| {
                let mut material: Material = tx.load_at(id, expected).await?;
                let event = material.withdraw(self.db.clock().today(), reason)?;
                tx.update(&mut material).await?;
                tx.emit(event);
                Ok(material)
            })
            .await
    }
}
