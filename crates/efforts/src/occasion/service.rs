//! What can be done with occasions.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result, id::OccasionId, machine::takes};
use store::{Db, RecordReader};

use super::entity::{Occasion, OccasionVerb, PlanOccasion, TRANSITIONS};
use crate::effort::Effort;

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
}
