//! People of another council than the demonstration's own, and what a refusal says.

use serde_json::{Value, json};

use super::{App, ISSUER, Speaker};

/// A council that nobody of the demonstration holds a role in.
pub async fn other_council(app: &App) -> Value {
    let sql = "SELECT id FROM councils WHERE id NOT IN (SELECT council_id FROM role_assignments WHERE council_id IS NOT NULL) ORDER BY id";
    json!(format!("council_{}", app.texts(sql).await.first().expect("another council")))
}

/// Gives `subject` this role of a council.
pub async fn give(app: &App, subject: &str, role: &str, council: &Value) {
    give_at(app, subject, role, council, &Value::Null).await;
}

/// As [`give`], of one of its hubs.
pub async fn give_at(app: &App, subject: &str, role: &str, council: &Value, hub: &Value) {
    let assign = "mutation($input: AssignRoleInput!) { assignRole(input: $input) { userErrors { code path } } }";
    let input = json!({ "issuer": ISSUER, "subject": subject, "role": role, "councilId": council, "hubId": hub });
    let data = app.speak_as("demo-system-admin").ask(assign, json!({ "input": input })).await;
    assert_eq!(data["assignRole"]["userErrors"], json!([]), "{data:#}");
}

/// The code and the place in the input of each user error of a mutation's only field, with nothing done.
pub async fn faults(speaker: &Speaker<'_>, mutation: &str, input: &Value) -> Vec<(String, String)> {
    let data = speaker.ask(mutation, json!({ "input": input })).await;
    let payload = data.as_object().and_then(|data| data.values().next()).expect("one field");
    let done = payload.as_object().into_iter().flatten().any(|(name, value)| name != "userErrors" && !value.is_null());
    assert!(!done, "it was done: {payload:#}");
    let told = |error: &Value| {
        let path: Vec<&str> = error["path"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        (error["code"].as_str().unwrap_or_default().to_owned(), path.join("."))
    };
    payload["userErrors"].as_array().into_iter().flatten().map(told).collect()
}

/// Such an error.
pub fn fault(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

/// The names of the events of this thing, in order.
pub async fn events(app: &App, id: &Value) -> Vec<String> {
    let id = id.as_str().expect("an id");
    app.texts(&format!("SELECT name FROM outbox WHERE subject = '{id}' ORDER BY position")).await
}
