//! The service as a test meets it: the real router in process, over its own database, with a clock that stands still and
//! ids that count. Tests speak as people: `app.speak_as("demo-process-leader")`.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
};
use http::{Request, StatusCode, header};
use kernel::{FixedClock, SequentialIds};
use kompetensnav::{
    config::{BuiltInConfig, Config, Secret},
    demonstration,
    wiring::{self, Ambient, Service},
};
use sea_orm::{DbBackend, Statement};
use serde_json::{Value, json};
use store::Db;
use tempfile::TempDir;
use tower::ServiceExt;

use super::{Database, Furnishing, Stage, postgres};

/// The first of September 2026, 08:00 UTC: every test's now.
const NOW: &str = "2026-09-01T08:00:00Z";
/// Where the ids of the demonstration's own trail begin, above those of its rows.
const FURNISHING: u128 = 1_700_000_000_000;
/// Where a test's ids begin: what it makes comes last.
const TEST: u128 = 1_800_000_000_000;
/// The master key of the seals in tests, 32 times 7 in base64; it protects nobody.
const KEY: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
/// The built-in issuer's name in tests.
pub const ISSUER: &str = "kompetensnav-demo";

/// A service of one test's own, without rows.
pub struct App {
    /// What the services are built on.
    pub db: Db,
    /// The service as the binary starts it.
    pub service: Service,
    router: Router,
    _keys: TempDir,
}

/// As [`App`], with the demonstration data.
pub struct DemoApp(pub App);

impl std::ops::Deref for DemoApp {
    type Target = App;

    fn deref(&self) -> &App {
        &self.0
    }
}

/// It is `now`, and ids begin at `millis`: a run that writes into what another wrote begins later than it.
fn ambient(now: &str, millis: u128) -> Result<Ambient, String> {
    let now = now.parse().map_err(|error| format!("{now}: {error}"))?;
    Ok(Ambient { clock: Arc::new(FixedClock(now)), ids: Arc::new(SequentialIds::starting_at(millis << 80)) })
}

fn config(url: &str, keys: &TempDir) -> Config {
    let mut config = Config {
        database_url: url.to_owned(),
        database_connections: 4,
        seal_key: Secret(KEY.to_owned()),
        built_in_issuer: Some(BuiltInConfig {
            key_file: keys.path().join("issuer.key"),
            issuer: ISSUER.to_owned(),
            audience: "kompetensnav".to_owned(),
        }),
        durable: false,
        ..Config::default()
    };
    config.limits.bucket = Some(u64::from(u32::MAX));
    config.limits.bucket_refill = Some(u64::from(u32::MAX));
    config.limits.tables_a_day = Some(u64::from(u32::MAX));
    config.limits.anonymous_tables_a_day = Some(u64::from(u32::MAX));
    config
}

/// Fills a migrated database with the demonstration data of the sources.
pub async fn furnish(url: &str) -> Result<(), String> {
    furnish_with(url, demonstration::Load { scale: 1, ongoing: false }).await
}

/// As [`furnish`], with what `load` says.
pub async fn furnish_with(url: &str, load: demonstration::Load) -> Result<(), String> {
    let keys = tempfile::tempdir().map_err(|error| error.to_string())?;
    let db = wiring::connect(&config(url, &keys), &ambient(NOW, FURNISHING)?).await?;
    demonstration::load(&db, load, ISSUER, &mut |_| {}).await.map_err(|error| error.to_string())?;
    db.close().await;
    Ok(())
}

impl App {
    /// Starts over a migrated database.
    pub async fn start(database: &Database) -> Result<Self, String> {
        Self::start_with(database, |_| {}).await
    }

    /// As [`App::start`], with some of the configuration changed.
    pub async fn start_with(database: &Database, change: impl FnOnce(&mut Config)) -> Result<Self, String> {
        Self::start_at(database.url(), change).await
    }

    /// As [`App::start_with`], over the database at this address.
    pub async fn start_at(url: &str, change: impl FnOnce(&mut Config)) -> Result<Self, String> {
        Self::start_as(url, ambient(NOW, TEST)?, change).await
    }

    /// As [`App::start_with`], when it is `now`: the `nth` that goes on with what those before it wrote.
    pub async fn start_later(
        database: &Database,
        (now, nth): (&str, u128),
        change: impl FnOnce(&mut Config),
    ) -> Result<Self, String> {
        Self::start_as(database.url(), ambient(now, TEST + nth)?, change).await
    }

