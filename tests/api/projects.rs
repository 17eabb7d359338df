//! The project bank through the API: the card as it is published, who may change it, and what each step demands.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{DemoApp, Speaker, trial::both};

mod parts;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        the_card_equals_the_project_banks,
        a_project_is_registered_managed_and_granted,
        the_cards_faults_are_told_where_they_stand,
        a_closed_project_takes_nothing_more,
        projects_are_found_by_what_hangs_on_them,
    ];
    own.into_iter().chain(parts::tests()).collect()
}

/// The built-in issuer of the tests.
const ISSUER: &str = "kompetensnav-demo";
const CARD: &str = "query Card($number: String!) { projects(first: 1, filter: { number: { eq: $number } }) { nodes {
    id number name ownerUnit esfRegion { code } programmePeriod { code } programmeArea { code }
    specificObjective { code label } interventionField { code } startsOn endsOn plannedParticipants plannedPrecision
    totalBudget { amount currency } grantedSupport { amount } unionRateBasisPoints contactName postcode address status
    owner { name } before: runningOn(day: \"2020-07-31\") first: runningOn(day: \"2020-08-01\")
    partners(first: 100) { totalCount nodes { part organisation { name } project { number } } } } } }";
const REGISTER: &str = "mutation Register($input: RegisterProjectInput!) { registerProject(input: $input) {
    project { id version status } userErrors { code path } } }";
const ADVANCE: &str = "mutation Advance($input: AdvanceProjectInput!) { advanceProject(input: $input) {
    project { version status } userErrors { code path message } } }";
const ASSIGN: &str = "mutation Assign($input: AssignRoleInput!) { assignRole(input: $input) {
    userErrors { code path } } }";

async fn card(app: &DemoApp) -> Value {
    let data = app.anonymous().ask(CARD, json!({ "number": "2020/00312" })).await;
    data["projects"]["nodes"][0].clone()
}

async fn the_card_equals_the_project_banks(app: DemoApp) {
    let card = card(&app).await;
    for (field, expected) in [
        ("name", json!("GR kompetensomställning")),
        ("ownerUnit", json!("GR Utbildning")),
        ("esfRegion", json!({ "code": "SE23" })),
        ("programmePeriod", json!({ "code": "2014-2020" })),
        ("programmeArea", json!({ "code": "2014-2020:1" })),
        ("interventionField", json!({ "code": "2014-2020:117" })),
        ("startsOn", json!("2020-08-01")),
        ("endsOn", json!("2022-12-31")),
        ("plannedParticipants", json!(1750)),
        ("totalBudget", json!({ "amount": "29177901.00", "currency": "SEK" })),
        ("grantedSupport", json!({ "amount": "29177901.00" })),
        ("unionRateBasisPoints", json!(5000)),
        ("contactName", json!("Lena Hamberger")),
        ("postcode", json!("40222")),
        ("address", Value::Null),
        ("owner", json!({ "name": "Göteborgsregionen" })),
        ("before", json!(false)),
        ("first", json!(true)),
    ] {
        assert_eq!(card[field], expected, "{field}");
    }
    assert_eq!(card["specificObjective"]["code"], "2014-2020:1.1");
    let partners = card["partners"]["nodes"].as_array().expect("partners");
    assert_eq!(card["partners"]["totalCount"].as_u64(), Some(partners.len() as u64));
    assert!(partners.iter().any(|partner| partner["organisation"]["name"] == "Göteborgs Stad"), "{partners:#?}");
}

/// A card for a project of the same owner.
async fn new_card(app: &DemoApp, number: &str) -> Value {
    let owner = app.anonymous().ask("{ organisations(first: 1) { nodes { id } } }", json!({})).await;
    json!({
        "number": number, "name": "Nästa steg", "ownerId": owner["organisations"]["nodes"][0]["id"],
        "programmePeriod": "2021-2027", "programmeArea": "2021-2027:A", "startsOn": "2026-10-01",
    })
}

async fn step(speaker: &Speaker<'_>, id: &Value, version: i64, step: &str, reason: Option<&str>) -> Value {
    let input = json!({ "id": id, "expectedVersion": version, "step": step, "reason": reason });
    speaker.ask(ADVANCE, json!({ "input": input })).await["advanceProject"].clone()
}

