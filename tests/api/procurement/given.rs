//! Who gives what was procured, once its contract is signed.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{BIDDERS, COORDINATOR, MANAGER, SHOWN, hub, sourced};
use crate::{
    harness::{DemoApp, elsewhere::events, trial::both},
    seeds::{act, organisation, seen},
};

pub fn tests() -> Vec<Trial> {
    both![the_supplier_gives_what_is_contracted]
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
