//! What is said at the start where a PostgreSQL server does not give what the service needs.

use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Child,
};

use super::config;
use crate::harness::{
    Database, Empty, Engine, Loaded, administer, fresh_name, program::kompetensnav, server, trial::only,
};

pub fn tests() -> Vec<Trial> {
    only![
        Engine::Postgres, "SQLite is a file: it has no encoding, no schema and no one to refuse";
        what_a_server_does_not_give_is_told_with_the_way_out,
        a_database_of_a_later_version_is_left_alone,
        looking_at_the_tables_writes_nothing,
        a_demonstration_starts_over,
    ]
}

/// An empty database, made as `with` says; the test drops it.
async fn empty(with: &str) -> (String, String) {
    let name = fresh_name();
    administer(&[format!("CREATE DATABASE {name} TEMPLATE template0 {with}")]).await.expect("made");
    (server().expect("a server").url(&name), name)
}

async fn run(database: &Database, statement: &str) {
    let connection = database.connect().await.expect("connected");
    connection.execute_unprepared(statement).await.expect(statement);
    connection.close().await.expect("closed");
}

async fn dropped(name: &str) {
    administer(&[format!("DROP DATABASE {name} WITH (FORCE)")]).await.expect("dropped");
}

/// What a verb says when it fails over the database at `url`.
async fn said(url: &str, verb: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let mut command = kompetensnav();
    command.args(verb).args(["--config", &file]).env("KOMPETENSNAV_DATABASE_URL", url);
    let done = command.output().await.expect("it runs");
    assert!(!done.status.success(), "{verb:?} went well");
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn with_option(url: &str, option: &str) -> String {
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}options=-c%20{option}")
}

async fn what_a_server_does_not_give_is_told_with_the_way_out(Loaded(database): Loaded) {
    let (latin, latin_name) = empty("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'").await;
    let (empty, empty_name) = empty("").await;
    let (closed, closed_name) = self::empty("ALLOW_CONNECTIONS false").await;
    for (url, verb, told) in [
        (latin.clone(), &["migrate"][..], ["LATIN1", "createdb -E UTF8"]),
        (latin, &["serve"], ["LATIN1", "createdb -E UTF8"]),
        (closed, &["migrate"], ["accepting connections", "ALLOW_CONNECTIONS true"]),
        (with_option(&empty, "search_path%3Dnowhere"), &["migrate"], ["no schema", "CREATE SCHEMA public"]),
        (with_option(&empty, "default_transaction_read_only%3Don"), &["migrate"], ["read-only", "name the primary"]),
        (empty.clone(), &["serve"], ["migrations are pending", "kompetensnav migrate"]),
    ] {
        let said = said(&url, verb).await;
        for part in told {
            assert!(said.contains(part), "{verb:?} {url}: no {part:?} in {said}");
        }
    }
    // A standby, whose tables are this version's.
    let said_of = said(&with_option(database.url(), "default_transaction_read_only%3Don"), &["serve"]).await;
    assert!(said_of.contains("database_url: ") && said_of.contains("name the primary"), "{said_of}");
    // Another program's tables.
    run(&database, "DROP TABLE seaql_migrations").await;
    let said = said(database.url(), &["migrate"]).await;
    assert!(said.contains("database_url: ") && said.contains("name an empty one"), "{said}");
    for name in [latin_name, empty_name, closed_name] {
        dropped(&name).await;
    }
}

async fn a_database_of_a_later_version_is_left_alone(Loaded(database): Loaded) {
    run(&database, "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 1)").await;
    for verb in [&["migrate"][..], &["migrate", "--check"], &["serve", "--listen", "127.0.0.1:0"]] {
        let said = said(database.url(), verb).await;
        assert!(said.contains("database_url: ") && said.contains("a later version wrote this"), "{verb:?}: {said}");
        assert!(!said.contains("Custom Error"), "{said}");
    }
}

async fn looking_at_the_tables_writes_nothing(Empty(database): Empty) {
    for verb in [&["migrate", "--check"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let said = said(&with_option(database.url(), "default_transaction_read_only%3Don"), verb).await;
        assert!(said.contains("migrations are pending"), "{verb:?}: {said}");
    }
}

async fn a_demonstration_starts_over(Loaded(database): Loaded) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = kompetensnav();
    command.args(["demo", "--json", "--fresh", "--listen", "127.0.0.1:0", "--database", database.url(), "--data"]);
    let mut child: Child = command.arg(folder.path()).stdout(std::process::Stdio::piped()).spawn().expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let line = lines.next_line().await.expect("readable").expect("it has started over");
    let ready: Value = serde_json::from_str(&line).expect("JSON");
    assert!(ready["tokens"].is_object(), "{ready:#}");
    child.kill().await.expect("ended");
}
