//! Which of the server's sessions answers a connection. A pooler that hands each statement to whichever session is free mixes what
//! connections have prepared, for all give their statements the same names: then a statement may be answered by another's.

use std::future::Future;

use sea_orm::sqlx::{Connection, Error as SqlxError, PgConnection, Result, Row as _, SqliteConnection, raw_sql};

/// A connection that knows who answers it.
pub(crate) trait Session: Connection {
    /// The process that answers, asked in one round trip and without a prepared statement; nothing where the database is this
    /// process's own.
    fn session(&mut self) -> impl Future<Output = Result<Option<i32>>> + Send;
}

impl Session for PgConnection {
    async fn session(&mut self) -> Result<Option<i32>> {
        raw_sql("SELECT pg_backend_pid()").fetch_one(self).await?.try_get(0).map(Some)
    }
}

impl Session for SqliteConnection {
    async fn session(&mut self) -> Result<Option<i32>> {
        self.ping().await.map(|()| None)
    }
}

/// Whether the server does not know a statement that this connection has prepared, or knows its name from another.
pub(crate) fn is_mixed(error: &SqlxError) -> bool {
    let code = error.as_database_error().and_then(|told| told.code());
    matches!(code.as_deref(), Some("26000" | "42P05"))
}
