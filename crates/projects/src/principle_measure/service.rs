//! What can be done with principle measures.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{
    Id, Result,
    error::{holds, rules as common},
};
use store::{Db, RecordReader};

use super::{
    entity::{AddPrincipleMeasure, ChangePrincipleMeasure, FollowUpPrincipleMeasure, PrincipleMeasure},
    port::EffortDirectory,
};
use crate::project::Project;

/// Åtgärderna.
#[derive(Clone)]
pub struct PrincipleMeasures {
    db: Db,
    efforts: Arc<dyn EffortDirectory>,
}

impl PrincipleMeasures {
    /// Over `db`, asking `efforts` which of them a project pays for.
    pub fn new(db: &Db, efforts: Arc<dyn EffortDirectory>) -> Self {
        Self { db: db.clone(), efforts }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<PrincipleMeasure> {
        RecordReader::new(&self.db)
    }

    /// Lägg till åtgärd för en horisontell princip.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a project outside the reach; `Refused` when the project has ended.
    pub async fn add(&self, request: &Arc<Request>, command: AddPrincipleMeasure) -> Result<PrincipleMeasure> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let project: Project = tx.load(command.project).await.map_err(|e| e.at("projectId"))?;
                let (measure, event) = PrincipleMeasure::of(Id::new(self.db.ids()), &project, command)?;
                tx.insert(&measure).await?;
                tx.emit(event);
                Ok(measure)
            })
            .await
    }

    /// Ändra åtgärd: what it states, not its follow-up.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when the project has ended; `Invalid` naming the
    /// field, also for an effort outside the reach or of another project.
    pub async fn change(&self, request: &Arc<Request>, command: ChangePrincipleMeasure) -> Result<PrincipleMeasure> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut measure: PrincipleMeasure = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.load(measure.project).await?;
                if let Some(effort) = command.effort {
                    let is_own = self.efforts.is_paid_by(request, effort, project.id).await?;
                    holds(is_own, "effortId", common::REFERENCE_IS_UNKNOWN)?;
                }
                let event = measure.change(&project, command)?;
                tx.update(&mut measure).await?;
                tx.emit(event);
                Ok(measure)
            })
            .await
    }

    /// Följ upp åtgärd.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Invalid`.
    pub async fn follow_up(
        &self,
        request: &Arc<Request>,
        command: FollowUpPrincipleMeasure,
    ) -> Result<PrincipleMeasure> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut measure: PrincipleMeasure = tx.load_at(command.id, command.expected_version).await?;
                let event = measure.follow_up(command, self.db.clock().today())?;
                tx.update(&mut measure).await?;
                tx.emit(event);
                Ok(measure)
            })
            .await
    }
}
