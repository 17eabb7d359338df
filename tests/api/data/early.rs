//! What ends a file early, or never lets it begin: readers see it, and nothing is noted that was not read.

use std::{collections::BTreeMap, path::Path, sync::Arc, time::Duration};

use axum::body::Body;
use edge::{Limits, serve};
use futures_util::StreamExt;
use http::{Method, Request, StatusCode, header};
use libtest_mimic::Trial;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Instant, sleep},
};
use tower::ServiceExt;

use super::{NEEDS, PROJECTS, READER, bulk, get, send};
use crate::{
    harness::{
        App, Database, DemoApp, Furnishing, Loaded, Stage,
        program::{Program, configuration, token},
        trial::both,
    },
    privacy::{lines_with, listen},
};

pub fn tests() -> Vec<Trial> {
    both![
        too_many_rows_are_refused_before_one_is_read,
        rows_within_rows_are_refused_to_head_too,
        by_http_1_0_a_file_has_its_length,
        head_says_the_length_of_get_or_none,
        a_match_that_is_asked_for_is_looked_at,
        nothing_new_is_a_file,
        a_file_that_ends_in_its_middle_is_no_file,
        a_file_that_ends_before_its_first_rows_is_refused,
        rows_that_come_after_the_count_are_no_whole_file,
        a_reader_who_leaves_is_noted,
        what_ends_a_file_early_is_counted_once,
        names_that_cannot_be_noted_are_given_to_nobody,
    ]
}

/// The demonstration behind a service whose files have at most 1,200 rows: more than a page, fewer than its participations.
struct Small(App);

impl Stage for Small {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        App::start_with(&database, |config| config.questions.file_rows = Some(1_200)).await.map(Self)
    }
}

/// The demonstration, and its database beside the service.
struct Beside(Arc<Database>, App);

impl Stage for Beside {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        let app = App::start(&database).await?;
        Ok(Self(database, app))
    }
}

async fn too_many_rows_are_refused_before_one_is_read(Small(app): Small) {
    let readings = async || app.number("SELECT count(*) FROM read_log").await;
    let before = readings().await;
    let manager = Some("demo-project-manager");
    for path in ["vara-deltagare", "vara-timmar"] {
        for ending in ["csv", "csv?format=svensk", "jsonl", "json", "xlsx", "parquet"] {
            let got = get(&app, manager, &format!("/fragor/{path}.{ending}")).await;
            assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}.{ending}");
            assert_eq!(got.json()["code"], "TOO_MANY_ROWS", "{path}.{ending}");
            let head = send(&app, Method::HEAD, manager, &format!("/fragor/{path}.{ending}"), &[]).await;
            assert_eq!(head.status, got.status, "HEAD {path}.{ending}");
        }
    }
    assert_eq!(readings().await, before, "readings are noted of what nobody got");
    // What is not too much is given.
    get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well();
}

/// How many there are shows only as they are read, page after page: the first page is no more than a file may have.
async fn rows_within_rows_are_refused_to_head_too(Slow(database): Slow) {
    const PATH: &str = "/fragor/racker-insatserna-for-behoven";
    let leader = Some("demo-process-leader");
    let rows = {
        let app = App::start(&database).await.expect("a service");
        get(&app, leader, &format!("{PATH}.csv")).await.well().csv().len()
    };
    for (most, status) in [(rows - 1, StatusCode::PAYLOAD_TOO_LARGE), (rows, StatusCode::OK)] {
        let app = App::start_with(&database, |config| {
            (config.questions.file_rows, config.questions.rows_at_once) = (Some(most as u64), Some(5));
        })
        .await
        .expect("a service");
        for ending in ["csv", "jsonl", "json", "xlsx", "parquet"] {
            let path = format!("{PATH}.{ending}");
            // First of all, so that no file is kept.
            let head = send(&app, Method::HEAD, leader, &path, &[]).await;
            assert_eq!((head.status, head.bytes.len()), (status, 0), "{most} rows, HEAD {path}");
            let sent = app.db.statements_sent();
            let got = get(&app, leader, &path).await;
            assert_eq!(got.status, status, "{most} rows, {path}");
            if status == StatusCode::OK {
                assert_eq!(head.header("content-length"), got.bytes.len().to_string(), "{path}");
                assert!(app.db.statements_sent() - sent < 20, "{path}: what was made for its head is made anew");
            } else {
                assert_eq!(got.json()["code"], "TOO_MANY_ROWS", "{path}");
            }
        }
    }
    assert!(rows > 20, "{rows} rows: so few may stand within a page");
}

