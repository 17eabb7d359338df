//! What can be done with workplaces.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{Id, Result, id::WorkplaceId};
use store::Db;

use super::entity::{ChangeWorkplace, RegisterWorkplace, Workplace};

/// Arbetsplatserna.
#[derive(Clone)]
pub struct Workplaces {
    db: Db,
}

impl Workplaces {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Registrera arbetsplats.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field.
    pub async fn register(&self, request: &Arc<Request>, command: RegisterWorkplace) -> Result<Workplace> {
        self.db
            .write(request, Action::ManageWorkplace, async |tx| {
                tx.grant().require(&Anchors { organisation: Some(command.organisation), ..Anchors::default() })?;
                let (workplace, event) = Workplace::register(Id::new(self.db.ids()), command)?;
                tx.insert(&workplace).await?;
                tx.emit(event);
                Ok(workplace)
            })
            .await
    }

    /// Ändra arbetsplatsens uppgifter.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when it is closed; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeWorkplace) -> Result<Workplace> {
        self.db
            .write(request, Action::ManageWorkplace, async |tx| {
                let mut workplace: Workplace = tx.load_at(command.id, command.expected_version).await?;
                let event = workplace.change(command)?;
                tx.update(&mut workplace).await?;
                tx.emit(event);
                Ok(workplace)
            })
            .await
    }

    /// Lägg ned arbetsplats.
    ///
    /// # Errors
    /// As [`Workplaces::change`].
    pub async fn close(
        &self,
        request: &Arc<Request>,
        id: WorkplaceId,
        expected: i32,
        closed_on: NaiveDate,
    ) -> Result<Workplace> {
        self.db
            .write(request, Action::ManageWorkplace, async |tx| {
                let mut workplace: Workplace = tx.load_at(id, expected).await?;
                let event = workplace.close(closed_on, self.db.clock().today())?;
                tx.update(&mut workplace).await?;
                tx.emit(event);
                Ok(workplace)
            })
            .await
    }
}
