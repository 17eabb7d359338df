//! Rollups at less cost for those who change one record. What is noted stays the same, so rollups that are live stay live. On
//! SQLite, where a trigger sees one row at a time already, there is nothing to do.

use sea_orm_migration::prelude::*;

use crate::m0009_rollups::{Step, replace_functions};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0013_rollup_single"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace_functions(manager, Step::Single).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace_functions(manager, Step::People).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
