//! Where there is no room for a change: a full disk, a lock of another's, connections that reading has. What is acknowledged is committed,
//! and readiness tells the rest.

use std::collections::BTreeSet;

use kernel::{Error, id::ParticipantId};
use sea_orm::{ConnectionTrait, TransactionTrait};
use store::{Db, Event};

use super::{Engine, World, beside, connected, grant, postgres};

/// A disk that is full is a file that may not grow.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_after_a_full_disk_is_committed() {
    full_disk(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_after_a_full_disk_is_committed_and_survives_a_power_cut() {
    full_disk(true).await;
}

/// Lets the file have so many pages: each connection has its own limit, so all of the pool's are held at once.
async fn limit_pages(db: &Db, most: u32, connections: usize) {
    let mut held = Vec::new();
    for _ in 0..connections {
        held.push(db.connection().begin().await.expect("a connection"));
    }
    for connection in held {
        connection.execute_unprepared(&format!("PRAGMA max_page_count = {most}")).await.expect("it is set");
        connection.rollback().await.expect("it ends");
    }
}

async fn full_disk(durable: bool) {
    let world = World::with(Engine::Sqlite, durable).await;
    let mut acknowledged = BTreeSet::new();
    for nth in 0..8 {
        let subject = format!("before-{nth}");
        world.change(&subject).await.expect("it is done");
        acknowledged.insert(subject);
    }
    limit_pages(&world.db, 1, 10).await;
    let mut refused = 0;
    for nth in 0..40 {
        let subject = format!("full-{nth}-{}", "x".repeat(900));
        match world.change(&subject).await {
            Ok(()) => {
                acknowledged.insert(subject);
            }
            Err(Error::Unavailable(_)) => refused += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    // A connection that met the end of the disk is given up, and a new one has no limit here.
    assert!(refused >= 5, "{refused} were refused");
    limit_pages(&world.db, 1 << 30, 10).await;
    for nth in 0..30 {
        let subject = format!("after-{nth}");
        world.change(&subject).await.expect("there is space again");
        acknowledged.insert(subject);
    }
    assert_eq!(world.committed().await, acknowledged);
}

/// A server that grants fewer connections than are configured, as when another instance holds the rest.
#[tokio::test(flavor = "multi_thread")]
async fn reading_keeps_no_connection_that_a_change_waits_for() {
    if postgres::source().is_none() {
        assert!(std::env::var_os("TESTS_REQUIRE_ALL").is_none(), "no PostgreSQL on this machine");
        eprintln!("NOT RUN: no PostgreSQL on this machine");
        return;
    }
    const GRANTED: usize = 3;
    let world = World::new(Engine::Postgres).await;
    let role = format!("few_{}", std::process::id());
    for statement in [
        format!("CREATE ROLE {role} LOGIN PASSWORD 'few' CONNECTION LIMIT {GRANTED}"),
        format!("GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}"),
        format!("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}"),
    ] {
        world.run(&statement).await;
    }
    let (scheme, rest) = world.url.split_once("://").expect("an address");
    let host = rest.split_once('@').map_or(rest, |(_, host)| host);
    let db = connected(&format!("{scheme}://{role}:few@{host}")).await;
    for _ in 0..3 {
        let reads = (0..4 * GRANTED).map(|_| {
            let db = db.clone();
            tokio::spawn(async move { db.last_position().await })
        });
        let read = futures_util::future::join_all(reads).await;
        assert!(read.iter().any(|read| matches!(read, Ok(Ok(_)))), "{read:?}");
        let mut tx = db.begin(&grant(None)).await.expect("a change gets a connection");
        tx.emit(Event::new("Changed", "few".to_owned()));
        tx.commit("done").await.expect("it is done");
    }
    db.close().await;
    world.run(&format!("DROP OWNED BY {role}")).await;
    world.run(&format!("DROP ROLE {role}")).await;
}

/// Notes that somebody's name is read.
async fn note(db: &Db) -> kernel::Result<()> {
    db.note_reading(&grant(None), "name", &[ParticipantId::new(db.ids())]).await
}

/// Where nothing but readings are noted, they are what shows that the file cannot be written.
#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_another_process_keeps_from_being_noted_is_told_by_readiness() {
    let world = World::new(Engine::Sqlite).await;
    note(&world.db).await.expect("it is noted");
    world.db.ready().await.expect("it is ready");
    let other = beside(&world.url).await;
    other.execute_unprepared("BEGIN IMMEDIATE").await.expect("it is locked");
    let refused = note(&world.db).await;
    assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    assert!(matches!(world.db.ready().await, Err(Error::Unavailable(_))));
    other.execute_unprepared("ROLLBACK").await.expect("it is free");
    world.db.ready().await.expect("it is ready");
    note(&world.db).await.expect("it is noted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_a_full_disk_keeps_from_being_noted_is_told_by_readiness() {
    let world = World::new(Engine::Sqlite).await;
    limit_pages(&world.db, 1, 10).await;
    let mut refused = 0;
    for _ in 0..200 {
        match note(&world.db).await {
            Ok(()) => {}
            Err(Error::Unavailable(_)) => refused += 1,
            Err(error) => panic!("{error:?}"),
        }
        if refused == 1 {
            break;
        }
    }
    assert_eq!(refused, 1, "the disk is never full");
    assert!(matches!(world.db.ready().await, Err(Error::Unavailable(_))));
    // One is kept for reading since its readiness was asked for, and writes nothing.
    limit_pages(&world.db, 1 << 30, 9).await;
    world.db.ready().await.expect("it is ready");
    note(&world.db).await.expect("it is noted");
}

/// Readings are noted in their turn: beside changes under way they wait, and are all noted, each once.
pub(super) async fn readings_that_are_noted_beside_changes_wait_for_their_turn(world: World) {
    let notes = (0..40).map(|_| {
        let db = world.db.clone();
        tokio::spawn(async move { note(&db).await })
    });
    let notes: Vec<_> = notes.collect();
    for nth in 0..40 {
        world.change(&format!("beside-{nth}")).await.expect("it is done");
    }
    for note in notes {
        note.await.expect("it ends").expect("it is noted");
    }
    let backend = world.db.connection().get_database_backend();
    let count = sea_orm::Statement::from_string(backend, "SELECT CAST(count(*) AS bigint) FROM read_log");
    let row = world.db.connection().query_one_raw(count).await.expect("it reads").expect("a count");
    assert_eq!(row.try_get_by_index::<i64>(0).expect("a number"), 40);
    assert_eq!(world.committed().await.len(), 40);
}

/// Another process has the file for itself for a while.
#[tokio::test(flavor = "multi_thread")]
async fn a_lock_of_another_process_refuses_and_spoils_nothing() {
    let world = World::new(Engine::Sqlite).await;
    let other = beside(&world.url).await;
    other.execute_unprepared("BEGIN IMMEDIATE").await.expect("it is locked");
    for nth in 0..2 {
        let refused = world.change(&format!("locked-{nth}")).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    }
    // Reading goes on, and yet it is not ready: no change would be taken.
    world.db.last_position().await.expect("it reads");
    assert!(matches!(world.db.ready().await, Err(Error::Unavailable(_))));
    other.execute_unprepared("ROLLBACK").await.expect("it is free");
    // What is tried finds out that it is free, and leaves nothing behind.
    world.db.ready().await.expect("it is ready");
    assert!(world.committed().await.is_empty());
    let mut acknowledged = BTreeSet::new();
    for nth in 0..20 {
        let subject = format!("free-{nth}");
        world.change(&subject).await.expect("it is done");
        acknowledged.insert(subject);
    }
    assert_eq!(world.committed().await, acknowledged);
}
