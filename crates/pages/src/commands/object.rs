//! An object's page.

use gateway::objects::event::happened;
use graph::{Shown, ShownField, ShownObject};
use kernel::{
    Label, Lang,
    command::{Field, Table},
};
use serde_json::{Value, json};
use web::{
    commands::{Fact, FactValue, Happened, ObjectPage, RelatedPage, Relation},
    port::Refusal,
};

use super::{CommandService, Reader, by_id, choices, links, of_type, wall::has_wall, words};
use crate::answers;

/// So many of what belongs to an object are named on its page.
const NAMED: usize = 10;
/// So many of them stand on a page of their own.
const A_PAGE: usize = 50;
/// So much of what happened is told.
const TOLD: u64 = 50;
/// The type that statistics have a figure for.
const GOAL: &str = "PlanGoal";
/// What that figure is called, and what is said where none can be told.
const FIGURE: Label = Label { sv: "Statistikens tal för planens år", en: "Figure of statistics for the plan's year" };
const NOT_TOLD: Label = Label { sv: "visas inte", en: "not shown" };
/// Objects about single persons: what happened to them is for those who are shown it elsewhere.
pub(super) const OF_PERSONS: [&str; 6] =
    ["Enrolment", "Outcome", "Participation", "ParticipationSpell", "RoleAssignment", "AccessToken"];

/// What happened, where the event is called by a name that is not known any more.
const CHANGED: Label = Label { sv: "Uppgifterna ändrades", en: "The details were changed" };
const MADE: Label = Label { sv: "Första läge", en: "First state" };
/// What is said where nothing was noted: of what was there before, and of what came with something else, as a gap with its analysis.
const NOT_NOTED: Label = Label {
    sv: "Inget är antecknat om just detta. Det fanns när tjänsten startade, eller kom till genom något annat.",
    en: "Nothing is noted of this itself. It was there when the service started, or came about through something else.",
};

impl CommandService {
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
        let title = choices::choice(&found["named"], None, lang).map_or_else(|| id.to_owned(), |named| named.label);
        let figure = self.figure(reader, object, id).await;
        let facts = object.fields.iter().flat_map(|field| facts(field, &node[field.name], lang));
        let facts = facts.chain(figure).collect();
        let relations = object.fields.iter().filter_map(|field| relation(field, &node[field.name], id, lang)).collect();
        let steps = node["possibleSteps"].as_array().into_iter().flatten();
        let mut steps: Vec<String> = steps.filter_map(|step| step["toLabel"].as_str()).map(str::to_owned).collect();
        steps.dedup();
        let history = self.history(object, id, lang).await?;
        let is_silent = history.is_empty() && !OF_PERSONS.contains(&object.name);
        Ok(ObjectPage {
            id: id.to_owned(),
            kind: object.called(lang).to_owned(),
            title,
            facts,
            relations,
            history,
            not_noted: is_silent.then(|| NOT_NOTED.get(lang).to_owned()),
            steps,
            commands: self.commands(reader, object, id, node).await?,
            has_wall: has_wall(reader, object, node),
            links: links::of(reader, object, id, node),
        })
    }

    /// What statistics say of a goal. They are asked by themselves: where they do not answer, the page is shown all the same.
    async fn figure(&self, reader: &Reader, object: &ShownObject, id: &str) -> Option<Fact> {
        if object.name != GOAL {
            return None;
        }
        let document = format!(
            "query($id: ID!) {{ node(id: $id) {{ ... on {GOAL} {{ figure {{ count {{ value }} asOf }} }} }} }}"
        );
        let found = self.ask(reader, &document, by_id(id)).await.unwrap_or_default();
        let (figure, lang) = (&found["node"]["figure"], reader.lang());
        let count = &figure.get("count")?["value"];
        let told = match (count.as_i64(), figure["asOf"].as_str()) {
            (Some(count), Some(day)) => format!("{} ({day})", words::number(&count.to_string(), lang)),
            (Some(count), None) => words::number(&count.to_string(), lang),
            (None, _) => NOT_TOLD.get(lang).to_owned(),
        };
        Some(Fact { label: FIGURE.get(lang).to_owned(), value: FactValue::Text(told), leads_to: None })
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
        let entries = self.0.app.db.history(id, TOLD).await.map_err(answers::fault)?;
        let told = entries.into_iter().map(|entry| {
            let what = match (&entry.from, &entry.to) {
                (Some(from), Some(to)) if from != to => format!("{} → {}", named(from), named(to).to_lowercase()),
                (None, Some(to)) => format!("{}: {}", MADE.get(lang), named(to)),
                _ => happened(&entry.event).unwrap_or(CHANGED).get(lang).to_owned(),
            };
            // A decision's reason stands among its fields, where what is masked in it is left out.
            let reason = entry.reason.filter(|_| object.name != "CouncilDecision");
            Happened { at: entry.at, what, reason }
        });
        Ok(told.collect())
    }
}

