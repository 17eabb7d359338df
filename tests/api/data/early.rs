//! What ends a file early, or never lets it begin: readers see it, and nothing is noted that was not read.

use std::sync::Arc;

use gateway::edge::{Limits, serve};
use http::{Method, StatusCode};
use libtest_mimic::Trial;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{NEEDS, PROJECTS, READER, get, send};
use crate::harness::{App, Database, Furnished, Furnishing, Stage, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        too_many_rows_are_refused_before_one_is_read,
        by_http_1_0_a_file_has_its_length,
        head_says_the_length_of_get_or_none,
        a_match_that_is_asked_for_is_looked_at,
        nothing_new_is_a_file,
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
    for path in ["vara-deltagare", "vara-timmar"] {
        for ending in ["csv", "csv?format=svensk", "jsonl", "json", "xlsx", "parquet"] {
            let got = get(&app, Some("demo-project-manager"), &format!("/fragor/{path}.{ending}")).await;
            assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}.{ending}");
            assert_eq!(got.json()["code"], "TOO_MANY_ROWS", "{path}.{ending}");
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
