//! The connections that reads keep at hand: a server that ended them, more readers than connections, a reader that gave up.

use std::{sync::Arc, time::Duration};

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{
    Database, DemoApp, Engine, Furnishing, Stage,
    trial::{both, only},
};

pub fn tests() -> Vec<Trial> {
    let everywhere: Vec<Trial> = both![more_readers_than_connections, a_reader_that_gave_up_leaves_nothing_behind];
    let served: Vec<Trial> = only![Engine::Postgres, "SQLite has no server to restart"; a_reader_does_not_notice_that_the_server_was_restarted];
    everywhere.into_iter().chain(served).collect()
}

const COUNCILS: &str = "query($n: Int!) { councils(first: $n, orderBy: [{ field: NAME }]) { nodes { id name
    industryCouncils(first: 5) { nodes { id name needs(first: 5) { nodes { id title } } } }
    members(first: 5) { nodes { id organisation { id name } } } } } }";

async fn asked(app: &DemoApp, size: i64) -> Value {
    app.speak_as("demo-hub-manager").ask(COUNCILS, json!({ "n": size })).await
}

async fn more_readers_than_connections(app: DemoApp) {
    let alone = [asked(&app, 1).await, asked(&app, 2).await, asked(&app, 3).await];
    let together = futures_util::future::join_all((0..48).map(|n| asked(&app, n % 3 + 1))).await;
    for (n, answer) in together.iter().enumerate() {
        assert_eq!(*answer, alone[n % 3], "reader {n}");
    }
}

async fn a_reader_that_gave_up_leaves_nothing_behind(app: DemoApp) {
    let expected = asked(&app, 3).await;
    for microseconds in (0..6_000).step_by(120) {
        // Whether it is in time is all one: what counts is that the next reader gets her own answer.
        let _ = tokio::time::timeout(Duration::from_micros(microseconds), asked(&app, 2)).await;
        assert_eq!(asked(&app, 3).await, expected, "after giving up at {microseconds} \u{b5}s");
    }
}

/// The service, and the database to look at it from beside.
struct Served {
    app: DemoApp,
    database: Arc<Database>,
}

impl Stage for Served {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        let app = DemoApp::set(Arc::clone(&database)).await?;
        Ok(Self { app, database })
    }
}

async fn a_reader_does_not_notice_that_the_server_was_restarted(Served { app, database }: Served) {
    let expected = asked(&app, 3).await;
    let beside = database.connect().await.expect("a connection");
    let number = async |what: &str| {
        let sql = format!(
            "SELECT CAST(count({what}) AS bigint) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
        let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, sql);
        let row = sea_orm::ConnectionTrait::query_one_raw(&beside, statement).await.expect("an answer").expect("a row");
        row.try_get_by_index::<i64>(0).expect("a number")
    };
    // Readers who are answered before they wait share a connection; one of them waits sooner or later.
    for _ in 0..50 {
        futures_util::future::join_all((0..8).map(|_| asked(&app, 3))).await;
        if number("pid").await >= 2 {
            break;
        }
    }
    assert!(number("pg_terminate_backend(pid)").await >= 2, "there were connections to end");
    for _ in 0..6 {
        assert_eq!(asked(&app, 3).await, expected);
    }
}
