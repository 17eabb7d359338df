//! What can be done with sustained results.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{RecordSustainedResult, SustainedResult};
use crate::port::ProjectDirectory;

/// De bestående resultaten.
#[derive(Clone)]
pub struct SustainedResults {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
}

impl SustainedResults {
    /// Over `db`, asking `projects` when they end.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>) -> Self {
        Self { db: db.clone(), projects }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<SustainedResult> {
        RecordReader::new(&self.db)
    }

    /// Registrera bestående resultat. An earlier finding that it follows is held meanwhile, keeps what it said and is told from
    /// when it no longer holds.
    ///
    /// # Errors
    /// `Denied` outside the caller's project; `Refused` before the project's end; `Invalid` naming the field.
    pub async fn record(&self, request: &Arc<Request>, command: RecordSustainedResult) -> Result<SustainedResult> {
        self.db
            .write(request, Action::RecordLesson, async |tx| {
                tx.grant().require(&Anchors { project: Some(command.project), ..Anchors::default() })?;
                let ended_on = self.projects.ends_on(command.project).await.map_err(|e| e.at("projectId"))?;
                let mut earlier: Option<SustainedResult> = match command.earlier {
                    Some(id) => Some(tx.lock(id).await.map_err(|e| e.at("earlierId"))?),
                    None => None,
                };
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let (result, event) = SustainedResult::record(id, ended_on, earlier.as_mut(), command, today)?;
                if let Some(earlier) = &mut earlier {
                    tx.update(earlier).await?;
                }
                tx.insert(&result).await?;
                tx.emit(event);
                Ok(result)
            })
            .await
    }
}
