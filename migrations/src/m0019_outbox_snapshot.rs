//! Events know which transaction wrote them and which were finished then, so that whoever reads them can tell what has been
//! committed since the last time, in whatever order it was: positions are given before commit. On SQLite, where there is one writer,
//! positions say it already.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &str = "ALTER TABLE outbox ADD COLUMN written bigint NOT NULL DEFAULT 0;
    ALTER TABLE outbox ALTER COLUMN written SET DEFAULT CAST(CAST(pg_current_xact_id() AS text) AS bigint);
    ALTER TABLE outbox ADD COLUMN horizon bigint NOT NULL DEFAULT 0;
    ALTER TABLE outbox ALTER COLUMN horizon SET DEFAULT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint);
    CREATE INDEX outbox_written ON outbox (written)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => manager.get_connection().execute_unprepared(UP).await.map(drop),
            _ => Ok(()),
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => {
                let down = "ALTER TABLE outbox DROP COLUMN written; ALTER TABLE outbox DROP COLUMN horizon";
                manager.get_connection().execute_unprepared(down).await.map(drop)
            }
            _ => Ok(()),
        }
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
