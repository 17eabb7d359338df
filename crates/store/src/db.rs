//! Connecting. The URL decides which database it is.

use std::{
    fs::File,
    io::{ErrorKind, Read as _},
    path::{Path, PathBuf},
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use kernel::{Clock, Error, Ids, Result};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbBackend, DbErr, QueryResult, RuntimeErr, Statement,
    sqlx::{
        Connection, Error as SqlxError, Executor, SqliteConnection, raw_sql,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::{filter::checked, reader::Reader, seal::Sealer};

/// How long a database that does not answer is waited for: a connection, a place among those that write, SQLite's write lock.
pub(crate) const PATIENCE: Duration = Duration::from_secs(3);

/// How long whoever asks whether the database answers may wait.
const READINESS: Duration = Duration::from_secs(2);

/// Which SQL the database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Embedded SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// What a connection needs besides its URL.
#[derive(Clone, Debug)]
pub struct Connect {
    /// `sqlite://…` or `postgres://…`.
    pub url: String,
    /// Most connections held at once.
    pub max_connections: u32,
    /// Longest a statement may run (PostgreSQL); where it is shorter than others' patience, longest wait for the write lock (SQLite).
    pub statement_timeout: Duration,
    /// SQLite: survive power loss for every acknowledged write (`synchronous = FULL`) instead of only never
    /// corrupting (`NORMAL`).
    pub durable: bool,
    /// SQLite: make the file where there is none.
    pub create: bool,
}

impl Connect {
    /// The defaults for `url`.
    pub fn to(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            max_connections: 10,
            statement_timeout: Duration::from_secs(15),
            durable: true,
            create: true,
        }
    }

    fn options(&self) -> ConnectOptions {
        let mut options = ConnectOptions::new(&self.url);
        let timeout = self.statement_timeout;
        let create = self.create;
        let synchronous = if self.durable { SqliteSynchronous::Full } else { SqliteSynchronous::Normal };
        options
            // Never one alone: a change may read beside its transaction.
            .max_connections(self.max_connections.max(2))
            // Whoever asks has a place already, so this is only how long a database that does not answer is waited for.
            .acquire_timeout(PATIENCE)
            .sqlx_logging(false)
            .test_before_acquire(false)
            .map_sqlx_sqlite_opts(move |sqlite| {
                sqlite
                    .create_if_missing(create)
                    .foreign_keys(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(synchronous)
                    .busy_timeout(timeout.min(PATIENCE))
                    .pragma("cache_size", "-16000")
                    .pragma("mmap_size", "268435456")
                    .pragma("temp_store", "memory")
                    .optimize_on_close(true, None)
            })
            .map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_whole(connection))))
            // Parallel workers and JIT cost more CPU than they save on statements of this size (measured).
            .map_sqlx_postgres_opts(move |postgres| {
                postgres.application_name("kompetensnav").options([
                    ("max_parallel_workers_per_gather", "0".to_owned()),
                    ("jit", "off".to_owned()),
                    // A group-by over some ten thousand participations stays in memory.
                    ("work_mem", "16MB".to_owned()),
                    ("statement_timeout", timeout.as_millis().to_string()),
                    ("TimeZone", "UTC".to_owned()),
                ])
            });
        options
    }
}

/// The database with what a change needs: clock, ids and the seal. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pub(crate) conn: DatabaseConnection,
    pub(crate) reader: Reader,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    sealer: Sealer,
    statements: Arc<AtomicU64>,
    pub(crate) changed: Arc<tokio::sync::Notify>,
    /// Places for open transactions: half the pool. The other half reads, so that a change that reads beside itself never
    /// waits for others of its own kind without end. SQLite has one writer: who is next is settled here, in order, and not by who
    /// looks at its lock at the right moment.
    pub(crate) writers: Arc<tokio::sync::Semaphore>,
    /// Whether the last change, or a reading that was to be noted since, failed because of the database or its disk.
    pub(crate) ailing: Arc<AtomicBool>,
}

