//! What everyone sees of an occasion changes when the occasion does, not when someone is enrolled.

use futures_util::future::join;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{ADA, BO, Place};
use crate::harness::{App, trial::both};

pub fn tests() -> Vec<Trial> {
    both![no_one_outside_learns_of_an_enrolment, two_offers_never_share_the_last_place]
}

/// Everything that is counted or timed and that anyone may ask.
const OUTSIDE: &str = "{ occasions(first: 9, filter: { changedSince: \"2026-01-01T00:00:00Z\" }) { totalCount }
    efforts(first: 9, filter: { changedSince: \"2026-01-01T00:00:00Z\" }) { totalCount }
    organisations(first: 9, filter: { changedSince: \"2026-01-01T00:00:00Z\" }) { totalCount }
    projects(first: 9, filter: { changedSince: \"2026-01-01T00:00:00Z\" }) { totalCount }
    all: occasions(first: 9) { nodes { id version status capacity effort { id version status }
        project { version } hub { version } enrolments(first: 9) { totalCount } } }
    them: organisations(first: 9) { nodes { id version } } councils(first: 9) { nodes { id version } } }";

async fn no_one_outside_learns_of_an_enrolment(app: App) {
    let place = Place::open(app).await;
    let (_, occasion) = place.effort(1).await;
    // What was public before is not news.
    sea_orm::ConnectionTrait::execute_unprepared(place.app.db.connection(), "DELETE FROM outbox").await.expect("gone");
    let before = place.app.anonymous().ask(OUTSIDE, json!({})).await;
    let first = place.eligible(&occasion, &place.participation(ADA, "Ada Berg").await).await;
    let second = place.eligible(&occasion, &place.participation(BO, "Bo Lund").await).await;
    let first = place.step("advanceEnrolment", "enrolment", &first, "OFFER").await;
    let second = place.step("advanceEnrolment", "enrolment", &second, "WAITLIST").await;
    let withdraw = json!({ "id": first["id"], "expectedVersion": first["version"], "step": "WITHDRAW" });
    place.done("contact", "advanceEnrolment", "enrolment", withdraw).await;
    let second = place.step("advanceEnrolment", "enrolment", &second, "OFFER").await;
    place.step("advanceEnrolment", "enrolment", &second, "CONFIRM").await;
    assert_eq!(place.app.anonymous().ask(OUTSIDE, json!({})).await, before);
    // Who may change the occasion still does so at the version everyone sees, and only there.
    let start = |version: i64| {
        let input = json!({ "id": occasion["id"], "expectedVersion": version, "step": "START" });
        json!({ "input": input })
    };
    let advance = "mutation($input: AdvanceOccasionInput!) { advanceOccasion(input: $input) {
        occasion { version } userErrors { code } } }";
    let seen = occasion["version"].as_i64().expect("a version");
    assert_eq!(place.by("manager").refused(advance, start(seen - 1)).await, "VERSION_IS_STALE");
    let started = place.by("manager").ask(advance, start(seen)).await;
    assert_eq!(started["advanceOccasion"]["occasion"]["version"], seen + 1);
}

async fn two_offers_never_share_the_last_place(app: App) {
    let place = Place::open(app).await;
    let (_, occasion) = place.effort(1).await;
    let first = place.eligible(&occasion, &place.participation(ADA, "Ada Berg").await).await;
    let second = place.eligible(&occasion, &place.participation(BO, "Bo Lund").await).await;
    let advance = "mutation($input: AdvanceEnrolmentInput!) { advanceEnrolment(input: $input) {
        enrolment { status } userErrors { code } } }";
    let offer =
        |row: &Value| json!({ "input": { "id": row["id"], "expectedVersion": row["version"], "step": "OFFER" } });
    let manager = place.by("manager");
    let (one, other) = join(manager.ask(advance, offer(&first)), manager.ask(advance, offer(&second))).await;
    let mut answers = [one, other].map(|data| {
        let payload = &data["advanceEnrolment"];
        let code = payload["userErrors"][0]["code"].as_str();
        code.or(payload["enrolment"]["status"].as_str()).expect("one or the other").to_owned()
    });
    answers.sort_unstable();
    assert_eq!(answers, ["EFFORT_IS_FULL", "OFFERED"]);
}
