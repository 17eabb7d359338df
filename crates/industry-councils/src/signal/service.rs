//! What can be done with signals.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{CaptureSignal, SettleSignal, Signal};
use crate::industry_council::SeatPort;

/// Signalerna.
#[derive(Clone)]
pub struct Signals {
    db: Db,
    seats: Arc<dyn SeatPort>,
}

impl Signals {
    /// Over `db`, of the councils that `seats` knows.
    pub fn new(db: &Db, seats: Arc<dyn SeatPort>) -> Self {
        Self { db: db.clone(), seats }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Signal> {
        RecordReader::new(&self.db)
    }

    /// Fånga signal.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Invalid` naming the field; `Refused` by a dissolved one.
    pub async fn capture(&self, request: &Arc<Request>, command: CaptureSignal) -> Result<Signal> {
        self.db
            .write(request, Action::ScanHorizon, async |tx| {
                tx.grant().require(&Anchors { council: Some(command.council), ..Anchors::default() })?;
                let (signal, event) = Signal::capture(Id::new(self.db.ids()), command, self.db.clock().today())?;
                tx.insert(&signal).await?;
                self.seats.require_open(tx, signal.council).await?;
                tx.emit(event);
                Ok(signal)
            })
            .await
    }

    /// Lägg en signal åt sidan, med skäl: its assessments and links stay.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn settle(&self, request: &Arc<Request>, command: SettleSignal) -> Result<Signal> {
        self.db
            .write(request, Action::ScanHorizon, async |tx| {
                let mut signal: Signal = tx.load_at(command.id, command.expected_version).await?;
                let event = signal.settle(command.settlement, &command.reason)?;
                tx.update(&mut signal).await?;
                tx.emit(event);
                Ok(signal)
            })
            .await
    }
}
