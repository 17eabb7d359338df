//! Every query that stands in the tests, asked both ways: what a test asks somebody thought worth asking.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use async_graphql::parser::{
    parse_query,
    types::{BaseType, ExecutableDocument, OperationType, Type},
};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{Answer, Asker};
use crate::{
    architecture::{
        files_below,
        source::{literals, repository},
    },
    columns::{READERS, TYPES, lists, reader_of, types},
    connections::others,
    harness::{DemoApp, trial::both},
};

pub fn tests() -> Vec<Trial> {
    both![every_query_of_the_suite_is_answered_alike_in_both_ways]
}

/// One who reaches much, one who reaches what is public, and one who reaches what is their own.
const CALLERS: [&str; 3] = ["demo-hub-manager", "demo-public-reader", "demo-participant"];

/// What an operation may stand on besides a list's rows.
const INPUTS: &str = "{ __schema { types { name enumValues { name } inputFields { name defaultValue
    type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }";

/// The demonstration's first of September.
const DAY: &str = "2026-09-01";

/// What the places of a template are tried with until an operation comes out that is answered.
const FILLS: [&str; 6] = ["3", "id", "needs", "first: 3", "ASC", ""];

/// Braces of a template that are the operation's own, while its places are filled.
const OPEN: &str = "\u{1}";
const CLOSE: &str = "\u{2}";

/// The texts of the suite that may be operations: its documents, and what stands in quotes in its sources.
fn texts() -> BTreeSet<String> {
    let mut files = Vec::new();
    files_below(&repository().join("tests"), "tests", &mut files);
    let mut found = BTreeSet::new();
    for file in files {
        let text = || fs::read_to_string(repository().join(&file)).expect("a text");
        if file.ends_with(".graphql") {
            found.extend(operations(text()));
        } else if file.starts_with("tests/api/") && file.ends_with(".rs") {
            found.extend(quoted_operations(&text()));
        }
    }
    found
}

/// A document of several operations has each in a paragraph of its own.
fn operations(text: String) -> Vec<String> {
    match parse_query(&text) {
        Ok(document) if document.operations.iter().len() > 1 => text.split("\n\n").map(str::to_owned).collect(),
        _ => vec![text],
    }
}

/// What stands in quotes and looks like an operation, with the file's constants in their places.
fn quoted_operations(source: &str) -> Vec<String> {
    let literals = literals(source);
    let constants = literals.iter().filter_map(|(at, text)| Some((constant(&source[..*at])?, text)));
    let constants: Vec<(String, String)> =
        constants.map(|(name, text)| (format!("{{{name}}}"), text.replace('{', "{{").replace('}', "}}"))).collect();
    let mut found = Vec::new();
    for (_, text) in literals.iter().filter(|(_, text)| text.contains('{') && text.contains([' ', '('])) {
        let filled = constants.iter().fold(text.clone(), |text, (place, constant)| match is_template(&text) {
            true => text.replace(place, constant),
            false => text,
        });
        found.push(filled);
    }
    found
}

/// The name of the constant whose text comes next.
fn constant(before: &str) -> Option<&str> {
    let (_, last) = before.trim_end().strip_suffix('=')?.rsplit_once("const ")?;
    let (name, of) = last.split_once(": ")?;
    (of.trim_end() == "&str").then_some(name)
}

fn is_template(text: &str) -> bool {
    text.contains("{{")
}

/// The query that a text is.
fn query(text: &str) -> Option<ExecutableDocument> {
    let document = parse_query(text).ok()?;
    let mut operations = document.operations.iter();
    let is_query = operations.next().is_some_and(|(_, operation)| operation.node.ty == OperationType::Query);
    (is_query && operations.next().is_none()).then_some(document)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Where an id stands: its name, the text before it, and the whole text.
struct Place<'a> {
    name: &'a str,
    before: &'a str,
    text: &'a str,
}

