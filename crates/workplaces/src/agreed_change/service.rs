//! What can be done with agreed changes.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{AgreeChange, AgreedChange, CompleteChange};
use crate::reflection::Reflection;

/// Förändringarna.
#[derive(Clone)]
pub struct AgreedChanges {
    db: Db,
}

impl AgreedChanges {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Kom överens om en förändring: it is kept, and the reflection has come as far.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn agree(&self, request: &Arc<Request>, command: AgreeChange) -> Result<AgreedChange> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let mut reflection: Reflection = tx.load_at(command.reflection, command.expected_version).await?;
                let step = reflection.agree_change()?;
                let (change, event) = AgreedChange::of(Id::new(self.db.ids()), &reflection, command)?;
                tx.insert(&change).await?;
                tx.update(&mut reflection).await?;
                tx.emit(event);
                step.into_iter().for_each(|event| tx.emit(event));
                Ok(change)
            })
            .await
    }

    /// Anteckna att förändringen är genomförd.
    ///
    /// # Errors
    /// As [`AgreedChanges::agree`].
    pub async fn complete(&self, request: &Arc<Request>, command: CompleteChange) -> Result<AgreedChange> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let mut change: AgreedChange = tx.load_at(command.id, command.expected_version).await?;
                let reflection: Reflection = tx.load(change.reflection).await?;
                let event = change.complete(&reflection, command, self.db.clock().today())?;
                tx.update(&mut change).await?;
                tx.emit(event);
                Ok(change)
            })
            .await
    }
}
