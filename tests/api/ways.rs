//! Rows of pages are written in one go where nothing but pages is asked, and field by field elsewhere: the two ways say the same.

use std::collections::BTreeMap;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    columns::{LISTS, TYPES, types},
    harness::{Furnished, trial::both},
};

pub fn tests() -> Vec<Trial> {
    both![whatever_is_selected_both_ways_say_the_same, every_built_in_document_is_answered_alike_both_ways]
}

/// Selections of so many operations a list are drawn.
const DRAWN: u64 = 24;

/// Numbers that look drawn and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound.max(1) as u64).unwrap_or(0)
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }
}

struct Selections<'a> {
    types: BTreeMap<&'a str, &'a Value>,
    draw: Draw,
    fragments: Vec<String>,
    aliases: usize,
}

fn named(mut of: &Value) -> (&str, &str) {
    while of["name"].is_null() {
        of = &of["ofType"];
    }
    (of["kind"].as_str().unwrap_or_default(), of["name"].as_str().unwrap_or_default())
}

impl<'a> Selections<'a> {
    /// What can be asked of a type without an argument, and what of it: pages and objects lead to others.
    fn fields(&self, of: &str) -> Vec<(&'a str, &'a str, &'a str)> {
        let needed = |arg: &&Value| arg["type"]["kind"] == "NON_NULL" && arg["defaultValue"].is_null();
        let free = |field: &&'a Value| !field["args"].as_array().expect("arguments").iter().any(|arg| needed(&arg));
        let fields = self.types[of]["fields"].as_array().expect("fields").iter().filter(free);
        fields
            .map(|field| {
                let (kind, below) = named(&field["type"]);
                (field["name"].as_str().expect("a name"), kind, below)
            })
            .collect()
    }

    /// Some fields of a type, aliased, repeated and wrapped in fragments as they are drawn.
    fn of(&mut self, of: &'a str, depth: usize) -> String {
        let fields = self.fields(of);
        let mut parts = vec!["__typename".to_owned()];
        for _ in 0..1 + self.draw.below(6) {
            let (name, kind, below) = fields[self.draw.below(fields.len())];
            let selected = match kind {
                "SCALAR" | "ENUM" => String::new(),
                "OBJECT" if depth == 0 => continue,
                "OBJECT" if below.ends_with("Connection") => {
                    let node = below.trim_end_matches("Connection");
                    let node = *self.types.keys().find(|name| **name == node).expect("a type");
                    format!("(first: 3) {{ nodes {{ {} }} pageInfo {{ hasNextPage }} }}", self.of(node, depth - 1))
                }
                "OBJECT" => format!(" {{ {} }}", self.of(below, depth - 1)),
                _ => continue,
            };
            // A name of its own: the same key for two things is refused before.
            self.aliases += 1;
            let alias =
                if self.draw.one_in(2) { format!("a{}: ", self.aliases) } else { format!("{name}_{}: ", self.aliases) };
            let directive = match self.draw.below(8) {
                0 => " @include(if: true)",
                1 => " @skip(if: true)",
                _ => "",
            };
            let arguments = selected.find(')').filter(|_| selected.starts_with('(')).map_or(0, |at| at + 1);
            let field = format!("{alias}{name}{}{directive}{}", &selected[..arguments], &selected[arguments..]);
            parts.push(match self.draw.below(8) {
                0 => format!("... on {of} {{ {field} }}"),
                1 => format!("... {{ {field} }}"),
                2 => {
                    let fragment = format!("F{}", self.fragments.len());
                    self.fragments.push(format!("fragment {fragment} on {of} {{ {field} }}"));
                    format!("...{fragment}")
                }
                // Twice the same is one.
                3 if depth > 0 => format!("{field} {field}"),
                _ => field,
            });
        }
        parts.join(" ")
    }
}

async fn whatever_is_selected_both_ways_say_the_same(app: Furnished) {
    let reader = app.speak_as("demo-hub-manager");
    let schema = reader.ask(TYPES, json!({})).await;
    let mut selections = Selections { types: types(&schema), draw: Draw(7), fragments: Vec::new(), aliases: 0 };
    let (mut told, mut rows) = (0, 0);
    for (list, of) in LISTS {
        for _ in 0..DRAWN {
            selections.fragments.clear();
            let selection = selections.of(of, 2);
            let page = format!("{list}(first: 5) {{ nodes {{ {selection} }} }}");
            let fragments = selections.fragments.join(" ");
            let (_, in_one_go) = reader.answer(&format!("{{ {page} }} {fragments}"), json!({})).await;
            let beside = format!("{{ viewer {{ signedIn }} {page} }} {fragments}");
            let (_, by_field) = reader.answer(&beside, json!({})).await;
            assert_eq!(in_one_go["data"][list], by_field["data"][list], "{page} {fragments}");
            assert_eq!(in_one_go["errors"], by_field["errors"], "{page} {fragments}");
            told += usize::from(in_one_go["errors"].is_null());
            rows += in_one_go["data"][list]["nodes"].as_array().map_or(0, Vec::len);
        }
    }
    assert!(told > 200 && rows > 800, "only {told} answers with {rows} rows");
}

/// The documents that people ask by, with what their parameters are when nothing is filled in.
async fn every_built_in_document_is_answered_alike_both_ways(app: Furnished) {
    let reader = app.speak_as("demo-hub-manager");
    let mut told = 0;
    for question in app.house.desk.catalogue().all() {
        let document = question.document();
        if question.paging().is_none() {
            continue;
        }
        let Some(at) = document.find('{') else { continue };
        let beside = format!("{}{{ viewer {{ signedIn }} {}", &document[..at], &document[at + 1..]);
        let variables = json!({ "first": 20, "lang": "SV", "after": null });
        let (_, in_one_go) = reader.answer(document, variables.clone()).await;
        let (_, mut by_field) = reader.answer(&beside, variables).await;
        if let Some(data) = by_field["data"].as_object_mut() {
            data.remove("viewer");
        }
        assert_eq!(in_one_go["data"], by_field["data"], "{}", question.slug());
        told += usize::from(in_one_go["errors"].is_null() && in_one_go["data"].is_object());
    }
    assert!(told > 10, "only {told} documents were answered");
}
