//! What is acknowledged is committed, whatever failed before; and every event is read once, whatever is committed when.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use access::{Action, Actor, Assignment, Grant, Idempotency, Request, Role, permit};
use kernel::{
    Error, RandomIds, SystemClock,
    error::rules,
    id::{CouncilId, EventId},
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, TransactionTrait};
use store::{Connect, Db, Event, Happening, Sealer, Via};
use tempfile::TempDir;

#[macro_use]
#[path = "../../../tests/api/harness/databases.rs"]
mod databases;
#[path = "../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: the cluster ends with this process")]
mod postgres;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

struct World {
    db: Db,
    url: String,
    _files: TempDir,
}

impl World {
    async fn new(engine: Engine) -> Self {
        let files = tempfile::tempdir().expect("a folder");
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", files.path().join("store.db").display()),
            Engine::Postgres => database().await,
        };
        let db = connected(&url).await;
        Migrator::up(db.connection(), None).await.expect("tables");
        Self { db, url, _files: files }
    }

    async fn run(&self, statement: &str) {
        self.db.connection().execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{error}: {statement}"));
    }

    /// A change that leaves its trace, with this subject.
    async fn change(&self, subject: &str) -> kernel::Result<()> {
        let mut tx = self.db.begin(&grant(None)).await?;
        tx.emit(Event::new("Changed", subject.to_owned()));
        tx.commit("done").await
    }

    /// The subjects of all that is committed, seen from outside.
    async fn committed(&self) -> BTreeSet<String> {
        let other = beside(&self.url).await;
        let statement = sea_orm::Statement::from_string(other.get_database_backend(), "SELECT subject FROM outbox");
        let rows = other.query_all_raw(statement).await.expect("rows");
        let subjects = rows.iter().map(|row| row.try_get_by_index(0).expect("a subject")).collect();
        other.close().await.expect("it closes");
        subjects
    }
}

async fn connected(url: &str) -> Db {
    let connect = Connect { statement_timeout: Duration::from_secs(2), durable: false, ..Connect::to(url) };
    Db::connect(&connect, Arc::new(SystemClock), Arc::new(RandomIds), Sealer::new(&[5; 32]).expect("a key"))
        .await
        .expect("a database")
}

/// A connection of another process, as it were.
async fn beside(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("a connection")
}

async fn database() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let server = postgres::server().expect("a server");
    let name = format!("store_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let admin = beside(&server.url("postgres")).await;
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
    admin.close().await.expect("it closes");
    server.url(&name)
}

fn grant(key: Option<&str>) -> Grant {
    let actor = Actor::signed_in("i".into(), "me".into(), vec![Assignment::bare(Role::SystemAdmin)]);
    let mut request = Request::new(actor, "r");
    request.idempotency = key.map(|key| Idempotency { key: key.to_owned(), body: "same".to_owned() });
    permit(&Arc::new(request), Action::FoundCouncil).expect("a grant")
}

fn subjects(events: &[Happening]) -> Vec<&str> {
    events.iter().map(|event| event.subject.as_str()).collect()
}

both![
    a_change_of_which_a_statement_failed_is_not_acknowledged,
    changes_cut_off_in_their_middle_spoil_nothing,
    a_commit_that_fails_spoils_no_later_one,
    the_same_key_sent_twice_at_once_is_done_once,
    an_event_that_is_committed_late_is_read_once,
    many_writers_beside_a_long_one_lose_no_event,
];

async fn a_change_of_which_a_statement_failed_is_not_acknowledged(world: World) {
    let nowhere = Via { table: "no_such_table", parent: "a", child: "b" };
    let mut tx = world.db.begin(&grant(None)).await.expect("a change");
    tx.emit(Event::new("Changed", "half".to_owned()));
    // Whoever overlooks that a statement failed must not be told that all is done.
    assert!(tx.link(nowhere, CouncilId::new(world.db.ids()), CouncilId::new(world.db.ids())).await.is_err());
    assert!(tx.commit("done").await.is_err());
    // What was tried and undone is no failure.
    let mut tx = world.db.begin(&grant(None)).await.expect("a change");
    tx.emit(Event::new("Changed", "whole".to_owned()));
    let (parent, child) = (CouncilId::new(world.db.ids()), CouncilId::new(world.db.ids()));
    assert!(tx.attempt(async |tx| tx.link(nowhere, parent, child).await).await.is_err());
    tx.commit("done").await.expect("it is done");
    assert_eq!(world.committed().await, BTreeSet::from(["whole".to_owned()]));
}

