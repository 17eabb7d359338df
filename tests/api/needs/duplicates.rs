//! Needs that may be the same: found by what is needed and by whom, explained ground by ground, within the reader's own reach.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::input;
use crate::{
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Reader},
    },
    seeds::act,
};

pub fn tests() -> Vec<Trial> {
    both![
        what_is_alike_is_told_with_its_score_until_it_is_merged,
        nobody_is_told_of_needs_out_of_reach,
        who_triages_sees_them_on_the_page_and_in_the_form,
    ]
}

const LEADER: &str = "demo-process-leader";
const SKILL: &str = "GaTy_U4j_HQd";
const TITLE: &str = "Robotsvetsning för operatörer";
const AGAIN: &str = "Operatörerna och robotsvetsningen";

async fn reported(app: &DemoApp, subject: &str, title: &str, more: Value) -> Value {
    let mut need = input(app).await;
    need["title"] = json!(title);
    for (name, value) in more.as_object().expect("fields") {
        need[name] = value.clone();
    }
    act(app, subject, "reportNeed", "need { id version }", need).await
}

const ALIKE: &str =
    "query($id: ID!) { node(id: $id) { ... on Need { possibleDuplicates(first: 100) { cursor title status score
    need { id } explanation(lang: SV) terms { ground input weight term explanation(lang: SV) } } } } }";

async fn alike(app: &DemoApp, subject: &str, need: &Value) -> Vec<Value> {
    let told = app.speak_as(subject).ask(ALIKE, json!({ "id": need["id"] })).await;
    told["node"]["possibleDuplicates"].as_array().expect("needs").clone()
}

async fn what_is_alike_is_told_with_its_score_until_it_is_merged(app: DemoApp) {
    let coded = json!({ "codes": { "skill": SKILL } });
    let first = reported(&app, LEADER, TITLE, coded.clone()).await;
    let again = reported(&app, LEADER, AGAIN, coded).await;
    let other = reported(&app, LEADER, "Ledarskap i vården", json!({})).await;

    let told = alike(&app, LEADER, &again).await;
    let best = &told[0];
    let ids = [&best["cursor"], &best["need"]["id"]];
    assert_eq!((ids, &best["title"]), ([&first["id"]; 2], &json!(TITLE)), "{told:#?}");
    assert_eq!(best["status"], "REPORTED");
    // 30·100 + 20·100 + 20·100 + 10·100, and the occupation is unknown.
    assert_eq!(best["score"], 8_000, "{best:#}");
    let terms = best["terms"].as_array().expect("terms");
    let of = |name: &str| terms.iter().map(|term| term[name].clone()).collect::<Vec<_>>();
    assert_eq!(of("ground"), ["TITLE", "SKILL", "OCCUPATION", "ORGANISATION", "INDUSTRY"]);
    assert_eq!(of("input"), [json!(100), json!(100), Value::Null, json!(100), json!(100)]);
    assert_eq!(of("term").iter().filter_map(Value::as_i64).sum::<i64>(), 8_000);
    assert_eq!(of("explanation")[0], "Rubrik (gemensamma ord): 100 × 30 = 3000");
    assert!(best["explanation"].as_str().is_some_and(|text| text.starts_with(TITLE)), "{best:#}");
    let scores: Vec<_> = told.iter().filter_map(|one| one["score"].as_i64()).collect();
    assert!(scores.is_sorted_by(|one, next| one >= next), "{scores:?}");
    assert!(told.iter().all(|one| one["cursor"] != other["id"] && one["cursor"] != again["id"]), "{told:#?}");

    let wrong = "query($id: ID!) { node(id: $id) { ... on Need { possibleDuplicates(first: 0) { cursor } } } }";
    assert_eq!(app.speak_as(LEADER).error(wrong, json!({ "id": again["id"] })).await, "INVALID");

    let merging = json!({ "id": again["id"], "expectedVersion": again["version"], "intoId": first["id"] });
    act(&app, LEADER, "mergeNeed", "need { id }", merging).await;
    assert!(alike(&app, LEADER, &first).await.iter().all(|one| one["cursor"] != again["id"]), "it is one need now");
    assert_eq!(alike(&app, LEADER, &again).await, Vec::<Value>::new(), "what is merged is not merged again");
}

async fn nobody_is_told_of_needs_out_of_reach(app: DemoApp) {
    const CONTACT: &str = "demo-org-contact";
    let roles = app.speak_as(CONTACT).ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let organisation = roles["viewer"]["roles"][0]["organisationId"].clone();
    let others = reported(&app, LEADER, TITLE, json!({})).await;
    let own = reported(&app, CONTACT, TITLE, json!({ "organisationId": organisation })).await;
    let told = alike(&app, LEADER, &own).await;
    assert!(told.iter().any(|one| one["cursor"] == others["id"]), "the council's own people read both: {told:#?}");
    let told = alike(&app, CONTACT, &own).await;
    assert!(told.iter().all(|one| one["cursor"] != others["id"]), "{told:#?}");
    for stranger in ["demo-other-org-contact", "demo-public-reader"] {
        let told = app.speak_as(stranger).ask(ALIKE, json!({ "id": own["id"] })).await;
        assert_eq!(told["node"], Value::Null, "{stranger}");
    }
}

async fn who_triages_sees_them_on_the_page_and_in_the_form(Open(app): Open) {
    let first = reported(&app, LEADER, TITLE, json!({})).await;
    let again = reported(&app, LEADER, AGAIN, json!({})).await;
    let leader = Reader::of(&app, "process_leader").await;
    let (id, like) = (again["id"].as_str().expect("an id"), format!("/ting/{}", first["id"].as_str().expect("an id")));
    leader.get(&format!("/ting/{id}")).await.says(&["Möjliga dubbletter", TITLE, &like, "Anmält</td>"]);
    for form in ["qualifyNeed", "mergeNeed"] {
        leader.get(&format!("/gor/{form}?id={id}")).await.says(&[&format!("Möjlig dubblett: {TITLE}"), &like]);
    }
    let hub = Reader::of(&app, "hub_coordinator").await;
    hub.get(&format!("/gor/triageNeed?needId={id}")).await.says(&[&format!("Möjlig dubblett: {TITLE}"), &like]);
}
