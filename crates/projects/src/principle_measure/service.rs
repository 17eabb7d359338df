//! What can be done with principle measures.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{AddPrincipleMeasure, PrincipleMeasure};
use crate::project::Project;

/// Åtgärderna.
#[derive(Clone)]
pub struct PrincipleMeasures {
    db: Db,
}

impl PrincipleMeasures {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
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
}
