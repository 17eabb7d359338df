//! Rollups without what only figures of others' records need, which are read from copies: no keys that noise follows, and no groups
//! of people. A change to a record writes less, and rollups that are live stay live.

use sea_orm_migration::prelude::*;

use crate::m0009_rollups::{Step, make, remove, without_keys};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0018_rollup_own"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        without_keys(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager).await?;
        make(manager, Step::Single).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
