//! What can be done with workplaces.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{Id, Result, id::WorkplaceId};
use store::{Db, Tx};

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

    /// Registrera arbetsplats. Of two of one name that are registered at once, one is told of the other.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field, also for a name that an open one of the employer has.
    pub async fn register(&self, request: &Arc<Request>, command: RegisterWorkplace) -> Result<Workplace> {
        self.db
            .write(request, Action::ManageWorkplace, async |tx| {
                tx.grant().require(&Anchors { organisation: Some(command.organisation), ..Anchors::default() })?;
                let (workplace, event) = Workplace::register(Id::new(self.db.ids()), command)?;
                told_apart(tx, &workplace, true).await?;
                if let Err(error) = tx.insert(&workplace).await {
                    // Another took the name meanwhile. The row was left out, so the transaction can still be asked which.
                    told_apart(tx, &workplace, true).await?;
                    return Err(error.at("name"));
                }
                tx.emit(event);
                Ok(workplace)
            })
            .await
    }

    /// Ändra arbetsplatsens uppgifter.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when it is closed; `Invalid`, also for a name that
    /// another open one of the employer has.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeWorkplace) -> Result<Workplace> {
        self.db
            .write(request, Action::ManageWorkplace, async |tx| {
                let mut workplace: Workplace = tx.load_at(command.id, command.expected_version).await?;
                let before = workplace.taken_name();
                let event = workplace.change(command)?;
                told_apart(tx, &workplace, workplace.taken_name() != before).await?;
                tx.update(&mut workplace).await.map_err(|e| e.at("name"))?;
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

/// Refuses a name that another open workplace of the employer has; see [`Workplace::namesakes`].
async fn told_apart(tx: &mut Tx, workplace: &Workplace, new: bool) -> Result<()> {
    let namesakes: Vec<Workplace> = tx.matching(workplace.namesakes(new)).await?;
    workplace.must_be_told_apart(&namesakes)
}
