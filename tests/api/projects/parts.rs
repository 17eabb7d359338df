//! What hangs on a project: its partners, and its measures for the horizontal principles.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{card, step};
use crate::harness::{
    DemoApp,
    elsewhere::{events, fault, faults},
    trial::both,
};

pub fn tests() -> Vec<Trial> {
    both![
        parts_are_added_by_the_projects_manager,
        a_partner_is_an_organisation_for_a_period,
        a_measure_says_what_is_done,
        a_part_sent_twice_is_added_once,
        a_project_that_has_ended_takes_no_parts,
        parts_are_told_to_everyone,
    ]
}

const PARTNER: &str = "mutation($input: AddProjectPartnerInput!) { addProjectPartner(input: $input) {
    partner { id part validFrom validTo organisation { id } project { id } } userErrors { code path } } }";
const MEASURE: &str = "mutation($input: AddPrincipleMeasureInput!) { addPrincipleMeasure(input: $input) {
    measure { id principle measure evidence responsible project { id } } userErrors { code path } } }";

/// Both, and what each is asked with.
async fn parts(app: &DemoApp) -> [(&'static str, Value); 2] {
    let project = card(app).await["id"].clone();
    let data = app.anonymous().ask("{ organisations(first: 1) { nodes { id } } }", json!({})).await;
    let organisation = &data["organisations"]["nodes"][0]["id"];
    [
        (PARTNER, json!({ "projectId": project, "organisationId": organisation, "part": "SPREAD" })),
        (
            MEASURE,
            json!({ "projectId": project, "principle": "GENDER_EQUALITY", "measure": "Utbildning för styrgruppen" }),
        ),
    ]
}

/// The part that was added.
fn added(data: &Value) -> Value {
    let payload = data.as_object().and_then(|data| data.values().next()).expect("a payload");
    assert_eq!(payload["userErrors"], json!([]), "{data:#}");
    let (_, part) =
        payload.as_object().expect("fields").iter().find(|(name, _)| *name != "userErrors").expect("a part");
    part.clone()
}

async fn parts_are_added_by_the_projects_manager(app: DemoApp) {
    let other = app
        .anonymous()
        .ask("{ projects(first: 1, filter: { not: { number: { eq: \"2020/00312\" } } }) { nodes { id } } }", json!({}))
        .await;
    let manager = app.speak_as("demo-project-manager");
    for (mutation, asked) in parts(&app).await {
        for subject in
            ["demo-hub-manager", "demo-hub-coordinator", "demo-auditor", "demo-evaluator", "demo-system-admin"]
        {
            assert_eq!(faults(&app.speak_as(subject), mutation, &asked).await, fault("DENIED", "input"), "{subject}");
        }
        assert_eq!(faults(&app.anonymous(), mutation, &asked).await, fault("DENIED", "input"));
        // Another's project is as unknown here as one that does not exist.
        for unknown in [other["projects"]["nodes"][0]["id"].clone(), json!(format!("project_{}", "0".repeat(26)))] {
            let mut elsewhere = asked.clone();
            elsewhere["projectId"] = unknown;
            assert_eq!(faults(&manager, mutation, &elsewhere).await, fault("REFERENCE_IS_UNKNOWN", "input.projectId"));
        }
        let part = added(&manager.ask(mutation, json!({ "input": asked })).await);
        assert_eq!(part["project"]["id"], asked["projectId"], "{part:#}");
    }
}

async fn a_partner_is_an_organisation_for_a_period(app: DemoApp) {
    let [(mutation, asked), _] = parts(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let within = |from: &str, to: &str| {
        let mut asked = asked.clone();
        (asked["validFrom"], asked["validTo"]) = (json!(from), json!(to));
        asked
    };
    let reversed = faults(&manager, mutation, &within("2021-02-01", "2021-01-31")).await;
    assert_eq!(reversed, fault("PERIOD_IS_REVERSED", "input.validTo"));
    let mut missing = asked.clone();
    missing["organisationId"] = json!(format!("org_{}", "0".repeat(26)));
    assert_eq!(faults(&manager, mutation, &missing).await, fault("REFERENCE_IS_UNKNOWN", "input"));
    // The same part in another period, and one day is a period.
    for day in ["2021-02-01", "2021-03-01"] {
        let part = added(&manager.ask(mutation, json!({ "input": within(day, day) })).await);
        assert_eq!((&part["validFrom"], &part["validTo"], &part["part"]), (&json!(day), &json!(day), &json!("SPREAD")));
    }
    let on = "query($id: ID!, $day: Date!) { node(id: $id) { ... on Project { partners(first: 100, asOf: $day, filter: { part: { eq: SPREAD } }) { nodes { validFrom } } } } }";
    let data = manager.ask(on, json!({ "id": asked["projectId"], "day": "2021-03-01" })).await;
    let days: Vec<&Value> =
        data["node"]["partners"]["nodes"].as_array().expect("partners").iter().map(|node| &node["validFrom"]).collect();
    assert!(days.contains(&&json!("2021-03-01")) && !days.contains(&&json!("2021-02-01")), "{days:?}");
}

async fn a_measure_says_what_is_done(app: DemoApp) {
    let [_, (mutation, mut asked)] = parts(&app).await;
    let manager = app.speak_as("demo-project-manager");
    for (wrong, code) in [
        (json!("  "), "TEXT_LENGTH_IS_WRONG"),
        (json!("x".repeat(2001)), "TEXT_LENGTH_IS_WRONG"),
        (json!("a\u{7}b"), "TEXT_HOLDS_AN_ODD_SIGN"),
    ] {
        asked["measure"] = wrong;
        assert_eq!(faults(&manager, mutation, &asked).await, fault(code, "input.measure"));
    }
    asked["measure"] = json!("  Utbildning\nför styrgruppen ");
    (asked["evidence"], asked["responsible"]) = (json!("Närvarolistan"), json!("Projektkontoret"));
    let part = added(&manager.ask(mutation, json!({ "input": asked })).await);
    assert_eq!((&part["evidence"], &part["responsible"]), (&asked["evidence"], &asked["responsible"]));
    assert_eq!(
        (&part["measure"], &part["principle"]),
        (&json!("Utbildning\nför styrgruppen"), &json!("GENDER_EQUALITY"))
    );
}

async fn a_part_sent_twice_is_added_once(app: DemoApp) {
    for (nth, (mutation, mut asked)) in parts(&app).await.into_iter().enumerate() {
        let manager = app.speak_as("demo-project-manager").with("Idempotency-Key", &format!("part-{nth}"));
        let first = manager.ask(mutation, json!({ "input": asked })).await;
        assert_eq!(manager.ask(mutation, json!({ "input": asked })).await, first);
        assert_eq!(events(&app, &added(&first)["id"]).await.len(), 1);
        let (field, other) = if nth == 0 { ("part", "LEAD") } else { ("principle", "ACCESSIBILITY") };
        asked[field] = json!(other);
        assert_eq!(faults(&manager, mutation, &asked).await, fault("IDEMPOTENCY_KEY_REUSED", "input"));
    }
    assert_eq!(
        app.number("SELECT count(*) FROM outbox WHERE name IN ('ProjectPartnerAdded', 'PrincipleMeasureAdded')").await,
        2
    );
}

async fn a_project_that_has_ended_takes_no_parts(app: DemoApp) {
    let manager = app.speak_as("demo-project-manager");
    let parts = parts(&app).await;
    let id = &parts[0].1["projectId"];
    let data = app
        .anonymous()
        .ask("query($id: ID!) { node(id: $id) { ... on Project { version } } }", json!({ "id": id }))
        .await;
    let version = data["node"]["version"].as_i64().expect("a version");
    assert_eq!(step(&manager, id, version, "CLOSE", None).await["project"]["status"], "CLOSED");
    for (mutation, asked) in &parts {
        assert_eq!(faults(&manager, mutation, asked).await, fault("PROJECT_HAS_ENDED", "input"));
    }
}

async fn parts_are_told_to_everyone(app: DemoApp) {
    let manager = app.speak_as("demo-project-manager");
    for ((mutation, asked), read) in parts(&app).await.into_iter().zip([
        "query($id: ID!) { node(id: $id) { ... on ProjectPartner { told: part } } }",
        "query($id: ID!) { node(id: $id) { ... on PrincipleMeasure { told: measure } } }",
    ]) {
        let part = added(&manager.ask(mutation, json!({ "input": asked })).await);
        let data = app.anonymous().ask(read, json!({ "id": part["id"] })).await;
        assert!(data["node"]["told"].is_string(), "{data:#}");
    }
}
