//! The database is away: everything that needs it says so within a few seconds and says when to come again, nothing is told as a fault
//! of ours, and all is well again, without a restart, when it is back.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use access::{Breadth, Role, policy::breadth};
use axum::body::{Body, to_bytes};
use futures_util::{SinkExt, StreamExt, future::join_all};
use http::{HeaderMap, Request, StatusCode, header};
use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use serde_json::{Value, json};
use tokio::time::{Instant, timeout};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};
use tower::ServiceExt;

use crate::{
    access::{
        audience::{MUTATIONS, SUBJECTS},
        schema::Schema,
    },
    frames::loaded_analysis,
    harness::{
        App, Database, Engine, Loaded,
        local_server::LocalServer,
        relay::Relay,
        trial::{both, only},
        visitor::Reader,
    },
    wall::planned,
};

pub fn tests() -> Vec<Trial> {
    let of_a_server: Vec<Trial> = only![
        Engine::Postgres, "SQLite is a file: there is no server or network to lose";
        a_database_that_is_gone_is_told_as_such_everywhere,
        a_server_that_is_stopped_is_told_as_such_everywhere,
        a_network_that_swallows_everything_is_told_as_such_everywhere,
        a_server_that_goes_silent_in_the_middle_is_not_ready,
    ];
    let held: Vec<Trial> = both![a_change_that_finds_the_database_held_is_told_so_and_so_is_whoever_asks_for_readiness];
    of_a_server.into_iter().chain(held).collect()
}

/// What is told is three seconds; the rest is a loaded machine's. A wait of ten, or two after one another, does not fit.
const LONGEST: Duration = Duration::from_secs(9);
/// Asked at once: more than there are connections.
const AT_ONCE: usize = 12;

/// One thing that is asked.
struct Asked {
    name: String,
    request: Box<dyn Fn() -> Request<Body> + Send + Sync>,
}

/// What came of it.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
    took: Duration,
}

impl Answer {
    /// The codes of all errors, of a question's file or page nothing.
    fn codes(&self) -> Vec<String> {
        let answer: Value = serde_json::from_str(&self.text).unwrap_or(Value::Null);
        let of_file = answer["code"].as_str().map(str::to_owned);
        let errors = answer["errors"].as_array().cloned().unwrap_or_default();
        let codes = errors.iter().map(|error| error["extensions"]["code"].as_str().unwrap_or("none").to_owned());
        codes.chain(of_file).collect()
    }

    /// Whether it says that the database is away, as all such answers do.
    fn is_away(&self) -> bool {
        self.status == StatusCode::SERVICE_UNAVAILABLE
            && self.headers.contains_key(header::RETRY_AFTER)
            && self.codes().iter().all(|code| code == "UNAVAILABLE")
    }

    /// Whether it is an answer that has nothing to do with the database: it came without an error, or refused what was sent.
    fn is_whole(&self) -> bool {
        self.status == StatusCode::OK && self.codes().iter().all(|code| code == "DENIED" || code == "INVALID")
    }
}

fn graphql(token: Option<String>, query: String, variables: Value) -> Box<dyn Fn() -> Request<Body> + Send + Sync> {
    let body = json!({ "query": query, "variables": variables }).to_string();
    Box::new(move || {
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json");
        if let Some(token) = &token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request.body(Body::from(body.clone())).expect("a request")
    })
}

fn address(token: Option<String>, path: &str) -> Box<dyn Fn() -> Request<Body> + Send + Sync> {
    let path = path.to_owned();
    Box::new(move || {
        let mut request = Request::get(&path);
        if let Some(token) = &token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request.body(Body::empty()).expect("a request")
    })
}

/// Between them they may ask for everything.
const WHO: [&str; 6] = [
    "demo-hub-manager",
    "demo-dpo",
    "demo-system-admin",
    "demo-project-manager",
    "demo-participant",
    "demo-org-contact",
];
/// Root fields that are answered from what the service knows by itself.
const KNOWN: [&str; 6] = ["_service", "enumerations", "errorCodes", "statisticsOptions", "taxonomy", "viewer"];

