//! A disk that is full under the whole service: changes are refused as they are while the database is away, what was acknowledged stays,
//! and all is well again, without a restart, as soon as there is space.

use std::{collections::BTreeMap, fs, path::Path, time::Duration};

use futures_util::future::join_all;
use libtest_mimic::Trial;
use reqwest::{Client, StatusCode, header};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use tokio::{
    process::Command,
    time::{Instant, sleep},
};

use crate::harness::{
    App, Engine, Loaded,
    program::{Program, configuration, token},
    trial::only,
    visitor,
};

pub fn tests() -> Vec<Trial> {
    only![
        Engine::Sqlite, "the disk of a PostgreSQL server is its own";
        a_full_disk_refuses_and_loses_nothing_that_was_acknowledged,
        a_file_that_takes_no_note_of_readings_is_not_ready,
    ]
}

/// How many write at once.
const WRITERS: usize = 4;
/// So many refusals, and the disk counts as full.
const REFUSED: usize = 24;
/// More than the log of changes holds beside a file of this size.
const MOST: usize = 8_000;

const REGISTER: &str = "mutation($input: RegisterOrganisationInput!) {
    registerOrganisation(input: $input) { organisation { id name } userErrors { code } } }";

/// What came of a change.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// The id of what was made.
    Done(String),
    /// The database is not to be written to.
    Away,
}

/// The service with an administrator who speaks to it.
struct Service {
    program: Program,
    client: Client,
    token: String,
}

impl Service {
    async fn start(file: &Path, limits: &str) -> Self {
        let token = token(file, "demo-system-admin").await;
        Self { program: Program::serve(file, limits).await, client: Client::new(), token }
    }

    async fn post(&self, document: &str, variables: Value, key: &str) -> (StatusCode, header::HeaderMap, Value) {
        let request = self.client.post(format!("{}/graphql", self.program.url())).bearer_auth(&self.token);
        let answer = request
            .header("accept", "application/graphql-response+json")
            .header("idempotency-key", key)
            .json(&json!({ "query": document, "variables": variables }))
            .send()
            .await
            .expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        (status, headers, answer.json().await.expect("JSON"))
    }

    /// Registers an organisation of this name, under a key that is its name too.
    async fn register(&self, name: &str) -> Outcome {
        let variables = json!({ "input": { "name": name, "kind": "COMPANY" } });
        let (status, headers, answer) = self.post(REGISTER, variables, name).await;
        if let Some(id) = answer["data"]["registerOrganisation"]["organisation"]["id"].as_str() {
            assert_eq!(answer["data"]["registerOrganisation"]["organisation"]["name"], name, "{answer}");
            return Outcome::Done(id.to_owned());
        }
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{name}: {status} {answer}");
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{name}: {answer}");
        assert!(headers.contains_key(header::RETRY_AFTER), "{name}: {headers:?}");
        Outcome::Away
    }

    async fn all(&self, names: &[String]) -> Vec<(String, Outcome)> {
        let mut told = Vec::new();
        for some in names.chunks(WRITERS) {
            let some = some.iter().map(async |name| (name.clone(), self.register(name).await));
            told.extend(join_all(some).await);
        }
        told
    }

    async fn ready(&self) -> (StatusCode, bool) {
        let answer = self.client.get(format!("{}/readyz", self.program.url())).send().await.expect("an answer");
        (answer.status(), answer.headers().contains_key(header::RETRY_AFTER))
    }

    /// Lifts the limit on the size of files, as whoever makes space on the disk.
    async fn make_space(&self) {
        let pid = self.program.id().to_string();
        let lifted = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited:"]).status().await;
        assert!(lifted.expect("prlimit, of util-linux").success(), "the limit is lifted");
    }
}

/// What was acknowledged, and what was refused.
#[derive(Default)]
struct Acknowledged {
    done: BTreeMap<String, String>,
    away: Vec<String>,
}

impl Acknowledged {
    fn add(&mut self, told: Vec<(String, Outcome)>) {
        for (name, outcome) in told {
            match outcome {
                Outcome::Done(id) => drop(self.done.insert(name, id)),
                Outcome::Away => self.away.push(name),
            }
        }
    }

    /// That these were all done, as they were before where they had been.
    fn add_done(&mut self, told: Vec<(String, Outcome)>) {
        for (name, outcome) in told {
            let Outcome::Done(id) = outcome else { panic!("{name} is refused although there is space") };
            let before = self.done.insert(name.clone(), id.clone());
            assert!(before.is_none_or(|before| before == id), "{name} was done twice");
        }
    }
}

fn names(what: &str, count: usize) -> Vec<String> {
    (0..count).map(|nth| format!("disk-{what}-{nth:04}")).collect()
}

