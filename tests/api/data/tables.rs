//! So many different tables of others' records are told one caller in a day: at the addresses, on the pages and at `/graphql`.

use std::sync::Arc;

use http::{Method, StatusCode};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{COUNTS, get, send};
use crate::harness::{App, Database, Furnishing, Speaker, Stage, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_price_is_kept_and_a_table_is_counted_once,
        own_records_and_open_measures_are_not_counted,
        the_counts_beside_efforts_are_one_table,
        the_counts_beside_others_projects_are_one_table,
        a_token_of_hers_is_she,
        the_addresses_and_the_pages_tell_when_more_is_given,
    ]
}

/// A service where three tables a day are told the signed-in, and two others; the clock stands still.
struct Sparing(App);

impl Stage for Sparing {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        let sparing = App::start_with(&database, |config| {
            (config.limits.tables_a_day, config.limits.anonymous_tables_a_day) = (Some(3), Some(2));
        });
        sparing.await.map(Self)
    }
}

const TABLE: &str = "query ($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!, $filter: StatisticsFilter) {
    statistics(measure: $measure, groupBy: $by, filter: $filter) { audience total { value } } }";
const RESET: &str = "2026-09-02T00:00:00Z";

/// The status, the answer, and how many tables are left.
async fn ask(speaker: &Speaker<'_>, measure: &str, by: Value, filter: Value) -> (StatusCode, Value, Value) {
    let variables = json!({ "measure": measure, "by": by, "filter": filter });
    let (status, answer) = speaker.answer(TABLE, variables).await;
    let left = answer["extensions"]["cost"]["tables"]["remaining"].clone();
    (status, answer, left)
}

async fn a_price_is_kept_and_a_table_is_counted_once(Sparing(app): Sparing) {
    let anyone = app.anonymous();
    let asked = [
        (json!(["SEX", "YEAR"]), json!(null), 1),
        (json!(["YEAR", "SEX"]), json!({ "sex": [], "sni": null }), 1),
        (json!(["YEAR"]), json!({ "sni": ["C"], "sex": ["FEMALE", "MALE"] }), 0),
        (json!(["YEAR"]), json!({ "sex": ["MALE", "FEMALE", "MALE"], "sni": ["C"] }), 0),
        (json!(["SEX", "YEAR"]), json!({}), 0),
    ];
    for (by, filter, remaining) in asked {
        let (status, answer, left) = ask(&anyone, "PARTICIPANTS", by, filter).await;
        assert_eq!((status, left), (StatusCode::OK, json!(remaining)), "{answer:#}");
        let cost = &answer["extensions"]["cost"];
        assert_eq!((&cost["requested"], &cost["tables"]["limit"]), (&json!(503), &json!(2)));
        let beside = cost["sources"][0]["cost"].as_u64().expect("a price");
        assert_eq!(cost["actual"], json!(503 + beside));
    }
    let (status, answer, left) = ask(&anyone, "PARTICIPANTS", json!(["SEX"]), json!(null)).await;
    assert_eq!((status, left), (StatusCode::TOO_MANY_REQUESTS, json!(0)), "{answer:#}");
    let error = &answer["errors"][0]["extensions"];
    let told = (&error["code"], &error["limit"], &error["resetAt"], &error["retryAfter"]);
    assert_eq!(told, (&json!("TABLE_BUDGET_SPENT"), &json!(2), &json!(RESET), &json!(16 * 3_600)));
    assert!(answer.get("data").is_none(), "nothing of it is told");
    // Many under one name or many names: each is a table.
    let both = "{ a: statistics(measure: OUTCOMES, groupBy: []) { total { value } }
        b: statistics(measure: OUTCOMES, groupBy: [YEAR]) { total { value } } }";
    let (status, answer) = app.speak_as("demo-participant").answer(both, json!({})).await;
    let cost = &answer["extensions"]["cost"];
    assert_eq!((status, &cost["tables"]["remaining"]), (StatusCode::OK, &json!(1)));
    assert!(cost["actual"].as_u64() >= Some(1_004), "{cost:#}");
    let (_, answer) = anyone.answer("{ __typename }", json!({})).await;
    assert!(answer["extensions"]["cost"].get("tables").is_none());
}

async fn own_records_and_open_measures_are_not_counted(Sparing(app): Sparing) {
    for measure in ["PLACES", "PARTICIPANTS_TARGET", "HOURS_TARGET"] {
        for by in [json!([]), json!(["PROJECT"])] {
            let (status, answer, left) = ask(&app.anonymous(), measure, by, json!(null)).await;
            assert_eq!((status, left), (StatusCode::OK, json!(2)), "{answer:#}");
        }
    }
    let manager = app.speak_as("demo-project-manager");
    let query = "{ projects(first: 1, filter: { number: { eq: \"2020/00312\" } }) { nodes { id } } }";
    let project = manager.ask(query, json!({})).await["projects"]["nodes"][0]["id"].clone();
    for by in [json!([]), json!(["SEX"]), json!(["YEAR"]), json!(["SEX", "YEAR"])] {
        let (_, answer, left) = ask(&manager, "PARTICIPANTS", by, json!({ "projectId": [project] })).await;
        assert_eq!((&answer["data"]["statistics"]["audience"], left), (&json!("OWNER"), json!(3)), "{answer:#}");
    }
    let (_, answer, left) = ask(&manager, "PARTICIPANTS", json!(["SEX"]), json!(null)).await;
    assert_eq!((&answer["data"]["statistics"]["audience"], left), (&json!("COUNCIL"), json!(2)), "{answer:#}");
}

