//! An occasion that has not started gets other days, in which its sessions lie.

use chrono::Days;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::Place;
use crate::harness::{App, trial::both};

pub fn tests() -> Vec<Trial> {
    both![an_occasion_gets_other_days_before_it_starts]
}

const RESCHEDULE: &str = "mutation($input: RescheduleOccasionInput!) { rescheduleOccasion(input: $input) {
    occasion { version status startsOn endsOn statusReason } userErrors { code path message } } }";

async fn an_occasion_gets_other_days_before_it_starts(app: App) {
    let place = Place::open(app).await;
    let (effort, running) = place.effort(3).await;
    let today = place.app.db.clock().today();
    let day = |ahead: u64| (today + Days::new(ahead)).to_string();
    let input = json!({ "effortId": effort["id"], "startsOn": day(30), "endsOn": day(40), "capacity": 3 });
    let planned = place.done("manager", "planOccasion", "occasion", input).await;
    let session = json!({ "input": { "occasionId": planned["id"], "startsAt": format!("{}T10:00:00Z", day(35)),
        "endsAt": format!("{}T12:00:00Z", day(35)) } });
    let add = "mutation($input: AddSessionInput!) { addSession(input: $input) { session { id } userErrors { code } } }";
    assert_eq!(place.by("manager").ask(add, session).await["addSession"]["userErrors"], json!([]));

    let to = |of: &Value, version: i64, from: &str, until: &str, why: &str| {
        json!({ "input": { "id": of["id"], "expectedVersion": version, "startsOn": from, "endsOn": until,
            "reason": why } })
    };
    let yesterday = (today - Days::new(1)).to_string();
    let why = "Läraren är sjuk";
    for (from, until, why, expected) in [
        (day(36), day(50), why, ("SESSION_IS_OUTSIDE_THE_OCCASION", json!(["input"]))),
        (day(30), day(34), why, ("SESSION_IS_OUTSIDE_THE_OCCASION", json!(["input"]))),
        (yesterday, day(40), why, ("DATE_IS_TOO_EARLY", json!(["input", "startsOn"]))),
        (day(40), day(30), why, ("PERIOD_IS_REVERSED", json!(["input", "endsOn"]))),
        (day(30), day(40), why, ("OCCASION_HAS_THOSE_DAYS", json!(["input", "startsOn"]))),
        (day(32), day(41), " ", ("REASON_IS_REQUIRED", json!(["input", "reason"]))),
    ] {
        let asked = to(&planned, 2, &from, &until, why);
        let told = place.by("manager").ask(RESCHEDULE, asked).await["rescheduleOccasion"].take();
        let error = &told["userErrors"][0];
        assert_eq!((&error["code"], &error["path"]), (&json!(expected.0), &expected.1), "{from} {until}: {told:#}");
        if expected.0 == "SESSION_IS_OUTSIDE_THE_OCCASION" {
            assert!(error["message"].as_str().is_some_and(|text| text.contains(&day(35))), "{told:#}");
        }
    }
    let moved = |version: i64| to(&planned, version, &day(33), &day(60), why);
    assert_eq!(place.by("manager").refused(RESCHEDULE, moved(1)).await, "VERSION_IS_STALE");
    assert_eq!(place.by("leader").refused(RESCHEDULE, moved(2)).await, "DENIED");
    let told = place.by("manager").ask(RESCHEDULE, moved(2)).await["rescheduleOccasion"].take();
    let expected = json!({ "version": 3, "status": "PLANNED", "startsOn": day(33), "endsOn": day(60),
        "statusReason": null });
    assert_eq!((&told["occasion"], &told["userErrors"]), (&expected, &json!([])));

    // What is confirmed is still to come; what has started is not.
    let planned = json!({ "id": planned["id"], "version": 3 });
    let confirmed = place.step("advanceOccasion", "occasion", &planned, "CONFIRM").await;
    let again = to(&confirmed, 4, &day(34), &day(60), why);
    let told = place.by("manager").ask(RESCHEDULE, again).await["rescheduleOccasion"].take();
    assert_eq!((&told["occasion"]["startsOn"], &told["occasion"]["status"]), (&json!(day(34)), &json!("CONFIRMED")));
    let started = place.step("advanceOccasion", "occasion", &running, "START").await;
    let version = started["version"].as_i64().expect("a version");
    let late = to(&started, version, &day(1), &day(9), why);
    assert_eq!(place.by("manager").refused(RESCHEDULE, late).await, "OCCASION_DAYS_STAND");
}
