//! What can be done with sessions.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Error, Id, Result, Stored, error::rules::VERSION_IS_STALE};
use store::{Compare, Db, Filter, RecordReader, Tx, Value};

use super::{
    entity::{AddSession, Session},
    repo::Column,
};
use crate::{
    occasion::{Occasion, OccasionColumn, OccasionStatus},
    port::ProviderDirectory,
};

/// Kurstillfällena.
#[derive(Clone)]
pub struct Sessions {
    db: Db,
    providers: Arc<dyn ProviderDirectory>,
}

impl Sessions {
    /// Over `db`, with the turns that `providers` gives.
    pub fn new(db: &Db, providers: Arc<dyn ProviderDirectory>) -> Self {
        Self { db: db.clone(), providers }
    }

    pub(super) fn db(&self) -> &Db {
        &self.db
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Session> {
        RecordReader::new(&self.db)
    }

    /// Lägg till kurstillfälle. Of a provider one is added at a time, whichever hub's it is, so that two never take one room at once;
    /// the occasion is held meanwhile, and its version counted up.
    ///
    /// # Errors
    /// `Invalid` for an occasion outside the reach or a wrong field; `Refused` for an overlap or a room that is taken;
    /// `Conflict` where a contract names the provider meanwhile.
    pub async fn add(&self, request: &Arc<Request>, command: AddSession) -> Result<Session> {
        self.db
            .write(request, Action::PlanEffort, async |tx| {
                let named: Occasion = tx.load(command.occasion).await.map_err(|e| e.at("occasionId"))?;
                // The provider before the occasion, as everyone who adds one does.
                if let Some(provider) = named.provider {
                    self.providers.wait_for_turn(tx, provider).await?;
                }
                let mut occasion: Occasion = tx.lock(named.id).await?;
                // A contract gave it one meanwhile, whose turn this has not waited for.
                if occasion.provider != named.provider {
                    return Err(Error::Conflict { rule: VERSION_IS_STALE });
                }
                let others = tx.every(Filter::Is(Column::OccasionId, Compare::Eq(occasion.id.as_str().into()))).await?;
                let elsewhere = elsewhere(tx, &occasion, &command).await?;
                let id = Id::new(self.db.ids());
                let (session, event) = Session::add(id, &occasion, &others, &elsewhere, command)?;
                tx.update(&mut occasion).await?;
                tx.insert(&session).await?;
                tx.emit(event);
                Ok(session)
            })
            .await
    }
}

/// What the occasion's provider gives at that time in other occasions that are not cancelled, as the caller reads them.
async fn elsewhere(tx: &mut Tx, occasion: &Occasion, command: &AddSession) -> Result<Vec<Session>> {
    let Some(provider) = occasion.provider else { return Ok(Vec::new()) };
    let meanwhile = Filter::Is(Column::ProviderId, Compare::Eq(provider.as_str().into()))
        .and(Filter::Is(Column::StartsAt, Compare::Lt(command.ends_at.to_value().into())))
        .and(Filter::Is(Column::EndsAt, Compare::Gt(command.starts_at.to_value().into())))
        .and(Filter::Is(Column::OccasionId, Compare::Ne(occasion.id.as_str().into())));
    let sessions: Vec<Session> = tx.look_through(meanwhile).await?;
    if sessions.is_empty() {
        return Ok(sessions);
    }
    let of: Vec<Value> = sessions.iter().map(|session| session.occasion.as_str().into()).collect();
    let cancelled = Filter::Is(OccasionColumn::Id, Compare::In(of))
        .and(Filter::Is(OccasionColumn::Status, Compare::Eq(OccasionStatus::Cancelled.as_str().into())));
    let cancelled: Vec<Occasion> = tx.look_through(cancelled).await?;
    Ok(sessions.into_iter().filter(|session| cancelled.iter().all(|o| o.id != session.occasion)).collect())
}
