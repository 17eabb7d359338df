//! What each benchmark asks of the database that it measures in.

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::cpu;

/// The first column of the one row that `sql` answers with, as a text.
pub async fn text(db: &DatabaseConnection, sql: &str) -> Result<String, String> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.map_err(|error| format!("{error}: {sql}"))?;
    let row = row.ok_or_else(|| format!("no row: {sql}"))?;
    row.try_get_by_index(0).map_err(|error| format!("{error}: {sql}"))
}

/// The process whose children serve a PostgreSQL database's connections: its CPU is that of all of them.
pub async fn postmaster(db: &DatabaseConnection) -> Result<u32, String> {
    let serving = text(db, "SELECT pg_backend_pid()::text").await?;
    let serving: u32 = serving.parse().map_err(|error| format!("{serving}: {error}"))?;
    cpu::parent(serving).ok_or_else(|| format!("process {serving} is not on this machine"))
}
