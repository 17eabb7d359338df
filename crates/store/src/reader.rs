//! Connections for reading, kept at hand. sqlx's pool asks the server after every loan whether the connection still lives:
//! a task and a second round trip for each statement. These are asked when they are taken from the pool, then once a second.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::TryStreamExt as _;
use kernel::{Error, Result};
use parking_lot::Mutex;
use sea_orm::{
    DatabaseConnection, DbBackend, DbErr, QueryResult, RuntimeErr, Statement,
    sqlx::{
        AssertSqlSafe, Database, Error as SqlxError, Executor, IntoArguments, Pool, Postgres, Sqlite,
        pool::PoolConnection, query_with,
    },
};
use sea_query_sqlx::SqlxValues;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout_at,
};

use crate::{
    db::{PATIENCE, fault, is_cut},
    held, row,
    session::{Session, is_mixed},
};

/// How long a connection is kept before the pool may look at it again.
const KEPT: Duration = Duration::from_secs(300);
/// One row of so many is weighed, and stands for those that follow it.
const WEIGHED: u64 = 8;
/// A kept connection that was asked so lately is not asked again whether it lives and who answers it.
const FRESH: Duration = Duration::from_secs(1);
/// How long one waits for the pool before it is asked again. Where the server grants fewer connections than the pool may have, the pool
/// goes on trying to open one and does not see those that come back meanwhile.
pub(crate) const ASKED_AGAIN: Duration = Duration::from_millis(400);
/// How long nothing is kept after somebody waited for a connection.
const SCARCE: Duration = Duration::from_secs(60);
/// How long a kept connection may take to say that it lives.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);

/// Reads of one database, some at a time. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Reader {
    Postgres(Arc<ReadPool<Postgres>>),
    Sqlite(Arc<ReadPool<Sqlite>>),
}

impl Reader {
    /// At most `places` connections of `conn`'s pool.
    /// A server of whose answer nothing is heard for `silence` is away.
    pub(crate) fn over(conn: &DatabaseConnection, places: usize, silence: Duration) -> Self {
        match conn.get_database_backend() {
            DbBackend::Sqlite => Self::Sqlite(ReadPool::over(conn.get_sqlite_connection_pool(), places, None)),
            _ => Self::Postgres(ReadPool::over(conn.get_postgres_connection_pool(), places, Some(silence))),
        }
    }

    /// What the statement answers, each row as `read` has it.
    pub(crate) async fn all<R: Send>(
        &self,
        statement: Statement,
        read: impl Fn(QueryResult) -> Result<R> + Send + Sync,
    ) -> Result<Vec<R>> {
        match self {
            Self::Postgres(kept) => kept.all(statement, read).await,
            Self::Sqlite(kept) => kept.all(statement, read).await,
        }
    }

    /// # Errors
    /// `Unavailable` once a pooler has been seen to give one session of the server to several connections.
    pub(crate) fn unshared(&self) -> Result<()> {
        match self {
            Self::Postgres(kept) => kept.unshared(),
            Self::Sqlite(kept) => kept.unshared(),
        }
    }

    /// Gives the pool its connections back: for closing it, or for somebody who waits for one. For a while none is kept.
    pub(crate) fn let_go(&self) {
        match self {
            Self::Postgres(kept) => kept.let_go(),
            Self::Sqlite(kept) => kept.let_go(),
        }
    }
}

/// Whoever comes so soon after another has waited in vain for a connection is told at once: a page reads several times, and would
/// wait each time.
const IN_VAIN: Duration = Duration::from_secs(1);

/// A connection of the pool's.
struct PooledConnection<D: Database> {
    connection: PoolConnection<D>,
    /// Who answered it first.
    session: Option<i32>,
    /// When it was taken from the pool.
    taken: Instant,
    /// When that was last asked.
    asked: Instant,
}

pub(crate) struct ReadPool<D: Database> {
    pool: Pool<D>,
    idle: Mutex<Vec<PooledConnection<D>>>,
    places: Semaphore,
    silence: Option<Duration>,
    /// When somebody last waited in vain.
    in_vain: Mutex<Option<Instant>>,
    /// When somebody last waited for those that are kept.
    scarce: Mutex<Option<Instant>>,
    /// Whether another session than its own has answered a connection. Nothing is asked from then on: what is answered may belong to
    /// another statement.
    shared: AtomicBool,
}

