//! What can be done with materials.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result, error::holds, id::MaterialId};
use store::Db;

use super::entity::{Material, PublishMaterial};
use crate::{
    network::ProfessionalNetwork,
    port::{ProjectDirectory, rules::ORGANISATION_HAS_NO_PART},
};

/// Materialen.
#[derive(Clone)]
pub struct Materials {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
}

impl Materials {
    /// Over `db`, asking `projects` who has a part in them.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>) -> Self {
        Self { db: db.clone(), projects }
    }

    /// Ge ut material, in a network of a project that the publisher has a part in where one is named: the organisation itself, or
    /// who leads that project. Networks are public, so the network is read as everyone reads it.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation and project; `Invalid` naming the field; `Refused` for a closed network.
    pub async fn publish(&self, request: &Arc<Request>, command: PublishMaterial) -> Result<Material> {
        self.db
            .write(request, Action::PublishMaterial, async |tx| {
                let network: Option<ProfessionalNetwork> = match command.network {
                    Some(id) => Some(tx.look_up(id).await.map_err(|e| e.at("networkId"))?),
                    None => None,
                };
                let project = network.as_ref().map(|network| network.project);
                let organisation = command.organisation;
                let anchors = Anchors { organisation: Some(organisation), project, ..Anchors::default() };
                tx.grant().require(&anchors)?;
                if let Some(project) = project {
                    let has_part = self.projects.has_part(project, organisation).await?;
                    holds(has_part, "organisationId", ORGANISATION_HAS_NO_PART)?;
                }
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let (material, event) = Material::publish(id, network.as_ref(), command, today)?;
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
