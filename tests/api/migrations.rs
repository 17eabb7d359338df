//! Every step goes up and comes down on both databases, and both end with the same tables.

use std::collections::BTreeSet;

use libtest_mimic::Trial;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

use crate::harness::{
    Database, Empty, Engine, Furnishing, Need,
    trial::{both, needing, only, plain},
};

/// Steps that change nothing on SQLite: they replace functions, which only PostgreSQL has.
const OF_POSTGRES_ALONE: [&str; 1] = ["m0013_rollup_single"];

/// Steps that change nothing in a database that was made with this version: they give older ones what it has already.
const RENEWING: [&str; 1] = ["m0021_rollup_statements"];

/// Steps that change rows and no table.
const MENDING: [&str; 1] = ["m0041_meetings_and_dissolved"];

pub fn tests() -> Vec<Trial> {
    let of_a_server = only![
        Engine::Postgres, "SQLite has no functions of its own";
        functions_of_an_older_version_become_those_of_this_one,
    ];
    let both: Vec<Trial> = both![every_step_comes_down_to_what_was_before, up_twice_changes_nothing];
    let compared: Vec<Trial> = needing![Need::Postgres; both_databases_have_the_same_columns];
    let listed: Vec<Trial> = plain![steps_stand_in_the_order_of_their_numbers];
    [both, compared, of_a_server, listed].into_iter().flatten().collect()
}

/// Steps that stand by what refers to what instead.
const BY_REFERENCE: [&str; 3] = ["m0007_participants", "m0006_efforts", "m0005_competence_hub"];

fn steps_stand_in_the_order_of_their_numbers() {
    let names: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let (apart, rest): (Vec<_>, Vec<_>) = names.iter().partition(|name| BY_REFERENCE.contains(&name.as_str()));
    assert_eq!(apart, BY_REFERENCE);
    let number = |name: &&String| name[..5].to_owned();
    let numbers: Vec<String> = rest.iter().map(number).collect();
    assert!(numbers.is_sorted_by(|before, after| before < after), "{numbers:?}");
}

async fn every_step_comes_down_to_what_was_before(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    let mut before = vec![structure(&connection).await];
    for step in Migrator::migrations() {
        Migrator::up(&connection, Some(1)).await.unwrap_or_else(|error| panic!("{} up: {error}", step.name()));
        let after = structure(&connection).await;
        let is_sqlite = connection.get_database_backend() == DbBackend::Sqlite;
        let is_one_of = |steps: &[&str]| steps.contains(&step.name());
        let nothing = is_one_of(&RENEWING) || is_one_of(&MENDING) || is_sqlite && is_one_of(&OF_POSTGRES_ALONE);
        assert_eq!(before.last() == Some(&after), nothing, "whether {} makes nothing", step.name());
        before.push(after);
    }
    for step in Migrator::migrations().iter().rev() {
        let top = before.pop().expect("as many as there are steps");
        assert_eq!(structure(&connection).await, top, "above {}", step.name());
        Migrator::down(&connection, Some(1)).await.unwrap_or_else(|error| panic!("{} down: {error}", step.name()));
    }
    assert_eq!(before, [structure(&connection).await], "the first step leaves something behind");
}

async fn functions_of_an_older_version_become_those_of_this_one(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    Migrator::up(&connection, None).await.expect("up");
    let made = structure(&connection).await;
    let from =
        Migrator::migrations().iter().rev().position(|step| RENEWING.contains(&step.name())).expect("a step") + 1;
    Migrator::down(&connection, u32::try_from(from).ok()).await.expect("down");
    for table in ["participations", "enrolments", "outcomes"] {
        let older = format!(
            "CREATE OR REPLACE FUNCTION rollup_{table}_changed() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RETURN NULL; END $$"
        );
        connection.execute_unprepared(&older).await.expect("replaced");
    }
    assert_ne!(structure(&connection).await, made);
    Migrator::up(&connection, None).await.expect("up again");
    assert_eq!(structure(&connection).await, made);
}

async fn up_twice_changes_nothing(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    Migrator::up(&connection, None).await.expect("up");
    let once = structure(&connection).await;
    Migrator::up(&connection, None).await.expect("up again");
    assert_eq!(structure(&connection).await, once);
}

async fn both_databases_have_the_same_columns() {
    let mut columns = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let database = Database::furnished(engine, Furnishing::Tables).await.expect("a database");
        let connection = database.connect().await.expect("the database answers");
        columns.push(nullable_columns(&connection).await);
        connection.close().await.expect("it closes");
        database.remove().await.expect("it is removed");
    }
    assert!(columns[0].len() > 100, "only {} columns were found", columns[0].len());
    assert_eq!(columns[0], columns[1]);
}

/// Tables, columns, constraints, indexes, triggers and what they do, in words; not the migrator's own table, which stays.
async fn structure(connection: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master
             WHERE tbl_name <> 'seaql_migrations' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        }
        _ => {
            "SELECT 'column ' || table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
                 || coalesce(collation_name, '') FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'
             UNION ALL SELECT 'index ' || indexdef FROM pg_indexes
             WHERE schemaname = 'public' AND tablename <> 'seaql_migrations'
             UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
             WHERE connamespace = 'public'::regnamespace AND conrelid <> 'seaql_migrations'::regclass
             UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
             UNION ALL SELECT 'function ' || proname || ' ' || prosrc FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace"
        }
    };
    // PostgreSQL knows no seaql_migrations before the first step: ask for it, as the migrator would.
    Migrator::install(connection).await.expect("the migrator's table");
    words(connection, sql).await
}

/// `table.column` with whether it may be null. A primary key never is, whatever SQLite says of it. SQLite's full text has
/// tables of its own, where PostgreSQL has indexes.
async fn nullable_columns(connection: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT t.name || '.' || c.name || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN '' ELSE '?' END
             FROM sqlite_master t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name <> 'seaql_migrations' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                 AND t.name NOT LIKE '%\\_found%' ESCAPE '\\'"
        }
        _ => {
            "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'"
        }
    };
    words(connection, sql).await
}

/// The first column of every row.
async fn words(connection: &DatabaseConnection, sql: &str) -> BTreeSet<String> {
    let statement = sea_orm::Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.expect("the catalogue answers");
    rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("text")).collect()
}
