//! Tables without the lists of their enumerations: what a column may hold stands in the entity, once, and a new value needs no step.
//! What is stored stays as it is; no table is made anew, so triggers and indexes stay too.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};

use crate::{
    m0002_councils, m0003_industry_councils, m0004_projects, m0005_competence_hub, m0006_efforts, m0007_participants,
    m0010_library,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A column with a list of the values it may hold.
struct Listed {
    table: &'static str,
    column: &'static str,
    /// ` CHECK (column IN (…))`, as it stands behind the column.
    check: &'static str,
}

/// Those of the steps before.
fn listed() -> Vec<Listed> {
    const STEPS: [&str; 7] = [
        m0002_councils::SQL,
        m0003_industry_councils::SQL,
        m0004_projects::SQL,
        m0005_competence_hub::SQL,
        m0006_efforts::SQL,
        m0007_participants::SQL,
        m0010_library::SQL,
    ];
    let mut listed = Vec::new();
    for step in STEPS {
        let mut table = "";
        for line in step.lines() {
            if let Some(name) = line.strip_prefix("CREATE TABLE ") {
                table = name.trim_end_matches(" (");
            }
            let column = line.split_whitespace().next().unwrap_or_default();
            if let Some(at) = line.find(&format!(" CHECK ({column} IN (")) {
                listed.push(Listed { table, column, check: line[at..].trim_end_matches(',') });
            }
        }
    }
    listed
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Sqlite => rewrite(manager, |sql, Listed { check, .. }| sql.replacen(check, "", 1)).await,
            _ => {
                alter(manager, |Listed { table, column, .. }| {
                    format!("ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_check")
                })
                .await
            }
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Sqlite => rewrite(manager, with_check).await,
            _ => {
                alter(manager, |Listed { table, column, check }| {
                    format!("ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_check {check}")
                })
                .await
            }
        }
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

async fn alter(manager: &SchemaManager<'_>, statement: impl Fn(&Listed) -> String) -> Result<(), DbErr> {
    for each in listed() {
        manager.get_connection().execute_unprepared(&statement(&each)).await?;
    }
    Ok(())
}

/// The table's definition with the list behind its column again.
fn with_check(sql: &str, Listed { column, check, .. }: &Listed) -> String {
    let line = |line: &str| match line.strip_suffix(',') {
        _ if line.split_whitespace().next() != Some(column) => line.to_owned(),
        Some(definition) => format!("{definition}{check},"),
        None => format!("{line}{check}"),
    };
    sql.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// SQLite has no statement that drops a constraint. Its documentation tells the way for changes that leave what is stored as it is
/// (<https://www.sqlite.org/lang_altertable.html#otheralter>): the definition is written over, and every connection reads it anew.
async fn rewrite(manager: &SchemaManager<'_>, definition: impl Fn(&str, &Listed) -> String) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let ask = async |sql: &str| {
        let row = connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
        row.ok_or_else(|| DbErr::Custom(format!("no answer to {sql}")))
    };
    let version: i32 = ask("PRAGMA schema_version").await?.try_get_by_index(0)?;
    connection.execute_unprepared("PRAGMA writable_schema = ON").await?;
    for each in listed() {
        let of_table = format!("FROM sqlite_master WHERE type = 'table' AND name = '{}'", each.table);
        let before: String = ask(&format!("SELECT sql {of_table}")).await?.try_get_by_index(0)?;
        let after = definition(&before, &each);
        if after == before {
            return Err(DbErr::Custom(format!("{}.{} is not as it was made", each.table, each.column)));
        }
        let update = "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?";
        let values = [after.into(), each.table.into()];
        connection.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, update, values)).await?;
    }
    connection.execute_unprepared(&format!("PRAGMA schema_version = {}", version + 1)).await?;
    connection.execute_unprepared("PRAGMA writable_schema = OFF").await?;
    // A definition that cannot be read would fail here.
    for each in listed() {
        ask(&format!("SELECT COUNT(*) FROM (SELECT {} FROM {} LIMIT 1)", each.column, each.table)).await?;
    }
    Ok(())
}
