//! What can be done with project targets.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{ChangeTarget, FollowUpTarget, ProjectTarget, SetTarget};
use crate::project::Project;

/// Projektmålen.
#[derive(Clone)]
pub struct ProjectTargets {
    db: Db,
}

impl ProjectTargets {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<ProjectTarget> {
        RecordReader::new(&self.db)
    }

    /// Sätt projektmål.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a project outside the reach; `Refused` when the project has ended.
    pub async fn set(&self, request: &Arc<Request>, command: SetTarget) -> Result<ProjectTarget> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let project: Project = tx.load(command.project).await.map_err(|e| e.at("projectId"))?;
                let (target, event) = ProjectTarget::of(Id::new(self.db.ids()), &project, command)?;
                tx.insert(&target).await?;
                tx.emit(event);
                Ok(target)
            })
            .await
    }

    /// Ändra projektmål.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when the project has ended; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeTarget) -> Result<ProjectTarget> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut target: ProjectTarget = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.load(target.project).await?;
                let event = target.change(&project, command)?;
                tx.update(&mut target).await?;
                tx.emit(event);
                Ok(target)
            })
            .await
    }

    /// Följ upp projektmål: what came of it.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Invalid`.
    pub async fn follow_up(&self, request: &Arc<Request>, command: FollowUpTarget) -> Result<ProjectTarget> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut target: ProjectTarget = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.load(target.project).await?;
                let event = target.follow_up(&project, command, self.db.clock().today())?;
                tx.update(&mut target).await?;
                tx.emit(event);
                Ok(target)
            })
            .await
    }
}
