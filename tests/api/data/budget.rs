//! Who asks too much: refused alike at the addresses, on the pages and at `/graphql`; and what an operator sets of answers' size.

use std::sync::Arc;

use http::{Method, StatusCode};
use kompetensnav::config::PublisherConfig;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{COUNTS, Got, NEEDS, PROJECTS, READER, get, send};
use crate::harness::{App, Database, Furnishing, Stage, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        who_asks_too_much_is_told_when_to_come_back,
        what_is_known_already_is_paid_for_too,
        an_operator_sets_how_much_a_file_may_be,
        an_operator_says_who_publishes,
    ]
}

/// A service where callers may ask a question a few times, and then must wait: the clock stands still.
struct Modest(App);

impl Stage for Modest {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        with_bucket(&database, 50_000, 10_000).await.map(Self)
    }
}

/// A service where callers may but ask whether something changed, twice.
struct Poor(App);

impl Stage for Poor {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        with_bucket(&database, 250, 10).await.map(Self)
    }
}

async fn with_bucket(database: &Database, bucket: u64, refill: u64) -> Result<App, String> {
    App::start_with(database, |config| {
        (config.limits.bucket, config.limits.bucket_refill) = (Some(bucket), Some(refill))
    })
    .await
}

/// A service with an operator's own numbers and name.
struct Own(App);

impl Stage for Own {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        let own = App::start_with(&database, |config| {
            config.questions.file_rows = Some(3);
            config.publisher = Some(PublisherConfig {
                name: "Exempelregionen".to_owned(),
                homepage: "https://region.example".to_owned(),
                kind: None,
                email: "data@region.example".to_owned(),
                base: None,
            });
        });
        Ok(Self(own.await?))
    }
}

fn seconds(got: &Got) -> u64 {
    got.header("retry-after").parse().unwrap_or_else(|_| panic!("no Retry-After: {} {}", got.status, got.text()))
}

/// The refusal at an address, checked: status, header, media type and words.
fn refused(got: &Got, words: &str) -> Value {
    assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS, "{}", got.text());
    assert_eq!(got.header("content-type"), "application/problem+json");
    let body = got.json();
    assert_eq!((&body["code"], &body["status"]), (&json!("RATE_LIMITED"), &json!(429)), "{body:#}");
    let detail = body["detail"].as_str().expect("words");
    assert!(detail.contains(words) && detail.contains(&seconds(got).to_string()), "{body:#}");
    body
}

async fn who_asks_too_much_is_told_when_to_come_back(Modest(app): Modest) {
    let path = format!("/fragor/{NEEDS}.csv");
    let mut got = get(&app, Some(READER), &path).await.well();
    for _ in 0..100 {
        if got.status != StatusCode::OK {
            break;
        }
        got = get(&app, Some(READER), &path).await;
    }
    let told = refused(&got, "Försök igen om");
    assert!((1..=5).contains(&seconds(&got)), "{told:#}");
    assert_eq!(got.header("cache-control"), "private, no-store");
    assert_eq!(told["title"], "För många frågor på kort tid");
    // At /graphql the same caller, with the same bucket, is told the same.
    let question = app.service.questions.catalogue().get(NEEDS).expect("built in").clone();
    let reader = app.speak_as(READER);
    let (mut status, mut answer) = reader.answer(question.document(), json!({ "first": 100 })).await;
    for _ in 0..100 {
        if status != StatusCode::OK {
            break;
        }
        (status, answer) = reader.answer(question.document(), json!({ "first": 100 })).await;
    }
    let error = &answer["errors"][0];
    assert_eq!((status, &error["extensions"]["code"]), (StatusCode::TOO_MANY_REQUESTS, &told["code"]), "{answer:#}");
    assert!(error["message"].as_str().is_some_and(|words| words.starts_with("Du har frågat för mycket på kort tid.")));
    assert!(told["detail"].as_str().is_some_and(|words| words.starts_with("Du har frågat för mycket på kort tid.")));
    // In every format, and in English for who reads that.
    for format in ["csv", "xlsx", "parquet", "jsonl", "json"] {
        refused(&get(&app, Some(READER), &format!("/fragor/{NEEDS}.{format}")).await, "Försök igen om");
    }
    let english = send(&app, Method::GET, Some(READER), &path, &[("accept-language", "en")]).await;
    refused(&english, "Try again in");
    // A page says it in words, too.
    let page = get(&app, Some(READER), &format!("/fragor/{NEEDS}")).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().contains("För många frågor på kort tid") && seconds(&page) > 0);
    // The bucket is the caller's own.
    assert_eq!(get(&app, None, &format!("/fragor/{PROJECTS}.csv")).await.status, StatusCode::OK);
}

async fn what_is_known_already_is_paid_for_too(Poor(app): Poor) {
    let reader = "demo-process-leader";
    let path = format!("/fragor/{NEEDS}.csv");
    // For a heading rows are counted, and for what is known already nothing is run; asking at all has its price.
    let head = send(&app, Method::HEAD, Some(reader), &path, &[]).await;
    assert_eq!(head.status, StatusCode::OK);
    let tag = head.header("etag").to_owned();
    let second = send(&app, Method::HEAD, Some(reader), &path, &[("if-none-match", &tag)]).await;
    assert_eq!(second.status, StatusCode::NOT_MODIFIED);
    let third = send(&app, Method::GET, Some(reader), &path, &[("if-none-match", &tag)]).await;
    refused(&third, "Försök igen om");
    let wait = seconds(&third);
    assert!((5..=7).contains(&wait), "{wait}: fifty less the count are left of the hundred, and ten come a second");
    let head = send(&app, Method::HEAD, Some(reader), &path, &[]).await;
    assert_eq!((head.status, seconds(&head), head.bytes.len()), (StatusCode::TOO_MANY_REQUESTS, wait, 0));
}

async fn an_operator_sets_how_much_a_file_may_be(Own(app): Own) {
    let got = get(&app, None, &format!("/fragor/{PROJECTS}.csv")).await;
    let body = got.json();
    assert_eq!((got.status, &body["code"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!("TOO_MANY_ROWS")), "{body:#}");
    assert!(body["detail"].as_str().is_some_and(|words| words.contains("fler än 3 rader")), "{body:#}");
    let page = get(&app, None, &format!("/fragor/{PROJECTS}")).await;
    assert_eq!(page.status, StatusCode::OK, "a page has limits of its own");
    assert_eq!(app.service.questions.limits().file_rows, 3);
}

async fn an_operator_says_who_publishes(Own(app): Own) {
    let got = send(&app, Method::GET, None, "/dcat.jsonld", &[("host", "nav.example")]).await.well();
    let graph = got.json()["@graph"].clone();
    let of = |kind: &str| graph.as_array().into_iter().flatten().find(|node| node["@type"] == kind).expect("a node");
    assert_eq!(of("foaf:Agent")["foaf:name"], "Exempelregionen");
    assert_eq!(of("dcat:Catalog")["dct:publisher"]["@id"], of("foaf:Agent")["@id"]);
    assert_eq!(of("foaf:Agent")["foaf:homepage"]["@id"], "https://region.example");
    assert_eq!(of("foaf:Agent")["dct:type"]["@id"], "http://purl.org/adms/publishertype/RegionalAuthority");
    assert_eq!(of("vcard:Organization")["vcard:hasEmail"]["@id"], "mailto:data@region.example");
    assert_eq!(of("dcat:Catalog")["foaf:homepage"]["@id"], "http://nav.example/", "where it was asked at");
    assert!(got.text().contains(&format!("http://nav.example/fragor/{COUNTS}")));
}
