//! The words of what is recorded about learning, beside it, so that it is found by them: a column that every write of a
//! row keeps, and what the database finds words by. Those that are there are given theirs now.
//!
//! On SQLite a table of full text knows a row by a number. That is kept apart, for a table whose key is a text may
//! number its own rows anew when the file is written anew, as for a backup.

use kernel::words::kept;
use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, Statement, Value},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables, and their columns in whose texts words are found.
const SEARCHED: [(&str, &[&str]); 8] = [
    ("lessons", &["title", "text", "said_by"]),
    ("learning_meetings", &["title", "theme", "place", "notes"]),
    ("professional_networks", &["name", "role", "purpose"]),
    ("materials", &["title", "prompt"]),
    ("reflections", &["question", "went_wrong", "went_right", "next_time", "follow_up"]),
    ("agreed_changes", &["what", "responsible", "result"]),
    ("sustained_results", &["practice", "run_by", "note"]),
    ("principle_measures", &["measure", "evidence", "responsible", "follow_up"]),
];

/// Rows that are given their words by one statement.
const BATCH: usize = 500;

const COLUMN: &str = "ALTER TABLE {table} ADD COLUMN words_key {key} NOT NULL DEFAULT '';\n";
const NO_COLUMN: &str = "ALTER TABLE {table} DROP COLUMN words_key;\n";

const POSTGRES: &str = "
CREATE INDEX {table}_found ON {table} USING gin (array_to_tsvector(string_to_array(words_key, ' ')))
    WITH (fastupdate = off);
ANALYZE {table};
";
const NO_POSTGRES: &str = "DROP INDEX {table}_found;\n";

const SQLITE: &str = "
CREATE TABLE {table}_found_ids (number integer PRIMARY KEY, id text NOT NULL UNIQUE);
CREATE VIRTUAL TABLE {table}_found USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
INSERT INTO {table}_found_ids (id) SELECT id FROM {table} ORDER BY id;
INSERT INTO {table}_found (rowid, words) SELECT number, words_key FROM {table} JOIN {table}_found_ids USING (id);
CREATE TRIGGER {table}_found_made AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_found_ids (id) VALUES (new.id); \
    INSERT INTO {table}_found (rowid, words) SELECT number, new.words_key FROM {table}_found_ids WHERE id = new.id; END;
CREATE TRIGGER {table}_found_changed AFTER UPDATE OF words_key ON {table} WHEN new.words_key <> old.words_key BEGIN
    INSERT INTO {table}_found ({table}_found, rowid, words)
        SELECT 'delete', number, old.words_key FROM {table}_found_ids WHERE id = old.id; \
    INSERT INTO {table}_found (rowid, words) SELECT number, new.words_key FROM {table}_found_ids WHERE id = new.id; END;
CREATE TRIGGER {table}_found_removed AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_found ({table}_found, rowid, words)
        SELECT 'delete', number, old.words_key FROM {table}_found_ids WHERE id = old.id; \
    DELETE FROM {table}_found_ids WHERE id = old.id; END;
";
const NO_SQLITE: &str = "
DROP TRIGGER {table}_found_removed;
DROP TRIGGER {table}_found_changed;
DROP TRIGGER {table}_found_made;
DROP TABLE {table}_found;
DROP TABLE {table}_found_ids;
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, texts) in SEARCHED {
            run(manager, table, COLUMN).await?;
            fill(manager, table, texts).await?;
            find(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _) in SEARCHED.iter().rev() {
            find_no_longer(manager, table).await?;
            run(manager, table, NO_COLUMN).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Rows of the table, which has a column `words_key`, are found by their words from now on.
pub(crate) async fn find(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    run(manager, table, of_database(manager, SQLITE, POSTGRES)).await
}

/// Undoes [`find`].
pub(crate) async fn find_no_longer(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    run(manager, table, of_database(manager, NO_SQLITE, NO_POSTGRES)).await
}

fn of_database(manager: &SchemaManager<'_>, sqlite: &'static str, postgres: &'static str) -> &'static str {
    if manager.get_database_backend() == DbBackend::Sqlite { sqlite } else { postgres }
}

async fn run(manager: &SchemaManager<'_>, table: &str, sql: &str) -> Result<(), DbErr> {
    crate::ddl::run(manager, &sql.replace("{table}", table)).await
}

/// Gives every row the words of its texts, some rows at a time in the order of their ids.
async fn fill(manager: &SchemaManager<'_>, table: &str, texts: &[&str]) -> Result<(), DbErr> {
    let (connection, backend) = (manager.get_connection(), manager.get_database_backend());
    let texts_of = format!("SELECT id, {} FROM {table} WHERE id > $1 ORDER BY id LIMIT {BATCH}", texts.join(", "));
    let mut last = String::new();
    loop {
        let asked = Statement::from_sql_and_values(backend, &texts_of, [last.as_str().into()]);
        let rows = connection.query_all_raw(asked).await?;
        let mut values: Vec<Value> = Vec::with_capacity(2 * rows.len());
        for row in &rows {
            last = row.try_get_by_index(0)?;
            let told = (1..=texts.len()).map(|at| row.try_get_by_index(at));
            let told: Vec<Option<String>> = told.collect::<Result<_, _>>()?;
            values.push(last.as_str().into());
            values.push(kept(told.iter().map(Option::as_deref)).into());
        }
        if rows.is_empty() {
            return Ok(());
        }
        let pairs: Vec<String> = (1..=rows.len()).map(|row| format!("(${}, ${})", 2 * row - 1, 2 * row)).collect();
        let keep = format!(
            "WITH found (id, words) AS (VALUES {}) \
             UPDATE {table} SET words_key = found.words FROM found WHERE {table}.id = found.id",
            pairs.join(", ")
        );
        connection.execute_raw(Statement::from_sql_and_values(backend, keep, values)).await?;
    }
}
