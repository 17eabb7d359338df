//! What can be done with quotes.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{EvaluateQuote, Quote, RegisterQuote};
use crate::procurement::Procurement;

/// Anbuden.
#[derive(Clone)]
pub struct Quotes {
    db: Db,
}

impl Quotes {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Registrera anbud. The procurement is held and keeps its version, which everyone sees.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for who has given a quote already; `Refused` where none is taken.
    pub async fn register(&self, request: &Arc<Request>, command: RegisterQuote) -> Result<Quote> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let held: Procurement = tx.lock(command.procurement).await.map_err(|e| e.at("procurementId"))?;
                let id = Id::new(self.db.ids());
                let (quote, event) = Quote::register(id, &held, command, self.db.clock().today())?;
                tx.insert_at(&quote, "bidderId", quote.alike(), |known| known.id.public().into()).await?;
                tx.emit(event);
                Ok(quote)
            })
            .await
    }

    /// Bedöm anbud.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn evaluate(&self, request: &Arc<Request>, command: EvaluateQuote) -> Result<Quote> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let expected = command.expected_version;
                let mut quote: Quote = tx.load_at(command.id, expected).await?;
                let held: Procurement = tx.lock(quote.procurement).await?;
                let event = quote.evaluate(&held, command)?;
                tx.update(&mut quote).await?;
                tx.emit(event);
                Ok(quote)
            })
            .await
    }
}
