//! Copies that are kept: one tag for one set of bytes, renewed without running anything, and never another caller's.

use std::collections::BTreeSet;

use ::questions::Format;
use http::{Method, StatusCode};
use libtest_mimic::Trial;
use serde_json::json;

use super::{NEEDS, PROJECTS, READER, get, send};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        an_unchanged_answer_is_304_and_nothing_is_run,
        a_change_changes_the_tag,
        the_tag_of_others_figures_tells_of_no_change,
        equal_tags_mean_equal_bytes,
        every_way_to_ask_has_a_tag_of_its_own,
        head_is_get_without_a_body,
        headers_say_what_a_program_needs,
    ]
}

async fn an_unchanged_answer_is_304_and_nothing_is_run(app: DemoApp) {
    let path = format!("/fragor/{NEEDS}.csv");
    let first = get(&app, Some(READER), &path).await.well();
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 20, "{tag}");
    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let before = app.db.statements_sent();
        let again = send(&app, Method::GET, Some(READER), &path, &[("if-none-match", &known)]).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{known}");
        assert_eq!(again.header("etag"), tag);
        assert_eq!(again.header("cache-control"), "private, no-cache");
        // The data's watermark, and at most once a second whether roles were changed.
        assert!(app.db.statements_sent() - before <= 2, "{} statements", app.db.statements_sent() - before);
    }
    let other = send(&app, Method::GET, Some(READER), &path, &[("if-none-match", "\"other\"")]).await;
    assert_eq!((other.status, other.bytes), (StatusCode::OK, first.bytes));
}

async fn a_change_changes_the_tag(app: DemoApp) {
    let path = format!("/fragor/{NEEDS}.parquet");
    let before = get(&app, Some(READER), &path).await.well().header("etag").to_owned();
    let viewer = "{ viewer { roles { councilId } } }";
    let viewer = app.speak_as("demo-process-leader").ask(viewer, json!({})).await;
    let council = viewer["viewer"]["roles"][0]["councilId"].clone();
    let report =
        "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code message } } }";
    let input = json!({ "councilId": council, "title": "Elektriker", "basis": "NEW_RECRUITS", "cause": "GROWTH",
        "horizon": "SHORT", "targetGroup": "JOB_SEEKERS", "peopleNeeded": 3 });
    let done = app.speak_as("demo-process-leader").ask(report, json!({ "input": input })).await;
    assert!(done["reportNeed"]["need"]["id"].is_string(), "{done:#}");
    let again = send(&app, Method::GET, Some(READER), &path, &[("if-none-match", &before)]).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_ne!(again.header("etag"), before);
}

async fn the_tag_of_others_figures_tells_of_no_change(app: DemoApp) {
    let tag = async |path: &str| get(&app, None, path).await.well().header("etag").to_owned();
    let (still, live) = ("/fragor/deltagare-efter-lan-och-ar.csv", "/fragor/platser-per-bransch.csv");
    let before = (tag(still).await, tag(live).await);
    let happened =
        "INSERT INTO outbox (id, name, version, subject, at) VALUES ('marked', 'Changed', 1, 'need_x', 1) RETURNING id";
    assert_eq!(app.texts(happened).await.len(), 1);
    let after = (tag(still).await, tag(live).await);
    assert_eq!(after.0, before.0, "something has happened somewhere");
    assert_ne!(after.1, before.1, "what is open is as of now");
}

async fn equal_tags_mean_equal_bytes(app: DemoApp) {
    for format in Format::ALL {
        let swedish = if format == Format::CsvSwedish { "?format=svensk" } else { "" };
        let path = format!("/fragor/{NEEDS}.{}{swedish}", format.extension());
        let (one, two) = (get(&app, Some(READER), &path).await.well(), get(&app, Some(READER), &path).await.well());
        assert_eq!(one.header("etag"), two.header("etag"), "{path}");
        assert!(one.bytes == two.bytes, "{path}: the same tag names two sets of bytes");
    }
}

async fn every_way_to_ask_has_a_tag_of_its_own(app: DemoApp) {
    let base = format!("/fragor/{NEEDS}");
    let ways = [
        (READER, format!("{base}.csv")),
        (READER, format!("{base}.csv?format=svensk")),
        (READER, format!("{base}.csv?sprak=en")),
        (READER, format!("{base}.json")),
        (READER, format!("{base}.jsonl")),
        (READER, format!("{base}.xlsx")),
        (READER, format!("{base}.parquet")),
        ("demo-process-leader", format!("{base}.csv")),
        ("demo-public-reader", format!("{base}.csv")),
    ];
    let mut tags = BTreeSet::new();
    for (subject, path) in &ways {
        let got = get(&app, Some(subject), path).await.well();
        assert!(tags.insert(got.header("etag").to_owned()), "{subject} {path}: the tag of another way");
    }
    // Nobody's tag opens another's answer.
    let path = format!("{base}.csv");
    let all: Vec<String> = tags.into_iter().collect();
    let stranger =
        send(&app, Method::GET, Some("demo-other-org-contact"), &path, &[("if-none-match", &all.join(", "))]).await;
    assert_eq!(stranger.status, StatusCode::OK);
    let nobody = send(&app, Method::GET, None, &path, &[("if-none-match", "*")]).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

async fn head_is_get_without_a_body(app: DemoApp) {
    for ending in ["csv", "json", "jsonl", "xlsx", "parquet"] {
        let path = format!("/fragor/{NEEDS}.{ending}");
        let head = send(&app, Method::HEAD, Some(READER), &path, &[]).await;
        let got = get(&app, Some(READER), &path).await.well();
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0), "{path}");
        for name in ["etag", "content-type", "content-disposition", "accept-ranges", "cache-control", "vary", "link"] {
            assert_eq!(head.header(name), got.header(name), "{name} of {path}");
        }
        if matches!(ending, "xlsx" | "parquet") {
            assert_eq!(head.header("content-length"), got.bytes.len().to_string(), "{path}");
        }
    }
    let unknown = send(&app, Method::HEAD, None, "/fragor/finns-inte.csv", &[]).await;
    assert_eq!((unknown.status, unknown.bytes.len()), (StatusCode::NOT_FOUND, 0));
}

async fn headers_say_what_a_program_needs(app: DemoApp) {
    let got = get(&app, None, &format!("/fragor/{PROJECTS}.csv?programperiod=2014-2020")).await.well();
    assert_eq!(got.header("content-type"), "text/csv; charset=utf-8; header=present");
    let name = got.header("content-disposition");
    assert!(name.starts_with("attachment; filename=\"projekt-i-korthet-2026-09-01.csv\""), "{name}");
    assert!(
        name.contains("filename*=UTF-8''Vilka%20projekt%20finns%2C%20och%20vad%20kostar%20de%202026-09-01.csv"),
        "{name}"
    );
    let link = got.header("link");
    for expected in [
        "</fragor/projekt-i-korthet.xlsx?programperiod=2014-2020>; rel=\"alternate\"",
        "</fragor/projekt-i-korthet.csv?programperiod=2014-2020&format=svensk>; rel=\"alternate\"",
        "</fragor/projekt-i-korthet?programperiod=2014-2020>; rel=\"alternate\"; type=\"text/html\"",
        "rel=\"license\"",
    ] {
        assert!(link.contains(expected), "no {expected} in {link}");
    }
    assert!(got.header("vary").contains("authorization") && got.header("vary").contains("accept-language"));
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    assert!(!got.header("x-request-id").is_empty());
    assert_eq!(got.header("content-language"), "sv");
}