/// The answer to a request as it goes over the wire: head and body.
async fn raw(app: &App, request: &str) -> (String, Vec<u8>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let router = app.router();
    let served = tokio::spawn(async move {
        let stopped = async {
            let _ = stopped.await;
        };
        serve(listener, router, &Limits::default(), stopped).await
    });
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("an answer");
    drop(stop);
    served.await.expect("it ends").expect("it served");
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
    (String::from_utf8_lossy(&bytes[..end]).to_lowercase(), bytes[end..].to_vec())
}

fn length(head: &str) -> Option<usize> {
    head.lines().find_map(|line| line.strip_prefix("content-length: ")).and_then(|length| length.trim().parse().ok())
}

async fn by_http_1_0_a_file_has_its_length(app: DemoApp) {
    for ending in ["csv", "csv?format=svensk", "jsonl", "json", "xlsx", "parquet"] {
        let (head, body) = raw(&app, &format!("GET /fragor/{PROJECTS}.{ending} HTTP/1.0\r\nHost: a\r\n\r\n")).await;
        assert!(head.contains(" 200 "), "{ending}: {head}");
        assert_eq!(length(&head), Some(body.len()), "{ending}: {head}");
        assert!(!body.is_empty(), "{ending}");
    }
    // By HTTP/1.1 the end of a stream cannot be mistaken.
    let (head, body) =
        raw(&app, &format!("GET /fragor/{PROJECTS}.csv HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).await;
    assert!(head.contains("transfer-encoding: chunked") && body.ends_with(b"0\r\n\r\n"), "{head}");
}

async fn head_says_the_length_of_get_or_none(app: DemoApp) {
    for (path, status) in [
        (format!("/fragor/{PROJECTS}.csv"), 200),
        (format!("/fragor/{PROJECTS}.csv?format=svensk"), 200),
        (format!("/fragor/{PROJECTS}.jsonl"), 200),
        (format!("/fragor/{PROJECTS}.json"), 200),
        (format!("/fragor/{PROJECTS}.xlsx"), 200),
        (format!("/fragor/{PROJECTS}.parquet"), 200),
        (format!("/fragor/{NEEDS}.csv"), 401),
        ("/fragor/finns-inte.csv".to_owned(), 404),
        ("/dcat.jsonld".to_owned(), 200),
        ("/schema.graphql".to_owned(), 200),
        ("/".to_owned(), 200),
        (format!("/fragor/{PROJECTS}"), 200),
    ] {
        let asked = async |method: &str, version: &str| {
            let request = format!(
                "{method} {path} HTTP/{version}\r\nHost: a\r\nConnection: close\r\nX-Request-Id: abcdefgh\r\n\r\n"
            );
            raw(&app, &request).await
        };
        let ((head, nothing), (full, _)) = (asked("HEAD", "1.1").await, asked("GET", "1.1").await);
        assert!(head.contains(&format!(" {status} ")), "{path}: {head}");
        assert!(nothing.is_empty(), "{path}");
        assert_eq!(length(&head), length(&full), "{path}: {head}{full}");
        assert_ne!(length(&head), Some(0), "{path}: {head}");
        let (old, _) = asked("HEAD", "1.0").await;
        assert_ne!(length(&old), Some(0), "{path}: {old}");
    }
}

async fn a_match_that_is_asked_for_is_looked_at(app: DemoApp) {
    for ending in ["csv", "parquet"] {
        let path = format!("/fragor/{PROJECTS}.{ending}");
        let tag = get(&app, None, &path).await.well().header("etag").trim_matches('"').to_owned();
        let ask =
            async |name: &str, value: String| send(&app, Method::GET, None, &path, &[(name, &value)]).await.status;
        for known in [format!("\"{tag}\""), format!("\"{tag}-gzip\""), "*".to_owned(), format!("\"x\", \"{tag}\"")] {
            assert_eq!(ask("if-match", known.clone()).await, StatusCode::OK, "{known}");
            assert_eq!(ask("if-none-match", known.clone()).await, StatusCode::NOT_MODIFIED, "{known}");
        }
        for other in ["\"x\"", "\"x-gzip\"", "\"\"", "x"] {
            assert_eq!(ask("if-match", other.to_owned()).await, StatusCode::PRECONDITION_FAILED, "{other}");
            assert_eq!(ask("if-none-match", other.to_owned()).await, StatusCode::OK, "{other}");
        }
        // Weak tags do not match where a strong one is asked for.
        assert_eq!(ask("if-match", format!("W/\"{tag}\"")).await, StatusCode::PRECONDITION_FAILED);
        let refused = send(&app, Method::GET, None, &path, &[("if-match", "\"x\"")]).await;
        assert_eq!(refused.json()["code"], "HAS_CHANGED");
    }
}

async fn nothing_new_is_a_file(app: DemoApp) {
    for ending in ["csv", "csv?format=svensk", "jsonl", "json", "xlsx", "parquet"] {
        let mark = if ending.contains('?') { '&' } else { '?' };
        let got = get(&app, None, &format!("/fragor/{PROJECTS}.{ending}{mark}updatedSince=2999-01-01")).await.well();
        assert!(!got.bytes.is_empty(), "{ending}");
        assert!(!got.header("kompetensnav-cursor").is_empty(), "{ending}");
    }
}

/// The demonstration behind a service that fetches few rows at once.
struct Slow(Arc<Database>);

impl Stage for Slow {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        listen();
        Ok(Self(database))
    }
}

/// How many answers were cut short with this code: here, and in the tests beside this one.
async fn cut_short(app: &App, code: &str) -> u64 {
    let metrics = send(app, Method::GET, None, "/metrics", &[]).await.well();
    counted(metrics.text()).get(code).copied().unwrap_or(0)
}

/// The answers that were cut short, by their codes.
fn counted(metrics: &str) -> BTreeMap<String, u64> {
    let counts = metrics.lines().filter_map(|line| line.strip_prefix("answers_cut_short_total{code=\""));
    let counts = counts.filter_map(|line| line.split_once("\"} "));
    counts.map(|(code, count)| (code.to_owned(), count.parse().expect("a number"))).collect()
}

/// The log's line on an answer that was broken off, by the request's id.
fn broken_off(id: &str, code: &str) -> usize {
    lines_with(id).iter().filter(|line| line.contains("broken off in its middle") && line.contains(code)).count()
}

/// An address that begins its requests' ids, and differs between the databases.
fn named(database: &Database, what: &str) -> String {
    format!("{what}.{}", database.engine().name())
}

async fn a_file_that_ends_in_its_middle_is_no_file(Slow(database): Slow) {
    let app = App::start_with(&database, |config| {
        // For a page or two of rows; the clock stands still, so nothing comes back.
        (config.limits.bucket, config.limits.bucket_refill) = (Some(20_000), Some(1));
        (config.questions.rows_at_once, config.questions.patience_seconds) = (Some(100), Some(1));
    })
    .await
    .expect("a service");
    let whole = App::start(&database).await.expect("a service");
    let rows = get(&whole, Some("demo-project-manager"), "/fragor/vara-timmar.csv").await.well().csv().len();
    assert!(rows > 500, "{rows} rows");
    // Both services count their ids from the same number.
    app.texts("DELETE FROM read_log RETURNING id").await;
    let mut broken = 0;
    for (nth, version) in ["1.1", "1.0"].into_iter().enumerate() {
        let id = named(&database, &format!("middle-{nth}"));
        let request = format!(
            "GET /fragor/vara-timmar.csv HTTP/{version}\r\nHost: a\r\nConnection: close\r\nX-Request-Id: {id}\r\n\
             Authorization: Bearer {}\r\n\r\n",
            app.token("demo-project-manager")
        );
        let (head, body) = raw(&app, &request).await;
        let lines = body.iter().filter(|byte| **byte == b'\n').count();
        if version == "1.0" {
            // What has no length by HTTP/1.0 ends where the connection does: it is made whole first, or refused.
            assert!(!head.contains(" 200 ") || length(&head).is_some_and(|length| length > body.len()), "{head}");
            continue;
        }
        let told = String::from_utf8_lossy(&body);
        assert!(head.contains(" 200 ") && head.contains("transfer-encoding: chunked"), "{head}{told}");
        assert!(lines > 100 && lines < rows, "{lines} of {rows} rows");
        assert!(!body.ends_with(b"0\r\n\r\n"), "the last chunk is the sign that it is whole");
        assert_eq!(broken_off(&id, "RATE_LIMITED"), 1, "{:#?}", lines_with(&id));
        broken += 1;
    }
    assert_eq!(broken, 1);
}

async fn a_file_that_ends_before_its_first_rows_is_refused(Slow(database): Slow) {
    let mut refused = 0;
    // Enough to ask, and for more and more pages of rows.
    for bucket in [300, 600, 900, 1_200] {
        let app = App::start_with(&database, |config| {
            (config.limits.bucket, config.limits.bucket_refill) = (Some(bucket), Some(1));
            (config.questions.rows_at_once, config.questions.patience_seconds) = (Some(20), Some(1));
        })
        .await
        .expect("a service");
        // Each service counts its ids from the same number.
        app.texts("DELETE FROM read_log RETURNING id").await;
        let request = format!(
            "GET /fragor/vara-timmar.csv HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\r\n",
            app.token("demo-project-manager")
        );
        let (head, body) = raw(&app, &request).await;
        // Too much at any time, or for now.
        if head.contains(" 400 ") || head.contains(" 429 ") {
            assert!(head.contains(" 400 ") || head.contains("\r\nretry-after: "), "{head}");
            refused += 1;
            continue;
        }
        let lines = body.iter().filter(|byte| **byte == b'\n').count();
        assert!(
            head.contains(" 200 ") && lines > 1,
            "{bucket}: {head}{} {:#?}",
            String::from_utf8_lossy(&body),
            lines_with("ERROR")
        );
    }
    assert!(refused > 0, "each was begun");
}

/// An answer to `path` as it comes: in the hands of a reader who takes it piece by piece.
async fn begun(app: &App, id: &str) -> axum::body::BodyDataStream {
    let request = Request::get(format!("/fragor/{NEEDS}.csv"))
        .header(header::AUTHORIZATION, format!("Bearer {}", app.token(READER)))
        .header("x-request-id", id)
        .body(Body::empty())
        .expect("a request");
    let answer = app.router().oneshot(request).await.expect("answered");
    assert_eq!(answer.status(), StatusCode::OK);
    answer.into_body().into_data_stream()
}

async fn rows_that_come_after_the_count_are_no_whole_file(Slow(database): Slow) {
    let first = App::start(&database).await.expect("a service");
    bulk::fill(&first, 300).await;
    let rows = get(&first, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well().csv().len();
    // Exactly as many as a file may have, so that it is begun.
    let app = App::start_with(&database, |config| {
        config.questions.file_rows = Some(rows as u64);
        config.questions.rows_at_once = Some(100);
    })
    .await
    .expect("a service");
    let (id, before) = (named(&database, "late-rows"), cut_short(&app, "TOO_MANY_ROWS").await);
    let mut reader = begun(&app, &id).await;
    reader.next().await.expect("something").expect("bytes");
    reader.next().await.expect("something").expect("bytes");
    // As many come in meanwhile, some of them behind where the reader is.
    let moved = "UPDATE needs SET id = '7' || substr(id, 2) WHERE title LIKE 'Behov 0%' RETURNING id";
    assert_eq!(app.texts(moved).await.len(), 300);
    bulk::fill(&app, 300).await;
    let mut ended = Ok(());
    while let Some(piece) = reader.next().await {
        ended = piece.map(drop);
    }
    assert!(ended.is_err(), "the reader took it for whole");
    assert_eq!(broken_off(&id, "TOO_MANY_ROWS"), 1, "{:#?}", lines_with(&id));
    assert!(cut_short(&app, "TOO_MANY_ROWS").await > before);
}

async fn a_reader_who_leaves_is_noted(Slow(database): Slow) {
    let app = App::start_with(&database, |config| config.questions.rows_at_once = Some(20)).await.expect("a service");
    bulk::fill(&app, 300).await;
    let id = named(&database, "leaves");
    let mut reader = begun(&app, &id).await;
    reader.next().await.expect("something").expect("bytes");
    let sent = app.db.statements_sent();
    drop(reader);
    assert_eq!(lines_with(&id).iter().filter(|line| line.contains("left an answer before its end")).count(), 1);
    assert_eq!(app.db.statements_sent(), sent, "nothing is read for nobody");
    // Who reads to the end does not leave.
    let id = named(&database, "stays");
    let mut reader = begun(&app, &id).await;
    while let Some(piece) = reader.next().await {
        piece.expect("bytes");
    }
    drop(reader);
    assert!(!lines_with(&id).iter().any(|line| line.contains("left an answer")), "{:#?}", lines_with(&id));
}

/// A service of its own, whose counts nobody else changes. A file of many rows costs more than its reader may spend, and waits for
/// what comes back so many seconds.
async fn spending(folder: &Path, database: &Database, patience: u64) -> (Program, String) {
    let limits = format!(
        "[limits]\nbucket = 20000\nbucket_refill = 1\n[questions]\nrows_at_once = 100\npatience_seconds = {patience}"
    );
    let file = configuration(folder, database.url(), &limits);
    (Program::serve(&file, "exec").await, token(&file, "demo-project-manager").await)
}

async fn what_ends_a_file_early_is_counted_once(Loaded(database): Loaded) {
    let folder = tempfile::tempdir().expect("a folder");
    let client = reqwest::Client::new();
    let counts = async |program: &Program| {
        let metrics = client.get(format!("{}/metrics", program.url())).send().await.expect("an answer");
        counted(&metrics.text().await.expect("text"))
    };
    let begun = async |(program, token): &(Program, String)| {
        let request = client.get(format!("{}/fragor/vara-timmar.csv", program.url())).bearer_auth(token);
        let mut answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        answer.chunk().await.expect("bytes").expect("something");
        answer
    };
    let once = |code: &str| BTreeMap::from([(code.to_owned(), 1)]);

    let hasty = spending(folder.path(), &database, 0).await;
    assert!(begun(&hasty).await.text().await.is_err(), "the reader took it for whole");
    assert_eq!(counts(&hasty.0).await, once("RATE_LIMITED"));
    hasty.0.kill().await;

    // It waits in its middle for longer than anybody reads.
    let patient = spending(folder.path(), &database, 3_600).await;
    drop(begun(&patient).await);
    let since = Instant::now();
    while counts(&patient.0).await.is_empty() {
        assert!(since.elapsed() < Duration::from_secs(60), "nobody notices that the reader left");
        sleep(Duration::from_millis(50)).await;
    }
    // Who reads to the end is not counted.
    let whole = client.get(format!("{}/fragor/{PROJECTS}.csv", patient.0.url())).send().await.expect("an answer");
    assert!(!whole.text().await.expect("a whole file").is_empty());
    assert_eq!(counts(&patient.0).await, once("READER_LEFT"));
    patient.0.kill().await;
}

/// The log of readings cannot be written: SQLite's lock in other hands, PostgreSQL's disk full.
async fn names_that_cannot_be_noted_are_given_to_nobody(Beside(database, app): Beside) {
    listen();
    let other = database.connect().await.expect("a connection");
    let run = async |statement: &str| {
        sea_orm::ConnectionTrait::execute_unprepared(&other, statement).await.unwrap_or_else(|error| panic!("{error}"));
    };
    let readings = async || app.number("SELECT count(*) FROM read_log").await;
    let before = readings().await;
    let sqlite = app.db.dialect() == store::Dialect::Sqlite;
    if sqlite {
        run("BEGIN IMMEDIATE").await;
    } else {
        run("CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$ \
             LANGUAGE plpgsql")
        .await;
        run("CREATE TRIGGER full_disk BEFORE INSERT ON read_log FOR EACH ROW EXECUTE FUNCTION full_disk()").await;
    }
    let files = ["vara-deltagare.csv", "vara-deltagare.jsonl", "vara-deltagare.xlsx", "vara-timmar.csv"];
    for (nth, file) in files.iter().enumerate() {
        let id = format!("unnoted-{nth}-{sqlite}");
        let (who, path) = (Some("demo-project-manager"), format!("/fragor/{file}"));
        let got = send(&app, Method::GET, who, &path, &[("x-request-id", &id)]).await;
        assert_eq!(got.status, StatusCode::SERVICE_UNAVAILABLE, "{file}");
        assert_eq!((&got.json()["code"], got.header("retry-after")), (&"UNAVAILABLE".into(), "5"), "{file}");
        let errors = lines_with(&id).iter().filter(|line| line.contains("ERROR")).count();
        assert!(errors <= 1, "{file}: {errors} lines");
    }
    run(if sqlite { "ROLLBACK" } else { "DROP TRIGGER full_disk ON read_log" }).await;
    assert_eq!(readings().await, before);
    for file in files {
        get(&app, Some("demo-project-manager"), &format!("/fragor/{file}")).await.well();
    }
    assert!(readings().await > before);
    other.close().await.expect("closed");
}
