//! What ends a file early, or never lets it begin: readers see it, and nothing is noted that was not read.

use std::sync::Arc;

use axum::body::Body;
use futures_util::StreamExt;
use gateway::edge::{Limits, serve};
use http::{Method, Request, StatusCode, header};
use libtest_mimic::Trial;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tower::ServiceExt;

use super::{NEEDS, PROJECTS, READER, bulk, get, send};
use crate::{
    harness::{App, Database, Furnished, Furnishing, Stage, trial::both},
    privacy::{lines_with, listen},
};

pub fn tests() -> Vec<Trial> {
    both![
        too_many_rows_are_refused_before_one_is_read,
        by_http_1_0_a_file_has_its_length,
        head_says_the_length_of_get_or_none,
        a_match_that_is_asked_for_is_looked_at,
        nothing_new_is_a_file,
        a_file_that_ends_in_its_middle_is_no_file,
        rows_that_come_after_the_count_are_no_whole_file,
        a_reader_who_leaves_is_noted,
    ]
}

/// The demonstration behind a desk whose files have at most 1,200 rows: more than a page, fewer than its participations.
struct Small(App);

impl Stage for Small {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        App::start_with(&database, |config| config.questions.file_rows = Some(1_200)).await.map(Self)
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

async fn by_http_1_0_a_file_has_its_length(app: Furnished) {
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

async fn head_says_the_length_of_get_or_none(app: Furnished) {
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

async fn a_match_that_is_asked_for_is_looked_at(app: Furnished) {
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

async fn nothing_new_is_a_file(app: Furnished) {
    for ending in ["csv", "csv?format=svensk", "jsonl", "json", "xlsx", "parquet"] {
        let mark = if ending.contains('?') { '&' } else { '?' };
        let got = get(&app, None, &format!("/fragor/{PROJECTS}.{ending}{mark}updatedSince=2999-01-01")).await.well();
        assert!(!got.bytes.is_empty(), "{ending}");
        assert!(!got.header("kompetensnav-cursor").is_empty(), "{ending}");
    }
}

/// The demonstration behind a desk that fetches few rows at once.
struct Slow(Arc<Database>);

impl Stage for Slow {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        listen();
        Ok(Self(database))
    }
}

/// How many answers were cut short with this code.
async fn cut_short(app: &App, code: &str) -> u64 {
    let metrics = send(app, Method::GET, None, "/metrics", &[]).await.well();
    let line = format!("answers_cut_short_total{{code=\"{code}\"}} ");
    metrics.text().lines().find_map(|told| told.strip_prefix(&line)).map_or(0, |count| count.parse().expect("a number"))
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
    .expect("a house");
    let whole = App::start(&database).await.expect("a house");
    let rows = get(&whole, Some("demo-project-manager"), "/fragor/vara-timmar.csv").await.well().csv().len();
    assert!(rows > 500, "{rows} rows");
    // Both houses count their ids from the same number.
    app.texts("DELETE FROM read_log RETURNING id").await;
    let mut broken = 0;
    for (nth, version) in ["1.1", "1.0"].into_iter().enumerate() {
        let id = named(&database, &format!("middle-{nth}"));
        let before = cut_short(&app, "RATE_LIMITED").await;
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
        assert!(cut_short(&app, "RATE_LIMITED").await > before);
        broken += 1;
    }
    assert_eq!(broken, 1);
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
    let first = App::start(&database).await.expect("a house");
    bulk::fill(&first, 300).await;
    let rows = get(&first, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well().csv().len();
    // Exactly as many as a file may have, so that it is begun.
    let app = App::start_with(&database, |config| {
        config.questions.file_rows = Some(rows as u64);
        config.questions.rows_at_once = Some(100);
    })
    .await
    .expect("a house");
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
    let app = App::start_with(&database, |config| config.questions.rows_at_once = Some(20)).await.expect("a house");
    bulk::fill(&app, 300).await;
    let (id, before) = (named(&database, "leaves"), cut_short(&app, "READER_LEFT").await);
    let mut reader = begun(&app, &id).await;
    reader.next().await.expect("something").expect("bytes");
    let sent = app.db.statements_sent();
    drop(reader);
    assert_eq!(lines_with(&id).iter().filter(|line| line.contains("left an answer before its end")).count(), 1);
    assert!(cut_short(&app, "READER_LEFT").await > before);
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
