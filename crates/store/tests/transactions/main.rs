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
use kernel::{Error, RandomIds, SystemClock, error::rules, id::CouncilId};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use store::{Connect, Db, Done, Event, Sealer, Via};
use tempfile::TempDir;

#[macro_use]
#[path = "../../../../tests/api/harness/databases.rs"]
mod databases;
#[path = "../../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: the cluster ends with this process")]
mod postgres;

mod events;
mod faults;
mod room;

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
        Self::with(engine, false).await
    }

    async fn with(engine: Engine, durable: bool) -> Self {
        let files = tempfile::tempdir().expect("a folder");
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", files.path().join("store.db").display()),
            Engine::Postgres => database().await,
        };
        let db = opened(&url, durable).await;
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
    opened(url, false).await
}

async fn opened(url: &str, durable: bool) -> Db {
    let connect = Connect { statement_timeout: Duration::from_secs(2), durable, ..Connect::to(url) };
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

both![
    a_change_of_which_a_statement_failed_is_not_acknowledged,
    changes_cut_off_in_their_middle_spoil_nothing,
    a_commit_that_fails_spoils_no_later_one,
    the_same_key_sent_twice_at_once_is_done_once,
    the_same_change_sent_several_times_at_once_is_answered_to_all,
    a_database_that_may_only_be_read_is_told_from_one_that_is_locked,
];

both![
    events::an_event_that_is_committed_late_is_read_once,
    events::an_event_that_cannot_be_read_is_passed_over,
    events::many_writers_beside_a_long_one_lose_no_event,
    events::a_portion_is_bounded_by_its_bytes,
    faults::whichever_statement_of_a_change_fails_nothing_of_it_stands_and_no_later_one_is_lost,
    faults::a_server_that_went_away_meanwhile_costs_no_change,
    room::readings_that_are_noted_beside_changes_wait_for_their_turn,
];

async fn a_database_that_may_only_be_read_is_told_from_one_that_is_locked(world: World) {
    world.db.require_writable().await.expect("it takes changes");
    let other = beside(&world.url).await;
    // SQLite's one lock for writing; a server has none.
    let is_file = world.url.starts_with("sqlite:");
    other.execute_unprepared(if is_file { "BEGIN IMMEDIATE" } else { "BEGIN" }).await.expect("begun");
    world.db.require_writable().await.expect("whoever holds the lock lets it go");
    other.execute_unprepared("ROLLBACK").await.expect("ended");
    other.close().await.expect("it closes");
    let only = if is_file { "mode=ro" } else { "options=-c%20default_transaction_read_only%3Don" };
    let mark = if world.url.contains('?') { '&' } else { '?' };
    let reading = connected(&format!("{}{mark}{only}", world.url)).await;
    let told = format!("{:?}", reading.require_writable().await.expect_err("it may only be read"));
    assert!(told.contains("readonly database") || told.contains("read-only transaction"), "{told}");
    reading.close().await;
}

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

async fn the_same_change_sent_several_times_at_once_is_answered_to_all(world: World) {
    for nth in 0..10 {
        let grant = grant(Some(&format!("once-{nth}")));
        let change = async |subject: String| {
            let act = async {
                let mut tx = world.db.begin(&grant).await?;
                tx.emit(Event::new("Changed", subject));
                let id = CouncilId::new(world.db.ids());
                tx.commit(id.as_str()).await?;
                Ok(id)
            };
            match world.db.once(&grant, act).await.expect("an answer") {
                Done::Before(id) | Done::Now(id) => id,
            }
        };
        let (one, other, third) =
            tokio::join!(change(format!("{nth}-a")), change(format!("{nth}-b")), change(format!("{nth}-c")));
        assert!(one == other && other == third, "{one:?} {other:?} {third:?}");
    }
    assert_eq!(world.committed().await.len(), 10);
}
