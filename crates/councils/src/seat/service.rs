//! What can be done with seats.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Compare, Db, Filter, RecordReader};

use super::entity::{CloseSeat, CouncilSeat, OpenSeat};
use crate::{
    body::Bodies,
    council::Council,
    membership::{Membership, MembershipColumn},
};

/// Platserna.
#[derive(Clone)]
pub struct CouncilSeats {
    db: Db,
    bodies: Bodies,
}

impl CouncilSeats {
    /// Over `db`, for councils that `bodies` knows.
    pub fn new(db: &Db, bodies: &Bodies) -> Self {
        Self { db: db.clone(), bodies: bodies.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<CouncilSeat> {
        RecordReader::new(&self.db)
    }

    /// Inrätta plats.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Invalid` naming the field; `Refused` by a dissolved council.
    pub async fn open(&self, request: &Arc<Request>, command: OpenSeat) -> Result<CouncilSeat> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let (body, _) = self.bodies.open(tx, command.council, command.industry_council).await?;
                let today = self.db.clock().today();
                let (seat, event) = CouncilSeat::open(Id::new(self.db.ids()), body, command, today)?;
                tx.insert(&seat).await?;
                tx.emit(event);
                Ok(seat)
            })
            .await
    }

    /// Stäng plats, when no mandate on it runs longer.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn close(&self, request: &Arc<Request>, command: CloseSeat) -> Result<CouncilSeat> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let mut seat: CouncilSeat = tx.load_at(command.id, command.expected_version).await?;
                // Held, so that nobody is invited to the seat meanwhile.
                tx.lock::<Council>(seat.council).await?;
                let on_it = Filter::Is(MembershipColumn::SeatId, Compare::Eq(command.id.as_str().into()));
                let mandates = tx.matching::<Membership>(on_it).await?;
                let event = seat.close(command.closed_on, &mandates, self.db.clock().today())?;
                tx.update(&mut seat).await?;
                tx.emit(event);
                Ok(seat)
            })
            .await
    }
}
