//! What can be done with project partners.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{AddPartner, ChangePartner, FollowUpPartner, ProjectPartner};
use crate::project::Project;

/// Projektparterna.
#[derive(Clone)]
pub struct ProjectPartners {
    db: Db,
}

impl ProjectPartners {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<ProjectPartner> {
        RecordReader::new(&self.db)
    }

    /// Lägg till projektpart.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a project outside the reach; `Refused` when the project has ended.
    pub async fn add(&self, request: &Arc<Request>, command: AddPartner) -> Result<ProjectPartner> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let project: Project = tx.load(command.project).await.map_err(|e| e.at("projectId"))?;
                let (partner, event) = ProjectPartner::of(Id::new(self.db.ids()), &project, command)?;
                tx.insert(&partner).await?;
                tx.emit(event);
                Ok(partner)
            })
            .await
    }

    /// Ändra projektpart.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when the project has ended; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangePartner) -> Result<ProjectPartner> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut partner: ProjectPartner = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.load(partner.project).await?;
                let event = partner.change(&project, command)?;
                tx.update(&mut partner).await?;
                tx.emit(event);
                Ok(partner)
            })
            .await
    }

    /// Följ upp projektpart: what came of it.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Invalid`.
    pub async fn follow_up(&self, request: &Arc<Request>, command: FollowUpPartner) -> Result<ProjectPartner> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut partner: ProjectPartner = tx.load_at(command.id, command.expected_version).await?;
                let event = partner.follow_up(command, self.db.clock().today())?;
                tx.update(&mut partner).await?;
                tx.emit(event);
                Ok(partner)
            })
            .await
    }
}