impl<D> ReadPool<D>
where
    D: Database,
    D::Connection: Session,
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    SqlxValues: IntoArguments<D>,
    QueryResult: From<D::Row>,
{
    fn over(pool: &Pool<D>, places: usize, silence: Option<Duration>) -> Arc<Self> {
        Arc::new(Self {
            pool: pool.clone(),
            idle: Mutex::default(),
            places: Semaphore::new(places),
            silence,
            in_vain: Mutex::default(),
            scarce: Mutex::default(),
            shared: AtomicBool::new(false),
        })
    }

    fn let_go(&self) {
        *self.scarce.lock() = Some(Instant::now());
        drop(std::mem::take(&mut *self.idle.lock()));
    }

    fn unshared(&self) -> Result<()> {
        match self.shared.load(Ordering::Relaxed) {
            true => Err(Error::Unavailable("sessions of the database are shared on the way to it".to_owned())),
            false => Ok(()),
        }
    }

    fn found_shared(&self) {
        if !self.shared.swap(true, Ordering::Relaxed) {
            tracing::error!(
                "connections to the database are answered by sessions of others: is there a pooler whose mode was changed? Nothing is \
                 read or written until it has `pool_mode = session` and the service is started again"
            );
        }
    }

    fn is_scarce(&self) -> bool {
        self.scarce.lock().is_some_and(|at| at.elapsed() < SCARCE)
    }

    async fn all<R: Send>(
        &self,
        statement: Statement,
        read: impl Fn(QueryResult) -> Result<R> + Send + Sync,
    ) -> Result<Vec<R>> {
        self.unshared()?;
        let deadline = Instant::now() + PATIENCE;
        let _place = self.place(deadline).await?;
        let (mut held, reused) = match self.kept().await {
            Some(held) => (held, true),
            None => (self.take(deadline).await?, false),
        };
        let rows = match heard(self.silence, run(&mut held.connection, &statement, &read)).await? {
            // The server went away since the last time: whoever reads need not be told, for a read may be sent again.
            Err(error) if reused && is_cut(&error) => {
                let_go(held.connection);
                held = self.take(Instant::now() + PATIENCE).await?;
                heard(self.silence, run(&mut held.connection, &statement, &read)).await?
            }
            rows => rows,
        };
        if rows.as_ref().is_err_and(is_mixed) {
            self.found_shared();
        }
        // What was asked meanwhile may be another's.
        self.unshared()?;
        // A statement that is cut short does not come here: its connection goes to the pool, which looks whether it is still of use.
        let rows = rows.map_err(|error| fault(DbErr::Query(RuntimeErr::SqlxError(Arc::new(error)))))?;
        if !self.pool.is_closed() && !self.is_scarce() {
            self.idle.lock().push(held);
        }
        rows
    }

    async fn place(&self, deadline: Instant) -> Result<SemaphorePermit<'_>> {
        match timeout_at(deadline.into(), self.places.acquire()).await {
            Ok(Ok(place)) => Ok(place),
            _ => Err(Error::Unavailable("all connections for reading are in use".to_owned())),
        }
    }

    /// One that is kept, lives and is answered by its own session. Behind a network that swallows everything a statement would wait
    /// for its answer until the operation's time is over, and behind a pooler that was turned it may get another's.
    async fn kept(&self) -> Option<PooledConnection<D>> {
        let mut held = self.idle.lock().pop()?;
        // An old one goes back to the pool before another is asked for.
        if held.taken.elapsed() >= KEPT {
            return None;
        }
        if held.asked.elapsed() < FRESH {
            return Some(held);
        }
        match lives(&mut held.connection, Instant::now() + SIGN_OF_LIFE).await {
            Some(session) if session == held.session => {
                held.asked = Instant::now();
                return Some(held);
            }
            Some(_) => self.found_shared(),
            None => {}
        }
        let_go(held.connection);
        None
    }

    /// One that answers, or word of who has just waited for one.
    async fn take(&self, deadline: Instant) -> Result<PooledConnection<D>> {
        if self.in_vain.lock().is_some_and(|at| at.elapsed() < IN_VAIN) {
            return Err(Error::Unavailable("others have just waited for a connection in vain".to_owned()));
        }
        let begun = Instant::now();
        let taken = self.taken(deadline).await;
        if taken.is_err() && begun.elapsed() >= IN_VAIN {
            *self.in_vain.lock() = Some(Instant::now());
        }
        taken
    }

    /// The pool may hold several that no longer answer.
    async fn taken(&self, deadline: Instant) -> Result<PooledConnection<D>> {
        let mut silent = 0;
        while silent <= self.pool.options().get_max_connections() {
            let Ok(taken) = timeout_at(deadline.min(Instant::now() + ASKED_AGAIN).into(), self.pool.acquire()).await
            else {
                // One may have been read to its end meanwhile.
                if let Some(held) = self.kept().await {
                    return Ok(held);
                }
                if Instant::now() < deadline {
                    continue;
                }
                return Err(Error::Unavailable("no connection within the time for it".to_owned()));
            };
            let mut connection = taken.map_err(|error| Error::Unavailable(error.to_string()))?;
            if let Some(session) = lives(&mut connection, deadline).await {
                let now = Instant::now();
                return Ok(PooledConnection { connection, session, taken: now, asked: now });
            }
            let_go(connection);
            silent += 1;
        }
        Err(Error::Unavailable("no connection answers".to_owned()))
    }
}