async fn a_project_is_registered_managed_and_granted(app: DemoApp) {
    let card = new_card(&app, "2026/00042").await;
    let admin = app.speak_as("demo-system-admin");
    let data = admin.ask(REGISTER, json!({ "input": { "card": card } })).await;
    let id = &data["registerProject"]["project"]["id"];
    assert_eq!(data["registerProject"]["project"]["status"], "DRAFT", "{data:#}");
    let again = admin.refused(REGISTER, json!({ "input": { "card": card } })).await;
    assert_eq!(again, "KEY_IS_TAKEN");

    let manager = app.speak_as("new-project-manager");
    assert_eq!(step(&manager, id, 1, "APPLY", None).await["userErrors"][0]["code"], "DENIED");
    let role =
        json!({ "issuer": ISSUER, "subject": "new-project-manager", "role": "PROJECT_MANAGER", "projectId": id });
    let data = admin.ask(ASSIGN, json!({ "input": role })).await;
    assert_eq!(data["assignRole"]["userErrors"], json!([]));
    assert_eq!(step(&manager, id, 1, "APPLY", None).await["project"], json!({ "version": 2, "status": "APPLIED" }));
    let refused = step(&manager, id, 2, "GRANT", None).await;
    assert_eq!(refused["userErrors"][0]["code"], "PROJECT_CARD_IS_INCOMPLETE");
    assert!(refused["userErrors"][0]["message"].as_str().is_some_and(|text| text.contains("beviljat stöd")));

    let mut card = card;
    card["grantedSupport"] = json!({ "amount": "1200000.5" });
    card["moneyPrecision"] = json!("APPROXIMATE");
    let revise = "mutation($input: ReviseProjectInput!) { reviseProject(input: $input) {
        project { version grantedSupport { amount } moneyPrecision } userErrors { code } } }";
    let data = manager.ask(revise, json!({ "input": { "id": id, "expectedVersion": 2, "card": card } })).await;
    let expected =
        json!({ "version": 3, "grantedSupport": { "amount": "1200000.50" }, "moneyPrecision": "APPROXIMATE" });
    assert_eq!(data["reviseProject"]["project"], expected, "{data:#}");
    assert_eq!(step(&manager, id, 3, "GRANT", None).await["project"]["status"], "GRANTED");
    assert_eq!(step(&manager, id, 3, "START", None).await["userErrors"][0]["code"], "VERSION_IS_STALE");
}

async fn the_cards_faults_are_told_where_they_stand(app: DemoApp) {
    let admin = app.speak_as("demo-system-admin");
    for (field, wrong, code) in [
        ("number", json!("26/42"), "PROJECT_NUMBER_IS_WRONG"),
        ("programmeArea", json!("2014-2020:1"), "CODE_IS_OF_ANOTHER_PERIOD"),
        ("esfRegion", json!("SE99"), "CODE_IS_UNKNOWN"),
        ("endsOn", json!("2026-09-30"), "PERIOD_IS_REVERSED"),
        ("programmePeriod", json!("2014"), "CODE_IS_UNKNOWN"),
        ("ownerId", json!("need_1"), "REFERENCE_IS_UNKNOWN"),
    ] {
        let mut card = new_card(&app, "2026/00042").await;
        card[field] = wrong;
        let data = admin.ask(REGISTER, json!({ "input": { "card": card } })).await;
        let error = &data["registerProject"]["userErrors"][0];
        assert_eq!(*error, json!({ "code": code, "path": ["input", "card", field] }), "{data:#}");
    }
    let mut card = new_card(&app, "2026/00042").await;
    card["totalBudget"] = json!({ "amount": "1 000" });
    let data = admin.ask(REGISTER, json!({ "input": { "card": card } })).await;
    let path = &data["registerProject"]["userErrors"][0]["path"];
    assert_eq!(*path, json!(["input", "card", "totalBudget", "amount"]), "{data:#}");
}

async fn a_closed_project_takes_nothing_more(app: DemoApp) {
    let id = card(&app).await["id"].clone();
    let manager = app.speak_as("demo-project-manager");
    let query = "query($id: ID!) { node(id: $id) { ... on Project { status version } } }";
    let data = app.anonymous().ask(query, json!({ "id": id })).await;
    assert_eq!(data["node"]["status"], "FINAL_REPORT", "the demonstration's project has reported");
    let version = data["node"]["version"].as_i64().expect("a version");
    let target = "mutation($input: SetProjectTargetInput!) { setProjectTarget(input: $input) {
        target { kind value precision } userErrors { code } } }";
    let input = json!({ "projectId": id, "kind": "HOURS", "value": 28_000, "precision": "AT_LEAST" });
    let data = manager.ask(target, json!({ "input": input })).await;
    let expected = json!({ "kind": "HOURS", "value": 28_000, "precision": "AT_LEAST" });
    assert_eq!(data["setProjectTarget"]["target"], expected, "{data:#}");
    assert_eq!(step(&manager, &id, version, "CLOSE", None).await["project"]["status"], "CLOSED");
    let refused = step(&manager, &id, version + 1, "START", None).await;
    assert_eq!(refused["userErrors"][0]["code"], "TRANSITION_IS_NOT_ALLOWED");
    assert_eq!(manager.refused(target, json!({ "input": input })).await, "PROJECT_HAS_ENDED");
}

async fn projects_are_found_by_what_hangs_on_them(app: DemoApp) {
    let numbers = |filter: Value| {
        let app = &app;
        async move {
            let query = "query($f: ProjectFilter) { projects(first: 100, filter: $f, orderBy: [{ field: NAME }]) { nodes { number } } }";
            let data = app.anonymous().ask(query, json!({ "f": filter })).await;
            let nodes = data["projects"]["nodes"].as_array().expect("nodes").clone();
            nodes.iter().filter_map(|node| node["number"].as_str().map(str::to_owned)).collect::<Vec<_>>()
        }
    };
    let gr = "2020/00312".to_owned();
    let found = numbers(json!({ "somePartner": { "organisation": { "name": { "eq": "göteborgs stad" } } } })).await;
    assert!(found.contains(&gr), "{found:?}");
    let within =
        numbers(json!({ "specificObjective": { "within": "2014-2020:1" }, "esfRegion": { "eq": "SE23" } })).await;
    assert!(within.contains(&gr) && !within.contains(&"2019/00446".to_owned()), "{within:?}");
    assert!(!numbers(json!({ "runningOn": "2020-07-31" })).await.contains(&gr));
    assert!(numbers(json!({ "runningOn": "2022-12-31" })).await.contains(&gr));
}