/// Asks for everything an object has to show.
fn document(object: &ShownObject) -> String {
    let select = |field: &ShownField| match field.shown {
        Shown::Many(of) => of_type(of)
            .map(|other| format!("{}(first: {NAMED}) {{ totalCount nodes {{ id {} }} }}", field.name, other.title)),
        _ => selected(field),
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

/// Asks for what one field tells of the object itself.
pub(super) fn selected(field: &ShownField) -> Option<String> {
    let name = field.name;
    match field.shown {
        Shown::Code(_) => Some(format!("{name} {{ code label }}")),
        Shown::Money => Some(format!("{name} {{ amount }}")),
        Shown::One(of) => of_type(of).map(|other| format!("{name} {{ id {} }}", other.title)),
        Shown::Group(table) => Some(of_group(name, table)),
        Shown::Told(by) => Some(format!("{name} {{ {by} }}")),
        Shown::Rows(columns) => {
            let columns: Vec<String> = columns.iter().filter_map(selected).collect();
            Some(format!("{name} {{ cursor {} }}", columns.join(" ")))
        }
        Shown::Json | Shown::Many(_) => None,
        _ => Some(name.to_owned()),
    }
}

/// Asks for a group of numbers.
pub(super) fn of_group(name: &str, table: &Table) -> String {
    let names: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
    format!("{name} {{ {} }}", names.join(" "))
}

/// What a field tells: of a group, number by number.
fn facts(field: &ShownField, value: &Value, lang: Lang) -> Vec<Fact> {
    let Shown::Group(table) = field.shown else { return fact(field, value, lang).into_iter().collect() };
    let group = words::label(field.about, lang).0;
    let of = |own: &Field| {
        let number = value[own.name].as_i64()?;
        let label = format!("{group}: {}", words::label(own.about, lang).0.to_lowercase());
        Some(Fact { label, value: FactValue::Text(number.to_string()), leads_to: None })
    };
    table.fields.iter().filter_map(of).collect()
}

pub(super) fn fact(field: &ShownField, value: &Value, lang: Lang) -> Option<Fact> {
    let label = words::label(field.about, lang).0;
    let text =
        |text: &str| Some(Fact { label: label.clone(), value: FactValue::Text(text.to_owned()), leads_to: None });
    match field.shown {
        // What stands on every page, and what is for programs.
        _ if matches!(field.name, "id" | "version") => None,
        Shown::Text => text(value.as_str()?),
        Shown::Number => text(&words::number(&value.as_i64()?.to_string(), lang)),
        Shown::Decimal => text(&words::decimal(value.as_f64()?, lang)),
        Shown::Share => text(&words::percent(value.as_f64()?, lang)),
        Shown::Texts => {
            let texts: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
            text(&texts.join(", "))
        }
        Shown::YesNo => text(words::yes_no(value.as_bool()?, lang)),
        Shown::Mark => value.as_bool()?.then(|| text(words::yes_no(true, lang)))?,
        Shown::Date => {
            let day = value.as_str()?.parse().ok()?;
            Some(Fact { label, value: FactValue::Day(day), leads_to: None })
        }
        Shown::Instant => {
            let at = value.as_str()?.parse().ok()?;
            Some(Fact { label, value: FactValue::Instant(at), leads_to: None })
        }
        Shown::Choice(enumeration) => text(&choices::of_enumeration(enumeration, value.as_str()?, lang)),
        Shown::Choices(enumeration) => {
            let codes = value.as_array()?.iter().filter_map(Value::as_str);
            let words: Vec<String> = codes.map(|code| choices::of_enumeration(enumeration, code, lang)).collect();
            text(&words.join(", "))
        }
        Shown::Code(_) => {
            let code = value["code"].as_str()?;
            text(&value["label"].as_str().map_or_else(|| code.to_owned(), |label| words::coded(label, code)))
        }
        Shown::Money => text(&words::money(value["amount"].as_str()?, lang)),
        Shown::One(_) => {
            let choice = choices::choice(value, None, lang)?;
            Some(Fact { label, value: FactValue::Text(choice.label), leads_to: Some(choice.value) })
        }
        Shown::Told(by) => {
            let told = value.as_array()?.iter().filter_map(|one| one[by].as_str().map(str::to_owned)).collect();
            Some(Fact { label, value: FactValue::Several(told), leads_to: None })
        }
        Shown::Rows(columns) => {
            let rows = value.as_array().filter(|rows| !rows.is_empty())?;
            let head = columns.iter().map(|column| words::label(column.about, lang).0).collect();
            let rows = rows.iter().map(|row| cells(columns, row, lang)).collect();
            Some(Fact { label, value: FactValue::Table { head, rows }, leads_to: None })
        }
        Shown::Json | Shown::Many(_) | Shown::Group(_) => None,
    }
}

/// A row's cells; the first leads to what the row is about.
fn cells(columns: &[ShownField], row: &Value, lang: Lang) -> Vec<Option<Fact>> {
    let mut cells: Vec<Option<Fact>> = columns.iter().map(|column| fact(column, &row[column.name], lang)).collect();
    if let Some(Some(first)) = cells.first_mut() {
        first.leads_to = row["cursor"].as_str().map(str::to_owned);
    }
    cells
}

fn relation(field: &ShownField, value: &Value, here: &str, lang: Lang) -> Option<Relation> {
    let Shown::Many(_) = field.shown else { return None };
    Some(Relation {
        field: field.name.to_owned(),
        label: words::label(field.about, lang).0,
        first: value["nodes"].as_array()?.iter().filter_map(|node| choices::choice(node, Some(here), lang)).collect(),
        total: value["totalCount"].as_u64()?,
    })
}

impl CommandService {
    /// A page of what belongs to an object by one of its fields.
    pub(super) async fn related_page(
        &self,
        reader: &Reader,
        object: &'static ShownObject,
        id: &str,
        name: &str,
        after: Option<&str>,
    ) -> Result<RelatedPage, Refusal> {
        let lang = reader.lang();
        let field = object.fields.iter().find(|field| field.name == name).ok_or(Refusal::Unknown)?;
        let Shown::Many(of) = field.shown else { return Err(Refusal::Unknown) };
        let other = of_type(of).ok_or(Refusal::Unknown)?;
        let document = format!(
            "query($id: ID!, $after: String) {{ node(id: $id) {{ id ... on {type_name} {{ {title} {name}(first: {A_PAGE}, after: $after) {{ \
             totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ id {below} }} }} }} }} }}",
            type_name = object.name,
            title = object.title,
            below = other.title,
        );
        let from = |after: Option<&str>| json!({ "id": id, "after": after });
        let found = match self.ask(reader, &document, from(after)).await {
            // An address that was cut or mistyped leads to the beginning.
            Err(Refusal::NotLikeThis(_)) if after.is_some() => self.ask(reader, &document, from(None)).await?,
            found => found?,
        };
        let node = &found["node"];
        if node.is_null() {
            return Err(Refusal::Unknown);
        }
        let relation = relation(field, &node[name], id, lang).ok_or(Refusal::Unknown)?;
        let more = node[name]["pageInfo"]["hasNextPage"].as_bool().unwrap_or_default();
        let cursor = node[name]["pageInfo"]["endCursor"].as_str().map(str::to_owned);
        Ok(RelatedPage {
            of: choices::choice(node, None, lang).ok_or(Refusal::Unknown)?,
            relation,
            next: cursor.filter(|_| more),
        })
    }
}

#[cfg(test)]
mod tests {
    use gateway::objects::node::shown_objects;

    use super::*;

    fn names(of: &str) -> Vec<&'static str> {
        of_type(of).map(|object| object.fields.iter().map(|field| field.name).collect()).unwrap_or_default()
    }

    #[test]
    fn what_people_look_for_first_stands_first() {
        for (of, first) in [
            ("Need", &["title", "status", "statusReason", "peopleNeeded", "neededBy"][..]),
            ("Project", &["name", "acronym", "number", "status", "statusReason", "startsOn", "endsOn"]),
            ("Organisation", &["name", "number", "kind"]),
            ("Membership", &["organisation", "council", "seat", "status", "statusReason", "mandateFrom", "mandateTo"]),
            ("Enrolment", &["effort", "occasion", "organisation", "status", "statusReason", "appliedOn", "startedOn"]),
            ("SavedQuestion", &["title", "slug", "status", "statusReason"]),
        ] {
            // The id and the version, for programs, are on no page.
            let told: Vec<&str> = names(of).into_iter().filter(|name| first.contains(name)).collect();
            let shown: Vec<&str> = names(of).into_iter().filter(|name| !["id", "version"].contains(name)).collect();
            assert_eq!((told.as_slice(), &shown[..first.len()]), (first, first), "{of}");
        }
        let relations = |of: &str| -> Vec<&'static str> {
            let object = of_type(of).expect("a type");
            object.fields.iter().filter(|field| matches!(field.shown, Shown::Many(_))).map(|field| field.name).collect()
        };
        assert_eq!(&relations("Need")[..3], ["endorsements", "efforts", "effortLinks"]);
        assert_eq!(&relations("Effort")[..5], ["occasions", "needs", "enrolments", "outcomes", "reuses"]);
        assert_eq!(&relations("Council")[..3], ["members", "meetings", "needs"]);
    }

    #[test]
    fn a_state_stands_before_the_days_and_what_was_noted_last() {
        for object in shown_objects() {
            // Lists stand after all of these, in an order of their own.
            let values = || object.fields.iter().filter(|field| !matches!(field.shown, Shown::Many(_)));
            let at = |wanted: &dyn Fn(&ShownField) -> bool| values().position(wanted);
            let noted = at(&|field| field.name == "demonstration");
            let status = at(&|field| field.name == "status");
            let title = object.title.split_whitespace().next().and_then(|name| at(&|field| field.name == name));
            assert!(status.is_none_or(|status| noted.is_none_or(|noted| status < noted)), "{}", object.name);
            assert!(title.is_none_or(|title| noted.is_none_or(|noted| title < noted)), "{}", object.name);
            assert!(title.is_none_or(|title| title <= 3), "{}: {title:?}", object.name);
        }
    }
}
