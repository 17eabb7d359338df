//! What can be done with workforce figures.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{ReportWorkforce, WorkforceSnapshot};

/// Arbetsstyrkeuppgifterna.
#[derive(Clone)]
pub struct WorkforceSnapshots {
    db: Db,
}

impl WorkforceSnapshots {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<WorkforceSnapshot> {
        RecordReader::new(&self.db)
    }

    /// Rapportera arbetsstyrka.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field, also for a day that is reported already.
    pub async fn report(&self, request: &Arc<Request>, command: ReportWorkforce) -> Result<WorkforceSnapshot> {
        self.db
            .write(request, Action::ReportWorkforce, async |tx| {
                tx.grant().require(&Anchors { organisation: Some(command.organisation), ..Anchors::default() })?;
                let (snapshot, event) =
                    WorkforceSnapshot::report(Id::new(self.db.ids()), command, self.db.clock().now())?;
                tx.insert_at(&snapshot, "countedOn", snapshot.alike(), WorkforceSnapshot::told).await?;
                tx.emit(event);
                Ok(snapshot)
            })
            .await
    }
}
