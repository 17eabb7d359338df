//! An object's page.

use gateway::graph::{MutationField, Shown, ShownField, ShownObject};
use gateway::schema::mutations;
use kernel::{Lang, TextEnum, command::Kind};
use serde_json::Value;
use web::{
    commands::{Fact, FactValue, Happened, ObjectPage, Offered, Relation},
    port::Refusal,
};

use super::{CommandDesk, Reader, by_id, choices, form, of_type, offered, words};
use crate::pages;

/// So many of what belongs to an object are named on its page.
const NAMED: usize = 10;
/// So much of what happened is told.
const TOLD: u64 = 50;
/// Objects about single persons: what happened to them is for those who are shown it elsewhere.
const OF_PERSONS: [&str; 6] =
    ["Enrolment", "Outcome", "Participation", "ParticipationSpell", "RoleAssignment", "AccessToken"];

impl CommandDesk {
    pub(super) async fn object_page(
        &self,
        reader: &Reader,
        object: &'static ShownObject,
        id: &str,
    ) -> Result<ObjectPage, Refusal> {
        let lang = reader.lang();
        let document = document(object);
        let found = self.ask(reader, &document, by_id(id)).await?;
        let node = &found["node"];
        if node.is_null() {
            return Err(Refusal::Unknown);
        }
        let title = choices::choice(&found["named"], lang).map_or_else(|| id.to_owned(), |named| named.label);
        let facts = object.fields.iter().filter_map(|field| fact(field, &node[field.name], lang)).collect();
        let relations = object.fields.iter().filter_map(|field| relation(field, &node[field.name], lang)).collect();
        let steps = node["possibleSteps"].as_array().into_iter().flatten();
        let mut steps: Vec<String> = steps.filter_map(|step| step["toLabel"].as_str()).map(str::to_lowercase).collect();
        steps.dedup();
        let verbs: Vec<&str> =
            node["possibleSteps"].as_array().into_iter().flatten().filter_map(|step| step["step"].as_str()).collect();
        Ok(ObjectPage {
            id: id.to_owned(),
            kind: object.called(lang).to_owned(),
            title,
            facts,
            relations,
            history: self.history(object, id, lang).await?,
            steps,
            commands: commands(reader, object, id, &verbs),
        })
    }

    async fn history(&self, object: &ShownObject, id: &str, lang: Lang) -> Result<Vec<Happened>, Refusal> {
        if OF_PERSONS.contains(&object.name) {
            return Ok(Vec::new());
        }
        let status = object.fields.iter().find_map(|field| match field.shown {
            Shown::Choice(enumeration) if field.name == "status" => Some(enumeration),
            _ => None,
        });
        let named =
            |code: &str| status.map_or_else(|| code.to_owned(), |status| choices::of_enumeration(status, code, lang));
        let entries = self.0.app.db.history(id, TOLD).await.map_err(pages::fault)?;
        let happened = entries.into_iter().map(|entry| {
            let done = access::Action::from_code(&entry.action)
                .map_or(entry.action.as_str(), |action| action.words().get(lang))
                .to_owned();
            let what = match (&entry.from, &entry.to) {
                (Some(from), Some(to)) => format!("{done}: {} → {}", named(from), named(to).to_lowercase()),
                (None, Some(to)) => format!("{done}: {}", named(to)),
                _ => done,
            };
            Happened { at: entry.at, what, reason: entry.reason }
        });
        Ok(happened.collect())
    }
}

/// Asks for everything an object has to show.
fn document(object: &ShownObject) -> String {
    let select = |field: &ShownField| {
        let name = field.name;
        match field.shown {
            Shown::Code(_) => Some(format!("{name} {{ code label }}")),
            Shown::Money => Some(format!("{name} {{ amount }}")),
            Shown::One(of) => of_type(of).map(|other| format!("{name} {{ id {} }}", other.title)),
            Shown::Many(of) => of_type(of)
                .map(|other| format!("{name}(first: {NAMED}) {{ totalCount nodes {{ id {} }} }}", other.title)),
            _ => Some(name.to_owned()),
        }
    };
    let fields: Vec<String> = object.fields.iter().filter_map(select).collect();
    let steps = if object.steps { "possibleSteps { step toLabel }" } else { "" };
    format!(
        "query($id: ID!) {{ node(id: $id) {{ id ... on {type_name} {{ {fields} {steps} }} }} \
         named: node(id: $id) {{ id ... on {type_name} {{ {title} }} }} }}",
        type_name = object.name,
        fields = fields.join(" "),
        title = object.title,
    )
}

