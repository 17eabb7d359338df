//! A change that leaves its trace: begins with a grant, commits the rows, the audit entries and the outbox
//! rows together.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use access::{Action, Grant, Request, permit};
use kernel::{Error, Id, Result, error::rules};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QuerySelect, QueryTrait, RuntimeErr, Select, SqlErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
    sea_query::{Expr, InsertStatement, OnConflict},
};

use tokio::{
    sync::OwnedSemaphorePermit,
    time::{Instant, timeout, timeout_at},
};

use crate::{
    children::Via,
    db::{Db, PATIENCE, fault, is_cut, passes},
    filter::{Filter, checked},
    idempotency::{self, Done},
    outbox::{self, Event},
    read::{Column, Query, records, within},
    reader::ASKED_AGAIN,
    record::Record,
    trace,
};

/// Rows in one INSERT: below SQLite's and PostgreSQL's limits on bound values for our widest table.
pub(crate) const ROWS_PER_INSERT: usize = 400;

/// Rows that are found at most by [`Tx::matching`].
pub(crate) const MATCHED: u32 = 1000;

/// The database says by itself that its lock is not to be had, a little before nobody waits for it any longer.
const MOMENT: Duration = Duration::from_millis(500);
/// Longest wait of who has the time.
const LONG_PATIENCE: Duration = Duration::from_secs(15);
/// Bytes of the change that is tried and leaves nothing behind: some pages of either database, as many as most changes need.
const TRIED: usize = 64 * 1024;

/// An open transaction. Dropped without [`Tx::commit`] it rolls back.
pub struct Tx {
    tx: DatabaseTransaction,
    db: Db,
    grant: Grant,
    events: Vec<Event>,
    /// Whether a statement failed that nothing has undone: PostgreSQL answers the commit of such a transaction as if it were done.
    failed: AtomicBool,
    _place: OwnedSemaphorePermit,
}

impl Db {
    /// A change from its permission to its commit: permitted, answered as before where its key of idempotency has been used, begun,
    /// done by `act`, committed with what `act` emitted. The record is what a repeated key answers with.
    ///
    /// # Errors
    /// `Denied`; as [`Db::begin`] and [`Tx::commit`]; what `act` says, and then nothing of it is kept.
    pub async fn write<T: Record>(
        &self,
        request: &Arc<Request>,
        action: Action,
        act: impl AsyncFnOnce(&mut Tx) -> Result<T>,
    ) -> Result<T> {
        self.write_within(request, &permit(request, action)?, act).await
    }