/// Every root field of the query, as one who is signed in and as one who is not.
fn queries(app: &App) -> Vec<Asked> {
    let schema = Schema::read();
    let mut all = Vec::new();
    for field in schema.fields("Query") {
        let (name, document) = (field.node.name.node.as_str(), schema.asked(&field.node));
        let of = match name {
            "participant" => "person",
            "documentReadings" => "paper",
            _ => "need",
        };
        let document = document.replace("unknown_", &format!("{of}_"));
        // What the schema cannot say: which figures are divided by the first of the dimensions, and where one of three is needed.
        let document = document.replacen("measure: ANALYSES_PUBLISHED", "measure: APPLICATIONS", 1);
        let document = document.replacen("commonGaps(", "commonGaps(sni: \"28\", ", 1);
        let of_a_council = "meetingBriefing(councilId: \"council_00000000000000000000000000\")";
        let document = document.replacen("meetingBriefing", of_a_council, 1);
        // An occupation that there is.
        let document = document.replacen("occupation: \"x\"", "occupation: \"Sbzf_iBA_MAS\"", 1);
        for subject in [None].into_iter().chain(WHO.map(Some)) {
            let token = subject.map(|subject| app.token(subject));
            let name = format!("{name} as {subject:?}: {document}");
            all.push(Asked { name, request: graphql(token, format!("{{ {document} }}"), json!({})) });
        }
    }
    all
}

/// Every mutation, by someone who may.
fn mutations(app: &App) -> Vec<Asked> {
    let schema = Schema::read();
    let asked = MUTATIONS.iter().map(|(mutation, acts)| {
        let may = |role: Role| acts.iter().any(|act| breadth(role, *act) != Breadth::Nothing);
        let subject = SUBJECTS.iter().find(|(_, role)| role.is_some_and(may)).map(|(subject, _)| *subject);
        let (of, input) = schema.least(mutation);
        let document =
            format!("mutation($input: {of}) {{ {mutation}(input: $input) {{ userErrors {{ code path }} }} }}");
        let token = subject.map(|subject| app.token(subject));
        Asked {
            name: format!("{mutation} as {subject:?}"),
            request: graphql(token, document, json!({ "input": input })),
        }
    });
    asked.collect()
}

const ENDINGS: [&str; 6] = ["csv", "csv?format=svensk", "jsonl", "json", "xlsx", "parquet"];

/// A page, as the session reads it.
fn page(cookie: &str, path: &str) -> Box<dyn Fn() -> Request<Body> + Send + Sync> {
    let (cookie, path) = (cookie.to_owned(), path.to_owned());
    Box::new(move || Request::get(&path).header(header::COOKIE, &cookie).body(Body::empty()).expect("a request"))
}

/// The page of what one may do, which follows from the roles alone: they are kept, and looked at once a second.
const OF_ROLES: &str = "/gor";

/// Files of every kind and pages: of an open question and of one that is not, and what someone signed in has before her.
async fn files(app: &App) -> Vec<Asked> {
    let mut all = Vec::new();
    for (slug, subject) in [("projekt-i-korthet", None), ("behov-per-branschrad", Some("demo-hub-coordinator"))] {
        for ending in ENDINGS.iter().map(|ending| format!(".{ending}")).chain([String::new()]) {
            let path = format!("/fragor/{slug}{ending}");
            let token = subject.map(|subject| app.token(subject));
            all.push(Asked { name: path.clone(), request: address(token, &path) });
        }
    }
    let (reflection, analysis) = (planned(app, None).await, loaded_analysis(app).await);
    let contact = Reader::of(app, "org_contact").await;
    for path in [
        OF_ROLES.to_owned(),
        "/gor/planReflection".to_owned(),
        format!("/ting/{reflection}"),
        format!("/reflektion/{reflection}"),
        "/nycklar".to_owned(),
        format!("/ramverk/{analysis}.json"),
    ] {
        all.push(Asked { name: path.clone(), request: page(&contact.cookie, &path) });
    }
    all
}