async fn changes_cut_off_in_their_middle_spoil_nothing(world: World) {
    let mut acknowledged = BTreeSet::new();
    for nth in 0..60_u32 {
        let (cut, whole) = (format!("cut-{nth}"), format!("whole-{nth}"));
        // Dropped after some time, in whatever it is doing then.
        let _ = tokio::time::timeout(Duration::from_micros(u64::from(nth) * 60), world.change(&cut)).await;
        world.change(&whole).await.expect("it is done");
        acknowledged.insert(whole);
    }
    let committed = world.committed().await;
    assert!(acknowledged.is_subset(&committed), "{:?}", acknowledged.difference(&committed));
}

async fn a_commit_that_fails_spoils_no_later_one(world: World) {
    world.run("CREATE TABLE loose_parents (id text PRIMARY KEY)").await;
    world
        .run("CREATE TABLE loose (parent text REFERENCES loose_parents (id) DEFERRABLE INITIALLY DEFERRED, child text)")
        .await;
    let loose = Via { table: "loose", parent: "parent", child: "child" };
    let mut acknowledged = BTreeSet::new();
    for nth in 0..20 {
        let mut tx = world.db.begin(&grant(None)).await.expect("a change");
        tx.emit(Event::new("Changed", format!("orphan-{nth}")));
        // The reference is looked at by the commit only.
        tx.link(loose, CouncilId::new(world.db.ids()), CouncilId::new(world.db.ids())).await.expect("it is put off");
        assert!(tx.commit("done").await.is_err());
        let whole = format!("whole-{nth}");
        world.change(&whole).await.expect("it is done");
        acknowledged.insert(whole);
    }
    assert_eq!(world.committed().await, acknowledged);
}

async fn the_same_key_sent_twice_at_once_is_done_once(world: World) {
    for nth in 0..10 {
        let key = format!("key-{nth}");
        let change = async |subject: String| {
            let mut tx = world.db.begin(&grant(Some(&key))).await?;
            tx.emit(Event::new("Changed", subject));
            tx.commit(CouncilId::new(world.db.ids()).as_str()).await
        };
        let (one, other) = tokio::join!(change(format!("{nth}-one")), change(format!("{nth}-other")));
        let is_told = |told: &kernel::Result<()>| matches!(told, Err(Error::Conflict { rule }) if *rule == rules::IDEMPOTENCY_KEY_UNDER_WAY);
        assert!((one.is_ok() && is_told(&other)) || (is_told(&one) && other.is_ok()), "{one:?} {other:?}");
        // Sent again, there is an answer.
        let answer: Option<CouncilId> = world.db.replayed(&grant(Some(&key))).await.expect("it reads");
        assert!(answer.is_some());
    }
    assert_eq!(world.committed().await.len(), 10);
}

