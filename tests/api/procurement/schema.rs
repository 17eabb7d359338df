//! Whether a document is as its JSON schema (draft 4) has it, by the words that the schemas of OCDS use; a word that is not known here
//! fails. A field that the schema does not know is a fault as well: it would be one that we misspelt.

use chrono::DateTime;
use serde_json::{Map, Value};

/// A schema and those that it refers to by their address.
pub struct Schema {
    main: Value,
    others: Vec<Value>,
}

/// Words that say nothing of a value.
const SILENT: [&str; 13] = [
    "$schema",
    "id",
    "title",
    "description",
    "definitions",
    "default",
    "codelist",
    "openCodelist",
    "omitWhenMerged",
    "wholeListMerge",
    "versionId",
    "deprecated",
    "patternProperties",
];

impl Schema {
    /// Of this text, referring to these.
    pub fn read(main: &str, others: &[&str]) -> Self {
        let read = |text: &str| serde_json::from_str(text).expect("a schema is JSON");
        Self { main: read(main), others: others.iter().map(|text| read(text)).collect() }
    }

    /// What is wrong with a document, a line each.
    pub fn faults(&self, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.main, &self.main, document, "", &mut faults);
        faults
    }

    /// `within` is the schema that local references are of.
    fn check(&self, within: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let rules = schema.as_object().expect("a schema is an object");
        if let Some(named) = rules.get("$ref").and_then(Value::as_str) {
            let (within, schema) = self.referred(within, named);
            return self.check(within, schema, value, at, faults);
        }
        for (word, rule) in rules {
            let holds = match word.as_str() {
                "type" => is_of(rule, value),
                "enum" => rule.as_array().is_some_and(|values| values.contains(value)),
                "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= number(rule)),
                "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= number(rule)),
                "uniqueItems" => value.as_array().is_none_or(|items| are_different(items)),
                "format" => value.as_str().is_none_or(|text| is_written(rule, text)),
                // Of the one text that has it: `1.1`.
                "pattern" => value.as_str().is_none_or(|text| text.split('.').all(|part| part.parse::<u32>().is_ok())),
                "required" => value.as_object().is_none_or(|fields| names(rule).all(|name| fields.contains_key(name))),
                "properties" => {
                    self.properties(within, rules, rule, value, at, faults);
                    true
                }
                "items" => {
                    for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(within, rule, item, &format!("{at}/{nth}"), faults);
                    }
                    true
                }
                word => {
                    assert!(SILENT.contains(&word), "{word} is not known: {rule}");
                    true
                }
            };
            if !holds {
                faults.push(format!("{at}: {word} {rule} does not hold of {value}"));
            }
        }
    }

    fn properties(
        &self,
        within: &Value,
        rules: &Map<String, Value>,
        known: &Value,
        value: &Value,
        at: &str,
        faults: &mut Vec<String>,
    ) {
        for (name, value) in value.as_object().into_iter().flatten() {
            match known.get(name) {
                Some(schema) => self.check(within, schema, value, &format!("{at}/{name}"), faults),
                None => faults.push(format!("{at}/{name} is not known to {}", rules["title"])),
            }
        }
    }

    fn referred<'s>(&'s self, within: &'s Value, named: &str) -> (&'s Value, &'s Value) {
        if let Some(local) = named.strip_prefix('#') {
            return (within, within.pointer(local).unwrap_or_else(|| panic!("{named} is not there")));
        }
        let other = self.others.iter().find(|other| other["id"] == named).unwrap_or_else(|| panic!("{named} is away"));
        (other, other)
    }
}

fn number(rule: &Value) -> u64 {
    rule.as_u64().expect("a number")
}

fn names(rule: &Value) -> impl Iterator<Item = &str> {
    rule.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn is_of(types: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    };
    types.as_str().map_or_else(|| names(types).any(is), is)
}

fn are_different(items: &[Value]) -> bool {
    items.iter().enumerate().all(|(at, item)| !items[at + 1..].contains(item))
}

fn is_written(format: &Value, text: &str) -> bool {
    match format.as_str() {
        Some("date-time") => DateTime::parse_from_rfc3339(text).is_ok(),
        Some("uri") => text.parse::<http::Uri>().is_ok_and(|uri| uri.scheme().is_some()),
        other => panic!("{other:?} is no format"),
    }
}
