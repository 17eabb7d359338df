//! Lists read only the columns that are looked at: no field may say that it looks at less than it does.

use std::collections::BTreeMap;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    connections::others,
    harness::{DemoApp, trial::both},
};

pub fn tests() -> Vec<Trial> {
    both![a_field_asked_alone_is_what_it_is_in_the_whole_row]
}

/// Every type with its fields.
pub const TYPES: &str = "{ __schema { types { name kind interfaces { name } fields { name
    args { name defaultValue type { kind } }
    type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }";

/// The types by their names.
pub fn types(schema: &Value) -> BTreeMap<&str, &Value> {
    let types = schema["__schema"]["types"].as_array().expect("types").iter();
    types.map(|of| (of["name"].as_str().expect("a name"), of)).collect()
}

/// The named type below lists and non-nulls.
fn named(mut of: &Value) -> (&str, &str) {
    while of["name"].is_null() {
        of = &of["ofType"];
    }
    (of["kind"].as_str().unwrap_or_default(), of["name"].as_str().unwrap_or_default())
}

/// What can be asked of a type without an argument: each field's name and type.
fn fields<'a>(types: &'a BTreeMap<&str, &'a Value>, of: &str) -> Vec<(&'a str, &'a str, &'a str)> {
    let free = |field: &&Value| {
        let needed = |arg: &Value| arg["type"]["kind"] == "NON_NULL" && arg["defaultValue"].is_null();
        !field["args"].as_array().expect("arguments").iter().any(needed)
    };
    let fields = types[of]["fields"].as_array().expect("fields").iter().filter(free);
    fields
        .map(|field| (field["name"].as_str().expect("a name"), named(&field["type"]).0, named(&field["type"]).1))
        .collect()
}

/// A field with as much below it as makes it comparable.
fn selection(types: &BTreeMap<&str, &Value>, name: &str, kind: &str, of: &str) -> String {
    if kind != "OBJECT" {
        return name.to_owned();
    }
    let below = fields(types, of);
    if below.iter().any(|(name, ..)| *name == "nodes") {
        return format!("{name}(first: 2) {{ nodes {{ __typename }} }}");
    }
    if below.iter().any(|(name, ..)| *name == "id") {
        return format!("{name} {{ id }}");
    }
    let leaves: Vec<&str> =
        below.iter().filter(|(_, kind, _)| matches!(*kind, "SCALAR" | "ENUM")).map(|(name, ..)| *name).collect();
    format!("{name} {{ __typename {} }}", leaves.join(" "))
}

/// The root lists of the schema, and what their rows are.
pub fn lists<'a>(types: &BTreeMap<&'a str, &'a Value>) -> Vec<(&'a str, &'a str)> {
    let query: &'a Value = types["Query"];
    let fields = query["fields"].as_array().expect("fields").iter();
    fields
        .filter_map(|field| Some((field["name"].as_str()?, named(&field["type"]).1.strip_suffix("Connection")?)))
        .collect()
}

/// Of whom the first that reaches rows of a list reads it. The last two have their roles from [`others`].
pub const READERS: [&str; 5] =
    ["demo-hub-manager", "demo-org-contact", "demo-system-admin", "workplace-contact", "lift-manager"];

/// Who of [`READERS`] reads `list`, by their place.
pub async fn reader_of(app: &DemoApp, list: &str) -> usize {
    for (at, reader) in READERS.into_iter().enumerate() {
        let rows = app.speak_as(reader).ask(&format!("{{ {list}(first: 1) {{ nodes {{ id }} }} }}"), json!({})).await;
        if !rows[list]["nodes"].as_array().expect("nodes").is_empty() {
            return at;
        }
    }
    panic!("{list} has no rows for {READERS:?}");
}

async fn a_field_asked_alone_is_what_it_is_in_the_whole_row(app: DemoApp) {
    others(&app).await;
    let schema = app.speak_as(READERS[0]).ask(TYPES, json!({})).await;
    let types = types(&schema);
    let mut compared = 0;
    for (list, of) in lists(&types) {
        let reader = app.speak_as(READERS[reader_of(&app, list).await]);
        let mut told = 0;
        for (at, (name, kind, below)) in fields(&types, of).into_iter().enumerate() {
            let field = selection(&types, name, kind, below);
            // Both ways to a list's rows; and the whole row, which is always read to the last column.
            let rows = if at % 2 == 0 {
                format!("nodes {{ key: id {field} }}")
            } else {
                format!("edges {{ node {{ key: id {field} }} }}")
            };
            let alone = reader.ask(&format!("{{ {list}(first: 40) {{ {rows} }} }}"), json!({})).await;
            let alone: Vec<&Value> = match alone[list]["nodes"].as_array() {
                Some(nodes) => nodes.iter().collect(),
                None => alone[list]["edges"].as_array().expect("edges").iter().map(|edge| &edge["node"]).collect(),
            };
            assert!(!alone.is_empty(), "{list} has rows");
            let ids: Vec<&str> = alone.iter().map(|row| row["key"].as_str().expect("an id")).collect();
            let whole = format!("query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {of} {{ key: id {field} }} }} }}");
            let whole = reader.ask(&whole, json!({ "ids": ids })).await;
            let whole = whole["nodes"].as_array().expect("nodes");
            for (part, row) in alone.into_iter().zip(whole) {
                assert_eq!(part, row, "{of}.{name}");
                told += usize::from(!row[name].is_null());
            }
            compared += 1;
        }
        assert!(told > 4, "{of}: only {told} values to compare");
    }
    assert!(compared > 600, "only {compared} fields");
}