async fn an_event_that_is_committed_late_is_read_once(world: World) {
    let insert = |subject: &str| {
        format!(
            "INSERT INTO outbox (id, name, version, subject, at) VALUES ('{subject:0>26}', 'Changed', 1, '{subject}', 1)"
        )
    };
    let begin = world.db.seen_now().await.expect("a beginning");
    let (first, begin) = world.db.happenings_since(&begin, 10_000).await.expect("events");
    assert!(first.is_empty());
    let begin = begin.expect("all");
    let other = beside(&world.url).await;
    let late = other.begin().await.expect("a transaction");
    if world.db.dialect() == store::Dialect::Postgres {
        for nth in 0..700 {
            late.execute_unprepared(&insert(&format!("1{nth:04}"))).await.expect("it is written");
        }
    }
    for nth in 0..600 {
        world.change(&format!("soon-{nth}")).await.expect("it is done");
    }
    let (soon, seen) = world.db.happenings_since(&begin, 10_000).await.expect("events");
    let wanted: Vec<String> = (0..600).map(|nth| format!("soon-{nth}")).collect();
    assert_eq!(subjects(&soon), wanted);
    let mark = world.db.watermark().await.expect("a mark");
    if world.db.dialect() == store::Dialect::Sqlite {
        // There is one writer: whoever is late begins late.
        for nth in 0..700 {
            late.execute_unprepared(&insert(&format!("1{nth:04}"))).await.expect("it is written");
        }
    }
    late.commit().await.expect("it is committed");
    assert_ne!(world.db.watermark().await.expect("a mark"), mark, "what is late is noticed");
    let (late, seen) = world.db.happenings_since(&seen.expect("all"), 10_000).await.expect("events");
    let wanted: Vec<String> = (0..700).map(|nth| format!("1{nth:04}")).collect();
    assert_eq!(subjects(&late), wanted);
    let (more, _) = world.db.happenings_since(&seen.expect("all"), 10_000).await.expect("events");
    assert!(more.is_empty(), "{:?}", subjects(&more));
    // Whoever has had one of the first gets every other that may have come after it.
    let had: EventId = soon[10].id;
    let had = world.db.had(had).await.expect("it reads").expect("it is there");
    let (again, _) = world.db.happenings_since(&had.seen, 10_000).await.expect("events");
    let again: BTreeSet<&str> =
        again.iter().filter(|event| !had.includes(event)).map(|event| event.subject.as_str()).collect();
    assert!(soon[11..].iter().chain(&late).all(|event| again.contains(event.subject.as_str())));
    assert!(!again.contains("soon-10"));
    // So many missed are not sent one by one.
    let (_, all) = world.db.happenings_since(&begin, 500).await.expect("events");
    assert!(all.is_none());
    other.close().await.expect("it closes");
}

async fn many_writers_beside_a_long_one_lose_no_event(world: World) {
    let mut seen = world.db.seen_now().await.expect("a beginning");
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let url = world.url.clone();
            tokio::spawn(async move {
                let db = connected(&url).await;
                for nth in 0..40 {
                    let mut tx = db.begin(&grant(None)).await.expect("a change");
                    let events = if (nth + writer) % 10 == 0 { 300 } else { 1 };
                    for event in 0..events {
                        tx.emit(Event::new("Changed", format!("{writer}-{nth}-{event}")));
                    }
                    tx.commit("done").await.expect("it is done");
                }
                db.close().await;
            })
        })
        .collect();
    let mut read = Vec::new();
    loop {
        let done = writers.iter().all(tokio::task::JoinHandle::is_finished);
        let (events, now) = world.db.happenings_since(&seen, usize::MAX).await.expect("events");
        read.extend(events.into_iter().map(|event| event.subject));
        seen = now.expect("all");
        if done {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    for writer in writers {
        writer.await.expect("it ends");
    }
    let once: BTreeSet<String> = read.iter().cloned().collect();
    assert_eq!(once.len(), read.len(), "some came twice");
    assert_eq!(once, world.committed().await);
    assert_eq!(read.len(), 4 * (36 + 4 * 300));
}

/// A disk that is full is a file that may not grow.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_after_a_full_disk_is_committed() {
    let world = World::new(Engine::Sqlite).await;
    let pages = |most: u32| format!("PRAGMA max_page_count = {most}");
    let everywhere = async |statement: &str| {
        // Each connection has its own limit, so all are held at once.
        let mut held = Vec::new();
        for _ in 0..10 {
            held.push(world.db.connection().begin().await.expect("a connection"));
        }
        for connection in held {
            connection.execute_unprepared(statement).await.expect("it is set");
            connection.rollback().await.expect("it ends");
        }
    };
    let mut acknowledged = BTreeSet::new();
    for nth in 0..8 {
        let subject = format!("before-{nth}");
        world.change(&subject).await.expect("it is done");
        acknowledged.insert(subject);
    }
    everywhere(&pages(1)).await;
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
    everywhere(&pages(1 << 30)).await;
    for nth in 0..30 {
        let subject = format!("after-{nth}");
        world.change(&subject).await.expect("there is space again");
        acknowledged.insert(subject);
    }
    assert_eq!(world.committed().await, acknowledged);
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
    other.execute_unprepared("ROLLBACK").await.expect("it is free");
    let mut acknowledged = BTreeSet::new();
    for nth in 0..20 {
        let subject = format!("free-{nth}");
        world.change(&subject).await.expect("it is done");
        acknowledged.insert(subject);
    }
    assert_eq!(world.committed().await, acknowledged);
}
