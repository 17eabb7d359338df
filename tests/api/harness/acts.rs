//! What most tests say: who acts and who is a stranger, a mutation that succeeds or is refused, what somebody sees of an object, and
//! what is there by its name.

use serde_json::{Value, json};

use super::{DemoApp, ISSUER};

/// Of the vehicle company in Gothenburg.
pub(crate) const CONTACT: &str = "demo-org-contact";
/// Of another company, in Västmanland.
pub(crate) const STRANGER: &str = "demo-other-org-contact";

/// The only id that a statement finds, as it is stored.
pub(crate) async fn stored(app: &DemoApp, sql: &str) -> String {
    let mut found = app.texts(sql).await;
    assert_eq!(found.len(), 1, "{sql}");
    found.swap_remove(0)
}

/// Gives a role with one anchor, `councilId` say.
pub(crate) async fn give(app: &DemoApp, subject: &str, role: &str, anchor: &str, id: &str) {
    let assign = "mutation($input: AssignRoleInput!) { assignRole(input: $input) { userErrors { code path } } }";
    let mut input = json!({ "issuer": ISSUER, "subject": subject, "role": role });
    input[anchor] = json!(id);
    let data = app.speak_as("demo-system-admin").ask(assign, json!({ "input": input })).await;
    assert_eq!(data["assignRole"]["userErrors"], json!([]), "{data:#}");
}

/// Gives `manager` the project that a statement finds, and answers with its id.
pub(crate) async fn manager(app: &DemoApp, sql: &str) -> String {
    let project = format!("project_{}", stored(app, sql).await);
    give(app, "manager", "PROJECT_MANAGER", "projectId", &project).await;
    project
}

/// Gives `employer` the organisation of this name, and answers with its id.
pub(crate) async fn employer(app: &DemoApp, name: &str) -> String {
    let found = stored(app, &format!("SELECT id FROM organisations WHERE name = '{name}'")).await;
    let organisation = format!("org_{found}");
    give(app, "employer", "ORG_CONTACT", "organisationId", &organisation).await;
    organisation
}

/// The mutation `name(input: NameInput!)`, that answers with `shown`.
fn mutation(name: &str, shown: &str) -> String {
    let mut kind = name.to_owned();
    if let Some(first) = kind.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("mutation($input: {kind}Input!) {{ {name}(input: $input) {{ {shown} userErrors {{ code path }} }} }}")
}

/// A mutation's only record; it must succeed.
pub(crate) async fn done(app: &DemoApp, subject: &str, mutation: &str, input: Value) -> Value {
    let data = app.speak_as(subject).ask(mutation, json!({ "input": input })).await;
    let payload = data.as_object().and_then(|data| data.values().next()).expect("a payload");
    assert_eq!(payload["userErrors"], json!([]), "{data:#}");
    let mut fields = payload.as_object().expect("fields").iter();
    fields.find(|(name, _)| *name != "userErrors").expect("what was done").1.clone()
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
