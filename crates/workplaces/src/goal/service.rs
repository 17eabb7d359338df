//! What can be done with business goals.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{BusinessGoal, SetBusinessGoal};

/// Verksamhetsmålen.
#[derive(Clone)]
pub struct BusinessGoals {
    db: Db,
}

impl BusinessGoals {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<BusinessGoal> {
        RecordReader::new(&self.db)
    }

    /// Sätt verksamhetsmål.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field.
    pub async fn set(&self, request: &Arc<Request>, command: SetBusinessGoal) -> Result<BusinessGoal> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                tx.grant().require(&Anchors { organisation: Some(command.organisation), ..Anchors::default() })?;
                let (goal, event) = BusinessGoal::set(Id::new(self.db.ids()), command)?;
                tx.insert(&goal).await?;
                tx.emit(event);
                Ok(goal)
            })
            .await
    }
}
