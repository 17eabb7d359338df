//! What can be done with industry councils.

use std::sync::Arc;

use access::{Action, Anchors, Request, permit};
use kernel::{Id, Result, id::IndustryCouncilId};
use store::{Db, Shelf};

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
    pub fn read(&self) -> Shelf<IndustryCouncil> {
        Shelf::new(&self.db)
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
        let grant = permit(request, Action::EstablishIndustryCouncil)?;
        if let Some(id) = self.db.replayed(&grant).await? {
            return self.read().one(request, id).await;
        }
        grant.require(&Anchors { council: Some(command.council), ..Anchors::default() })?;
        let mut tx = self.db.begin(&grant).await?;
        let (council, event) = IndustryCouncil::establish(Id::new(self.db.ids()), command)?;
        tx.insert(&council).await?;
        tx.emit(event);
        tx.commit(council.id.as_str()).await?;
        Ok(council)
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
        let grant = permit(request, Action::EstablishIndustryCouncil)?;
        if let Some(id) = self.db.replayed(&grant).await? {
            return self.read().one(request, id).await;
        }
        let mut tx = self.db.begin(&grant).await?;
        let mut council: IndustryCouncil = tx.load_at(id, expected).await?;
        let event = council.take(verb, reason)?;
        tx.update(&mut council).await?;
        tx.emit(event);
        tx.commit(council.id.as_str()).await?;
        Ok(council)
    }
}