/// What came of the statement, unless nothing is heard of it in time.
async fn heard<T>(silence: Option<Duration>, work: impl Future<Output = T>) -> Result<T> {
    match silence {
        None => Ok(work.await),
        Some(silence) => {
            let heard = tokio::time::timeout(silence, work).await;
            heard.map_err(|_| Error::Unavailable("the database has gone silent".to_owned()))
        }
    }
}

/// Who answers it, unless nobody does in time.
async fn lives<D: Database>(connection: &mut PoolConnection<D>, until: Instant) -> Option<Option<i32>>
where
    D::Connection: Session,
{
    match timeout_at(until.into(), connection.session()).await {
        Ok(Ok(session)) => Some(session),
        said => {
            tracing::debug!(?said, "a kept connection no longer answers");
            None
        }
    }
}

/// Closes one that is of no use, without a word to whoever may no longer listen.
fn let_go<D: Database>(connection: PoolConnection<D>) {
    drop(connection.detach());
}

impl<D: Database> Drop for ReadPool<D> {
    fn drop(&mut self) {
        // Giving a connection back needs the runtime, which may be gone by now; letting it go does not.
        for held in self.idle.get_mut().drain(..) {
            let_go(held.connection);
        }
    }
}

/// Reads each row as it comes: the memory of one serves the next.
async fn run<D, R>(
    connection: &mut PoolConnection<D>,
    statement: &Statement,
    read: &(impl Fn(QueryResult) -> Result<R> + Send + Sync),
) -> Result<Result<Vec<R>>, SqlxError>
where
    D: Database,
    R: Send,
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    SqlxValues: IntoArguments<D>,
    QueryResult: From<D::Row>,
{
    let values = statement.values.clone().map_or_else(|| SqlxValues(sea_orm::Values(Vec::new())), SqlxValues);
    let mut coming = query_with(AssertSqlSafe(statement.sql.as_str()), values).fetch(&mut **connection);
    let mut rows = Ok(Vec::new());
    // To the end, also when a row cannot be read: the connection is of use to the next only then.
    let (mut taken, mut weight) = (0_u64, 0);
    while let Some(row) = coming.try_next().await? {
        let row: QueryResult = row.into();
        if taken.is_multiple_of(WEIGHED) {
            weight = row::weight(&row);
        }
        taken += 1;
        held::hold(held::ROW + weight).await;
        if let Ok(all) = &mut rows {
            match read(row) {
                Ok(row) => all.push(row),
                Err(error) => rows = Err(error),
            }
        }
    }
    Ok(rows)
}