async fn ask(app: &App, asked: &Asked) -> Answer {
    let begun = Instant::now();
    let answer = app.router().oneshot((asked.request)()).await.expect("the router always answers");
    let (status, headers) = (answer.status(), answer.headers().clone());
    // A file that breaks off ends with an error here.
    let text = to_bytes(answer.into_body(), 64 << 20)
        .await
        .map_or_else(|error| error.to_string(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
    Answer { status, headers, text, took: begun.elapsed() }
}

/// All of it, some at once.
async fn ask_all(app: &App, all: &[Asked]) -> Vec<Answer> {
    let mut told = Vec::with_capacity(all.len());
    for some in all.chunks(AT_ONCE) {
        let mut asked = Vec::with_capacity(some.len());
        for one in some {
            asked.push(ask(app, one));
        }
        told.extend(join_all(asked).await);
    }
    told
}

/// Those of which something else came than `wanted`, with what it was.
fn otherwise(all: &[Asked], told: &[Answer], wanted: impl Fn(&Answer) -> bool) -> Vec<String> {
    let wrong = all.iter().zip(told).filter(|(_, told)| !wanted(told));
    wrong
        .map(|(asked, told)| {
            let text: String = told.text.chars().take(300).collect();
            format!("{} {} s {:?} {}: {text}", told.status, told.took.as_secs_f32(), told.codes(), asked.name)
        })
        .collect()
}

async fn ready(app: &App) -> Answer {
    ask(app, &Asked { name: "readiness".to_owned(), request: address(None, "/readyz") }).await
}

/// What a socket is told of a query and of a subscription.
async fn socket(app: &App, server: &LocalServer, query: &str) -> Value {
    let mut request =
        format!("{}/graphql/ws", server.url().replace("http", "ws")).into_client_request().expect("a request");
    request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().expect("a header"));
    let (mut socket, _) = connect_async(request).await.expect("a socket");
    let bearer = format!("Bearer {}", app.token("demo-hub-manager"));
    for message in [
        json!({ "type": "connection_init", "payload": { "authorization": bearer } }),
        json!({ "type": "subscribe", "id": "1", "payload": { "query": query } }),
    ] {
        socket.send(Message::text(message.to_string())).await.expect("sent");
    }
    loop {
        let heard =
            timeout(Duration::from_secs(60), socket.next()).await.expect("in time").expect("open").expect("well");
        let Message::Text(text) = heard else { continue };
        let message: Value = serde_json::from_str(&text).expect("JSON");
        if message["id"] == "1" {
            return message;
        }
    }
}

fn code_of(message: &Value) -> &Value {
    let errors = if message["type"] == "error" { &message["payload"] } else { &message["payload"]["errors"] };
    &errors[0]["extensions"]["code"]
}

/// Everything that answers while the database is there, is away while it is not, and answers again.
async fn told_everywhere(app: &App, away: impl AsyncFnOnce(), back: impl AsyncFnOnce()) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    let (queries, mutations, files) = (queries(app), mutations(app), files(app).await);
    let well = async |when: &str| {
        assert_eq!(ready(app).await.status, StatusCode::OK, "{when}");
        for all in [&queries, &files] {
            let wrong = otherwise(all, &ask_all(app, all).await, |told| {
                told.status == StatusCode::OK
                    && !told.codes().iter().any(|code| code == "UNAVAILABLE" || code == "INTERNAL")
            });
            assert!(wrong.is_empty(), "{when}:\n{}", wrong.join("\n"));
        }
    };
    well("before").await;
    away().await;
    let (mut counted, mut asked, mut there) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    for (what, all) in [("queries", &queries), ("mutations", &mutations), ("files", &files)] {
        let told = ask_all(app, all).await;
        let wrong = otherwise(all, &told, |told| (told.is_away() || told.is_whole()) && told.took < LONGEST);
        assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
        let first = |asked: &Asked| asked.name.split(' ').next().unwrap_or_default().to_owned();
        asked.extend(all.iter().zip(&told).filter(|(_, told)| told.is_away()).map(|(one, _)| first(one)));
        counted.insert(what, told.iter().filter(|told| told.is_away()).count());
        if what == "files" {
            there.extend(all.iter().zip(&told).filter(|(_, told)| !told.is_away()).map(|(one, _)| one.name.clone()));
        }
    }
    // What is known without the database is answered: code lists, the service's own text, and what is refused before it is asked.
    let schema = Schema::read();
    for field in schema.fields("Query").iter().map(|field| field.node.name.node.as_str()) {
        assert!(KNOWN.contains(&field) || asked.contains(field), "{field} was not told to be away: {asked:?}");
    }
    assert!(counted["mutations"] * 4 > mutations.len() * 3, "{counted:?} of {}", mutations.len());
    assert!(there.iter().all(|name| name == OF_ROLES), "{there:?} are there");
    let told = ready(app).await;
    assert!(told.is_away() && told.took < LONGEST, "{} {:?}", told.status, told.took);
    for query in [
        "{ needs(first: 1) { totalCount } }",
        "{ node(id: \"need_00000000000000000000000000\") { id } }",
        "subscription { happenings { id } }",
    ] {
        let message = socket(app, &server, query).await;
        assert_eq!(code_of(&message), "UNAVAILABLE", "{query}: {message}");
    }
    back().await;
    // For a second whoever comes is told what the last one found.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    well("after").await;
    let wrong = otherwise(&mutations, &ask_all(app, &mutations).await, |told| told.is_whole());
    assert!(wrong.is_empty(), "after:\n{}", wrong.join("\n"));
    assert_eq!(ready(app).await.status, StatusCode::OK);
}

