//! Rollups by a statement fewer for those who change one record, on PostgreSQL: whether they are live is asked by the one that reads the
//! record. What is noted stays the same. A database that was made with this version has the functions already.

use sea_orm_migration::prelude::*;

use crate::m0009_rollups::{Step, replace_functions};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0021_rollup_statements"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace_functions(manager, Step::Own).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace_functions(manager, Step::Own).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
