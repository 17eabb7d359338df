//! Files read piece by piece, as readers of Parquet do.

use http::{Method, StatusCode};
use libtest_mimic::Trial;

use super::{Got, NEEDS, READER, get, send};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        pieces_make_the_whole,
        a_range_is_honoured_only_of_the_same_bytes,
        what_lies_outside_is_416,
        a_reader_of_pieces_goes_on_with_the_file_it_began,
    ]
}

async fn piece(app: &DemoApp, path: &str, range: &str, more: &[(&str, &str)]) -> Got {
    let headers: Vec<(&str, &str)> = std::iter::once(("range", range)).chain(more.iter().copied()).collect();
    send(app, Method::GET, Some(READER), path, &headers).await
}

async fn pieces_make_the_whole(app: DemoApp) {
    for ending in ["parquet", "xlsx", "csv", "jsonl"] {
        let path = format!("/fragor/{NEEDS}.{ending}");
        let whole = get(&app, Some(READER), &path).await.well();
        assert_eq!(whole.header("accept-ranges"), "bytes", "{path}");
        let length = whole.bytes.len();
        let (mut bytes, step) = (Vec::new(), length / 3 + 1);
        while bytes.len() < length {
            let (from, to) = (bytes.len(), bytes.len() + step - 1);
            let got = piece(&app, &path, &format!("bytes={from}-{to}"), &[]).await;
            assert_eq!(got.status, StatusCode::PARTIAL_CONTENT, "{path}");
            assert_eq!(got.header("content-range"), format!("bytes {from}-{}/{length}", to.min(length - 1)));
            assert_eq!(got.header("content-length"), got.bytes.len().to_string());
            assert_eq!(got.header("etag"), whole.header("etag"));
            bytes.extend_from_slice(&got.bytes);
        }
        assert!(bytes == whole.bytes, "{path}: the pieces are not the whole");
        let last = piece(&app, &path, "bytes=-8", &[]).await;
        assert!(last.bytes == whole.bytes[length - 8..], "{path}");
    }
    let parquet = piece(&app, &format!("/fragor/{NEEDS}.parquet"), "bytes=0-3", &[]).await;
    assert_eq!(parquet.bytes, b"PAR1");
}

async fn a_range_is_honoured_only_of_the_same_bytes(app: DemoApp) {
    let path = format!("/fragor/{NEEDS}.parquet");
    let whole = get(&app, Some(READER), &path).await.well();
    let tag = whole.header("etag").to_owned();
    let same = piece(&app, &path, "bytes=0-3", &[("if-range", &tag)]).await;
    assert_eq!((same.status, same.bytes.len()), (StatusCode::PARTIAL_CONTENT, 4));
    for other in ["\"other\"", &format!("W/{tag}"), "Tue, 01 Sep 2026 08:00:00 GMT"] {
        let got = piece(&app, &path, "bytes=0-3", &[("if-range", other)]).await;
        assert_eq!(got.status, StatusCode::OK, "{other}");
        assert!(got.bytes == whole.bytes, "{other}");
    }
    // Several ranges at once are answered whole.
    assert_eq!(piece(&app, &path, "bytes=0-3,8-9", &[]).await.status, StatusCode::OK);
}

async fn what_lies_outside_is_416(app: DemoApp) {
    let path = format!("/fragor/{NEEDS}.parquet");
    let length = get(&app, Some(READER), &path).await.well().bytes.len();
    let got = piece(&app, &path, &format!("bytes={length}-"), &[]).await;
    assert_eq!((got.status, got.bytes.len()), (StatusCode::RANGE_NOT_SATISFIABLE, 0));
    assert_eq!(got.header("content-range"), format!("bytes */{length}"));
}

async fn a_reader_of_pieces_goes_on_with_the_file_it_began(app: DemoApp) {
    let path = format!("/fragor/{NEEDS}.parquet");
    let whole = get(&app, Some(READER), &path).await.well();
    let sql = "UPDATE outbox SET at = at WHERE position = (SELECT max(position) FROM outbox) RETURNING name";
    assert_eq!(app.texts(sql).await.len(), 1);
    // As if something had been committed meanwhile.
    let later = "INSERT INTO outbox (id, name, version, subject, to_state, at) SELECT 'later', name, version, subject, \
                 to_state, at FROM outbox WHERE position = (SELECT max(position) FROM outbox) RETURNING id";
    assert_eq!(app.texts(later).await.len(), 1);
    let got = piece(&app, &path, "bytes=4-", &[]).await;
    assert_eq!((got.status, got.header("etag")), (StatusCode::PARTIAL_CONTENT, whole.header("etag")));
    assert!(got.bytes == whole.bytes[4..]);
    // A new reader gets the new file; another caller never gets this one.
    assert_ne!(get(&app, Some(READER), &path).await.well().header("etag"), whole.header("etag"));
    let other = send(&app, Method::GET, Some("demo-public-reader"), &path, &[("range", "bytes=4-")]).await;
    assert_ne!(other.header("etag"), whole.header("etag"));
    assert!(other.bytes != whole.bytes[4..]);
}
