//! How an objective of a project is meant: towards whom it works, at which level, and how soon.

use sea_orm_migration::prelude::*;

const SQL: &str = r#"
ALTER TABLE project_targets ADD COLUMN scope {id};
ALTER TABLE project_targets ADD COLUMN effect_level {id};
ALTER TABLE project_targets ADD COLUMN horizon {id};
"#;

const BACK: &str = r#"
ALTER TABLE project_targets DROP COLUMN horizon;
ALTER TABLE project_targets DROP COLUMN effect_level;
ALTER TABLE project_targets DROP COLUMN scope;
"#;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, SQL).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, BACK).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
