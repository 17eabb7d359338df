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
    id::{CouncilId, EventId, ParticipantId},
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, TransactionTrait};
use store::{Connect, Db, Done, Event, Happening, Sealer, Via};
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

fn subjects(events: &[Happening]) -> Vec<&str> {
    events.iter().map(|event| event.subject.as_str()).collect()
}

both![
    a_change_of_which_a_statement_failed_is_not_acknowledged,
    changes_cut_off_in_their_middle_spoil_nothing,
    a_commit_that_fails_spoils_no_later_one,
    the_same_key_sent_twice_at_once_is_done_once,
    the_same_change_sent_several_times_at_once_is_answered_to_all,
    an_event_that_is_committed_late_is_read_once,
    an_event_that_cannot_be_read_is_passed_over,
    many_writers_beside_a_long_one_lose_no_event,
    whichever_statement_of_a_change_fails_nothing_of_it_stands_and_no_later_one_is_lost,
    a_server_that_went_away_meanwhile_costs_no_change,
    readings_that_are_noted_beside_changes_wait_for_their_turn,
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

async fn an_event_that_cannot_be_read_is_passed_over(world: World) {
    let begin = world.db.seen_now().await.expect("a beginning");
    for subject in ["first", "odd", "last"] {
        world.change(subject).await.expect("it is done");
    }
    world.run("UPDATE outbox SET id = 'no id' WHERE subject = 'odd'").await;
    let (events, seen) = world.db.happenings_since(&begin, 10_000).await.expect("events");
    assert_eq!(subjects(&events), ["first", "last"]);
    world.change("next").await.expect("it is done");
    let (events, _) = world.db.happenings_since(&seen.expect("all"), 10_000).await.expect("events");
    assert_eq!(subjects(&events), ["next"]);
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

/// A row that a change links in a savepoint of its own.
const ROW: Via = Via { table: "rows_of_changes", parent: "parent", child: "child" };

/// A change with a statement of every kind: begun, its key taken, a row in a savepoint, trail, events, the key's answer, committed.
async fn every_statement(db: &Db, subject: &str) -> kernel::Result<()> {
    let mut tx = db.begin(&grant(Some(subject))).await?;
    tx.emit(Event::new("Changed", subject.to_owned()));
    let (parent, child) = (CouncilId::new(db.ids()), CouncilId::new(db.ids()));
    tx.attempt(async |tx| tx.link(ROW, parent, child).await).await?;
    tx.commit("done").await
}

/// How a statement on a table is made to fail, and mended.
struct Fault {
    name: String,
    break_it: Vec<String>,
    mend: Vec<String>,
}

impl Fault {
    fn all(engine: Engine) -> Vec<Self> {
        const STATEMENTS: [(&str, &str); 5] = [
            ("idempotency_keys", "INSERT"),
            ("rows_of_changes", "INSERT"),
            ("audit_entries", "INSERT"),
            ("outbox", "INSERT"),
            ("idempotency_keys", "UPDATE"),
        ];
        let mut all = Vec::new();
        for (table, act) in STATEMENTS {
            // The statement alone fails, or the transaction ends with it, or so does the connection.
            let ways: &[&str] = match engine {
                Engine::Sqlite => &["RAISE(ABORT, 'made to fail')", "RAISE(ROLLBACK, 'made to fail')"],
                Engine::Postgres => {
                    &["RAISE EXCEPTION 'made to fail'", "PERFORM pg_terminate_backend(pg_backend_pid())"]
                }
            };
            for way in ways {
                all.push(Self::trigger(engine, &format!("BEFORE {act} ON {table}"), table, way, ""));
            }
            all.push(Self {
                name: format!("{table} is gone"),
                break_it: vec![format!("ALTER TABLE {table} RENAME TO gone_for_now")],
                mend: vec![format!("ALTER TABLE gone_for_now RENAME TO {table}")],
            });
        }
        match engine {
            // The reference is looked at by the commit only.
            Engine::Sqlite => all.push(Self {
                name: "commit".to_owned(),
                break_it: vec![
                    "CREATE TRIGGER made_to_fail AFTER INSERT ON outbox BEGIN INSERT INTO looked_at_late VALUES ('nobody'); END"
                        .to_owned(),
                ],
                mend: vec!["DROP TRIGGER made_to_fail".to_owned()],
            }),
            Engine::Postgres => {
                for way in ["RAISE EXCEPTION 'made to fail'", "PERFORM pg_terminate_backend(pg_backend_pid())"] {
                    let late = "DEFERRABLE INITIALLY DEFERRED";
                    all.push(Self::trigger(engine, "AFTER INSERT ON outbox", "outbox", way, late));
                }
            }
        }
        all
    }

    fn trigger(engine: Engine, when: &str, table: &str, way: &str, late: &str) -> Self {
        let (kind, drop) = if late.is_empty() { ("TRIGGER", "") } else { ("CONSTRAINT TRIGGER", " CASCADE") };
        let (break_it, mend) = match engine {
            Engine::Sqlite => (
                vec![format!("CREATE TRIGGER made_to_fail {when} BEGIN SELECT {way}; END")],
                vec!["DROP TRIGGER made_to_fail".to_owned()],
            ),
            Engine::Postgres => (
                vec![
                    format!(
                        "CREATE FUNCTION made_to_fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {way}; RETURN NEW; END $$"
                    ),
                    format!("CREATE {kind} made_to_fail {when} {late} FOR EACH ROW EXECUTE FUNCTION made_to_fail()"),
                ],
                vec![format!("DROP TRIGGER made_to_fail ON {table}"), format!("DROP FUNCTION made_to_fail(){drop}")],
            ),
        };
        Self { name: format!("{when} {late} {way}"), break_it, mend }
    }
}

/// Several at once, on several connections.
async fn at_once(world: &World, name: &str, count: usize) -> Vec<(String, kernel::Result<()>)> {
    let changes = (0..count).map(|nth| {
        let (db, subject) = (world.db.clone(), format!("{name}-{nth}"));
        tokio::spawn(async move {
            let outcome = every_statement(&db, &subject).await;
            (subject, outcome)
        })
    });
    let mut outcomes = Vec::new();
    for change in changes.collect::<Vec<_>>() {
        outcomes.push(change.await.expect("it ends"));
    }
    outcomes
}

async fn whichever_statement_of_a_change_fails_nothing_of_it_stands_and_no_later_one_is_lost(world: World) {
    let engine = if world.db.dialect() == store::Dialect::Sqlite { Engine::Sqlite } else { Engine::Postgres };
    world.run("CREATE TABLE rows_of_changes (parent text, child text)").await;
    if engine == Engine::Sqlite {
        world.run("CREATE TABLE somebody (id text PRIMARY KEY)").await;
        world.run("CREATE TABLE looked_at_late (id text REFERENCES somebody (id) DEFERRABLE INITIALLY DEFERRED)").await;
    }
    let mut acknowledged = BTreeSet::new();
    let beside = beside(&world.url).await;
    for (nth, fault) in Fault::all(engine).into_iter().enumerate() {
        for statement in &fault.break_it {
            beside.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{error}: {statement}"));
        }
        for (subject, outcome) in at_once(&world, &format!("broken-{nth}"), 6).await {
            assert!(outcome.is_err(), "{}: {subject} is acknowledged", fault.name);
        }
        for statement in &fault.mend {
            beside.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{error}: {statement}"));
        }
        for (subject, outcome) in at_once(&world, &format!("whole-{nth}"), 20).await {
            outcome.unwrap_or_else(|error| panic!("after {}: {subject}: {error:?}", fault.name));
            acknowledged.insert(subject);
        }
        assert_eq!(world.committed().await, acknowledged, "after {}", fault.name);
        // Of what failed nothing stands anywhere, and of what is done all.
        for table in ["rows_of_changes", "audit_entries", "idempotency_keys"] {
            let count = format!("SELECT count(*) FROM {table}");
            let count = sea_orm::Statement::from_string(beside.get_database_backend(), count);
            let row = beside.query_one_raw(count).await.expect("it reads").expect("a count");
            let count: i64 = row.try_get_by_index(0).expect("a number");
            assert_eq!(usize::try_from(count).ok(), Some(acknowledged.len()), "{table} after {}", fault.name);
        }
        world.db.ready().await.expect("it is ready");
    }
    beside.close().await.expect("it closes");
    assert!(acknowledged.len() >= 15 * 20);
}

/// Connections that are kept for later end meanwhile; on SQLite nobody can end them.
async fn a_server_that_went_away_meanwhile_costs_no_change(world: World) {
    world.run("CREATE TABLE rows_of_changes (parent text, child text)").await;
    let mut acknowledged = BTreeSet::new();
    let beside = beside(&world.url).await;
    for round in 0..4 {
        if world.db.dialect() == store::Dialect::Postgres {
            let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> \
                       pg_backend_pid()";
            beside.execute_unprepared(end).await.expect("they are ended");
        }
        for (subject, outcome) in at_once(&world, &format!("round-{round}"), 10).await {
            outcome.unwrap_or_else(|error| panic!("{subject}: {error:?}"));
            acknowledged.insert(subject);
        }
        world.db.last_position().await.expect("it reads");
    }
    assert_eq!(world.committed().await, acknowledged);
    beside.close().await.expect("it closes");
}

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
async fn readings_that_are_noted_beside_changes_wait_for_their_turn(world: World) {
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
