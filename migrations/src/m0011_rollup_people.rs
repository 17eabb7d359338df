//! Rollups that tell how many different people stand behind records at least: ledgers and cuboids are made anew. Over records
//! that are there already they are not live until they have been rebuilt.

use sea_orm_migration::prelude::*;

use crate::m0009_rollups::{Step, make, remove};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0011_rollup_people"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager).await?;
        make(manager, Step::People).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager).await?;
        make(manager, Step::First).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
