//! What must be the same on both databases before any domain is built on them.

use kernel::text;
use kompetensnav::demonstration::Load;
use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement};
use store::Dialect;

use crate::harness::{
    App, Database, Engine, Furnishing, Need, furnish_with,
    trial::{both, needing},
};

pub fn tests() -> Vec<Trial> {
    let each: Vec<Trial> = both![
        the_url_decides_the_dialect,
        unknown_references_are_refused,
        numbers_out_of_bounds_are_refused,
        sort_keys_give_swedish_order,
        ids_sort_by_their_bytes,
        a_clone_sees_nothing_of_another,
    ];
    let beside: Vec<Trial> = needing![Need::Postgres; the_demonstration_that_goes_on_is_the_same_on_both];
    each.into_iter().chain(beside).collect()
}

async fn the_url_decides_the_dialect(app: App) {
    let backend = app.db.connection().get_database_backend();
    let expected = match app.db.dialect() {
        Dialect::Sqlite => DatabaseBackend::Sqlite,
        Dialect::Postgres => DatabaseBackend::Postgres,
    };
    assert_eq!(backend, expected);
    let sql = match app.db.dialect() {
        Dialect::Sqlite => "SELECT 'SQLite ' || sqlite_version()",
        Dialect::Postgres => "SELECT version()",
    };
    let said = texts(&app, sql).await;
    assert!(said[0].starts_with(if backend == DatabaseBackend::Sqlite { "SQLite" } else { "PostgreSQL" }), "{said:?}");
}

async fn unknown_references_are_refused(app: App) {
    let sql = "INSERT INTO project_predecessors (project_id, predecessor_id) VALUES ('nothing', 'nothing')";
    let refused = app.db.connection().execute_unprepared(sql).await.expect_err("there is no such project");
    assert!(refused.to_string().to_lowercase().contains("foreign key"), "{refused}");
}

async fn numbers_out_of_bounds_are_refused(app: App) {
    organisation(&app, "a", "A", "COMPANY").await.expect("inserted");
    let people = async |id: &str, women: i32| {
        let sql = format!(
            "INSERT INTO workforce_snapshots (id, organisation_id, counted_on, women, men, others, created_at) \
             VALUES ('{id}', 'a', '2026-01-01', {women}, 0, 0, 0)"
        );
        app.db.connection().execute_unprepared(&sql).await
    };
    let refused = people("a", -1).await.expect_err("fewer than nobody");
    assert!(refused.to_string().to_lowercase().contains("check constraint"), "{refused}");
    people("b", 0).await.expect("nobody");
}

async fn sort_keys_give_swedish_order(app: App) {
    let order = ["Alingsås", "andra", "Borås", "Zinkgruvan", "Åmål", "Ängelholm", "Örebro", "östra"];
    for (place, name) in order.iter().rev().enumerate() {
        organisation(&app, &format!("{place}"), name, "COMPANY").await.expect("inserted");
    }
    assert_eq!(texts(&app, "SELECT name FROM organisations ORDER BY name_key, id").await, order);
}

async fn ids_sort_by_their_bytes(app: App) {
    // No id looks like this; a linguistic order would put them otherwise, and pages would lose rows.
    let order = ["-", "0", "A", "Z", "_", "a", "b", "å"];
    for id in order.iter().rev() {
        organisation(&app, id, "A", "COMPANY").await.expect("inserted");
    }
    assert_eq!(texts(&app, "SELECT id FROM organisations ORDER BY id").await, order);
}

async fn a_clone_sees_nothing_of_another(app: App) {
    organisation(&app, "a", "A", "COMPANY").await.expect("inserted");
    let engine = if app.db.dialect() == Dialect::Sqlite { Engine::Sqlite } else { Engine::Postgres };
    let other = Database::furnished(engine, Furnishing::Tables).await.expect("another database");
    assert_eq!(other.engine(), engine);
    let neighbour = App::start(&other).await.expect("another service");
    assert_eq!(texts(&app, "SELECT id FROM organisations").await, ["a"]);
    assert!(texts(&neighbour, "SELECT id FROM organisations").await.is_empty());
    neighbour.db.close().await;
    other.remove().await.expect("it is removed");
}

