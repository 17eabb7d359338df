//! Whichever statement of a change fails, and however: nothing of it stands, and no later change is lost.

use std::collections::BTreeSet;

use kernel::id::CouncilId;
use sea_orm::ConnectionTrait;
use store::{Db, Event, Via};

use super::{Engine, World, beside, grant};

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

pub(super) async fn whichever_statement_of_a_change_fails_nothing_of_it_stands_and_no_later_one_is_lost(world: World) {
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
pub(super) async fn a_server_that_went_away_meanwhile_costs_no_change(world: World) {
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
