//! Only what is new: a program that keeps a copy asks for what changed since its last answer.

use chrono::DateTime;
use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{COUNTS, Got, NEEDS, READER, get};
use crate::harness::{App, DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        only_what_changed_comes_and_then_nothing,
        the_header_does_not_tell_when_something_happened,
        a_late_change_is_not_missed,
        what_is_out_of_reach_stays_there,
        every_noun_that_is_copied_tells_what_changed,
        every_question_that_tells_has_a_key_to_each_row,
    ]
}

const CURSOR: &str = "kompetensnav-cursor";
const QUALIFY: &str =
    "mutation($input: QualifyNeedInput!) { qualifyNeed(input: $input) { need { id } userErrors { code } } }";

/// The ids of the needs in the answer.
fn needs(got: &Got) -> Vec<String> {
    assert_eq!(got.status, StatusCode::OK, "{}", got.text());
    let id = |row: Vec<(String, String)>| row.into_iter().find(|(name, _)| name == "need_id").expect("an id").1;
    got.csv().into_iter().map(id).collect()
}

async fn since(app: &App, subject: &str, instant: &str) -> Got {
    get(app, Some(subject), &format!("/fragor/{NEEDS}.csv?updatedSince={instant}")).await
}

/// Qualifies the first reported needs, so many, and gives their ids.
async fn qualify(app: &App, most: usize) -> Vec<String> {
    let leader = app.speak_as("demo-process-leader");
    let reported = "{ needs(first: 50, filter: { status: { eq: REPORTED } }) { nodes { id version } } }";
    let found = leader.ask(reported, json!({})).await;
    let mut done = Vec::new();
    for need in found["needs"]["nodes"].as_array().expect("nodes").iter().take(most) {
        let input = json!({ "id": need["id"], "expectedVersion": need["version"], "codes": { "sni": "29102" } });
        let answer = leader.ask(QUALIFY, json!({ "input": input })).await;
        assert_eq!(answer["qualifyNeed"]["userErrors"], json!([]), "{answer:#}");
        done.push(need["id"].as_str().expect("an id").to_owned());
    }
    assert_eq!(done.len(), most);
    done
}

/// As if all that happened had happened an hour ago: the service's own clock stands still here.
async fn an_hour_passes(app: &App) {
    assert!(!app.texts("UPDATE outbox SET at = at - 3600000000 RETURNING subject").await.is_empty());
}

async fn only_what_changed_comes_and_then_nothing(app: DemoApp) {
    an_hour_passes(&app).await;
    let whole = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well();
    let begun = whole.header(CURSOR).to_owned();
    assert!(needs(&whole).len() > 100);
    assert_eq!(needs(&since(&app, READER, &begun).await), [""; 0]);
    let mut changed = qualify(&app, 2).await;
    changed.sort_unstable();
    let new = since(&app, READER, &begun).await;
    let mut told = needs(&new);
    told.sort_unstable();
    assert_eq!(told, changed);
    // What stands in the copy is then what stands in the whole.
    let whole = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well().csv();
    assert!(new.csv().iter().all(|row| whole.contains(row)));
    an_hour_passes(&app).await;
    let next = since(&app, READER, "2026-01-01").await.header(CURSOR).to_owned();
    let nothing = since(&app, READER, &next).await;
    assert_eq!(needs(&nothing), [""; 0]);
    assert_eq!(nothing.header(CURSOR), next, "nothing happened, so the next question is the same");
    let again = qualify(&app, 1).await;
    assert_eq!(needs(&since(&app, READER, &next).await), again);
}

async fn the_header_does_not_tell_when_something_happened(app: DemoApp) {
    an_hour_passes(&app).await;
    let before = since(&app, READER, "2026-01-01").await.header(CURSOR).to_owned();
    an_hour_passes(&app).await;
    assert_eq!(since(&app, READER, "2026-01-01").await.header(CURSOR), before);
}

async fn a_late_change_is_not_missed(app: DemoApp) {
    let changed = qualify(&app, 1).await;
    let next = since(&app, READER, "2026-01-01").await.header(CURSOR).to_owned();
    let last = app.number("SELECT max(at) FROM outbox").await;
    // Another's change, begun earlier, becomes visible only now.
    let late =
        format!("UPDATE outbox SET at = {} WHERE subject = '{}' RETURNING subject", last - 30_000_000, changed[0]);
    assert_eq!(app.texts(&late).await.len(), 1);
    assert_eq!(needs(&since(&app, READER, &next).await), changed);
}

