//! Links between needs and efforts: what a link demands, what it begins, and who is told of it.

use futures_util::future::join_all;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{LINK, council_and_hub, need};
use crate::harness::{
    DemoApp,
    elsewhere::{events, fault, faults, give, give_at, other_council},
    trial::both,
};

pub fn tests() -> Vec<Trial> {
    both![
        a_link_is_made_by_the_hub_that_serves_the_need,
        a_link_is_made_in_a_state_that_allows_work_to_begin,
        a_second_effort_begins_nothing_anew,
        efforts_that_are_linked_at_once_begin_one_course,
        a_link_sent_twice_is_made_once,
        a_closed_hub_links_nothing,
        a_link_is_told_to_the_hub_and_the_council,
    ]
}

/// Ids of efforts of the hub.
async fn efforts(app: &DemoApp, hub: &Value) -> Vec<Value> {
    let query = "query($h: ID!) { efforts(first: 3, filter: { hubId: { eq: $h } }) { nodes { id } } }";
    let data = app.speak_as("demo-hub-manager").ask(query, json!({ "h": hub })).await;
    data["efforts"]["nodes"].as_array().expect("efforts").iter().map(|effort| effort["id"].clone()).collect()
}

/// What is asked to link the hub's first effort to a need, endorsed or not.
async fn linking(app: &DemoApp, endorsed: bool) -> Value {
    let (_, hub) = council_and_hub(app).await;
    let effort = efforts(app, &hub).await.remove(0);
    json!({ "hubId": hub, "needId": need(app, endorsed).await, "effortId": effort })
}

async fn a_link_is_made_by_the_hub_that_serves_the_need(app: DemoApp) {
    let asked = linking(&app, true).await;
    for subject in ["demo-process-leader", "demo-council-member", "demo-org-contact", "demo-project-manager"] {
        assert_eq!(faults(&app.speak_as(subject), LINK, &asked).await, fault("DENIED", "input"), "{subject}");
    }
    assert_eq!(faults(&app.anonymous(), LINK, &asked).await, fault("DENIED", "input"));
    let coordinator = app.speak_as("demo-hub-coordinator");
    for (field, kind, told) in [
        ("hubId", "hub", fault("REFERENCE_IS_UNKNOWN", "input.hubId")),
        ("needId", "need", fault("REFERENCE_IS_UNKNOWN", "input.needId")),
        ("effortId", "effort", fault("REFERENCE_IS_UNKNOWN", "input")),
    ] {
        let mut missing = asked.clone();
        missing[field] = json!(format!("{kind}_{}", "0".repeat(26)));
        assert_eq!(faults(&coordinator, LINK, &missing).await, told, "{field}");
    }
    // Another council's hub is out of reach; its need is refused to who reaches both.
    let elsewhere = other_council(&app).await;
    let report = "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code } } }";
    let input = json!({ "councilId": elsewhere, "title": "Automation", "basis": "BOTH", "cause": "TECHNOLOGY_SHIFT",
        "horizon": "SHORT", "targetGroup": "EMPLOYEES", "peopleNeeded": 12 });
    give(&app, "stranger", "PROCESS_LEADER", &elsewhere).await;
    let data = app.speak_as("stranger").ask(report, json!({ "input": input })).await;
    let mut foreign = asked.clone();
    foreign["needId"] = data["reportNeed"]["need"]["id"].clone();
    assert!(foreign["needId"].is_string(), "{data:#}");
    assert_eq!(faults(&coordinator, LINK, &foreign).await, fault("REFERENCE_IS_UNKNOWN", "input.needId"));
    give_at(&app, "demo-hub-coordinator", "HUB_COORDINATOR", &elsewhere, &asked["hubId"]).await;
    assert_eq!(faults(&coordinator, LINK, &foreign).await, fault("NEED_IS_OF_ANOTHER_COUNCIL", "input.needId"));
    assert_eq!(app.number("SELECT count(*) FROM outbox WHERE name = 'EffortLinkedToNeed'").await, 0);
}

