//! Long answers: every row once, by large pages, never more than a page in memory.

use axum::body::Body;
use futures_util::StreamExt;
use http::{Request, header};
use libtest_mimic::Trial;
use tower::ServiceExt;

use super::{NEEDS, READER, get};
use crate::harness::{App, DemoApp, trial::both};

/// Rows put beside the demonstration's.
const ROWS: usize = 100_000;
/// Rows of a page.
const PAGE: usize = 1_000;

pub fn tests() -> Vec<Trial> {
    both![a_long_answer_streams_page_by_page, a_long_answer_is_whole_in_every_format]
}

/// Copies of one need, told apart by id, day and number.
pub(super) async fn fill(app: &App, rows: usize) {
    let digits = match app.db.dialect() {
        store::Dialect::Sqlite => "printf('%026d', i)",
        store::Dialect::Postgres => "lpad(i::text, 26, '0')",
    };
    let columns = "version, council_id, industry_council_id, organisation_id, title_key, description, status, basis, cause, \
                   horizon, target_group, skill_code, ssyk_code, occupation_code, sni_code, municipality_code, region_code, \
                   people_now, needed_by, reported_on, endorsed_on, merged_into_id, status_reason, demonstration";
    let sql = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}), \
         one AS (SELECT * FROM needs WHERE council_id = (SELECT council_id FROM needs GROUP BY council_id \
                 ORDER BY count(*) DESC LIMIT 1) ORDER BY id LIMIT 1) \
         INSERT INTO needs (id, title, people_needed, {columns}) \
         SELECT {digits}, 'Behov ' || {digits}, i, {columns} FROM n, one RETURNING id"
    );
    assert_eq!(app.texts(&sql).await.len(), rows);
}

async fn a_long_answer_streams_page_by_page(app: DemoApp) {
    let before = app.number("SELECT count(*) FROM needs").await;
    fill(&app, ROWS).await;
    let request = Request::get(format!("/fragor/{NEEDS}.csv"))
        .header(header::AUTHORIZATION, format!("Bearer {}", app.token(READER)))
        .body(Body::empty())
        .expect("a request");
    let answer = app.router().oneshot(request).await.expect("answered");
    assert!(answer.headers().get(header::CONTENT_LENGTH).is_none(), "a stream has no length beforehand");
    let mut chunks = answer.into_body().into_data_stream();
    let (mut lines, mut largest, mut pages) = (0, 0, 0);
    let mut sent = app.db.statements_sent();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.expect("a chunk");
        let ran = app.db.statements_sent() - sent;
        // One statement a level of the document, for a page at the most: nothing is read ahead of who reads the answer.
        assert!(ran <= 12, "{ran} statements for one chunk");
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        assert_eq!(app.db.statements_sent(), sent + ran, "the answer runs ahead of its reader");
        sent += ran;
        largest = largest.max(chunk.len());
        lines += chunk.iter().filter(|byte| **byte == b'\n').count();
        pages += 1;
    }
    let rows = lines - 1;
    assert!(rows >= ROWS && rows <= ROWS + usize::try_from(before).expect("a count"), "{rows} rows");
    assert!(pages >= rows / PAGE && pages <= rows / PAGE + 3, "{pages} chunks for {rows} rows");
    assert!(largest < PAGE * 400, "a chunk of {largest} bytes is more than a page");
}

async fn a_long_answer_is_whole_in_every_format(app: DemoApp) {
    fill(&app, 3_500).await;
    let csv = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well().csv();
    let column = |name: &str| csv[0].iter().position(|(column, _)| column == name).expect("a column");
    let (title, people) = (column("need"), column("people_needed"));
    let copies = csv.iter().filter(|row| row[title].1.starts_with("Behov 000")).count();
    assert_eq!(copies, 3_500);
    let jsonl = get(&app, Some(READER), &format!("/fragor/{NEEDS}.jsonl")).await.well();
    assert_eq!(jsonl.text().lines().count(), csv.len());
    let json = get(&app, Some(READER), &format!("/fragor/{NEEDS}.json")).await.well().json();
    assert_eq!(json["count"], csv.len());
    let mut numbers: Vec<i64> = csv.iter().map(|row| row[people].1.parse().expect("a number")).collect();
    let falling = numbers.windows(2).all(|pair| pair[0] >= pair[1]);
    assert!(falling, "the order is lost between pages");
    numbers.dedup();
    assert!(numbers.len() >= 3_500);
}