impl Db {
    /// Connects.
    ///
    /// # Errors
    /// `Unavailable` when the database does not answer.
    pub async fn connect(connect: &Connect, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>, sealer: Sealer) -> Result<Self> {
        if let Some(file) = file(&connect.url)? {
            recognise(&file, connect.create)?;
            keep_private(&file, connect.create)?;
        }
        let conn = Database::connect(connect.options()).await.map_err(fault)?;
        let (all, for_writing) =
            (connect.max_connections.max(2) as usize, (connect.max_connections as usize / 2).max(1));
        let places = if conn.get_database_backend() == DbBackend::Sqlite { 1 } else { for_writing };
        let writers = Arc::new(tokio::sync::Semaphore::new(places));
        // A server ends a statement by itself; one that has gone silent ends none.
        let silence = connect.statement_timeout + PATIENCE;
        let reader = Reader::over(&conn, all - for_writing, silence);
        let (statements, changed, ailing) = (Arc::default(), Arc::default(), Arc::default());
        Ok(Self { conn, reader, clock, ids, sealer, statements, changed, writers, ailing })
    }

    /// Which SQL it speaks.
    pub fn dialect(&self) -> Dialect {
        match self.conn.get_database_backend() {
            DbBackend::Sqlite => Dialect::Sqlite,
            _ => Dialect::Postgres,
        }
    }

