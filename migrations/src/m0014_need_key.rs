//! Needs are given the random number that noise follows, as participations and enrolments have theirs. Those that are there
//! draw theirs now, once and for all.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // From 0 to 2^60 − 1.
        let drawn = match manager.get_database_backend() {
            DbBackend::Postgres => "CAST(floor(random() * 1152921504606846976) AS bigint)",
            _ => "random() & 1152921504606846975",
        };
        crate::ddl::run(manager, "ALTER TABLE needs ADD COLUMN record_key bigint NOT NULL DEFAULT 0;\n").await?;
        manager.get_connection().execute_unprepared(&format!("UPDATE needs SET record_key = {drawn}")).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, "ALTER TABLE needs DROP COLUMN record_key;\n").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
