//! What can be done with industry councils.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result, id::IndustryCouncilId};
use store::{Db, RecordReader};

use super::entity::{EstablishIndustryCouncil, IndustryCouncil, IndustryCouncilVerb};

/// Branschråden.
#[derive(Clone)]
pub struct IndustryCouncils {
    db: Db,
}

impl IndustryCouncils {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<IndustryCouncil> {
        RecordReader::new(&self.db)
    }

    /// Inrätta branschråd, by decision of the parent council.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Invalid` naming the field.
    pub async fn establish(
        &self,
        request: &Arc<Request>,
        command: EstablishIndustryCouncil,
    ) -> Result<IndustryCouncil> {
        self.db
            .write(request, Action::EstablishIndustryCouncil, async |tx| {
                tx.grant().require(&Anchors { council: Some(command.council), ..Anchors::default() })?;
                let (council, event) = IndustryCouncil::establish(Id::new(self.db.ids()), command)?;
                tx.insert(&council).await?;
                tx.emit(event);
                Ok(council)
            })
            .await
    }

    /// Aktivera, vila, återuppta eller upplös branschråd.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn take(
        &self,
        request: &Arc<Request>,
        id: IndustryCouncilId,
        expected: i32,
        verb: IndustryCouncilVerb,
        reason: Option<&str>,
    ) -> Result<IndustryCouncil> {
        self.db
            .write(request, Action::EstablishIndustryCouncil, async |tx| {
                let mut council: IndustryCouncil = tx.load_at(id, expected).await?;
                let event = council.take(verb, reason)?;
                tx.update(&mut council).await?;
                tx.emit(event);
                Ok(council)
            })
            .await
    }
}
