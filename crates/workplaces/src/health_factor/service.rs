//! What can be done with health factors.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result, error::Detail};
use store::Db;

use super::entity::{AddHealthFactor, ChangeHealthFactor, HealthFactor};

/// Friskfaktorerna.
#[derive(Clone)]
pub struct HealthFactors {
    db: Db,
}

impl HealthFactors {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Lägg till friskfaktor.
    ///
    /// # Errors
    /// `Denied`; `Invalid` naming the field, also for a code that is taken.
    pub async fn add(&self, request: &Arc<Request>, command: AddHealthFactor) -> Result<HealthFactor> {
        self.db
            .write(request, Action::ManageHealthFactors, async |tx| {
                tx.grant().require(&Anchors::default())?;
                let (factor, event) = HealthFactor::add(Id::new(self.db.ids()), command)?;
                tx.insert_at(&factor, "code", factor.alike(), |known| {
                    let id = known.id.public();
                    Detail { sv: format!("{}, {id}", known.name), en: format!("{}, {id}", known.name_en) }
                })
                .await?;
                tx.emit(event);
                Ok(factor)
            })
            .await
    }

    /// Ändra friskfaktor.
    ///
    /// # Errors
    /// `Denied`; `NotFound`; `Conflict` for a stale version; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeHealthFactor) -> Result<HealthFactor> {
        self.db
            .write(request, Action::ManageHealthFactors, async |tx| {
                let mut factor: HealthFactor = tx.load_at(command.id, command.expected_version).await?;
                let event = factor.change(command)?;
                tx.update(&mut factor).await?;
                tx.emit(event);
                Ok(factor)
            })
            .await
    }
}
