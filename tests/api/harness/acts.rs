//! What the tests of the four seeds about learning where the work is have in common. Each file is one seed: its
//! story, with forms in a browser where a secretary or a manager would use them and the API where a partner would,
//! and its facts by name.

use serde_json::{Value, json};

use crate::{
    harness::{DemoApp, ISSUER},
    seed_questions::{done, stored},
};

/// The mutation `name(input: NameInput!)`, that answers with `shown`.
fn mutation(name: &str, shown: &str) -> String {
    let mut kind = name.to_owned();
    if let Some(first) = kind.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("mutation($input: {kind}Input!) {{ {name}(input: $input) {{ {shown} userErrors {{ code path }} }} }}")
}

/// What a mutation did as `subject`, which must succeed: `shown` is the payload's record with what is asked of it.
pub(crate) async fn act(app: &DemoApp, subject: &str, name: &str, shown: &str, input: Value) -> Value {
    done(app, subject, &mutation(name, shown), input).await
}

/// The code by which `subject` is refused.
pub(crate) async fn refused(app: &DemoApp, subject: &str, name: &str, shown: &str, input: Value) -> String {
    app.speak_as(subject).refused(&mutation(name, shown), json!({ "input": input })).await
}

/// Gives a role with several anchors, `{ "councilId": … }`.
pub(crate) async fn appoint(app: &DemoApp, subject: &str, role: &str, anchors: Value) {
    let mut input = json!({ "issuer": ISSUER, "subject": subject, "role": role });
    for (name, id) in anchors.as_object().expect("anchors") {
        input[name] = id.clone();
    }
    act(app, "demo-system-admin", "assignRole", "roleAssignment { id }", input).await;
}

/// The project that a statement finds.
pub(crate) async fn project(app: &DemoApp, sql: &str) -> String {
    format!("project_{}", stored(app, sql).await)
}

/// The organisation of this name.
pub(crate) async fn organisation(app: &DemoApp, name: &str) -> String {
    format!("org_{}", stored(app, &format!("SELECT id FROM organisations WHERE name = '{name}'")).await)
}

/// The council of this name.
pub(crate) async fn council(app: &DemoApp, name: &str) -> String {
    format!("council_{}", stored(app, &format!("SELECT id FROM councils WHERE name = '{name}'")).await)
}

/// Fields of an object of this type as `subject` reads them, or as everyone does; null outside the reach.
pub(crate) async fn seen(app: &DemoApp, subject: Option<&str>, id: &str, of: &str, fields: &str) -> Value {
    let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on {of} {{ {fields} }} }} }}");
    let speaker = subject.map_or_else(|| app.anonymous(), |subject| app.speak_as(subject));
    speaker.ask(&query, json!({ "id": id })).await["node"].take()
}

/// A project as everyone reads it.
pub(crate) async fn card(app: &DemoApp, id: &str, fields: &str) -> Value {
    seen(app, None, id, "Project", fields).await
}

/// The rows of a connection that was asked for.
pub(crate) fn nodes(connection: &Value) -> &[Value] {
    connection["nodes"].as_array().unwrap_or_else(|| panic!("no rows in {connection:#}"))
}

/// The texts at a place in each row of a connection, sorted.
pub(crate) fn texts<'a>(connection: &'a Value, place: &str) -> Vec<&'a str> {
    let mut found: Vec<&str> = nodes(connection).iter().filter_map(|node| node.pointer(place)?.as_str()).collect();
    found.sort_unstable();
    found
}

/// What a project says that it wants, in words.
pub(crate) async fn objectives(app: &DemoApp, project: &str) -> Vec<String> {
    let asked = "targets(first: 20, filter: { kind: { eq: OBJECTIVE } }) { nodes { statement } }";
    let card = card(app, project, asked).await;
    texts(&card["targets"], "/statement").into_iter().map(str::to_owned).collect()
}
