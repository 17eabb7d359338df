//! Events know which transaction wrote them and which were finished then, so that whoever reads them can tell what has been
//! committed since the last time, in whatever order it was: positions are given before commit. On SQLite, where there is one writer,
//! positions say it already, and both are zero.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: [&str; 2] = ["written", "horizon"];

/// What PostgreSQL fills them with.
const FILLED: &str =
    "ALTER TABLE outbox ALTER COLUMN written SET DEFAULT CAST(CAST(pg_current_xact_id() AS text) AS bigint);
    ALTER TABLE outbox ALTER COLUMN horizon SET DEFAULT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint);
    CREATE INDEX outbox_written ON outbox (written)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for column in COLUMNS {
            let add = format!("ALTER TABLE outbox ADD COLUMN {column} bigint NOT NULL DEFAULT 0");
            connection.execute_unprepared(&add).await?;
        }
        if manager.get_database_backend() == DbBackend::Postgres {
            connection.execute_unprepared(FILLED).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            manager.get_connection().execute_unprepared(&format!("ALTER TABLE outbox DROP COLUMN {column}")).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