/// The database's name among its server's.
fn name_of(database: &Database) -> String {
    let address = database.url().split('?').next().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

async fn run(on: &DatabaseConnection, statement: &str) {
    on.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{error}: {statement}"));
}

/// As in a failover, or while a backup is restored: the server is there and refuses.
async fn a_database_that_is_gone_is_told_as_such_everywhere(Loaded(database): Loaded) {
    let app = App::start_with(&database, |config| config.demonstration = true).await.expect("a service");
    let name = name_of(&database);
    let other = Database::empty(Engine::Postgres).await.expect("another database");
    let admin = other.connect().await.expect("a connection");
    told_everywhere(
        &app,
        async || {
            run(&admin, &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false")).await;
            run(&admin, &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"))
                .await;
        },
        async || run(&admin, &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true")).await,
    )
    .await;
    admin.close().await.expect("it closes");
    other.remove().await.expect("removed");
}

async fn a_server_that_is_stopped_is_told_as_such_everywhere(Loaded(database): Loaded) {
    let relay = tokio::sync::Mutex::new(Relay::before(database.url()).expect("a relay"));
    let url = relay.lock().await.url(database.url());
    let app = App::start_at(&url, |config| config.demonstration = true).await.expect("a service");
    told_everywhere(&app, async || relay.lock().await.cut().await, async || relay.lock().await.open()).await;
}

async fn a_network_that_swallows_everything_is_told_as_such_everywhere(Loaded(database): Loaded) {
    let relay = tokio::sync::Mutex::new(Relay::before(database.url()).expect("a relay"));
    let url = relay.lock().await.url(database.url());
    let app = App::start_at(&url, |config| config.demonstration = true).await.expect("a service");
    let silent = async || {
        // What was asked a moment ago is not asked whether it lives.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        relay.lock().await.silence().await;
    };
    told_everywhere(&app, silent, async || relay.lock().await.open()).await;
}

/// What was asked a moment ago is believed to live, so it is the next statement that nobody answers.
async fn a_server_that_goes_silent_in_the_middle_is_not_ready(Loaded(database): Loaded) {
    let relay = Relay::before(database.url()).expect("a relay");
    let app = App::start_at(&relay.url(database.url()), |_| {}).await.expect("a service");
    for _ in 0..3 {
        assert_eq!(ready(&app).await.status, StatusCode::OK);
    }
    let mut relay = relay;
    relay.silence().await;
    for _ in 0..4 {
        let told = timeout(LONGEST, ready(&app)).await.expect("it is told in time");
        assert!(told.is_away(), "{} {}", told.status, told.text);
    }
    relay.open();
    let again = async {
        while ready(&app).await.status != StatusCode::OK {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    timeout(Duration::from_secs(30), again).await.expect("ready again, without a restart");
}

/// SQLite's lock in the hands of another program; on PostgreSQL a database that may only be read, as after a failover.
async fn a_change_that_finds_the_database_held_is_told_so_and_so_is_whoever_asks_for_readiness(
    Loaded(database): Loaded,
) {
    let app = App::start(&database).await.expect("a service");
    let (queries, mutations) = (queries(&app), mutations(&app));
    let other = database.connect().await.expect("a connection");
    let name = name_of(&database);
    let end = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    );
    match database.engine() {
        Engine::Sqlite => run(&other, "BEGIN EXCLUSIVE").await,
        Engine::Postgres => {
            run(&other, &format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
            run(&other, &end).await;
        }
    }
    let told = ask_all(&app, &mutations).await;
    let wrong = otherwise(&mutations, &told, |told| (told.is_away() || told.is_whole()) && told.took < LONGEST);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let away = told.iter().filter(|told| told.is_away()).count();
    // On PostgreSQL many find out before they write that there is no such thing.
    let least = if database.engine() == Engine::Sqlite { mutations.len() * 3 / 4 } else { 2 };
    assert!(away >= least, "{away} of {}", mutations.len());
    let wrong = otherwise(&queries, &ask_all(&app, &queries).await, |told| told.status == StatusCode::OK);
    assert!(wrong.is_empty(), "what only reads goes on:\n{}", wrong.join("\n"));
    let told = ready(&app).await;
    assert!(told.is_away() && told.took < LONGEST, "{} {:?}", told.status, told.took);
    match database.engine() {
        Engine::Sqlite => run(&other, "ROLLBACK").await,
        Engine::Postgres => {
            run(&other, &format!("ALTER DATABASE {name} SET default_transaction_read_only = off")).await;
            run(&other, &end).await;
        }
    }
    // Ready again although nobody has changed anything since, and with nothing left behind by the trying.
    assert_eq!(ready(&app).await.status, StatusCode::OK);
    assert_eq!(app.number("SELECT count(*) FROM idempotency_keys WHERE principal = ''").await, 0);
    let again = ask_all(&app, &mutations).await;
    let wrong = otherwise(&mutations, &again, |told| told.is_whole() && told.took < LONGEST);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    other.close().await.expect("it closes");
}
