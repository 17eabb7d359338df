//! A mutation sent twice is done once: the key is stored with the change, in its transaction.

use std::sync::Arc;

use access::{Grant, Request};
use kernel::{Error, Id, Kind, Result, Stored, Timestamp, error::rules};
use sea_orm::{
    ExprTrait,
    sea_query::{Expr, Query},
};

use crate::{
    db::{Db, fault},
    record::Record,
    record_reader::RecordReader,
    tx::Tx,
};

/// When a change was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done<B, N> {
    /// Before, under the same key: what it answered with.
    Before(B),
    /// Now.
    Now(N),
}

impl Db {
    /// The id that this mutation answered with when it was done before, under the same key.
    ///
    /// # Errors
    /// `Conflict { IDEMPOTENCY_KEY_REUSED }` when the key came with another body.
    pub async fn replayed<K: Kind>(&self, grant: &Grant) -> Result<Option<Id<K>>> {
        let Some(idempotency) = &grant.request().idempotency else { return Ok(None) };
        let mut select = Query::select();
        select
            .columns(["body", "result"])
            .from("idempotency_keys")
            .and_where(Expr::col("principal").eq(grant.request().actor.principal()))
            .and_where(Expr::col("key").eq(idempotency.key.as_str()));
        let rows = self.all(self.backend().build(&select)).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let body: String = row.try_get_by_index(0).map_err(fault)?;
        if body != idempotency.body {
            return Err(Error::Conflict { rule: rules::IDEMPOTENCY_KEY_REUSED });
        }
        let result: String = row.try_get_by_index(1).map_err(fault)?;
        Id::from_stored(&result).map(Some)
    }
}

impl Db {
    /// Lets `act` make a change, once: one that was made before under the same key is told instead, also where that was under way
    /// when this one came and is done by the time this one is refused.
    ///
    /// # Errors
    /// `Conflict { IDEMPOTENCY_KEY_REUSED }`; those of `act`.
    pub async fn once<K: Kind, R>(
        &self,
        grant: &Grant,
        act: impl Future<Output = Result<R>>,
    ) -> Result<Done<Id<K>, R>> {
        if let Some(id) = self.replayed(grant).await? {
            return Ok(Done::Before(id));
        }
        match act.await {
            // Whatever the other one has left may be what this one stumbles on.
            Err(refused) if !matches!(refused, Error::Unavailable(_) | Error::Broken(_)) => {
                self.replayed(grant).await?.map(Done::Before).ok_or(refused)
            }
            done => done.map(Done::Now),
        }
    }

    /// The row that a change made before answered with ([`Done::Before`]), as it is now: whoever may write it and not read it was told
    /// of it then, within the reach of the change's `grant`, and is told again.
    ///
    /// # Errors
    /// `NotFound` where neither what reads such rows nor `grant` reaches it any more; `Unavailable`, `Broken`.
    pub async fn answered<T: Record>(&self, request: &Arc<Request>, grant: &Grant, id: Id<T::Kind>) -> Result<T> {
        match RecordReader::<T>::new(self).one(request, id).await {
            Err(Error::NotFound) => self.one(grant, id).await,
            read => read,
        }
    }
}

/// Takes the key before anything else is done: another change with the same key waits until this one has ended.
///
/// # Errors
/// `Conflict { IDEMPOTENCY_KEY_UNDER_WAY }` when one has been done meanwhile.
pub(crate) async fn take(tx: &Tx) -> Result<()> {
    let request = tx.grant().request();
    let Some(idempotency) = &request.idempotency else { return Ok(()) };
    let mut insert = Query::insert();
    insert.into_table("idempotency_keys").columns(["principal", "key", "body", "result", "at"]).values_panic([
        request.actor.principal().into(),
        idempotency.key.as_str().into(),
        idempotency.body.as_str().into(),
        "".into(),
        tx.db().clock().now().to_value().into(),
    ]);
    tx.insert_rows(insert, 1).await.map_err(|error| match error {
        Error::Conflict { rule: rules::KEY_IS_TAKEN } => Error::Conflict { rule: rules::IDEMPOTENCY_KEY_UNDER_WAY },
        other => other,
    })
}

/// Notes what the change answers with.
pub(crate) async fn answer(tx: &Tx, result: &str, at: Timestamp) -> Result<()> {
    let request = tx.grant().request();
    let Some(idempotency) = &request.idempotency else { return Ok(()) };
    let mut update = Query::update();
    update
        .table("idempotency_keys")
        .values([("result", result.into()), ("at", at.to_value().into())])
        .and_where(Expr::col("principal").eq(request.actor.principal()))
        .and_where(Expr::col("key").eq(idempotency.key.as_str()));
    tx.execute(tx.db().backend().build(&update)).await.map(drop)
}