    /// As [`Db::write`], where which act it is takes more than the request to tell.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_within<T: Record>(
        &self,
        request: &Arc<Request>,
        grant: &Grant,
        act: impl AsyncFnOnce(&mut Tx) -> Result<T>,
    ) -> Result<T> {
        let change = async {
            let mut tx = self.begin(grant).await?;
            let record = act(&mut tx).await?;
            tx.commit(record.id().as_str()).await?;
            Ok(record)
        };
        match self.once(grant, change).await? {
            Done::Before(id) => self.answered(request, grant, id).await,
            Done::Now(record) => Ok(record),
        }
    }

    /// Begins a change within `grant`.
    ///
    /// # Errors
    /// `Unavailable` when no connection or write lock is to be had; `Conflict { IDEMPOTENCY_KEY_UNDER_WAY }` when the same change was
    /// done meanwhile, for [`Db::once`] to answer.
    pub async fn begin(&self, grant: &Grant) -> Result<Tx> {
        let (tx, place) = self.place().await?;
        let tx = Tx {
            tx,
            db: self.clone(),
            grant: grant.clone(),
            events: Vec::new(),
            failed: AtomicBool::new(false),
            _place: place,
        };
        idempotency::take(&tx).await?;
        Ok(tx)
    }

    /// As [`Db::begin`], for one who can wait while others hold the database, as a load of many rows can.
    ///
    /// # Errors
    /// As [`Db::begin`].
    pub async fn begin_patiently(&self, grant: &Grant) -> Result<Tx> {
        let deadline = Instant::now() + LONG_PATIENCE;
        loop {
            match self.begin(grant).await {
                Err(Error::Unavailable(_)) if Instant::now() < deadline => {}
                begun => return begun,
            }
        }
    }

    /// A place among those that write, and a transaction begun in it.
    async fn place(&self) -> Result<(DatabaseTransaction, OwnedSemaphorePermit)> {
        let deadline = Instant::now() + PATIENCE;
        let place = timeout_at(deadline, Arc::clone(&self.writers).acquire_owned()).await;
        let place = place.map_err(|_| Error::Unavailable("no place to write".to_owned()))?;
        let place = place.map_err(|error| Error::broken(error.to_string()))?;
        Ok((self.open(deadline + MOMENT).await?, place))
    }

    /// Runs one statement that is a change of its own, within no grant and without a trace: a trace itself.
    ///
    /// # Errors
    /// As [`Db::begin`] and [`Tx::commit`].
    pub(crate) async fn write_one(&self, statement: Statement) -> Result<()> {
        let statement = checked(statement)?;
        let (tx, _place) = self.place().await?;
        self.count_statement();
        let written = async {
            tx.execute_raw(statement).await?;
            tx.commit().await
        };
        let written: std::result::Result<(), DbErr> = written.await;
        if written.as_ref().is_err_and(passes) {
            self.ailing.store(true, Ordering::Relaxed);
        }
        written.map_err(fault)
    }

    async fn open(&self, deadline: Instant) -> Result<DatabaseTransaction> {
        let outcome = self.opened(deadline).await;
        if let Err(Error::Unavailable(_)) = &outcome {
            self.ailing.store(true, Ordering::Relaxed);
        }
        outcome
    }

    async fn opened(&self, deadline: Instant) -> Result<DatabaseTransaction> {
        self.reader.unshared()?;
        let options = || TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        // SQLite's begin waits for the file's lock, not for the pool.
        let is_server = self.conn.get_database_backend() == DbBackend::Postgres;
        loop {
            let until = if is_server { deadline.min(Instant::now() + ASKED_AGAIN) } else { deadline };
            let Ok(begun) = timeout_at(until, self.conn.begin_with_options(options())).await else {
                if Instant::now() < deadline {
                    // Those that are kept for reading may be all that the server grants.
                    self.reader.let_go();
                    continue;
                }
                return Err(Error::Unavailable("no change is begun within the time for it".to_owned()));
            };
            match begun {
                // The server went away since the connection was last of use. Nothing was begun, so another may be tried.
                Err(DbErr::Query(RuntimeErr::SqlxError(cause)) | DbErr::Exec(RuntimeErr::SqlxError(cause)))
                    if is_cut(&cause) => {}
                begun => return begun.map_err(fault),
            }
        }
    }

    /// Refuses a database that takes no changes at all: a standby, a file or a user that may only read. Nothing is changed for it, and
    /// a lock that somebody holds for a while refuses nothing.
    ///
    /// # Errors
    /// `Unavailable` or `Broken`, with the database's own words.
    pub async fn require_writable(&self) -> Result<()> {
        let nothing = "DELETE FROM idempotency_keys WHERE 1 = 0";
        match self.conn.execute_unprepared(nothing).await {
            Err(error) if !error.to_string().contains("database is locked") => Err(fault(error)),
            _ => Ok(()),
        }
    }

    /// Writes something, takes it away again and commits.
    pub(crate) async fn try_writing(&self) -> Result<()> {
        let written = async {
            let tx = self.open(Instant::now() + PATIENCE).await?;
            let insert = format!(
                "INSERT INTO idempotency_keys (principal, key, body, result, at) VALUES ('', '', '{}', '', 0)",
                "x".repeat(TRIED)
            );
            tx.execute_unprepared(&insert).await.map_err(fault)?;
            let delete = "DELETE FROM idempotency_keys WHERE principal = '' AND key = ''";
            tx.execute_unprepared(delete).await.map_err(fault)?;
            tx.commit().await.map_err(fault)
        };
        let written = timeout(PATIENCE + MOMENT, written).await;
        written.unwrap_or_else(|_| Err(Error::Unavailable("nothing is written within the time for it".to_owned())))?;
        self.ailing.store(false, Ordering::Relaxed);
        Ok(())
    }
}

impl Tx {
    /// The grant it runs within.
    pub fn grant(&self) -> &Grant {
        &self.grant
    }