/// What operations are filled with.
struct Known<'a> {
    /// Enumerations and inputs, as the schema tells them.
    types: BTreeMap<&'a str, &'a Value>,
    /// Root lists, with what their rows are.
    lists: Vec<(&'a str, &'a str)>,
    /// The first id of each type that has a list.
    ids: BTreeMap<&'a str, String>,
}

impl Known<'_> {
    /// What a text may be: alternatives, of which the first that is answered is asked; a template of lists has some
    /// for each list.
    fn alternatives(&self, text: &str) -> Vec<Vec<(String, Value)>> {
        if query(text).is_some() {
            return vec![self.with_variables([text.to_owned()])];
        }
        if !is_template(text) {
            return Vec::new();
        }
        let lists = if text.contains("{list}") { self.lists.as_slice() } else { &[("needs", "Need")] };
        let filled = lists.iter().map(|list| FILLS.map(|fill| self.filled(text, *list, fill)));
        filled.map(|texts| self.with_variables(texts)).collect()
    }

    /// Those that are queries, with what they must be given.
    fn with_variables<const N: usize>(&self, texts: [String; N]) -> Vec<(String, Value)> {
        let mut queries = Vec::new();
        for text in texts {
            if let Some(document) = query(&text) {
                let variables = self.variables(&document, &text);
                queries.push((text, variables));
            }
        }
        queries
    }

    /// A template with what the name of each place says, and with `fill` where it says nothing.
    fn filled(&self, template: &str, (list, of): (&str, &str), fill: &str) -> String {
        let template = template.replace("{{", OPEN).replace("}}", CLOSE);
        let mut parts = template.split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            let filled = match name {
                "list" => list,
                "of" | "kind" => of,
                "day" => DAY,
                _ if text.ends_with('"') && rest.starts_with('"') => {
                    self.thing(&Place { name, before: &text, text: &template }).1
                }
                _ => fill,
            };
            text = format!("{text}{filled}{rest}");
        }
        text.replace(OPEN, "{").replace(CLOSE, "}")
    }

    /// The thing of the demonstration that stands at a place: of the type that its name says, or the words before it,
    /// or the first condition of the text.
    fn thing(&self, place: &Place<'_>) -> (&str, &str) {
        let conditions = place.text.split("... on ").skip(1).filter_map(|condition| words(condition).next());
        let meant = std::iter::once(place.name).chain(words(place.before).rev().take(3)).chain(conditions);
        let known = |word: &str| {
            let word = word.trim_end_matches("Id").trim_end_matches("Ids");
            self.ids.iter().find(|(of, _)| of.eq_ignore_ascii_case(word))
        };
        let (of, id) = meant.filter_map(known).chain(&self.ids).next().expect("ids");
        (*of, id.as_str())
    }

    /// What a query must be given.
    fn variables(&self, document: &ExecutableDocument, text: &str) -> Value {
        let definitions = document.operations.iter().flat_map(|(_, operation)| &operation.node.variable_definitions);
        let needed = definitions.filter(|definition| definition.node.default_value().is_none());
        needed
            .map(|definition| {
                let name = definition.node.name.node.as_str();
                let at = text.rfind(&format!("${name}")).unwrap_or_default();
                let place = Place { name, before: &text[..at], text };
                (name.to_owned(), self.value(&definition.node.var_type.node, &place))
            })
            .collect()
    }

    fn value(&self, of: &Type, place: &Place<'_>) -> Value {
        match &of.base {
            BaseType::List(item) => json!([self.value(item, place)]),
            BaseType::Named(name) => self.named(name.as_str(), place),
        }
    }

    /// A value of a scalar, the first of an enumeration, or of an input what it must have.
    fn named(&self, of: &str, place: &Place<'_>) -> Value {
        let thing = || self.thing(place);
        match of {
            "ID" => json!(thing().1),
            "_Any" => json!({ "__typename": thing().0, "id": thing().1 }),
            "Int" => json!(3),
            "Float" => json!(0.5),
            "Boolean" => json!(true),
            "Date" => json!(DAY),
            "DateTime" => json!(format!("{DAY}T08:00:00Z")),
            _ => match self.types.get(of) {
                Some(of) if of["enumValues"].is_array() => of["enumValues"][0]["name"].clone(),
                Some(of) if of["inputFields"].is_array() => self.input(&of["inputFields"], place),
                _ => json!("s"),
            },
        }
    }

    fn input(&self, fields: &Value, place: &Place<'_>) -> Value {
        let fields = fields.as_array().into_iter().flatten();
        let needed = fields.filter(|field| field["type"]["kind"] == "NON_NULL" && field["defaultValue"].is_null());
        let valued = needed.map(|field| {
            let name = field["name"].as_str().expect("a name");
            (name.to_owned(), self.told(&field["type"], &Place { name, before: place.before, text: place.text }))
        });
        valued.collect()
    }

    /// A value of a type as the schema tells it.
    fn told(&self, of: &Value, place: &Place<'_>) -> Value {
        match of["kind"].as_str() {
            Some("NON_NULL") => self.told(&of["ofType"], place),
            Some("LIST") => json!([self.told(&of["ofType"], place)]),
            _ => self.named(of["name"].as_str().expect("a name"), place),
        }
    }
}

