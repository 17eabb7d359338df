//! One way to write a step: SQL that both databases read, with a few words that differ.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

/// Runs the statements in `sql`, separated by semicolons at line ends.
///
/// `{id}` is an id or code compared byte by byte, `{key}` a Swedish sort key, `{instant}` microseconds since 1970
/// UTC, `{blob}` bytes, `{serial}` a growing primary key.
pub(crate) async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let postgres = manager.get_database_backend() == DbBackend::Postgres;
    let word = |sqlite: &'static str, other: &'static str| if postgres { other } else { sqlite };
    let sql = sql
        .replace("{id}", word("text", "text COLLATE \"C\""))
        .replace("{key}", word("text", "text COLLATE \"C\""))
        .replace("{instant}", "bigint")
        .replace("{blob}", word("blob", "bytea"))
        .replace(
            "{serial}",
            word("integer PRIMARY KEY AUTOINCREMENT", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
        );
    for statement in sql.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Drops tables, children first.
pub(crate) async fn drop(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    Ok(())
}

/// A step made of one SQL text and the tables it makes, children first. With `back` it changes tables that were there too: the SQL
/// text that undoes that, before its own tables go.
macro_rules! step {
    ($sql:expr, [$($table:literal),* $(,)?]) => {
        crate::ddl::step!($sql, back "", [$($table),*]);
    };
    ($sql:expr, back $back:expr, [$($table:literal),* $(,)?]) => {
        use sea_orm_migration::prelude::*;

        /// The tables as this step makes them.
        pub(crate) const SQL: &str = $sql;

        #[derive(DeriveMigrationName)]
        pub(crate) struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::ddl::run(manager, SQL).await
            }

            async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::ddl::run(manager, $back).await?;
                crate::ddl::drop(manager, &[$($table),*]).await
            }

            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
        }
    };
}
pub(crate) use step;