    async fn start_as(url: &str, ambient: Ambient, change: impl FnOnce(&mut Config)) -> Result<Self, String> {
        let keys = tempfile::tempdir().map_err(|error| error.to_string())?;
        let mut config = config(url, &keys);
        change(&mut config);
        let db = wiring::connect(&config, &ambient).await?;
        let service = wiring::build(&config, db.clone(), &ambient)?;
        let router = service.router.clone();
        // Ends with the test's runtime.
        tokio::spawn(service.app.relay.clone().run());
        Ok(Self { db, service, router, _keys: keys })
    }

    /// The router, for those who come from outside.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// A token of the built-in issuer.
    pub fn token(&self, subject: &str) -> String {
        let issuer = self.service.built_in.as_ref().expect("the tests configure a built-in issuer");
        issuer.mint(subject, Duration::from_secs(3600)).expect("minted")
    }

    /// The first column of a statement's rows, as text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.rows(sql).await;
        rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
    }

    /// The number a statement gives.
    pub async fn number(&self, sql: &str) -> i64 {
        self.rows(sql).await[0].try_get_by_index(0).expect("a number")
    }

    /// What PostgreSQL has logged; none for SQLite, which has no log, and for a server that is not ours.
    pub async fn database_log(&self) -> Option<String> {
        if self.db.connection().get_database_backend() == DbBackend::Sqlite {
            return None;
        }
        // The log that is read is the one that this is written to.
        let wrong = Statement::from_string(DbBackend::Postgres, "SELECT * FROM no_such_table");
        self.db.all(wrong).await.expect_err("no such table");
        let Some(log) = postgres::log() else {
            eprintln!("NOT RUN: the log of a server that is given cannot be read");
            return None;
        };
        assert!(log.contains("no_such_table"), "not the server's log: {log}");
        Some(log)
    }

    async fn rows(&self, sql: &str) -> Vec<sea_orm::QueryResult> {
        let statement = Statement::from_string(self.db.connection().get_database_backend(), sql);
        self.db.all(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// Speaks as this subject of the built-in issuer.
    pub fn speak_as(&self, subject: &str) -> Speaker<'_> {
        Speaker { app: self, token: Some(self.token(subject)), headers: Vec::new() }
    }

    /// Speaks as someone not signed in.
    pub fn anonymous(&self) -> Speaker<'_> {
        Speaker { app: self, token: None, headers: Vec::new() }
    }
}

impl Stage for App {
    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Self::start(&database).await
    }
}

impl Stage for DemoApp {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        App::start(&database).await.map(Self)
    }
}

/// Someone who asks.
pub struct Speaker<'a> {
    app: &'a App,
    token: Option<String>,
    headers: Vec<(&'static str, String)>,
}

impl Speaker<'_> {
    /// With a header on every request, e.g. `Idempotency-Key`.
    pub fn with(mut self, header: &'static str, value: &str) -> Self {
        self.headers.push((header, value.to_owned()));
        self
    }

    /// The whole answer, whatever it is.
    pub async fn answer(&self, query: &str, variables: Value) -> (StatusCode, Value) {
        let (status, text) = self.text(query, variables).await;
        let value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON: {status} {text}"));
        (status, value)
    }

    /// The whole answer as it is written.
    pub async fn text(&self, query: &str, variables: Value) -> (StatusCode, String) {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value.as_bytes());
        }
        let request = request.body(Body::from(body)).expect("a request");
        let answer = self.app.router.clone().oneshot(request).await.expect("the router always answers");
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 64 << 20).await.expect("a body");
        (status, String::from_utf8(bytes.into()).expect("UTF-8"))
    }

    /// The data of an answer without errors.
    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        let (status, mut answer) = self.answer(query, variables).await;
        assert!(answer.get("errors").is_none(), "{status} {answer:#}");
        answer["data"].take()
    }

    /// The code of the first error of an answer.
    pub async fn error(&self, query: &str, variables: Value) -> String {
        let (_, answer) = self.answer(query, variables).await;
        let code = answer["errors"][0]["extensions"]["code"].as_str();
        code.unwrap_or_else(|| panic!("no error: {answer:#}")).to_owned()
    }

    /// The code of the first user error of a mutation's only field, with nothing done.
    pub async fn refused(&self, mutation: &str, variables: Value) -> String {
        let data = self.ask(mutation, variables).await;
        let payload = data.as_object().and_then(|data| data.values().next()).expect("one field");
        let done =
            payload.as_object().into_iter().flatten().find(|(name, value)| *name != "userErrors" && !value.is_null());
        assert!(done.is_none(), "it was done: {payload:#}");
        let code = payload["userErrors"][0]["code"].as_str();
        code.unwrap_or_else(|| panic!("not refused: {payload:#}")).to_owned()
    }
}
