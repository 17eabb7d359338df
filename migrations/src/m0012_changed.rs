//! What changed since an instant is found without reading the whole outbox, and from the index alone.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, "CREATE INDEX outbox_at ON outbox (at, subject);\n").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, "DROP INDEX outbox_at;\n").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
