//! What hangs on a project: its partners, and its measures for the horizontal principles.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{card, step};
use crate::{
    harness::{
        DemoApp,
        elsewhere::{events, fault, faults},
        trial::both,
    },
    networks,
};

pub fn tests() -> Vec<Trial> {
    both![
        parts_are_added_by_the_projects_manager,
        a_partner_is_an_organisation_for_a_period,
        a_measure_says_what_is_done,
        a_part_sent_twice_is_added_once,
        a_project_that_has_ended_takes_no_parts,
        parts_are_told_to_everyone,
        an_organisation_has_a_part_once_a_day_and_counts_once,
        a_partner_added_by_mistake_is_taken_back,
        a_measure_is_done_where_somebody_carries_the_project,
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

const CHANGE: &str = "mutation($input: ChangeProjectPartnerInput!) { changeProjectPartner(input: $input) {
    partner { id } userErrors { code path } } }";
const WITHDRAW: &str = "mutation($input: WithdrawProjectPartnerInput!) { withdrawProjectPartner(input: $input) {
    partner { id part } userErrors { code path } } }";

const FORM_NETWORK: &str =
    "mutation($input: FormNetworkInput!) { formNetwork(input: $input) { network { id } userErrors { code path } } }";

/// The id as it is stored.
fn stored(id: &Value) -> &str {
    id.as_str().and_then(|id| id.split_once('_')).expect("an id").1
}

async fn an_organisation_has_a_part_once_a_day_and_counts_once(app: DemoApp) {
    let [(mutation, asked), _] = parts(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let within = |from: Option<&str>, to: Option<&str>| {
        let mut asked = asked.clone();
        (asked["validFrom"], asked["validTo"]) = (json!(from), json!(to));
        asked
    };
    let counted = async |on: &str| {
        let query = "query($id: ID!, $on: Date!) { node(id: $id) { ... on Project { all: organisationCount
            spread: organisationCount(part: SPREAD) then: organisationCount(part: SPREAD, asOf: $on) } } }";
        let data = app.anonymous().ask(query, json!({ "id": asked["projectId"], "on": on })).await;
        ["all", "spread", "then"].map(|name| data["node"][name].as_i64().expect("a count"))
    };
    let of_all = format!(
        "SELECT count(DISTINCT organisation_id) FROM project_partners WHERE project_id = '{}'",
        stored(&asked["projectId"])
    );
    let [_, spread, then] = counted("2021-07-01").await;
    let first = added(&manager.ask(mutation, json!({ "input": within(None, Some("2021-06-30")) })).await);
    let saying = mutation.replace("code path", "code message");
    for (from, to) in [(None, None), (Some("2021-06-30"), None), (None, Some("2021-01-31"))] {
        let data = manager.ask(&saying, json!({ "input": within(from, to) })).await;
        let told = &data["addProjectPartner"]["userErrors"][0];
        assert_eq!(told["code"], "PARTNER_HAS_THE_PART", "{from:?} {to:?}: {data:#}");
        let message = told["message"].as_str().expect("a message");
        assert!(message.contains(first["id"].as_str().expect("an id")) && message.contains("2021-06-30"), "{message}");
    }
    assert_eq!(faults(&manager, mutation, &within(None, None)).await, fault("PARTNER_HAS_THE_PART", "input"));
    // Who has left may come back, and is one organisation; another part is a row of its own, too.
    let back = added(&manager.ask(mutation, json!({ "input": within(Some("2021-07-01"), None) })).await);
    let mut lead = within(None, None);
    lead["part"] = json!("PUBLIC_EDUCATION");
    added(&manager.ask(mutation, json!({ "input": lead })).await);
    let over = json!({ "id": back["id"], "expectedVersion": 1, "part": "SPREAD", "validFrom": "2021-06-30" });
    assert_eq!(faults(&manager, CHANGE, &over).await, fault("PARTNER_HAS_THE_PART", "input"));
    let all = app.number(&of_all).await;
    assert_eq!(counted("2021-07-01").await, [all, spread + 1, then + 1]);
    assert_eq!(counted("2021-06-30").await, [all, spread + 1, then + 1]);
}

/// An organisation that neither owns a project nor has a part in one.
async fn outside(app: &DemoApp) -> Value {
    let sql = "SELECT id FROM organisations WHERE id NOT IN (SELECT organisation_id FROM project_partners) \
        AND id NOT IN (SELECT owner_id FROM projects) ORDER BY id";
    json!(format!("org_{}", app.texts(sql).await[0]))
}

