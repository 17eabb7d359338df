//! What can be done with spreads of learning.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result, error::both};
use store::Db;

use super::entity::{LearningSpread, RecordLearningSpread};
use crate::{port::LearningDirectory, reflection::Reflection};

/// Spridningarna.
#[derive(Clone)]
pub struct LearningSpreads {
    db: Db,
    learning: Arc<dyn LearningDirectory>,
}

impl LearningSpreads {
    /// Over `db`, asking `learning` for efforts and enrolments.
    pub fn new(db: &Db, learning: Arc<dyn LearningDirectory>) -> Self {
        Self { db: db.clone(), learning }
    }

    /// Registrera att det lärda har spritts.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for what lies outside the reach and an effort that was told of there already; `Refused`
    /// when the reflection has not been held.
    pub async fn record(&self, request: &Arc<Request>, command: RecordLearningSpread) -> Result<LearningSpread> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let reflection = tx.load::<Reflection>(command.reflection).await.map_err(|e| e.at("reflectionId"));
                let effort = self.learning.effort(request, command.effort).await.map_err(|e| e.at("effortId"));
                let attended = match command.enrolment {
                    Some(id) => self.learning.enrolment(request, id).await.map(Some).map_err(|e| e.at("enrolmentId")),
                    None => Ok(None),
                };
                let (reflection, (_, attended)) = both(reflection, both(effort, attended))?;
                let id = Id::new(self.db.ids());
                let (spread, event) = LearningSpread::record(id, &reflection, attended, command)?;
                tx.insert_at(&spread, "effortId", spread.alike(), |known| known.id.public().into()).await?;
                tx.emit(event);
                Ok(spread)
            })
            .await
    }
}
