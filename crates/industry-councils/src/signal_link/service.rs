//! What can be done with links from signals.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{LinkSignal, SignalLink};
use crate::{need::Need, signal::Signal};

/// Kopplingarna.
#[derive(Clone)]
pub struct SignalLinks {
    db: Db,
}

impl SignalLinks {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Knyt signal till det som den rör.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn link(&self, request: &Arc<Request>, command: LinkSignal) -> Result<SignalLink> {
        self.db
            .write(request, Action::ScanHorizon, async |tx| {
                let mut signal: Signal = tx.load_at(command.signal, command.expected_version).await?;
                let need: Option<Need> = match command.need {
                    Some(id) => Some(tx.look_up(id).await.map_err(|e| e.at("needId"))?),
                    None => None,
                };
                let step = signal.link()?;
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let others: Vec<SignalLink> = tx.matching(SignalLink::of_signal(signal.id)).await?;
                let (link, event) = SignalLink::of(id, &signal, need.as_ref(), &others, command, today)?;
                tx.insert(&link).await?;
                tx.update(&mut signal).await?;
                tx.emit(event);
                tx.emit(step);
                Ok(link)
            })
            .await
    }
}