    /// The database's clock, ids and seal.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The row with this id, within the grant's reach.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the reach.
    pub async fn load<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        let select = of_id::<T>(&self.grant, id);
        self.one(select).await
    }

    /// As [`Tx::load`], and nobody else locks or changes the row until this transaction ends: for what must hold of the
    /// rows that belong to it, without counting its version up. On SQLite the whole transaction is alone already.
    ///
    /// Who writes a row that refers to it waits, too. What several changes hold, they hold in one order, or PostgreSQL ends one of
    /// them: what is referred to before what refers to it.
    ///
    /// # Errors
    /// As [`Tx::load`].
    pub async fn lock<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        let select = of_id::<T>(&self.grant, id).lock_exclusive();
        self.one(select).await
    }

    pub(crate) async fn one<T: Record>(&mut self, select: Select<T::Entity>) -> Result<T> {
        let rows = self.rows(&select.into_query()).await?;
        records(&rows)?.pop().ok_or(Error::NotFound)
    }

    /// As [`Tx::load`], refusing a caller who has not seen the latest version.
    ///
    /// # Errors
    /// `NotFound`; `Conflict { VERSION_IS_STALE }`.
    pub async fn load_at<T: Record>(&mut self, id: Id<T::Kind>, expected_version: i32) -> Result<T> {
        let record: T = self.load(id).await?;
        if record.version() == expected_version { Ok(record) } else { Err(stale()) }
    }

    /// Rows that match, within the grant's reach (at most 1,000), in id order.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn matching<T: Record>(&mut self, filter: Filter<Column<T>>) -> Result<Vec<T>> {
        let select = matched::<T>(&self.grant, filter)?;
        records(&self.rows(&select).await?)
    }

    pub(crate) async fn rows(
        &mut self,
        statement: &sea_orm::sea_query::SelectStatement,
    ) -> Result<Vec<sea_orm::QueryResult>> {
        let statement = checked(self.db.backend().build(statement))?;
        self.db.count_statement();
        self.noted(self.tx.query_all_raw(statement).await).map_err(fault)
    }

    fn noted<R>(&self, result: std::result::Result<R, DbErr>) -> std::result::Result<R, DbErr> {
        if let Err(error) = &result {
            self.failed.store(true, Ordering::Relaxed);
            if passes(error) {
                self.db.ailing.store(true, Ordering::Relaxed);
            }
        }
        result
    }

    /// Inserts one row.
    ///
    /// # Errors
    /// `Conflict { KEY_IS_TAKEN }`; `Invalid { input, REFERENCE_IS_UNKNOWN }`.
    pub async fn insert<T: Record>(&mut self, record: &T) -> Result<()> {
        self.insert_many(std::slice::from_ref(record)).await
    }

    /// Inserts rows, several a statement.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub async fn insert_many<T: Record>(&mut self, records: &[T]) -> Result<()> {
        for chunk in records.chunks(ROWS_PER_INSERT) {
            let rows = chunk.iter().map(|record| record.to_model().into_active_model().reset_all());
            let insert = T::Entity::insert_many(rows);
            self.insert_rows(insert.into_query(), chunk.len()).await?;
        }
        Ok(())
    }

    /// Writes a changed row over the version it was loaded at, and counts the version up.
    ///
    /// # Errors
    /// `Conflict { VERSION_IS_STALE }` when someone else was first; as [`Tx::insert`].
    pub async fn update<T: Record>(&mut self, record: &mut T) -> Result<()> {
        let Some(version) = T::VERSION else { return Err(Error::broken("this kind of row never changes")) };
        let expected = record.version();
        record.set_version(expected + 1);
        let update = T::Entity::update_many()
            .set(record.to_model().into_active_model().reset_all())
            .filter(Expr::col(T::ID).eq(record.id().as_str()))
            .filter(Expr::col(version).eq(expected));
        let statement = checked(update.build(self.db.backend()))?;
        self.db.count_statement();
        let done = self.noted(self.tx.execute_raw(statement).await).map_err(refusal)?;
        if done.rows_affected() == 1 { Ok(()) } else { Err(stale()) }
    }

    /// Notes a pair in a linking table that holds nothing else.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub async fn link<P, C>(&mut self, via: Via, parent: Id<P>, child: Id<C>) -> Result<()> {
        let mut insert = sea_orm::sea_query::Query::insert();
        insert
            .into_table(via.table)
            .columns([via.parent, via.child])
            .values_panic([parent.as_str().into(), child.as_str().into()]);
        self.insert_rows(insert, 1).await
    }

    /// Inserts as many rows as `insert` holds. One whose key is taken is left out by the database and missed here: PostgreSQL
    /// would write the key of a row that it refuses, which may be a sole trader's personal number, in its own log.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(crate) async fn insert_rows(&self, mut insert: InsertStatement, rows: usize) -> Result<()> {
        insert.on_conflict(OnConflict::new().do_nothing().to_owned());
        self.write_rows(&insert, rows, Error::Conflict { rule: rules::KEY_IS_TAKEN }).await
    }

    /// Runs a statement that is to write so many rows. Of one that writes others nothing is committed, and `otherwise` is told.
    pub(crate) async fn write_rows(&self, insert: &InsertStatement, rows: usize, otherwise: Error) -> Result<()> {
        if self.execute(self.db.backend().build(insert)).await? == rows as u64 {
            return Ok(());
        }
        self.failed.store(true, Ordering::Relaxed);
        Err(otherwise)
    }

    /// Tries `act`. When it is refused, what it wrote and emitted is undone, and the transaction goes on as if it had
    /// not been tried.
    ///
    /// # Errors
    /// Those of `act`; `Unavailable`, `Broken`.
    pub async fn attempt<R>(&mut self, act: impl AsyncFnOnce(&mut Self) -> Result<R>) -> Result<R> {
        let (emitted, failed) = (self.events.len(), self.failed.load(Ordering::Relaxed));
        self.savepoint("SAVEPOINT attempt").await?;
        let outcome = act(self).await;
        if outcome.is_err() {
            self.events.truncate(emitted);
            self.savepoint("ROLLBACK TO SAVEPOINT attempt").await?;
            self.failed.store(failed, Ordering::Relaxed);
        }
        self.savepoint("RELEASE SAVEPOINT attempt").await?;
        outcome
    }

    async fn savepoint(&self, statement: &str) -> Result<()> {
        self.db.count_statement();
        self.noted(self.tx.execute_unprepared(statement).await).map(|_| ()).map_err(fault)
    }

    /// Undoes everything at once; a transaction merely dropped is undone when its connection is next used.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn roll_back(self) -> Result<()> {
        self.tx.rollback().await.map_err(fault)
    }

    /// Notes what is now true. Written with the change by [`Tx::commit`].
    pub fn emit(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Runs another statement of this crate inside the transaction and tells how many rows it changed.
    pub(crate) async fn execute(&self, statement: Statement) -> Result<u64> {
        let statement = checked(statement)?;
        self.db.count_statement();
        self.noted(self.tx.execute_raw(statement).await).map(|done| done.rows_affected()).map_err(refusal)
    }

    /// Commits the change with its audit entries, outbox rows and idempotency key.
    /// `result` is the stored id of what the mutation answers with.
    ///
    /// # Errors
    /// `Broken` where a statement failed and was not undone by [`Tx::attempt`]; `Unavailable`.
    pub async fn commit(self, result: &str) -> Result<()> {
        if self.events.is_empty() {
            return Err(Error::broken("a change without an event"));
        }
        let at = self.db.clock.now();
        trace::write(&self, &self.events, at).await?;
        outbox::write(&self, &self.events, at).await?;
        idempotency::answer(&self, result, at).await?;
        if self.failed.load(Ordering::Relaxed) {
            return Err(Error::broken("a change of which a statement failed"));
        }
        let committed = self.tx.commit().await;
        let ails = committed.as_ref().is_err_and(passes);
        self.db.ailing.store(ails, Ordering::Relaxed);
        committed.map_err(fault)?;
        self.db.changed.notify_waiters();
        Ok(())
    }
}

/// The rows that match within a grant's reach, at most [`MATCHED`] and in id order.
pub(crate) fn matched<T: Record>(
    grant: &Grant,
    filter: Filter<Column<T>>,
) -> Result<sea_orm::sea_query::SelectStatement> {
    let query = Query::first(MATCHED).filter(filter);
    Ok(crate::read::Paged::<T>::new(grant, &query)?.select.into_query())
}

/// The row with this id, within the grant's reach.
pub(crate) fn of_id<T: Record>(grant: &Grant, id: Id<T::Kind>) -> Select<T::Entity> {
    within::<T>(grant).filter(Expr::col((T::Entity::default(), T::ID)).eq(id.as_str()))
}

pub(crate) fn stale() -> Error {
    Error::Conflict { rule: rules::VERSION_IS_STALE }
}

/// A refused write: what the caller can mend is told apart.
fn refusal(error: DbErr) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::Conflict { rule: rules::KEY_IS_TAKEN },
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => Error::invalid("input", rules::REFERENCE_IS_UNKNOWN),
        _ => fault(error),
    }
}
