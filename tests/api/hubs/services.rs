//! What a hub does for others, and by whose money on a day.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::council_and_hub;
use crate::{
    forms::{after, filled, sent},
    harness::{
        DemoApp,
        elsewhere::{events, fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    seed_questions::STRANGER,
    seeds::{act, refused, seen, texts},
};

pub fn tests() -> Vec<Trial> {
    both![
        a_service_is_the_hubs_own_to_add_and_change,
        services_are_told_by_who_pays_on_a_day,
        a_service_is_added_and_ended_by_forms,
    ]
}

const MANAGER: &str = "demo-hub-manager";
const ADD: &str = "mutation($input: AddHubServiceInput!) { addHubService(input: $input) {
    service { id } userErrors { code path } } }";

/// The funding of the hub that pays from this day and of this kind.
async fn funding(app: &DemoApp, hub: &Value, kind: &str) -> Value {
    let query = "query($id: ID!) { node(id: $id) { ... on Hub { fundings(first: 20) { nodes { id kind } } } } }";
    let data = app.anonymous().ask(query, json!({ "id": hub })).await;
    let nodes = data["node"]["fundings"]["nodes"].as_array().expect("fundings");
    nodes.iter().find(|funding| funding["kind"] == kind).expect("a funding")["id"].clone()
}

async fn a_service_is_the_hubs_own_to_add_and_change(app: DemoApp) {
    let (_, hub) = council_and_hub(&app).await;
    let paying = funding(&app, &hub, "REGIONAL_GRANT").await;
    let said = |name: &str, funding: &Value, to: Value| {
        json!({ "hubId": hub, "name": name, "kind": "VALIDATION", "fundingId": funding, "runsFrom": "2026-01-01",
            "runsTo": to })
    };
    let add = said("Validering av svetsare", &paying, Value::Null);
    for subject in [STRANGER, "demo-hub-coordinator", "demo-process-leader", "demo-project-manager"] {
        let denied = refused(&app, subject, "addHubService", "service { id }", add.clone()).await;
        assert_eq!(denied, "DENIED", "{subject}");
    }
    let sql = "SELECT f.id FROM hub_fundings f JOIN hubs h ON h.id = f.hub_id
        WHERE h.name LIKE '%Västmanland%' ORDER BY f.id";
    let others = app.texts(sql).await;
    let others = json!(format!("funding_{}", others.first().expect("another hub's funding")));
    let told = faults(&app.speak_as(MANAGER), ADD, &said("Validering", &others, json!("2025-12-31"))).await;
    assert_eq!(told, fault("REFERENCE_IS_UNKNOWN", "input.fundingId"), "another hub's is not reached");
    let told = faults(&app.speak_as(MANAGER), ADD, &said("Validering", &paying, json!("2025-12-31"))).await;
    assert_eq!(told, fault("PERIOD_IS_REVERSED", "input.runsTo"));
    let both = said("Validering", &others, json!("2025-12-31"));
    let told = faults(&app.speak_as("demo-system-admin"), ADD, &both).await;
    let faulty = [fault("PERIOD_IS_REVERSED", "input.runsTo"), fault("FUNDING_IS_OF_ANOTHER_HUB", "input.fundingId")];
    assert_eq!(told, faulty.concat(), "both at once");

    let shown = "service { id version name kind runsFrom runsTo funding { id } hub { id } }";
    let made = act(&app, MANAGER, "addHubService", shown, add).await;
    let id = made["id"].clone();
    let mut change = said("Validering", &paying, json!("2026-06-30"));
    change.as_object_mut().expect("fields").remove("hubId");
    (change["id"], change["expectedVersion"]) = (id.clone(), json!(1));
    assert_eq!(refused(&app, STRANGER, "changeHubService", shown, change.clone()).await, "DENIED");
    let changed = act(&app, MANAGER, "changeHubService", shown, change.clone()).await;
    let expected = json!({ "id": id, "version": 2, "name": "Validering", "kind": "VALIDATION",
        "runsFrom": "2026-01-01", "runsTo": "2026-06-30", "funding": { "id": paying }, "hub": { "id": hub } });
    assert_eq!(changed, expected);
    assert_eq!(refused(&app, MANAGER, "changeHubService", shown, change).await, "VERSION_IS_STALE");
    assert_eq!(events(&app, &id).await, ["HubServiceAdded", "HubServiceChanged"]);
}

