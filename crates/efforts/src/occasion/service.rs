//! What can be done with occasions.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result, id::OccasionId, machine::takes};
use store::{Compare, Db, Filter, RecordReader};

use super::entity::{Occasion, OccasionVerb, PlanOccasion, RescheduleOccasion, TRANSITIONS};
use crate::{
    effort::Effort,
    session::{Session, SessionColumn},
};

/// Tillfällena.
#[derive(Clone)]
pub struct Occasions {
    db: Db,
}

impl Occasions {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Occasion> {
        RecordReader::new(&self.db)
    }

    /// Planera tillfälle.
    ///
    /// # Errors
    /// `Invalid` for an effort outside the reach or a wrong field; `Refused` when the effort is over.
    pub async fn plan(&self, request: &Arc<Request>, command: PlanOccasion) -> Result<Occasion> {
        self.db
            .write(request, Action::PlanEffort, async |tx| {
                // Held: what the occasion copies of it, its provider, is not changed meanwhile.
                let effort: Effort = tx.lock(command.effort).await.map_err(|e| e.at("effortId"))?;
                let (occasion, event) = Occasion::plan(Id::new(self.db.ids()), &effort, command)?;
                tx.insert(&occasion).await?;
                tx.emit(event);
                Ok(occasion)
            })
            .await
    }

    /// Bekräfta, starta, avsluta eller ställ in tillfälle.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn take(
        &self,
        request: &Arc<Request>,
        id: OccasionId,
        expected: i32,
        verb: OccasionVerb,
        reason: Option<&str>,
    ) -> Result<Occasion> {
        self.db
            .write(request, Action::PlanEffort, async |tx| {
                let mut occasion: Occasion = tx.load_at(id, expected).await?;
                if !takes(TRANSITIONS, occasion.status, verb) {
                    // What is possible depends on the effort, which is read for nothing else.
                    let effort: Effort = tx.look_up(occasion.effort).await?;
                    occasion.step_in(effort.status, verb)?;
                }
                let event = occasion.take(verb, reason)?;
                if verb == OccasionVerb::Confirm {
                    // Unchanged until it is confirmed: who cancels the effort cancels what is confirmed.
                    let effort: Effort = tx.look_up_unchanged(occasion.effort).await?;
                    effort.must_take_occasions()?;
                }
                tx.update(&mut occasion).await?;
                tx.emit(event);
                Ok(occasion)
            })
            .await
    }

    /// Ändra tillfällets dagar, before it has started. Sessions stand as they were planned, and whoever adds one meanwhile counts up the
    /// occasion's version.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` once it has started, of an effort that is over and for a
    /// session outside the days; `Invalid`.
    pub async fn reschedule(&self, request: &Arc<Request>, command: RescheduleOccasion) -> Result<Occasion> {
        self.db
            .write(request, Action::PlanEffort, async |tx| {
                let mut occasion: Occasion = tx.load_at(command.id, command.expected_version).await?;
                let own = Filter::Is(SessionColumn::OccasionId, Compare::Eq(occasion.id.as_str().into()));
                let sessions: Vec<Session> = tx.every(own).await?;
                let event = occasion.reschedule(&sessions, command, self.db.clock().today())?;
                let effort: Effort = tx.look_up_unchanged(occasion.effort).await?;
                effort.must_take_occasions()?;
                tx.update(&mut occasion).await?;
                tx.emit(event);
                Ok(occasion)
            })
            .await
    }
}
