//! What a field that points at something offers.

use std::collections::HashMap;

use access::{Action, policy};
use graph::{MutationField, ShownObject};
use kernel::{
    Lang,
    command::{Enumeration, Field, Kind},
    text::sort_key,
};
use serde_json::{Map, Value, json};
use taxonomy::Scheme;
use web::{
    commands::{FieldKind, Given},
    port::{Choice, Refusal},
};

use super::{
    CommandService, Reader, by_id, limits,
    lists::{List, all, list_of},
    of_id, of_prefix, of_type, title, words,
};
use crate::answers;

/// Most that a field offers at once; among more the reader searches.
const MOST: usize = 100;
/// Most words that people are searched for by.
const MOST_WORDS: usize = 5;
/// Most codes of a list that a field offers whole.
const MOST_CODES: usize = 400;

/// What a value of an enumeration is called.
pub(super) fn of_enumeration(enumeration: &Enumeration, code: &str, lang: Lang) -> String {
    let values = (enumeration.values)();
    let found = values.iter().find(|value| value.code == code);
    found.map_or_else(|| code.to_owned(), |value| value.words.get(lang).to_owned())
}

/// The values of an enumeration, to choose among.
pub(super) fn all_of(enumeration: &Enumeration, lang: Lang) -> Vec<Choice> {
    let label = |value: &kernel::command::EnumerationValue| match value.note {
        // What is told after a comma already needs no brackets.
        Some(note) if !value.words.get(lang).contains(", ") => {
            format!("{} ({})", words::upper_first(value.words.get(lang)), note.get(lang))
        }
        _ => words::upper_first(value.words.get(lang)),
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
    let all = answers::codes(scheme, lang);
    if all.len() <= MOST_CODES {
        return FieldKind::Choice(all);
    }
    let named = |concept: &taxonomy::Concept| Choice {
        value: concept.code.to_owned(),
        label: words::coded(concept.label(lang), concept.code),
    };
    let kept = chosen.iter().filter_map(|code| taxonomy::lookup(scheme, code));
    let found = taxonomy::search(&[scheme], sought, MOST);
    let mut choices: Vec<Choice> = kept.map(named).collect();
    // A search tells no more than that there are more; without one there are all.
    let total = match (sought.trim().is_empty(), found.len()) {
        (true, _) => Some(all.len() as u64),
        (false, MOST) => None,
        (false, found) => Some(found as u64),
    };
    choices.extend(found.into_iter().map(named).filter(|choice| !chosen.contains(&choice.value)));
    FieldKind::Search { found: choices, sought: sought.to_owned(), total, newest: false, wrong: None }
}

/// What a field wants of a list.
struct Wanted<'a> {
    /// The filter of its rows.
    rows: Option<Value>,
    /// The filter of what stands within them.
    within: Option<Value>,
    /// The command that takes a step of what is chosen.
    takes: Option<&'a MutationField>,
}

impl CommandService {
    /// What a command's field may point at within the reader's reach: all where they are few, else the newest, or those that
    /// answer to a search.
    pub(super) async fn of_objects(
        &self,
        reader: &Reader,
        row: &MutationField,
        field: &Field,
        (sought, given): (&str, &Given),
        chosen: &[String],
    ) -> Result<FieldKind, Refusal> {
        let Kind::Reference(prefix) = field.kind else { return Ok(FieldKind::Line { max: 100 }) };
        let Some(list) = list_of(prefix) else { return self.by_id_only(reader, prefix, chosen).await };
        let there = self.of_the_meeting(reader, row, field, given).await?;
        let follows = self.of_what_is_named(reader, row, field, given).await?;
        let narrowed = limits::filter(reader, row, field, self.today());
        let wanted = Wanted {
            rows: all([narrowed, there, follows].into_iter().flatten().collect()),
            within: limits::within(reader, row, field, self.today()),
            takes: limits::takes_a_step_of(row, field).then_some(row),
        };
        let (mut choices, mut total) = self.found(reader, list, wanted, sought).await?;
        if (row.name, field.name) == ("assessSkill", "analysisId") {
            let mut own = self.of_own_employments(reader).await?;
            own.retain(|one| !choices.contains(one) && sort_key(&one.label).contains(&sort_key(sought.trim())));
            total += own.len() as u64;
            choices.extend(own);
        }
        for id in chosen {
            if !choices.iter().any(|choice| choice.value == *id) {
                choices.extend(self.named(reader, id).await?);
            }
        }
        let mut choices = self.told_apart(reader, choices).await?;
        let is_cut = total > MOST as u64;
        let newest = list.is_by_day();
        if !newest {
            choices.sort_by_cached_key(|choice| sort_key(&choice.label));
        }
        Ok(match is_cut || !sought.trim().is_empty() {
            true => {
                FieldKind::Search { found: choices, sought: sought.to_owned(), total: Some(total), newest, wrong: None }
            }
            false => FieldKind::Choice(choices),
        })
    }

