//! Who gives what was procured, once its contract is signed.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{BIDDERS, COORDINATOR, MANAGER, SHOWN, hub, sourced};
use crate::{
    harness::{DemoApp, elsewhere::events, trial::both},
    seeds::{act, appoint, organisation, refused, seen},
};

pub fn tests() -> Vec<Trial> {
    both![the_supplier_gives_what_is_contracted, the_supplier_reads_the_sessions_that_were_added_before]
}

async fn the_supplier_gives_what_is_contracted(app: DemoApp) {
    let (effort, mut bought, quotes) = sourced(&app).await;
    // Another effort of the same procurement is to be given by somebody else.
    let named = organisation(&app, BIDDERS[2]).await;
    let mut plan = json!({ "hubId": hub(&app).await, "providerId": named, "title": "Ytmätning", "kind": "COURSE",
        "delivery": "PLACE", "targetGroup": "EMPLOYEES", "hours": 8 });
    let other = act(&app, MANAGER, "planEffort", "effort { id }", plan.clone()).await;
    let procure = json!({ "procurementId": bought.id, "expectedVersion": bought.version, "effortId": other["id"] });
    let procured = act(&app, COORDINATOR, "procureEffort", SHOWN, procure).await;
    bought.version = procured["version"].as_i64().expect("a version");
    bought.award(&app, &quotes[0]).await;
    bought.step(&app, MANAGER, "beginStandstill", json!({ "notice": "ELECTRONIC", "toldOn": "2026-07-20" })).await;
    let id = effort["id"].as_str().expect("an id");
    let given = "version provider { name } occasions(first: 2) { nodes { version provider { name } } }";
    let before = seen(&app, Some(MANAGER), id, "Effort", given).await;
    assert_eq!(before["provider"], Value::Null);
    bought.sign(&app, "2026-08-03").await;
    let after = seen(&app, Some(MANAGER), id, "Effort", given).await;
    assert_eq!((&after["version"], &after["provider"]["name"]), (&json!(5), &json!(BIDDERS[0])), "{before:#}");
    let occasions = json!([{ "version": 2, "provider": { "name": BIDDERS[0] } }]);
    assert_eq!(after["occasions"]["nodes"], occasions);
    assert_eq!(events(&app, &effort["id"]).await.last().map(String::as_str), Some("EffortRevised"));
    let id = other["id"].as_str().expect("an id");
    let kept = seen(&app, Some(MANAGER), id, "Effort", "version provider { name }").await;
    assert_eq!(kept, json!({ "version": 1, "provider": { "name": BIDDERS[2] } }));
    // What comes to it after the contract is given by the supplier at once.
    plan["providerId"] = Value::Null;
    let later = act(&app, MANAGER, "planEffort", "effort { id }", plan).await;
    let procure = json!({ "procurementId": bought.id, "expectedVersion": bought.version, "effortId": later["id"] });
    act(&app, COORDINATOR, "procureEffort", SHOWN, procure).await;
    let id = later["id"].as_str().expect("an id");
    let given = seen(&app, Some(MANAGER), id, "Effort", "version provider { name }").await;
    assert_eq!(given, json!({ "version": 2, "provider": { "name": BIDDERS[0] } }));
}

async fn the_supplier_reads_the_sessions_that_were_added_before(app: DemoApp) {
    let (effort, mut bought, quotes) = sourced(&app).await;
    let supplier = organisation(&app, BIDDERS[0]).await;
    appoint(&app, "anordnaren", "PROVIDER", json!({ "organisationId": supplier })).await;
    let id = effort["id"].as_str().expect("an id");
    let planned = seen(&app, Some(MANAGER), id, "Effort", "occasions(first: 1) { nodes { id } }").await;
    let occasion = planned["occasions"]["nodes"][0]["id"].clone();
    let session = |occasion: &Value, from: u32| {
        json!({ "occasionId": occasion, "startsAt": format!("2026-10-05T{from:02}:00:00Z"),
            "endsAt": format!("2026-10-05T{:02}:00:00Z", from + 2), "place": "Sal F15" })
    };
    let added = act(&app, MANAGER, "addSession", "session { id }", session(&occasion, 8)).await["id"].clone();
    // What the same organisation gives elsewhere, in the same room, while nobody knew whose the first would be.
    let plan = json!({ "hubId": hub(&app).await, "providerId": supplier, "title": "Ytmätning", "kind": "COURSE",
        "delivery": "PLACE", "targetGroup": "EMPLOYEES", "hours": 8 });
    let own = act(&app, MANAGER, "planEffort", "effort { id }", plan).await["id"].clone();
    let own = json!({ "effortId": own, "startsOn": "2026-10-01", "endsOn": "2026-10-31", "capacity": 12 });
    let own = act(&app, MANAGER, "planOccasion", "occasion { id }", own).await["id"].clone();
    let beside = act(&app, MANAGER, "addSession", "session { id }", session(&own, 9)).await["id"].clone();
    let (added, occasion) = (added.as_str().expect("an id"), occasion.as_str().expect("an id").to_owned());
    let sessions = "sessions(first: 5) { totalCount nodes { id } }";
    assert_eq!(seen(&app, Some("anordnaren"), added, "Session", "id").await, Value::Null, "nobody's yet");

    bought.award(&app, &quotes[0]).await;
    bought.step(&app, MANAGER, "beginStandstill", json!({ "notice": "ELECTRONIC", "toldOn": "2026-07-20" })).await;
    bought.sign(&app, "2026-08-03").await;
    let told = seen(&app, Some("anordnaren"), &occasion, "Occasion", sessions).await;
    assert_eq!(told["sessions"], json!({ "totalCount": 1, "nodes": [{ "id": added }] }));
    assert_eq!(seen(&app, Some("anordnaren"), added, "Session", "id").await, json!({ "id": added }));
    // The room is the provider's: what stands in it is in the way of others from now on, and what overlaps already is told.
    let late = refused(&app, MANAGER, "addSession", "session { id }", session(&json!(own), 7)).await;
    assert_eq!(late, "ROOM_IS_TAKEN");
    let clash = |other: &str| {
        json!({ "clashes": [{ "cursor": other, "startsAt": "2026-10-05T09:00:00.000000Z",
            "endsAt": "2026-10-05T10:00:00.000000Z" }] })
    };
    let clashes = "clashes { cursor startsAt endsAt }";
    let beside = beside.as_str().expect("an id");
    for who in [MANAGER, "anordnaren"] {
        assert_eq!(seen(&app, Some(who), added, "Session", clashes).await, clash(beside), "{who}");
        assert_eq!(seen(&app, Some(who), beside, "Session", clashes).await, clash(added), "{who}");
    }
    let cancel = json!({ "id": occasion, "expectedVersion": 3, "step": "CANCEL", "reason": "För få anmälda" });
    act(&app, MANAGER, "advanceOccasion", "occasion { id }", cancel).await;
    assert_eq!(seen(&app, Some(MANAGER), beside, "Session", clashes).await, json!({ "clashes": [] }));
}