async fn a_link_is_made_in_a_state_that_allows_work_to_begin(app: DemoApp) {
    let asked = linking(&app, true).await;
    let coordinator = app.speak_as("demo-hub-coordinator");
    let settle = "mutation($input: SettleNeedInput!) { settleNeed(input: $input) { userErrors { code } } }";
    let input = json!({ "id": asked["needId"], "expectedVersion": 3, "settlement": "LAPSED", "reason": "Inte längre aktuellt" });
    let data = coordinator.ask(settle, json!({ "input": input })).await;
    assert_eq!(data["settleNeed"]["userErrors"], json!([]));
    assert_eq!(faults(&coordinator, LINK, &asked).await, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    // Of what was refused nothing stands, though the link is written before the need is asked.
    let id = asked["needId"].as_str().and_then(|id| id.split_once('_')).expect("an id").1;
    assert_eq!(app.number(&format!("SELECT count(*) FROM need_efforts WHERE need_id = '{id}'")).await, 0);
    let mut blank = linking(&app, false).await;
    blank["waiverReason"] = json!(" ");
    // Blanks are no reason.
    assert_eq!(faults(&coordinator, LINK, &blank).await, fault("ENDORSEMENT_OR_WAIVER_IS_REQUIRED", "input"));
    blank["waiverReason"] = json!("x".repeat(1001));
    assert_eq!(faults(&coordinator, LINK, &blank).await, fault("TEXT_LENGTH_IS_WRONG", "input.waiverReason"));
}

async fn a_second_effort_begins_nothing_anew(app: DemoApp) {
    let mut asked = linking(&app, true).await;
    let coordinator = app.speak_as("demo-hub-coordinator");
    let data = coordinator.ask(LINK, json!({ "input": asked })).await;
    assert_eq!(data["linkEffortToNeed"]["link"]["need"]["status"], "IN_ACTION", "{data:#}");
    let (_, hub) = council_and_hub(&app).await;
    asked["effortId"] = efforts(&app, &hub).await.remove(1);
    let data = coordinator.ask(LINK, json!({ "input": asked })).await;
    let told =
        json!({ "id": asked["needId"], "status": "IN_ACTION", "triage": null, "effortLinks": { "totalCount": 2 } });
    assert_eq!(data["linkEffortToNeed"]["link"]["need"], told, "{data:#}");
    let begun = events(&app, &asked["needId"]).await;
    assert_eq!(begun.iter().filter(|name| *name == "NeedActionBegun").count(), 1, "{begun:?}");
}

async fn efforts_that_are_linked_at_once_begin_one_course(app: DemoApp) {
    let coordinator = app.speak_as("demo-hub-coordinator");
    let (_, hub) = council_and_hub(&app).await;
    for _ in 0..4 {
        let asked = linking(&app, true).await;
        let each = efforts(&app, &hub).await.into_iter().map(|effort| {
            let mut asked = asked.clone();
            asked["effortId"] = effort;
            coordinator.ask(LINK, json!({ "input": asked }))
        });
        let all = join_all(each).await;
        assert!(all.len() > 1);
        for data in all {
            assert_eq!(data["linkEffortToNeed"]["userErrors"], json!([]), "{data:#}");
        }
        let begun = events(&app, &asked["needId"]).await;
        assert_eq!(begun.iter().filter(|name| *name == "NeedActionBegun").count(), 1, "{begun:?}");
    }
}

async fn a_link_sent_twice_is_made_once(app: DemoApp) {
    let mut asked = linking(&app, true).await;
    let coordinator = app.speak_as("demo-hub-coordinator").with("Idempotency-Key", "link-1");
    let first = coordinator.ask(LINK, json!({ "input": asked })).await;
    let link = &first["linkEffortToNeed"]["link"]["id"];
    assert!(link.is_string(), "{first:#}");
    assert_eq!(coordinator.ask(LINK, json!({ "input": asked })).await, first);
    assert_eq!(events(&app, link).await, ["EffortLinkedToNeed"]);
    asked["waiverReason"] = json!("Ett enda företag");
    assert_eq!(faults(&coordinator, LINK, &asked).await, fault("IDEMPOTENCY_KEY_REUSED", "input"));
}

async fn a_closed_hub_links_nothing(app: DemoApp) {
    let asked = linking(&app, true).await;
    let close =
        "mutation($input: CloseHubInput!) { closeHub(input: $input) { hub { status } userErrors { code path } } }";
    let version = "query($id: ID!) { node(id: $id) { ... on Hub { version } } }";
    let data = app.anonymous().ask(version, json!({ "id": asked["hubId"] })).await;
    let input =
        json!({ "id": asked["hubId"], "expectedVersion": data["node"]["version"], "reason": "Uppgår i ett annat" });
    let data = app.speak_as("demo-system-admin").ask(close, json!({ "input": input })).await;
    assert_eq!(data["closeHub"]["hub"]["status"], "CLOSED", "{data:#}");
    assert_eq!(faults(&app.speak_as("demo-hub-coordinator"), LINK, &asked).await, fault("HUB_IS_CLOSED", "input"));
}

async fn a_link_is_told_to_the_hub_and_the_council(app: DemoApp) {
    let mut asked = linking(&app, false).await;
    asked["waiverReason"] = json!("Ett enda företag");
    let data = app.speak_as("demo-hub-coordinator").ask(LINK, json!({ "input": asked })).await;
    let id = data["linkEffortToNeed"]["link"]["id"].clone();
    let read = "query($id: ID!) { node(id: $id) { ... on NeedEffort { waiverReason } } }";
    for subject in ["demo-hub-manager", "demo-process-leader", "demo-council-member", "demo-auditor"] {
        let data = app.speak_as(subject).ask(read, json!({ "id": id })).await;
        assert_eq!(data["node"]["waiverReason"], "Ett enda företag", "{subject}");
    }
    for subject in ["demo-org-contact", "demo-provider", "demo-evaluator", "demo-dpo"] {
        assert_eq!(app.speak_as(subject).ask(read, json!({ "id": id })).await["node"], Value::Null, "{subject}");
    }
    // Nor does an effort that everyone sees tell which needs it answers.
    let answered =
        "query($id: ID!) { node(id: $id) { ... on Effort { id needs(first: 5) { totalCount nodes { id } } } } }";
    let data = app.anonymous().ask(answered, json!({ "id": asked["effortId"] })).await;
    assert!(data["node"].is_null() || data["node"]["needs"] == json!({ "totalCount": 0, "nodes": [] }), "{data:#}");
}