impl Asker<'_> {
    /// The answer, which is the same both ways, errors with their places; nothing where a query is refused.
    async fn same_unless_refused(&mut self, query: &str, variables: &Value) -> Option<Answer> {
        let (_, text) = self.reader.text(query, variables.clone()).await;
        if !text.contains("\"data\":") {
            return None;
        }
        let planned = Answer::read(&text);
        let resolved = Answer::read(&self.socket.text(query, variables).await);
        if planned.data != resolved.data {
            // What tells of reading itself is another with each.
            let again = Answer::read(&self.reader.text(query, variables.clone()).await.1);
            assert_ne!(planned.data, again.data, "{query} {variables}: {}", resolved.data);
            return Some(planned);
        }
        assert_eq!(planned.placed, resolved.placed, "{query} {variables}");
        assert_eq!(planned.price, resolved.price, "{query} {variables}");
        Some(planned)
    }
}

async fn every_query_of_the_suite_is_answered_alike_in_both_ways(app: DemoApp) {
    others(&app).await;
    let reader = app.speak_as(READERS[0]);
    let (schema, inputs) = (reader.ask(TYPES, json!({})).await, reader.ask(INPUTS, json!({})).await);
    let lists = lists(&types(&schema));
    let mut ids = BTreeMap::new();
    for (list, of) in &lists {
        let reader = app.speak_as(READERS[reader_of(&app, list).await]);
        let rows = reader.ask(&format!("{{ {list}(first: 1) {{ nodes {{ id }} }} }}"), json!({})).await;
        ids.insert(*of, rows[list]["nodes"][0]["id"].as_str().expect("a row").to_owned());
    }
    let known = Known { types: types(&inputs), lists, ids };
    let mut asked: BTreeMap<String, Value> = BTreeMap::new();
    let (mut planned, mut failed) = (0, 0);
    let mut asker = Asker::of(&app, CALLERS[0]).await;
    let found: Vec<Vec<(String, Value)>> = texts().iter().flat_map(|text| known.alternatives(text)).collect();
    for alternatives in found {
        for (query, variables) in alternatives {
            if asked.contains_key(&query) {
                break;
            }
            let Some(answer) = asker.same_unless_refused(&query, &variables).await else { continue };
            planned += usize::from(answer.planned > 0);
            failed += usize::from(!answer.errors.is_empty());
            asked.insert(query, variables);
            break;
        }
    }
    for caller in &CALLERS[1..] {
        let mut asker = Asker::of(&app, caller).await;
        for (query, variables) in &asked {
            asker.same_unless_refused(query, variables).await;
        }
    }
    assert!(asked.len() > 500, "only {} queries were found", asked.len());
    assert!(planned > 50 && failed > 3, "of {} only {planned} were planned and {failed} failed", asked.len());
}
