//! What can be done with role assignments.

use std::sync::Arc;

use access::{Action, Request};
use chrono::NaiveDate;
use kernel::{Id, Result, id::RoleAssignmentId};
use store::{Db, RecordReader};

use super::entity::{AssignRole, RoleAssignment};

/// Rolltilldelningarna.
#[derive(Clone)]
pub struct RoleAssignments {
    db: Db,
}

impl RoleAssignments {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<RoleAssignment> {
        RecordReader::new(&self.db)
    }

    /// Tilldela roll.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Refused` for a role that reaches further than the caller's;
    /// `Invalid` naming the field.
    pub async fn assign(&self, request: &Arc<Request>, command: AssignRole) -> Result<RoleAssignment> {
        self.db
            .write(request, Action::ManageRoles, async |tx| {
                let id = Id::new(self.db.ids());
                let (assignment, event) = RoleAssignment::assign(id, command, tx.grant(), self.db.clock().today())?;
                tx.insert(&assignment).await?;
                tx.emit(event);
                Ok(assignment)
            })
            .await
    }

    /// Avsluta roll, med skäl. From `on` – today when absent – it is no longer held.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn end(
        &self,
        request: &Arc<Request>,
        id: RoleAssignmentId,
        expected: i32,
        on: Option<NaiveDate>,
        reason: &str,
    ) -> Result<RoleAssignment> {
        self.db
            .write(request, Action::ManageRoles, async |tx| {
                let mut assignment: RoleAssignment = tx.load_at(id, expected).await?;
                let event = assignment.end(tx.grant(), on, reason, self.db.clock().today())?;
                tx.update(&mut assignment).await?;
                tx.emit(event);
                Ok(assignment)
            })
            .await
    }
}
