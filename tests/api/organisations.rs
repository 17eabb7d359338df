//! Organisations through the API: numbers are checked, taken once, and a rename keeps the old name.

use libtest_mimic::Trial;
use serde_json::json;

use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_wrong_number_is_refused,
        a_number_is_taken_once,
        a_number_that_is_taken_does_not_stand_in_the_databases_log,
        a_rename_keeps_the_old_name_for_its_days
    ]
}

const REGISTER: &str = "mutation Register($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) {
    organisation { id version name number } userErrors { code path } } }";

async fn a_wrong_number_is_refused(app: DemoApp) {
    let admin = app.speak_as("demo-system-admin");
    for number in ["556016-0681", "12345", "556016068X"] {
        let input = json!({ "number": number, "name": "Fel AB", "kind": "COMPANY" });
        assert_eq!(
            admin.refused(REGISTER, json!({ "input": input })).await,
            "ORGANISATION_NUMBER_IS_WRONG",
            "{number}"
        );
    }
}

async fn a_number_is_taken_once(app: DemoApp) {
    let admin = app.speak_as("demo-system-admin");
    let input = json!({ "number": "556016-0680", "name": "Rätt AB", "kind": "COMPANY" });
    let data = admin.ask(REGISTER, json!({ "input": input })).await;
    assert_eq!(data["registerOrganisation"]["organisation"]["number"], "556016-0680", "{data:#}");
    let before = app.number("SELECT count(*) FROM organisations").await;
    let again = json!({ "number": "5560160680", "name": "Samma AB", "kind": "COMPANY" });
    let data = admin.ask(REGISTER, json!({ "input": again })).await;
    let fault = &data["registerOrganisation"]["userErrors"][0];
    assert_eq!((&fault["code"], &fault["path"]), (&json!("KEY_IS_TAKEN"), &json!(["input", "number"])), "{data:#}");
    assert_eq!(app.number("SELECT count(*) FROM organisations").await, before, "nothing is half-written");
}

/// A sole trader's organisation number is her personal number, and a database's own log is kept by others than we.
async fn a_number_that_is_taken_does_not_stand_in_the_databases_log(app: DemoApp) {
    let admin = app.speak_as("demo-system-admin");
    let input = |name: &str| json!({ "input": { "number": "19870417-1019", "name": name, "kind": "SOLE_TRADER" } });
    admin.ask(REGISTER, input("Enskild firma")).await;
    assert_eq!(admin.refused(REGISTER, input("Samma firma")).await, "KEY_IS_TAKEN");
    // Two at once: neither sees the other's row before it writes its own.
    let both = json!({ "input": { "number": "19870418-1018", "name": "Två på en gång", "kind": "SOLE_TRADER" } });
    tokio::join!(admin.ask(REGISTER, both.clone()), admin.ask(REGISTER, both));
    let Some(log) = app.database_log().await else { return };
    for number in ["870417", "870418"] {
        assert!(!log.contains(number), "{number} stands in the log");
    }
}

/// Bombardier Transportation became Alstom in 2021: the question as of a day answers with the name of that day.
async fn a_rename_keeps_the_old_name_for_its_days(app: DemoApp) {
    let query =
        "query($name: String!, $on: Date!) { organisations(first: 1, filter: { name: { startsWith: $name } }) { nodes {
        name names(first: 5, asOf: $on) { nodes { name } } } } }";
    let data = app.anonymous().ask(query, json!({ "name": "Alstom", "on": "2020-06-01" })).await;
    let company = &data["organisations"]["nodes"][0];
    let then = company["names"]["nodes"][0]["name"].as_str().unwrap_or_default();
    assert!(then.starts_with("Bombardier"), "{data:#}");
}