async fn a_partner_added_by_mistake_is_taken_back(app: DemoApp) {
    let [(mutation, mut asked), (measure, mut done)] = parts(&app).await;
    asked["organisationId"] = outside(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let told = async || {
        let query = "query($id: ID!, $o: ID!) { node(id: $id) { ... on Project { organisationCount
            partners(first: 1) { totalCount } } } organisation: node(id: $o) { ... on Organisation {
            partnerships(first: 1) { totalCount } } }
            projectPartners(first: 1, filter: { projectId: { eq: $id } }) { totalCount }
            projects(first: 1, filter: { id: { eq: $id }, somePartner: { organisationId: { eq: $o } } }) { totalCount } }";
        manager.ask(query, json!({ "id": asked["projectId"], "o": asked["organisationId"] })).await
    };
    let before = told().await;
    let part = added(&manager.ask(mutation, json!({ "input": asked })).await);
    assert_ne!(told().await, before);
    done["organisationId"] = asked["organisationId"].clone();
    added(&manager.ask(measure, json!({ "input": done })).await);
    let withdraw =
        |version: i32, reason: &str| json!({ "id": part["id"], "expectedVersion": version, "reason": reason });
    for subject in ["demo-hub-manager", "demo-auditor", "demo-org-contact", "demo-system-admin"] {
        let denied = faults(&app.speak_as(subject), WITHDRAW, &withdraw(1, "Fel bolag")).await;
        assert_eq!(denied, fault("DENIED", "input"), "{subject}");
    }
    assert_eq!(faults(&manager, WITHDRAW, &withdraw(1, " ")).await, fault("REASON_IS_REQUIRED", "input.reason"));
    assert_eq!(faults(&manager, WITHDRAW, &withdraw(2, "Fel bolag")).await, fault("VERSION_IS_STALE", "input"));
    // What belongs to the project through it leaves first.
    let network = json!({ "projectId": asked["projectId"], "name": "Svetsarna", "role": "Svetsare" });
    let network = added(&manager.ask(FORM_NETWORK, json!({ "input": network })).await)["id"].clone();
    let join = json!({ "networkId": network, "organisationId": asked["organisationId"] });
    let member = added(&manager.ask(networks::JOIN, json!({ "input": join })).await)["id"].clone();
    let stays = fault("PARTNER_HAS_NETWORK_MEMBERS", "input");
    assert_eq!(faults(&manager, WITHDRAW, &withdraw(1, "Fel bolag")).await, stays);
    let leave = json!({ "id": member, "expectedVersion": 1 });
    added(&manager.ask(networks::LEAVE, json!({ "input": leave })).await);
    let once = app.speak_as("demo-project-manager").with("Idempotency-Key", "withdrawn");
    let first = once.ask(WITHDRAW, json!({ "input": withdraw(1, "Fel bolag") })).await;
    assert_eq!(added(&first), json!({ "id": part["id"], "part": "SPREAD" }));
    assert_eq!(once.ask(WITHDRAW, json!({ "input": withdraw(1, "Fel bolag") })).await, first, "sent again");

    assert_eq!(told().await, before, "it is counted and listed nowhere");
    let node = "query($id: ID!) { node(id: $id) { id } }";
    for speaker in [app.anonymous(), app.speak_as("demo-project-manager")] {
        assert_eq!(speaker.ask(node, json!({ "id": part["id"] })).await["node"], Value::Null);
    }
    assert_eq!(faults(&manager, WITHDRAW, &withdraw(2, "igen")).await, fault("PARTNER_IS_WITHDRAWN", "input"));
    let change = json!({ "id": part["id"], "expectedVersion": 2, "part": "LEAD" });
    assert_eq!(faults(&manager, CHANGE, &change).await, fault("PARTNER_IS_WITHDRAWN", "input"));
    assert_eq!(events(&app, &part["id"]).await, ["ProjectPartnerAdded", "ProjectPartnerWithdrawn"]);
    let trail = "query($id: ID!) { auditTrail(subjectId: $id, first: 5) { action reason } }";
    let trail = app.speak_as("demo-auditor").ask(trail, json!({ "id": part["id"] })).await["auditTrail"].take();
    let told: Vec<_> = trail.as_array().expect("a trail").iter().map(|entry| &entry["reason"]).collect();
    assert!(told.contains(&&json!("Fel bolag")), "{trail:#}");
    // The organisation carries the project no more, and may come to do so after all.
    done["measure"] = json!("Hörslinga i verkstaden");
    let has_no_part = fault("ORGANISATION_HAS_NO_PART", "input.organisationId");
    assert_eq!(faults(&manager, measure, &done).await, has_no_part);
    added(&manager.ask(mutation, json!({ "input": asked })).await);
    added(&manager.ask(measure, json!({ "input": done })).await);
}

async fn a_measure_is_done_where_somebody_carries_the_project(app: DemoApp) {
    let [_, (mutation, mut asked)] = parts(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let project = stored(&asked["projectId"]).to_owned();
    let of = async |sql: &str| {
        let found = app.texts(&sql.replace("PROJECT", &project)).await;
        json!(format!("org_{}", found[0]))
    };
    let stranger = "SELECT id FROM organisations WHERE id NOT IN (SELECT organisation_id FROM project_partners
        WHERE project_id = 'PROJECT') AND id NOT IN (SELECT owner_id FROM projects) ORDER BY id";
    let stranger = of(stranger).await;
    let outside = fault("ORGANISATION_HAS_NO_PART", "input.organisationId");
    asked["organisationId"] = stranger.clone();
    assert_eq!(faults(&manager, mutation, &asked).await, outside);
    let changing = "mutation($input: ChangePrincipleMeasureInput!) { changePrincipleMeasure(input: $input) {
        measure { id } userErrors { code path } } }";
    for carries in [
        of("SELECT organisation_id FROM project_partners WHERE project_id = 'PROJECT' ORDER BY id").await,
        of("SELECT owner_id FROM projects WHERE id = 'PROJECT'").await,
    ] {
        asked["organisationId"] = carries;
        let measure = added(&manager.ask(mutation, json!({ "input": asked })).await);
        let change =
            json!({ "id": measure["id"], "expectedVersion": 1, "measure": "Annat", "organisationId": stranger });
        assert_eq!(faults(&manager, changing, &change).await, outside);
    }
}
