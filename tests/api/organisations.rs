//! Organisations through the API: numbers are checked, taken once, and a rename keeps the old name.

use libtest_mimic::Trial;
use serde_json::json;

use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![a_wrong_number_is_refused, a_number_is_taken_once, a_rename_keeps_the_old_name_for_its_days]
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
    assert_eq!(admin.refused(REGISTER, json!({ "input": again })).await, "KEY_IS_TAKEN");
    assert_eq!(app.number("SELECT count(*) FROM organisations").await, before, "nothing is half-written");
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