async fn services_are_told_by_who_pays_on_a_day(app: DemoApp) {
    let (_, hub) = council_and_hub(&app).await;
    let hub = hub.as_str().expect("an id");
    let fields = "during: services(first: 9, asOf: \"2022-12-31\", orderBy: [{ field: NAME }]) {
            nodes { name funding { kind paysOn(day: \"2022-12-31\") } } }
        after: services(first: 9, asOf: \"2023-01-01\", orderBy: [{ field: NAME }]) {
            nodes { name runsOn(day: \"2022-12-31\") funding { kind } } }";
    let told = seen(&app, None, hub, "Hub", fields).await;
    let names = ["Analys av branschernas behov", "Kurser för omställning", "Stöd till branschråden"];
    assert_eq!(texts(&told["during"], "/name"), [&names[..], &["Vägledning för varslade"]].concat());
    assert!(texts(&told["during"], "/funding/kind").iter().all(|kind| *kind == "PROJECT"), "{told:#}");
    assert_eq!(texts(&told["after"], "/name"), names);
    let kinds = ["MEMBER_CONTRIBUTION", "MEMBER_CONTRIBUTION", "REGIONAL_GRANT"];
    assert_eq!(texts(&told["after"], "/funding/kind"), kinds);
    let query = "query($day: Date) { hubServices(first: 50, filter: { runsOn: $day,
        funding: { kind: { ne: PROJECT }, paysOn: $day } }) { totalCount } }";
    for (day, going_on) in [("2020-07-31", 0), ("2022-12-31", 0), ("2023-01-01", 3), ("2026-09-01", 3)] {
        let data = app.anonymous().ask(query, json!({ "day": day })).await;
        assert_eq!(data["hubServices"]["totalCount"], going_on, "{day}");
    }
}

async fn a_service_is_added_and_ended_by_forms(Open(app): Open) {
    let (_, hub) = council_and_hub(&app).await;
    let paying = funding(&app, &hub, "REGIONAL_GRANT").await;
    let (hub, paying) = (hub.as_str().expect("an id"), paying.as_str().expect("an id"));
    let manager = Reader::of(&app, "hub_manager").await;
    let page = manager.get(&format!("/ting/{hub}")).await;
    // The same service under another funding is told by its days.
    page.says(&[&format!("/gor/addHubService?hubId={hub}"), "Analys av branschernas behov · 2020-08-01 · 2022-12-31"]);
    page.says(&["Analys av branschernas behov · 2023-01-01"]);
    let form = manager.get(&format!("/gor/addHubService?hubId={hub}")).await;
    let name = "Coachning av chefer";
    let given = [("name", name), ("kind", "COACHING"), ("fundingId", paying), ("runsFrom", "2026-03-01")];
    let sending = sent(&manager, "/gor/addHubService", &filled(&form, &given)).await;
    let (service, page) = after(&manager, &sending).await;
    page.says(&["Coachning av chefer", "Coachning", "Finansiering"]);
    let form = manager.get(&format!("/gor/changeHubService?id={service}")).await;
    let stored = form.form();
    for (name, value) in [("name", "Coachning av chefer"), ("kind", "COACHING"), ("fundingId", paying)] {
        assert!(stored.contains(&(name.to_owned(), value.to_owned())), "{name}: {stored:?}");
    }
    let ended = sent(&manager, "/gor/changeHubService", &filled(&form, &[("runsTo", "2026-08-31")])).await;
    assert_eq!(after(&manager, &ended).await.0, service);
    assert_eq!(seen(&app, None, &service, "HubService", "runsTo").await, json!({ "runsTo": "2026-08-31" }));
}
