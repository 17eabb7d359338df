//! Rollups that tell how many different people stand behind records at least: ledgers and cuboids are made anew, as
//! `m0009_rollups` makes them by now. Over records that are there already they are not live until they have been rebuilt.

use sea_orm_migration::prelude::*;

use crate::m0009_rollups;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0011_rollup_people"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        m0009_rollups::remove(manager).await?;
        m0009_rollups::make(manager).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        // The step before made the same tables.
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