    /// The analyses in which the reader may assess her own levels, as her employments tell them: she reaches none of them herself.
    async fn of_own_employments(&self, reader: &Reader) -> Result<Vec<Choice>, Refusal> {
        let grant = policy::view(&reader.request, Action::AssessSkill);
        let own: Vec<String> = grant.scope().persons.iter().map(|id| id.public()).collect();
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let document = "query($own: [ID!]!) { employees(first: 100, filter: { participantId: { in: $own } }) { nodes { \
                        assessableAnalyses { id title } } } }";
        let found = self.ask(reader, document, json!({ "own": own })).await?;
        let employments = found["employees"]["nodes"].as_array().into_iter().flatten();
        let analyses = employments.flat_map(|one| one["assessableAnalyses"].as_array().into_iter().flatten());
        let mut choices: Vec<Choice> = Vec::new();
        for (value, label) in analyses.filter_map(|one| Some((one["id"].as_str()?, one["title"].as_str()?))) {
            if !choices.iter().any(|known| known.value == value) {
                choices.push(Choice { value: value.to_owned(), label: label.to_owned() });
            }
        }
        Ok(choices)
    }

    /// Those of a list that are wanted and answer to a search, as choices, and how many they are in all.
    async fn found(
        &self,
        reader: &Reader,
        list: &List,
        wanted: Wanted<'_>,
        sought: &str,
    ) -> Result<(Vec<Choice>, u64), Refusal> {
        let Some(rows) = of_type(list.of) else { return Ok((Vec::new(), 0)) };
        // What takes a step tells its own, also where the filter does not know its state.
        let state = |object: &ShownObject| {
            let steps = if wanted.takes.is_some() && object.steps { "possibleSteps { step }" } else { "" };
            let status = if list.standing { "status" } else { "" };
            format!("{steps} {status}")
        };
        let mut declared = format!("$filter: {}Filter", list.of);
        // Each name that is told is a reading that is noted: of people who were not searched for none is.
        let title = match sought.trim() {
            "" => rows.title.replace("participant { id name }", "participant { id }"),
            _ => rows.title.to_owned(),
        };
        let below = match list.within {
            "" => format!("{} {title}", state(rows)),
            "participant" => format!("{title} participant {{ id }}"),
            within => {
                let Some(object) = of_prefix(list.prefix) else { return Ok((Vec::new(), 0)) };
                let mut own = "";
                if wanted.within.is_some() {
                    declared.push_str(&format!(", $within: {}Filter", object.name));
                    own = ", filter: $within";
                }
                format!("{within}(first: 20{own}) {{ nodes {{ id {} {} }} }}", state(object), object.title)
            }
        };
        let document = format!(
            "query({declared}) {{ {root}(first: {MOST}, filter: $filter, orderBy: [{{ field: {order} }}]) {{ \
             totalCount nodes {{ id {below} }} }} }}",
            root = list.root,
            order = list.order,
        );
        let mut variables = Map::new();
        let people = self.called(reader, list, sought).await?;
        let filter = all([wanted.rows, list.seeking(sought, &people)].into_iter().flatten().collect());
        variables.insert("filter".to_owned(), json!(filter));
        variables.extend(wanted.within.map(|within| ("within".to_owned(), within)));
        let can_be_chosen = |node: &&Value| {
            let stands = !list.standing || node["status"] != "WITHDRAWN";
            let steps = node["possibleSteps"].as_array().zip(wanted.takes);
            stands
                && steps.is_none_or(|(steps, row)| {
                    let mut verbs = steps.iter().filter_map(|step| step["step"].as_str());
                    verbs.any(|verb| limits::takes(reader, row, verb))
                })
        };
        let found = match self.ask(reader, &document, Value::Object(variables)).await {
            Err(Refusal::NoReach) => Value::Null,
            found => found?,
        };
        let nodes = found[list.root]["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
        let total = found[list.root]["totalCount"].as_u64().unwrap_or_default();
        let lang = reader.lang();
        let choices: Vec<Choice> = match list.within {
            "" => nodes.iter().filter(can_be_chosen).filter_map(|node| choice(node, None, lang)).collect(),
            "participant" => {
                let mut people: Vec<Choice> = Vec::new();
                for node in nodes {
                    let person = node["participant"]["id"].as_str().unwrap_or_default();
                    if !person.is_empty() && !people.iter().any(|known| known.value == person) {
                        let label = title::of(Some(rows), rows.title, node, None, lang);
                        people.push(Choice { value: person.to_owned(), label });
                    }
                }
                people
            }
            within => {
                let below = nodes.iter().flat_map(|node| node[within]["nodes"].as_array().into_iter().flatten());
                below.filter(can_be_chosen).filter_map(|node| choice(node, None, lang)).collect()
            }
        };
        // What stands within rows is counted as it was found, unless there are more rows.
        let total = if list.within.is_empty() || total > MOST as u64 { total } else { choices.len() as u64 };
        Ok((choices, total))
    }

    /// Who is called by each of the words that are searched for, where the list is of people: those whom the reader may name.
    async fn called(
        &self,
        reader: &Reader,
        list: &List,
        sought: &str,
    ) -> Result<HashMap<String, Vec<String>>, Refusal> {
        let mut people = HashMap::new();
        for word in sought.split_whitespace().filter(|_| list.is_of_people()).take(MOST_WORDS) {
            let called = self.0.app.participants.called(&reader.request, word, MOST).await.map_err(answers::fault)?;
            people.insert(word.to_owned(), called.iter().map(|id| id.public()).collect());
        }
        Ok(people)
    }

    /// What is written in a line elsewhere, to be written again: whom roles are given to.
    pub(super) async fn known(
        &self,
        reader: &Reader,
        row: &MutationField,
        field: &Field,
    ) -> Result<Vec<String>, Refusal> {
        if row.name != "assignRole" || !matches!(field.name, "issuer" | "subject") {
            return Ok(Vec::new());
        }
        let document = format!(
            "{{ roleAssignments(first: {MOST}, orderBy: [{{ field: VALID_FROM, direction: DESC }}]) {{ nodes {{ {} }} }} }}",
            field.name
        );
        let found = match self.ask(reader, &document, json!({})).await {
            Err(Refusal::NoReach) => Value::Null,
            found => found?,
        };
        let nodes = found["roleAssignments"]["nodes"].as_array().into_iter().flatten();
        let mut known: Vec<String> = nodes.filter_map(|node| node[field.name].as_str().map(str::to_owned)).collect();
        known.sort_unstable();
        known.dedup();
        Ok(known)
    }

    /// Of a type without a list: what is pointed at already, or an id.
    async fn by_id_only(&self, reader: &Reader, prefix: &str, chosen: &[String]) -> Result<FieldKind, Refusal> {
        let mut choices = Vec::new();
        for id in chosen.iter().filter(|id| id.starts_with(prefix)) {
            choices.extend(self.named(reader, id).await?);
        }
        Ok(if choices.is_empty() { FieldKind::Line { max: 100 } } else { FieldKind::Choice(choices) })
    }

    /// The object with this id by what stands for it; nothing outside the reader's reach.
    pub(super) async fn named(&self, reader: &Reader, id: &str) -> Result<Option<Choice>, Refusal> {
        let Some(object) = of_id(id) else { return Ok(None) };
        let document =
            format!("query($id: ID!) {{ node(id: $id) {{ id ... on {} {{ {} }} }} }}", object.name, object.title);
        let found = self.ask(reader, &document, by_id(id)).await?;
        Ok(choice(&found["node"], None, reader.lang()))
    }
}

/// An object by its id and what stands for it, on the page of the object with the id `here`.
pub(super) fn choice(node: &Value, here: Option<&str>, lang: Lang) -> Option<Choice> {
    let value = node["id"].as_str()?.to_owned();
    let object = of_id(&value)?;
    let title = title::of(Some(object), object.title, node, here, lang);
    Some(Choice { label: if title.is_empty() { object.called(lang).to_owned() } else { title }, value })
}