fn fact(field: &ShownField, value: &Value, lang: Lang) -> Option<Fact> {
    let label = words::label(field.about, lang).0;
    let text =
        |text: &str| Some(Fact { label: label.clone(), value: FactValue::Text(text.to_owned()), leads_to: None });
    match field.shown {
        // What stands on every page, and what is for programs.
        _ if matches!(field.name, "id" | "version") => None,
        Shown::Text => text(value.as_str()?),
        Shown::Number => text(&words::number(&value.as_i64()?.to_string(), lang)),
        Shown::YesNo => value.as_bool()?.then(|| text(if lang == Lang::Sv { "Ja" } else { "Yes" }))?,
        Shown::Date => {
            let day = value.as_str()?.parse().ok()?;
            Some(Fact { label, value: FactValue::Day(day), leads_to: None })
        }
        Shown::Instant => {
            let at = value.as_str()?.parse().ok()?;
            Some(Fact { label, value: FactValue::Instant(at), leads_to: None })
        }
        Shown::Choice(enumeration) => text(&choices::of_enumeration(enumeration, value.as_str()?, lang)),
        Shown::Code(_) => {
            let code = value["code"].as_str()?;
            text(&value["label"].as_str().map_or_else(|| code.to_owned(), |label| format!("{label} ({code})")))
        }
        Shown::Money => text(&words::money(value["amount"].as_str()?, lang)),
        Shown::One(_) => {
            let choice = choices::choice(value, lang)?;
            Some(Fact { label, value: FactValue::Text(choice.label), leads_to: Some(choice.value) })
        }
        Shown::Many(_) => None,
    }
}

fn relation(field: &ShownField, value: &Value, lang: Lang) -> Option<Relation> {
    let Shown::Many(_) = field.shown else { return None };
    Some(Relation {
        label: words::label(field.about, lang).0,
        first: value["nodes"].as_array()?.iter().filter_map(|node| choices::choice(node, lang)).collect(),
        total: value["totalCount"].as_u64()?,
    })
}

/// What the reader's roles may do with it: to it, or with it as part of something new. Of a step only those that its state allows.
fn commands(reader: &Reader, object: &ShownObject, id: &str, verbs: &[&str]) -> Vec<Offered> {
    let points_here = |row: &MutationField| {
        let points = |field: &&kernel::command::Field| {
            matches!(field.kind, Kind::Reference(prefix) if prefix == object.prefix) && field.required
        };
        match form::subject_of(row.table) {
            // What is done to another thing is found on that thing's page.
            Some((field, of)) => (of.prefix == object.prefix).then_some(field),
            None => row.table.fields.iter().find(points).map(|field| field.name),
        }
    };
    let possible = |row: &MutationField| {
        let shown = row.table.fields.iter().find_map(|field| match field.kind {
            Kind::Choice(enumeration) if field.name == form::STEP => Some((enumeration.values)()),
            _ => None,
        });
        let takes = |verb: &&str| match &shown {
            Some(values) => values.iter().any(|value| form::is_step(verb, &value.code)),
            None => row.steps.contains(verb),
        };
        // What takes no step may be done in any state.
        (row.steps.is_empty() && shown.is_none()) || verbs.iter().any(takes)
    };
    let rows = mutations().rows().iter().filter(|row| reader.may(row) && possible(row));
    rows.filter_map(|row| {
        let field = points_here(row)?;
        Some(offered(row, reader.lang(), format!("{field}={id}")))
    })
    .collect()
}