async fn the_counts_beside_efforts_are_one_table(Sparing(app): Sparing) {
    let page = "{ efforts(first: 100) { nodes { enrolmentCounts { total { value } } } } }";
    let anyone = app.anonymous();
    let mut left = Vec::new();
    for _ in 0..2 {
        let (status, answer) = anyone.answer(page, json!({})).await;
        assert!(status == StatusCode::OK && answer.get("errors").is_none(), "{answer:#}");
        let cost = &answer["extensions"]["cost"];
        let rows = answer["data"]["efforts"]["nodes"].as_array().expect("efforts").len() as u64;
        assert_eq!(cost["actual"], json!(1 + rows * 22), "each at its price");
        left.push(cost["tables"]["remaining"].clone());
    }
    assert_eq!(left, [1, 1]);
    let (_, _, left) = ask(&anyone, "ENROLMENTS", json!(["EFFORT", "STATUS"]), json!(null)).await;
    assert_eq!(left, 1, "statistics gives the same");
    let (_, _, left) = ask(&anyone, "ENROLMENTS", json!(["STATUS"]), json!(null)).await;
    assert_eq!(left, 0);
    let code = anyone.error("{ efforts(first: 1) { nodes { outcomeCounts { total { value } } } } }", json!({})).await;
    assert_eq!(code, "TABLE_BUDGET_SPENT");
}

async fn the_counts_beside_others_projects_are_one_table(Sparing(app): Sparing) {
    let page = "query($number: String) { projects(first: 3, filter: { number: { eq: $number } }) { nodes {
        participantCount { value status } } } }";
    let manager = app.speak_as("demo-project-manager");
    let data = manager.ask(page, json!({ "number": "2020/00312" })).await;
    assert_eq!(data["projects"]["nodes"][0]["participantCount"]["status"], "EXACT", "her own: {data:#}");
    let (_, _, left) = ask(&manager, "PLACES", json!([]), json!(null)).await;
    assert_eq!(left, 3, "and not counted");
    let anyone = app.anonymous();
    for _ in 0..2 {
        let (status, answer) = anyone.answer(page, json!({})).await;
        assert!(status == StatusCode::OK && answer.get("errors").is_none(), "{answer:#}");
        assert_eq!(answer["data"]["projects"]["nodes"][0]["participantCount"]["status"], "PERTURBED", "{answer:#}");
        assert_eq!(answer["extensions"]["cost"]["tables"]["remaining"], 1, "{answer:#}");
    }
    let (_, _, left) = ask(&anyone, "PARTICIPANTS", json!(["PROJECT"]), json!(null)).await;
    assert_eq!(left, 1, "statistics gives the same");
}

async fn a_token_of_hers_is_she(Sparing(app): Sparing) {
    let her = app.speak_as("demo-hub-coordinator");
    let held = her.ask("{ viewer { roles { id role } } }", json!({})).await["viewer"]["roles"][0].clone();
    let create = "mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret userErrors { code } } }";
    let input =
        json!({ "roleAssignmentId": held["id"], "purpose": "Prov", "questions": [COUNTS], "expiresOn": "2027-03-01" });
    let made = her.ask(create, json!({ "input": input })).await["createAccessToken"].clone();
    let secret = made["secret"].as_str().unwrap_or_else(|| panic!("{made:#}"));
    for (path, left) in [("", 2), ("?period=2021", 1), ("", 1)] {
        let bearer = format!("Bearer {secret}");
        let path = format!("/fragor/{COUNTS}.csv{path}");
        send(&app, Method::GET, None, &path, &[("authorization", &bearer)]).await.well();
        let (_, answer, told) = ask(&her, "PLACES", json!([]), json!(null)).await;
        assert_eq!(told, left, "{answer:#}");
    }
}

async fn the_addresses_and_the_pages_tell_when_more_is_given(Sparing(app): Sparing) {
    for period in ["2020", "2021", "2020"] {
        get(&app, None, &format!("/fragor/{COUNTS}.csv?period={period}")).await.well();
    }
    for format in ["csv", "xlsx", "json"] {
        let got = get(&app, None, &format!("/fragor/{COUNTS}.{format}?period=2019")).await;
        let body = got.json();
        assert_eq!(
            (got.status, &body["code"]),
            (StatusCode::TOO_MANY_REQUESTS, &json!("TABLE_BUDGET_SPENT")),
            "{body:#}"
        );
        assert_eq!((&body["limit"], &body["resetAt"]), (&json!(2), &json!(RESET)));
        assert_eq!((got.header("retry-after"), got.header("cache-control")), ("57600", "private, no-store"));
        assert_eq!(body["title"], "Dagens statistiktabeller är slut");
        assert!(body["detail"].as_str().is_some_and(|words| words.contains("2026-09-02 00:00 UTC")), "{body:#}");
    }
    let english = send(&app, Method::GET, None, &format!("/fragor/{COUNTS}.csv"), &[("accept-language", "en")]).await;
    assert_eq!(english.json()["title"], "Today's tables of statistics are used up");
    let page = get(&app, None, &format!("/fragor/{COUNTS}?period=2019")).await;
    assert_eq!((page.status, page.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "57600"));
    assert!(page.text().contains("Dagens statistiktabeller är slut") && page.text().contains("00:00 UTC"));
    // What was told is told again.
    get(&app, None, &format!("/fragor/{COUNTS}.json?period=2021")).await.well();
}
