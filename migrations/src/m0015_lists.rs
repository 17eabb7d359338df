//! Long lists come from an index in the order they have when nobody names one, which is by id: a page of one organisation's
//! or one course's people reads no others, and no more of theirs than it shows.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// By whom the tables that grow with people are read: table and column.
const LISTS: [(&str, &[&str]); 3] = [
    ("enrolments", &["project_id", "hub_id", "organisation_id", "provider_id", "effort_id"]),
    ("outcomes", &["project_id", "hub_id", "organisation_id", "effort_id"]),
    ("participations", &["project_id", "organisation_id"]),
];

fn statements(statement: impl Fn(&str, &str) -> String) -> String {
    let of_table =
        |(table, columns): &(&str, &[&str])| columns.iter().map(|column| statement(table, column)).collect::<String>();
    LISTS.iter().map(of_table).collect()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let list =
            |table: &str, column: &str| format!("CREATE INDEX {table}_{column}_list ON {table} ({column}, id);\n");
        crate::ddl::run(manager, &statements(list)).await?;
        let by_day = "CREATE INDEX enrolments_provider ON enrolments (provider_id, applied_on, id);\n";
        crate::ddl::run(manager, by_day).await?;
        if manager.get_database_backend() == DbBackend::Sqlite {
            // An index of which SQLite knows no figures looks better to it than those of which it does.
            for (table, _) in LISTS {
                manager.get_connection().execute_unprepared(&format!("ANALYZE {table}")).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, &statements(|table, column| format!("DROP INDEX {table}_{column}_list;\n"))).await?;
        crate::ddl::run(manager, "DROP INDEX enrolments_provider;\n").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