async fn column(of: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = of.query_all_raw(Statement::from_string(of.get_database_backend(), sql)).await;
    let rows = rows.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

/// That both are the same, each as often; what differs is told and nothing else.
fn assert_same(what: &str, mut stored: Vec<String>, wanted: impl Iterator<Item = String>) {
    let mut wanted: Vec<String> = wanted.collect();
    stored.sort_unstable();
    wanted.sort_unstable();
    let differs = stored.iter().zip(&wanted).find(|(one, other)| one != other);
    assert!(
        stored.len() == wanted.len() && differs.is_none(),
        "{what}: {} of {}: {differs:?}",
        stored.len(),
        wanted.len()
    );
}

/// What is stored is what was acknowledged, each once and with its whole trace, and nothing else.
async fn assert_stored(of: &DatabaseConnection, done: &BTreeMap<String, String>) {
    const MADE: &str = "(SELECT 'org_' || id FROM organisations WHERE name LIKE 'disk-%')";
    let stored = column(of, "SELECT name FROM organisations WHERE name LIKE 'disk-%'").await;
    assert_same("organisations", stored, done.keys().cloned());
    for table in ["outbox", "audit_entries"] {
        let subjects = column(of, &format!("SELECT subject FROM {table} WHERE subject IN {MADE}")).await;
        assert_same(table, subjects, done.values().cloned());
    }
    // That of a trial that was left behind would be among them; the load's own says that it came to its end.
    let keys = column(of, "SELECT key FROM idempotency_keys WHERE key <> 'demonstration'").await;
    assert_same("idempotency_keys", keys, done.keys().map(|name| format!("{name}/registerOrganisation")));
    assert_eq!(column(of, "SELECT integrity_check FROM pragma_integrity_check").await, ["ok"]);
}

/// Where nobody changes anything, it is the readings that are noted which find out.
async fn a_file_that_takes_no_note_of_readings_is_not_ready(Loaded(database): Loaded) {
    let app = App::start(&database).await.expect("a service");
    let manager = app.speak_as("demo-project-manager");
    let query = "{ participations(first: 1) { nodes { participant { name } } } }";
    let is_named = async || {
        let data = manager.ask(query, json!({})).await;
        data["participations"]["nodes"][0]["participant"]["name"].is_string()
    };
    let ready = async || visitor::send(&app, http::Request::get("/readyz"), "").await.status;
    assert!(is_named().await);
    assert_eq!(ready().await, StatusCode::OK);
    let other = database.connect().await.expect("a connection");
    other.execute_unprepared("BEGIN IMMEDIATE").await.expect("it is held");
    assert_eq!(manager.error(query, json!({})).await, "UNAVAILABLE");
    assert_eq!(ready().await, StatusCode::SERVICE_UNAVAILABLE);
    other.execute_unprepared("ROLLBACK").await.expect("it is free");
    assert_eq!(ready().await, StatusCode::OK);
    assert!(is_named().await);
    other.close().await.expect("it closes");
}

/// The disk is full when the file cannot take over what the log of changes holds, and the log itself may not grow either.
async fn a_full_disk_refuses_and_loses_nothing_that_was_acknowledged(Loaded(database): Loaded) {
    let folder = tempfile::tempdir().expect("a folder");
    let limits = "[limits]\nbucket = 1000000000\nbucket_refill = 1000000000";
    let file = configuration(folder.path(), database.url(), &format!("durable = true\n{limits}"));
    let path = database.url().trim_start_matches("sqlite://");
    // Without pages that stand free from the load, in which small changes would fit.
    let loaded = database.connect().await.expect("a connection");
    for statement in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
        loaded.execute_unprepared(statement).await.expect("done");
    }
    loaded.close().await.expect("closed");
    let most = fs::metadata(path).expect("a file").len() + 64 * 1024;
    // By default the signal that tells of the limit ends the process. A disk sends none.
    let service = Service::start(&file, &format!("trap '' XFSZ; exec prlimit --fsize={most}:")).await;
    assert_eq!(service.ready().await, (StatusCode::OK, false));

    let mut told = Acknowledged::default();
    let mut asked = names("first", MOST).into_iter();
    while told.away.len() < REFUSED {
        let some: Vec<String> = asked.by_ref().take(WRITERS).collect();
        assert!(!some.is_empty(), "nothing is refused after {} changes", told.done.len());
        told.add(service.all(&some).await);
    }
    assert!(told.done.len() > 100, "only {} were done before", told.done.len());
    assert_eq!(service.ready().await, (StatusCode::SERVICE_UNAVAILABLE, true));
    // Whoever only reads is answered.
    let (status, _, answer) = service.post("{ organisations(first: 1) { totalCount } }", json!({}), "reading").await;
    assert_eq!((status, answer["errors"].is_null()), (StatusCode::OK, true), "{answer}");

    service.make_space().await;
    let begun = Instant::now();
    while service.ready().await.0 != StatusCode::OK {
        assert!(begun.elapsed() < Duration::from_secs(60), "not ready although there is space");
        sleep(Duration::from_millis(100)).await;
    }
    // What was refused is done when it is asked again under its key, and half of it is left as it is.
    let half = told.away.split_off(told.away.len() / 2);
    told.add_done(service.all(&half).await);
    told.add_done(service.all(&names("later", 200)).await);
    service.program.kill().await;

    let service = Service::start(&file, "exec").await;
    assert_eq!(service.ready().await, (StatusCode::OK, false));
    let beside = database.connect().await.expect("a connection");
    assert_stored(&beside, &told.done).await;
    let known: Vec<String> = told.done.keys().cloned().collect();
    let away = told.away.clone();
    told.add_done(service.all(&known).await);
    assert_stored(&beside, &told.done).await;
    told.add_done(service.all(&away).await);
    assert_stored(&beside, &told.done).await;
    beside.close().await.expect("closed");
    service.program.kill().await;
}