    /// The bare connection: for migrations, bulk loading and readiness only.
    pub fn connection(&self) -> &DatabaseConnection {
        &self.conn
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The id source.
    pub fn ids(&self) -> &dyn Ids {
        &*self.ids
    }

    /// The seal for personal fields.
    pub fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    /// Statements sent since the start; tests compare it before and after a query.
    pub fn statements_sent(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    pub(crate) fn count_statement(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }

    /// Runs a reading statement. For `statistics` and this crate: rows leave a domain through its repository.
    ///
    /// # Errors
    /// `Unavailable` or `Broken`.
    pub async fn all(&self, statement: Statement) -> Result<Vec<QueryResult>> {
        self.each(statement, Ok).await
    }

    /// As [`Db::all`], each row as `read` has it, read as it comes.
    pub(crate) async fn each<R: Send>(
        &self,
        statement: Statement,
        read: impl Fn(QueryResult) -> Result<R> + Send + Sync,
    ) -> Result<Vec<R>> {
        let statement = checked(statement)?;
        self.count_statement();
        // Once a statement on the heap, or everything that might read would carry it about.
        Box::pin(self.reader.all(statement, read)).await
    }

    /// Whether it answers within two seconds, and takes changes as far as is known: when the last one failed because of the database or its disk, one
    /// that leaves nothing behind is tried.
    ///
    /// # Errors
    /// `Unavailable` or `Broken`.
    pub async fn ready(&self) -> Result<()> {
        let answered = tokio::time::timeout(READINESS, async {
            self.last_position().await?;
            if self.ailing.load(Ordering::Relaxed) {
                self.try_writing().await?;
            }
            Ok(())
        });
        answered.await.unwrap_or_else(|_| {
            Err(Error::Unavailable("the database does not answer within the time for it".to_owned()))
        })
    }

    /// Closes the pool; running statements finish.
    pub async fn close(self) {
        self.reader.let_go();
        // A failed close at shutdown has no one left to tell.
        let _ = self.conn.close().await;
    }
}

/// Whether a connection may serve again. One whose transaction could not be ended, or which SQLite has ended by itself when the disk
/// was full, counts a transaction that is not there, or lacks one that is: the next change would end as a savepoint of nothing, and
/// be acknowledged without being committed.
async fn is_whole(connection: &mut SqliteConnection) -> std::result::Result<bool, SqlxError> {
    // What was dropped in its middle is undone before this is answered.
    connection.ping().await?;
    if connection.is_in_transaction() {
        return Ok(false);
    }
    // SQLite itself refuses to begin within a transaction.
    Ok(connection.execute(raw_sql("BEGIN; ROLLBACK")).await.is_ok())
}

/// The file that an SQLite database is, where it is one that may be written.
fn file(url: &str) -> Result<Option<PathBuf>> {
    let Some(options) = url.starts_with("sqlite:").then(|| SqliteConnectOptions::from_str(url)) else {
        return Ok(None);
    };
    let options = options.map_err(|error| Error::Unavailable(error.to_string()))?;
    let path = options.get_filename();
    let elsewhere = url.contains(":memory:") || url.contains("mode=memory") || url.contains("mode=ro");
    Ok((!elsewhere && !path.as_os_str().is_empty()).then(|| path.to_owned()))
}

/// What an SQLite database begins with.
const HEADER: &[u8; 16] = b"SQLite format 3\0";

/// Refuses what is there and is no database, and what is not there and shall not be made, before anything is done to it.
fn recognise(path: &Path, create: bool) -> Result<()> {
    let mut begun = Vec::with_capacity(HEADER.len());
    match File::open(path) {
        Ok(file) => {
            // A folder, or a file that cannot be read, is the driver's to tell of.
            let read = file.take(HEADER.len() as u64).read_to_end(&mut begun).is_ok();
            match read && !begun.is_empty() && begun != HEADER {
                true => Err(Error::Unavailable("file is not a database".to_owned())),
                false => Ok(()),
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound && !create => {
            Err(Error::Unavailable("there is no such file".to_owned()))
        }
        Err(_) => Ok(()),
    }
}

/// The file of an SQLite database is its owner's alone, and so are those that SQLite puts beside it, which take after it. One that
/// the owner has shared with a group on purpose, and with nobody else, stays so.
#[cfg(unix)]
fn keep_private(path: &Path, create: bool) -> Result<()> {
    use std::{
        fs::{OpenOptions, Permissions, metadata, set_permissions},
        os::unix::fs::{OpenOptionsExt, PermissionsExt},
    };
    if create {
        // Whoever cannot make it is told by the driver, with its reason.
        let _ = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
    }
    for beside in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(beside);
        let mode = metadata(&file).ok().filter(|file| file.is_file()).map(|file| file.permissions().mode());
        // What its owner may do with it stays: a file may be read-only on purpose.
        let open = mode.filter(|mode| mode & 0o007 != 0);
        if let Some(mode) = open
            && let Err(error) = set_permissions(&file, Permissions::from_mode(mode & 0o700))
        {
            return Err(Error::Unavailable(format!(
                "the database's file is open to everyone and cannot be closed: {error}"
            )));
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_private(_: &Path, _: bool) -> Result<()> {
    Ok(())
}

/// Turns a driver error into a family. Unique violations are told apart where they mean something.
pub fn fault(error: DbErr) -> Error {
    if passes(&error) { Error::Unavailable(error.to_string()) } else { Error::broken(error.to_string()) }
}

/// Whether the database, its disk or the way to it is at fault, and not what was asked of it.
pub(crate) fn passes(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(told)) | DbErr::Query(RuntimeErr::SqlxError(told))) = error else {
        // Why ever a connection is not to be had, nothing was asked yet.
        return matches!(error, DbErr::Conn(_) | DbErr::ConnectionAcquire(_));
    };
    match &**told {
        SqlxError::Database(told) => told.code().is_some_and(|code| is_passing(&code)),
        SqlxError::Io(_)
        | SqlxError::Tls(_)
        | SqlxError::Protocol(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::BeginFailed
        | SqlxError::WorkerCrashed => true,
        _ => false,
    }
}

/// Whether the connection had ended before it was asked anything: the server went away since it was last of use.
pub(crate) fn is_cut(error: &SqlxError) -> bool {
    match error {
        SqlxError::Io(_) | SqlxError::WorkerCrashed => true,
        // PostgreSQL: "terminated by the administrator", "crash", "cannot connect now".
        SqlxError::Database(told) => matches!(told.code().as_deref(), Some("57P01" | "57P02" | "57P03")),
        _ => false,
    }
}

/// By what SQLite and PostgreSQL call it: SQLite's codes are numbers with the kind in the lowest byte, PostgreSQL's have five signs
/// of which the first two are the class.
fn is_passing(code: &str) -> bool {
    // Busy, locked, no memory, read only, interrupted, disk fault, full, cannot be opened.
    const SQLITE: [u32; 8] = [5, 6, 7, 8, 9, 10, 13, 14];
    // Connection, transaction rollback (deadlock, serialization), resources, intervention, system fault.
    const CLASSES: [&str; 5] = ["08", "40", "53", "57", "58"];
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => SQLITE.contains(&(number & 0xff)),
        // A lock was not to be had; the transaction may only read; a pooler has mixed what connections have prepared.
        _ => {
            CLASSES.iter().any(|class| code.starts_with(class)) || matches!(code, "55P03" | "25006" | "26000" | "42P05")
        }
    }
}
