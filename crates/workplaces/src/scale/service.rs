//! What can be done with level scales.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{DefineLevelScale, LevelScale};

/// Nivåskalorna.
#[derive(Clone)]
pub struct LevelScales {
    db: Db,
}

impl LevelScales {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<LevelScale> {
        RecordReader::new(&self.db)
    }

    /// Fastställ nivåskala.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field, also for a name that it has already.
    pub async fn define(&self, request: &Arc<Request>, command: DefineLevelScale) -> Result<LevelScale> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                tx.grant().require(&Anchors { organisation: Some(command.organisation), ..Anchors::default() })?;
                let (scale, event) = LevelScale::define(Id::new(self.db.ids()), command)?;
                tx.insert_at(&scale, "name", scale.alike(), |known| {
                    format!("{}, {}", known.name, known.id.public()).into()
                })
                .await?;
                tx.emit(event);
                Ok(scale)
            })
            .await
    }
}
