//! What a field that points at something offers.

use gateway::graph::{Shown, ShownObject};
use kernel::{Lang, command::Enumeration};
use serde_json::{Value, json};
use taxonomy::Scheme;
use web::{
    commands::FieldKind,
    port::{Choice, Refusal},
};

use super::{CommandDesk, Reader, by_id, of_prefix, words};
use crate::pages;

/// Most that a field offers at once; among more the reader searches.
const MOST: usize = 100;
/// Most codes of a list that a field offers whole.
const MOST_CODES: usize = 400;
/// Types that have a list of their own at the schema's root, by its field: the type's name in the plural.
const LISTED: [&str; 17] = [
    "AccessToken",
    "Council",
    "Effort",
    "Enrolment",
    "Hub",
    "IndustryCouncil",
    "Membership",
    "Need",
    "Occasion",
    "Organisation",
    "Outcome",
    "Participation",
    "Project",
    "RoleAssignment",
    "SavedQuestion",
    "Triage",
    "WorkforceSnapshot",
];

/// The root field that lists objects of a type, if any.
pub(super) fn list_of(name: &str) -> Option<String> {
    let is_listed = LISTED.contains(&name);
    is_listed.then(|| format!("{}{}s", name[..1].to_lowercase(), &name[1..]))
}

/// What a value of an enumeration is called.
pub(super) fn of_enumeration(enumeration: &Enumeration, code: &str, lang: Lang) -> String {
    let values = (enumeration.values)();
    let found = values.iter().find(|value| value.code == code);
    found.map_or_else(|| code.to_owned(), |value| value.words.get(lang).to_owned())
}

/// The values of an enumeration, to choose among.
pub(super) fn all_of(enumeration: &Enumeration, lang: Lang) -> Vec<Choice> {
    let upper = |text: &str| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    let label = |value: &kernel::command::EnumerationValue| match value.note {
        // What is told after a comma already needs no brackets.
        Some(note) if !value.words.get(lang).contains(", ") => {
            format!("{} ({})", upper(value.words.get(lang)), note.get(lang))
        }
        _ => upper(value.words.get(lang)),
    };
    let choice = |value: &kernel::command::EnumerationValue| Choice {
        value: value.code.clone().into_owned(),
        label: label(value),
    };
    (enumeration.values)().iter().map(choice).collect()
}

/// The codes of a list, whole or those that answer to a search.
pub(super) fn of_scheme(name: &str, sought: &str, chosen: &[String], lang: Lang) -> FieldKind {
    let Some(scheme) = Scheme::parse(name) else {
        return FieldKind::Line { max: 100 };
    };
    let all = pages::codes(scheme, lang);
    if all.len() <= MOST_CODES {
        return FieldKind::Choice(all);
    }
    let named = |concept: &taxonomy::Concept| Choice {
        value: concept.code.to_owned(),
        label: format!("{} ({})", concept.label(lang), concept.code),
    };
    let kept = chosen.iter().filter_map(|code| taxonomy::lookup(scheme, code));
    let found = taxonomy::search(&[scheme], sought, MOST);
    let mut choices: Vec<Choice> = kept.map(named).collect();
    let more = found.len() == MOST;
    choices.extend(found.into_iter().map(named).filter(|choice| !chosen.contains(&choice.value)));
    // A long list is searched in even before anything was sought.
    FieldKind::Search { found: choices, sought: sought.to_owned(), more: more || sought.is_empty() }
}

impl CommandDesk {
    /// The objects with this prefix within the reader's reach: all when they are few, else those that answer to a search.
    pub(super) async fn of_objects(
        &self,
        reader: &Reader,
        prefix: &str,
        sought: &str,
        chosen: &[String],
    ) -> Result<FieldKind, Refusal> {
        let Some(object) = of_prefix(prefix) else { return Ok(FieldKind::Line { max: 100 }) };
        let Some(list) = list_of(object.name) else { return self.by_id_only(reader, object, chosen).await };
        let (variable, filter) = match object.searched {
            Some(field) if !sought.trim().is_empty() => {
                ("($sought: String!)", format!(", filter: {{ {field}: {{ contains: $sought }} }}"))
            }
            _ => ("", String::new()),
        };
        let document = format!(
            "query{variable} {{ {list}(first: {MOST}{filter}) {{ pageInfo {{ hasNextPage }} nodes {{ id {} }} }} }}",
            object.title
        );
        let variables = if variable.is_empty() { json!({}) } else { json!({ "sought": sought.trim() }) };
        let found = match self.ask(reader, &document, variables).await {
            Err(Refusal::NoReach) => Value::Null,
            found => found?,
        };
        let nodes = found[&list]["nodes"].as_array().cloned().unwrap_or_default();
        let mut choices: Vec<Choice> = nodes.iter().filter_map(|node| choice(node, reader.lang())).collect();
        choices.sort_by_cached_key(|choice| kernel::text::sort_key(&choice.label));
        let more = found[&list]["pageInfo"]["hasNextPage"].as_bool().unwrap_or_default();
        for id in
            chosen.iter().filter(|id| !choices.iter().any(|choice| choice.value == **id)).cloned().collect::<Vec<_>>()
        {
            choices.extend(self.named(reader, &id).await?);
        }
        let is_searchable = object.searched.is_some();
        Ok(match (more || !sought.trim().is_empty(), is_searchable) {
            (true, true) => FieldKind::Search { found: choices, sought: sought.to_owned(), more },
            _ => FieldKind::Choice(choices),
        })
    }

    /// Of a type without a list: what is pointed at already, or an id.
    async fn by_id_only(&self, reader: &Reader, object: &ShownObject, chosen: &[String]) -> Result<FieldKind, Refusal> {
        let mut choices = Vec::new();
        for id in chosen.iter().filter(|id| id.starts_with(object.prefix)) {
            choices.extend(self.named(reader, id).await?);
        }
        Ok(if choices.is_empty() { FieldKind::Line { max: 100 } } else { FieldKind::Choice(choices) })
    }

    /// The object with this id by what stands for it; nothing outside the reader's reach.
    pub(super) async fn named(&self, reader: &Reader, id: &str) -> Result<Option<Choice>, Refusal> {
        let Some(object) = id.split_once('_').and_then(|(prefix, _)| of_prefix(prefix)) else { return Ok(None) };
        let document =
            format!("query($id: ID!) {{ node(id: $id) {{ id ... on {} {{ {} }} }} }}", object.name, object.title);
        let found = self.ask(reader, &document, by_id(id)).await?;
        Ok(choice(&found["node"], reader.lang()))
    }
}

/// An object by its id and what stands for it; its enumerations' values by their words.
pub(super) fn choice(node: &Value, lang: Lang) -> Option<Choice> {
    let value = node["id"].as_str()?.to_owned();
    let mut node = node.clone();
    let object = value.split_once('_').and_then(|(prefix, _)| of_prefix(prefix));
    for field in object.iter().flat_map(|object| &object.fields) {
        if let (Shown::Choice(enumeration), Some(code)) = (field.shown, node[field.name].as_str()) {
            node[field.name] = of_enumeration(enumeration, code, lang).into();
        }
    }
    let title = words::title(&node);
    Some(Choice { label: if title.is_empty() { value.clone() } else { title }, value })
}
