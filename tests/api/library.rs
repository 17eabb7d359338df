//! The library through the API: own questions from draft to withdrawal, and the tokens by which tools ask.

mod access_token;
mod demonstration;
mod keys;
mod saved_question;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{DemoApp, Speaker};

pub fn tests() -> Vec<Trial> {
    [saved_question::tests(), access_token::tests(), keys::tests(), demonstration::tests()]
        .into_iter()
        .flatten()
        .collect()
}

const SAVE: &str = "mutation Save($input: SaveQuestionInput!) { saveQuestion(input: $input) {
    savedQuestion { id version slug edition status sharing title(lang: EN) createdBy } userErrors { code message path } } }";
const PUBLISH: &str = "mutation Publish($input: PublishQuestionInput!) { publishQuestion(input: $input) {
    savedQuestion { id version status } userErrors { code message path } } }";
const WITHDRAW: &str = "mutation Withdraw($input: WithdrawQuestionInput!) { withdrawQuestion(input: $input) {
    savedQuestion { id version status statusReason } userErrors { code message path } } }";

const DOCUMENT: &str = "query($first: Int!, $after: String) { organisations(first: $first, after: $after) {
    nodes { name } pageInfo { hasNextPage endCursor } } }";

fn definition() -> Value {
    json!({
        "theme": "rad",
        "title": { "sv": "Vilka är vi?", "en": "Who are we?" },
        "ingress": { "sv": "Organisationerna.", "en": "The organisations." },
        "rows": "organisations.nodes",
        "column": [{ "name": "name", "path": "name", "type": "text", "label": { "sv": "Namn", "en": "Name" } }],
    })
}

/// The first role that `subject` holds.
async fn role(app: &DemoApp, subject: &str) -> Value {
    let query = "{ viewer { roles { id organisationId councilId hubId projectId } } }";
    app.speak_as(subject).ask(query, json!({})).await["viewer"]["roles"][0].clone()
}

/// A new question at `slug` of what `subject`'s role names as `owner`.
async fn input(app: &DemoApp, subject: &str, owner: &str, slug: &str) -> Value {
    let role = role(app, subject).await;
    assert!(role[owner].is_string(), "{subject} has no {owner}");
    json!({ owner: role[owner], "slug": slug, "document": DOCUMENT, "definition": definition() })
}

/// What a mutation answers with, when it was done.
async fn done(speaker: &Speaker<'_>, mutation: &str, input: Value) -> Value {
    let mut data = speaker.ask(mutation, json!({ "input": input })).await;
    let payload = data.as_object_mut().and_then(|data| data.values_mut().next()).expect("one field");
    assert_eq!(payload["userErrors"], json!([]), "{payload:#}");
    let thing = payload.as_object_mut().and_then(|fields| fields.values_mut().find(|value| value.is_object()));
    thing.expect("a thing").take()
}

/// The contact's own question, published to `sharing`.
async fn published(app: &DemoApp, slug: &str, sharing: &str) -> Value {
    let contact = app.speak_as("demo-org-contact");
    let mut input = input(app, "demo-org-contact", "organisationId", slug).await;
    input["sharing"] = json!(sharing);
    let saved = done(&contact, SAVE, input).await;
    done(&contact, PUBLISH, json!({ "id": saved["id"], "expectedVersion": saved["version"] })).await
}

async fn sees(speaker: &Speaker<'_>, id: &Value) -> bool {
    let query = "query($id: ID!) { node(id: $id) { id }
        savedQuestions(first: 100, filter: { id: { eq: $id } }) { totalCount nodes { id } } }";
    let data = speaker.ask(query, json!({ "id": id })).await;
    let listed = data["savedQuestions"]["totalCount"] == 1;
    assert_eq!(data["node"].is_object(), listed, "{data:#}");
    assert_eq!(data["savedQuestions"]["nodes"].as_array().map(Vec::len), Some(usize::from(listed)));
    listed
}
