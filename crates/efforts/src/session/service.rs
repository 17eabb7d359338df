//! What can be done with sessions.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Compare, Db, Filter, RecordReader};

use super::{
    entity::{AddSession, Session},
    repo::Column,
};
use crate::occasion::Occasion;

/// Kurstillfällena.
#[derive(Clone)]
pub struct Sessions {
    db: Db,
}

impl Sessions {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Session> {
        RecordReader::new(&self.db)
    }

    /// Lägg till kurstillfälle. Holds the occasion meanwhile, so that two that overlap are never added at once, and counts its
    /// version up.
    ///
    /// # Errors
    /// `Invalid` for an occasion outside the reach or a wrong field; `Refused` for an overlap.
    pub async fn add(&self, request: &Arc<Request>, command: AddSession) -> Result<Session> {
        self.db
            .write(request, Action::PlanEffort, async |tx| {
                let mut occasion: Occasion = tx.lock(command.occasion).await.map_err(|e| e.at("occasionId"))?;
                let others =
                    tx.matching(Filter::Is(Column::OccasionId, Compare::Eq(occasion.id.as_str().into()))).await?;
                let (session, event) = Session::add(Id::new(self.db.ids()), &occasion, &others, command)?;
                tx.update(&mut occasion).await?;
                tx.insert(&session).await?;
                tx.emit(event);
                Ok(session)
            })
            .await
    }
}