async fn what_is_out_of_reach_stays_there(app: DemoApp) {
    let changed = qualify(&app, 3).await;
    for subject in ["demo-public-reader", "demo-other-org-contact"] {
        let own = needs(&get(&app, Some(subject), &format!("/fragor/{NEEDS}.csv")).await);
        assert!(changed.iter().any(|id| !own.contains(id)), "{subject} reaches all of them: nothing is proven");
        let told = needs(&since(&app, subject, "2026-01-01").await);
        assert!(told.iter().all(|id| own.contains(id) && changed.contains(id)), "{subject}: {told:?}");
    }
}

/// The noun's field, its table, and who reaches some of them.
const COPIED: [(&str, &str, &str); 8] = [
    ("needs", "need", "demo-hub-manager"),
    ("efforts", "effort", "demo-hub-manager"),
    ("occasions", "occasion", "demo-hub-manager"),
    ("enrolments", "enrolment", "demo-hub-manager"),
    ("outcomes", "outcome", "demo-hub-manager"),
    ("participations", "participation", "demo-project-manager"),
    ("organisations", "organisation", "demo-hub-manager"),
    ("projects", "project", "demo-hub-manager"),
];

async fn every_noun_that_is_copied_tells_what_changed(app: DemoApp) {
    let now = app.number("SELECT max(at) FROM outbox").await + 1_000_000;
    let at = |micros| DateTime::from_timestamp_micros(micros).expect("an instant").to_rfc3339();
    for (field, noun, subject) in COPIED {
        let reader = app.speak_as(subject);
        let mut all =
            reader.ask(&format!("{{ all: {field}(first: 2) {{ nodes {{ id }} totalCount }} }}"), json!({})).await;
        let (id, total) = (all["all"]["nodes"][1]["id"].take(), all["all"]["totalCount"].as_i64().expect("a number"));
        let subject = id.as_str().unwrap_or_else(|| panic!("{noun}: too few"));
        let happened = format!(
            "INSERT INTO outbox (id, name, version, subject, at) VALUES ('changed-{noun}', 'Changed', 1, '{subject}', {now}) RETURNING id"
        );
        assert_eq!(app.texts(&happened).await.len(), 1);
        let asked = format!(
            "query($at: DateTime!) {{ told: {field}(first: 9, filter: {{ changedSince: $at }}) {{ nodes {{ id }} totalCount }}
              rest: {field}(first: 1, filter: {{ not: {{ changedSince: $at }} }}) {{ totalCount }} }}"
        );
        let told = reader.ask(&asked, json!({ "at": at(now) })).await;
        assert_eq!(told["told"], json!({ "nodes": [{ "id": id }], "totalCount": 1 }), "{noun}");
        assert_eq!(told["rest"]["totalCount"], total - 1, "{noun}");
        let later = reader.ask(&asked, json!({ "at": at(now + 1) })).await;
        assert_eq!(later["told"], json!({ "nodes": [], "totalCount": 0 }), "{noun}");
        // Whoever may not see the row is not told that it changed.
        let stranger = app.speak_as("demo-public-reader");
        let seen = format!(
            "query($ids: [ID!]) {{ seen: {field}(first: 9, filter: {{ id: {{ in: $ids }} }}) {{ nodes {{ id }} }} }}"
        );
        let seen = stranger.ask(&seen, json!({ "ids": [id] })).await["seen"]["nodes"].take();
        let told = stranger.ask(&asked, json!({ "at": at(now) })).await["told"]["nodes"].take();
        assert_eq!(told, seen, "{noun}");
        if matches!(field, "enrolments" | "outcomes" | "participations") {
            assert_eq!(told, Value::Array(Vec::new()), "{noun}: a stranger is told of people");
        }
    }
}

async fn every_question_that_tells_has_a_key_to_each_row(app: DemoApp) {
    let catalogue = app.service.questions.catalogue();
    let telling: Vec<_> = catalogue.all().into_iter().filter(|question| question.declares("updatedSince")).collect();
    assert!(telling.len() > 4, "{}", telling.len());
    for question in &telling {
        let slug = question.slug();
        assert!(question.document().contains("changedSince: $updatedSince"), "{slug}");
        // What is above a row may change without it, so only a noun's own rows are told.
        assert_eq!(question.rows().lists.len(), 1, "{slug}");
        let has_key = question.definition().columns.iter().any(|column| column.path.to_string() == "id");
        assert!(has_key && question.paging().is_some(), "{slug}");
    }
    let counts = get(&app, None, &format!("/fragor/{COUNTS}.csv")).await.well();
    assert_eq!(counts.header(CURSOR), "", "figures can only be fetched whole");
}
