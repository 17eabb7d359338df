//! The read log notes whose names were shown, and nobody else's.

use http::{Method, StatusCode};
use libtest_mimic::Trial;

use super::{PROJECTS, get, send};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_page_notes_the_people_it_shows,
        a_head_notes_nobody,
        a_head_of_a_kept_file_says_its_length,
        a_range_of_a_stream_is_the_stream,
        what_is_refused_is_refused_to_head_too,
    ]
}

const MANAGER: Option<&str> = Some("demo-project-manager");
const PEOPLE: &str = "/fragor/vara-deltagare";

async fn noted(app: &DemoApp) -> i64 {
    app.number("SELECT count(*) FROM read_log").await
}

/// So many readings are noted of these rows of the question, in its own order: one of each person, in each thousand rows that are read.
async fn people(app: &DemoApp, path: &str, rows: std::ops::Range<usize>) -> i64 {
    let all = get(app, MANAGER, &format!("{path}.csv")).await.well().csv();
    let id = |row: &Vec<(String, String)>| row.iter().find(|(name, _)| name == "participant_id").cloned();
    let people =
        |rows: &[Vec<(String, String)>]| rows.iter().filter_map(id).collect::<std::collections::BTreeSet<_>>().len();
    let noted: usize = all[rows.start..rows.end.min(all.len())].chunks(1_000).map(people).sum();
    i64::try_from(noted).expect("few")
}

async fn a_page_notes_the_people_it_shows(app: DemoApp) {
    for path in [PEOPLE, "/fragor/vara-timmar", "/fragor/vara-resultat"] {
        let all = get(&app, MANAGER, &format!("{path}.csv")).await.well().csv().len();
        let last = (all - 1) / 100 * 100;
        let mut tables = Vec::new();
        for (query, rows) in
            [("", 0..100), ("?sida=2", 100..200), ("?sida=9999", last..all), ("?visa=alla", 0..all.min(5_000))]
        {
            let shown = people(&app, path, rows.clone()).await;
            let before = noted(&app).await;
            let page = get(&app, MANAGER, &format!("{path}{query}")).await.well();
            assert_eq!(noted(&app).await - before, shown, "{path}{query}");
            let body = page.text().split("<tbody>").nth(1).expect("a table").split("</tbody>").next().expect("its end");
            assert_eq!(body.matches("<tr>").count(), rows.len(), "{path}{query}");
            tables.push(body.to_owned());
            if rows.len() == 100 && rows.end < 1_000 {
                let words = format!("rad {}–{}", rows.start + 1, rows.end);
                assert!(page.text().contains(&words), "{path}{query}: {words}");
            }
        }
        assert!((200..=5_000).contains(&all), "{path}: {all} rows");
        // The pages are the whole's parts.
        let whole = tables.pop().expect("the whole");
        assert!(whole.starts_with(tables[0].trim_end()) && whole.contains(tables[1].trim()), "{path}");
        assert!(whole.trim_end().ends_with(tables[2].trim()), "{path}");
    }
}

async fn a_head_notes_nobody(app: DemoApp) {
    let before = noted(&app).await;
    for ending in ["", "?sida=2", "?visa=alla", ".csv", ".csv?format=svensk", ".jsonl", ".json", ".xlsx", ".parquet"] {
        let head = send(&app, Method::HEAD, MANAGER, &format!("{PEOPLE}{ending}"), &[]).await;
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0), "{ending}");
        assert_eq!(head.header("content-type").is_empty(), ending.is_empty() || ending.starts_with('?'), "{ending}");
    }
    assert_eq!(noted(&app).await, before);
    // What names nobody is as long as it is.
    let path = format!("/fragor/{PROJECTS}");
    for ending in ["", ".xlsx", ".parquet"] {
        let head = send(&app, Method::HEAD, MANAGER, &format!("{path}{ending}"), &[]).await;
        let got = get(&app, MANAGER, &format!("{path}{ending}")).await.well();
        assert_eq!(head.header("content-length"), got.bytes.len().to_string(), "{ending}");
    }
}

async fn a_head_of_a_kept_file_says_its_length(app: DemoApp) {
    for ending in ["xlsx", "parquet"] {
        let path = format!("{PEOPLE}.{ending}");
        let whole = get(&app, MANAGER, &path).await.well();
        let before = noted(&app).await;
        let head = send(&app, Method::HEAD, MANAGER, &path, &[]).await;
        assert_eq!(head.header("content-length"), whole.bytes.len().to_string(), "{ending}");
        let piece = send(&app, Method::GET, MANAGER, &path, &[("range", "bytes=0-9")]).await;
        assert_eq!((piece.status, piece.bytes.len()), (StatusCode::PARTIAL_CONTENT, 10), "{ending}");
        assert_eq!(noted(&app).await, before, "{ending}");
    }
}

async fn a_range_of_a_stream_is_the_stream(app: DemoApp) {
    for ending in ["csv", "jsonl", "json"] {
        let path = format!("{PEOPLE}.{ending}");
        let whole = get(&app, MANAGER, &path).await.well();
        let before = noted(&app).await;
        let got = send(&app, Method::GET, MANAGER, &path, &[("range", "bytes=0-9")]).await;
        assert_eq!(got.status, StatusCode::OK, "{ending}");
        assert!(got.bytes == whole.bytes, "{ending}");
        assert!(noted(&app).await > before, "{ending}: all of it was given");
    }
}

async fn what_is_refused_is_refused_to_head_too(app: DemoApp) {
    for who in [None, Some("demo-public-reader"), MANAGER] {
        for path in
            [PEOPLE, "/fragor/vara-deltagare.csv", "/fragor/vara-deltagare.xlsx", "/fragor/vara-deltagare?projekt=x"]
        {
            let (got, before) = (get(&app, who, path).await, noted(&app).await);
            let head = send(&app, Method::HEAD, who, path, &[]).await;
            assert_eq!(head.status, got.status, "{who:?} {path}");
            assert_eq!(noted(&app).await, before, "{who:?} {path}");
        }
    }
}