async fn organisation(app: &App, id: &str, name: &str, kind: &str) -> Result<(), sea_orm::DbErr> {
    let sql =
        "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at)
               VALUES ($1, 1, false, $2, $3, $4, false, 0)";
    let connection = app.db.connection();
    let values = [id.into(), name.into(), text::sort_key(name).into(), kind.into()];
    connection.execute_raw(Statement::from_sql_and_values(connection.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// The first column of every row.
async fn texts(app: &App, sql: &str) -> Vec<String> {
    let connection = app.db.connection();
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    rows.expect("the database answers").iter().map(|row| row.try_get_by_index(0).expect("text")).collect()
}

/// What has no random key of its own: it is drawn when the first copy is made, in each database for itself.
const DRAWN: [&str; 7] = [
    "record_keys",
    "published_reflections",
    "published_learning_spreads",
    "published_competence_analyses",
    "published_development_plans",
    "published_development_plans_month",
    "published_development_plans_project",
];

/// As people load it, with the project that goes on: every table has the same rows. What is sealed is sealed anew each time.
async fn the_demonstration_that_goes_on_is_the_same_on_both() {
    let load = Load { scale: 1, ongoing: true };
    let mut databases = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let database = Database::furnished(engine, Furnishing::Tables).await.expect("a database");
        furnish_with(database.url(), load).await.expect("loaded");
        databases.push((database.connect().await.expect("a connection"), database));
    }
    let [(sqlite, _), (postgres, _)] = databases.as_slice() else { panic!("two databases") };
    // Without the tables of SQLite's full text, where PostgreSQL has indexes.
    let tables =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'seaql%'
        AND name NOT LIKE '%\\_found%' ESCAPE '\\' ORDER BY name";
    let mut with_rows = 0;
    for table in all(sqlite, tables).await {
        let columns = format!("SELECT name FROM pragma_table_info('{table}') WHERE lower(type) <> 'blob' ORDER BY cid");
        let mut columns = all(sqlite, &columns).await;
        // What only PostgreSQL counts, transaction by transaction.
        columns.retain(|column| table != "outbox" || !["written", "horizon"].contains(&column.as_str()));
        columns.retain(|column| {
            !["record_key", "key_low", "key_high"].contains(&column.as_str()) || !DRAWN.contains(&table.as_str())
        });
        let truths = format!(
            "SELECT CAST(column_name AS text) FROM information_schema.columns WHERE table_name = '{table}' AND data_type = 'boolean'"
        );
        let truths = all(postgres, &truths).await;
        let one = |column: &String, of_postgres: bool| match of_postgres && truths.contains(column) {
            true => format!("coalesce(CAST(CAST({column} AS integer) AS text), '-')"),
            false => format!("coalesce(CAST({column} AS text), '-')"),
        };
        let rows = async |connection: &DatabaseConnection, of_postgres: bool| {
            let list: Vec<String> = columns.iter().map(|column| one(column, of_postgres)).collect();
            let mut rows = all(connection, &format!("SELECT {} FROM {table}", list.join(" || '|' || "))).await;
            // A rollup's key holds its values as its database writes them.
            for row in &mut rows {
                *row = row.replace("|false|", "|0|").replace("|true|", "|1|");
            }
            rows.sort_unstable();
            rows
        };
        let (here, there) = (rows(sqlite, false).await, rows(postgres, true).await);
        let differs = here.iter().zip(&there).find(|(one, other)| one != other);
        assert!(
            here.len() == there.len() && differs.is_none(),
            "{table}: {} and {}, {differs:?}",
            here.len(),
            there.len()
        );
        with_rows += usize::from(!here.is_empty());
    }
    assert!(with_rows > 20, "{with_rows} tables have rows");
    let day = "SELECT CAST(max(starts_on) AS text) FROM participations";
    let (here, there) = (all(sqlite, day).await, all(postgres, day).await);
    assert!(here == there && here[0].starts_with("2026"), "it goes on to today: {here:?} {there:?}");
    for (connection, database) in databases {
        connection.close().await.expect("closed");
        database.remove().await.expect("removed");
    }
}

async fn all(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    let rows = rows.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.try_get_by_index(0).unwrap_or_else(|error| panic!("{sql}: {error}"))).collect()
}
