//! A reflection on a wall, for those who lead it; for all others it is as one that does not exist.

use access::{Action, Anchors, view};
use chrono::NaiveDate;
use graph::ShownObject;
use kernel::{Lang, id::OrganisationId};
use serde_json::Value;
use web::{
    commands::{Fact, FactValue, Offered, WallChange, WallMaterial, WallPage},
    port::Refusal,
};

use super::{CommandService, Reader, by_id, object::fact, of_id, of_type, offered};

/// The type that has such a page.
const LED: &str = "Reflection";
/// Minutes where no material says how many, as the source's own question has.
const MINUTES: i32 = 5;
/// Most minutes that a reflection is noted with.
const LONGEST: i32 = 480;
/// What follows, in this order.
const ACTS: [&str; 4] = ["holdReflection", "shareReflectionNotes", "agreeChange", "followUpReflection"];
/// What is noted, in this order.
const NOTED: [&str; 11] = [
    "heldOn",
    "minutes",
    "attendeeCount",
    "wentWrong",
    "wentWrongTheme",
    "wentRight",
    "wentRightTheme",
    "nextTime",
    "nextTimeTheme",
    "followedUpOn",
    "followUp",
];

impl CommandService {
    pub(super) async fn wall_page(&self, reader: &Reader, id: &str) -> Result<WallPage, Refusal> {
        let object = of_id(id).filter(|object| object.name == LED).ok_or(Refusal::Unknown)?;
        let document = format!(
            "query($id: ID!) {{ node(id: $id) {{ id ... on {LED} {{ organisation {{ id }} workplace {{ name }} kind status question \
             material {{ kind title url minutes prompt furtherPrompts promptMinutes }} possibleSteps {{ step }} {noted} \
             agreedChanges(first: 50) {{ nodes {{ id what responsible dueOn doneOn result }} }} }} }} }}",
            noted = NOTED.join(" "),
        );
        let found = self.ask(reader, &document, by_id(id)).await?;
        let node = &found["node"];
        if node.is_null() || !leads(reader, node) {
            return Err(Refusal::Unknown);
        }
        let lang = reader.lang();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let material = &node["material"];
        let is_planned = node["status"] == "PLANNED";
        let minutes = material["promptMinutes"].as_i64().and_then(|minutes| i32::try_from(minutes).ok());
        let minutes = minutes.unwrap_or(MINUTES);
        // A group with a question of its own has that one alone.
        let is_its = node["question"] == material["prompt"];
        let further = material["furtherPrompts"].as_array().filter(|_| is_its).into_iter().flatten();
        let further: Vec<String> = further.filter_map(text).collect();
        let questions = i32::try_from(further.len()).unwrap_or_default() + 1;
        let changes = node["agreedChanges"]["nodes"].as_array().into_iter().flatten();
        Ok(WallPage {
            id: id.to_owned(),
            status: word(object, node, "status", lang),
            kind: word(object, node, "kind", lang),
            workplace: text(&node["workplace"]["name"]).unwrap_or_default(),
            question: text(&node["question"]),
            further,
            material: text(&material["title"]).map(|title| WallMaterial {
                kind: of_type("LearningMaterial").map(|of| word(of, material, "kind", lang)).unwrap_or_default(),
                title,
                url: text(&material["url"]),
                minutes: material["minutes"].as_i64().and_then(|minutes| i32::try_from(minutes).ok()),
            }),
            minutes: is_planned.then_some(minutes),
            notes: NOTED.iter().filter_map(|name| noted(object, node, name, lang)).collect(),
            changes: changes.filter_map(|change| self.change(reader, change)).collect(),
            commands: self.acts(reader, object, id, node, LONGEST.min(minutes * questions)).await?,
        })
    }

    /// What its state lets the reader do, filled in with today and the time that the questions have.
    async fn acts(
        &self,
        reader: &Reader,
        object: &'static ShownObject,
        id: &str,
        node: &Value,
        minutes: i32,
    ) -> Result<Vec<Offered>, Refusal> {
        let today = self.today();
        let mut all = self.commands(reader, object, id, node).await?;
        all.retain(|act| ACTS.contains(&act.name.as_str()));
        all.sort_by_key(|act| ACTS.iter().position(|known| *known == act.name));
        for act in &mut all {
            match act.name.as_str() {
                "holdReflection" => act.query.push_str(&format!("&heldOn={today}&minutes={minutes}")),
                "followUpReflection" => act.query.push_str(&format!("&followedUpOn={today}")),
                _ => {}
            }
        }
        Ok(all)
    }

    fn change(&self, reader: &Reader, change: &Value) -> Option<WallChange> {
        let text = |name: &str| change[name].as_str().map(str::to_owned);
        let day = |name: &str| -> Option<NaiveDate> { change[name].as_str()?.parse().ok() };
        let (id, due_on, done_on) = (text("id")?, day("dueOn")?, day("doneOn"));
        let complete = Self::row(reader, "completeChange").ok().filter(|_| done_on.is_none());
        Some(WallChange {
            what: text("what")?,
            responsible: text("responsible")?,
            due_on,
            done_on,
            is_overdue: done_on.is_none() && due_on < self.today(),
            result: text("result"),
            complete: complete.map(|row| offered(row, reader.lang(), format!("id={id}"))),
        })
    }
}

/// Whether an object is a reflection that the reader leads.
pub(super) fn has_wall(reader: &Reader, object: &ShownObject, node: &Value) -> bool {
    object.name == LED && leads(reader, node)
}

fn leads(reader: &Reader, node: &Value) -> bool {
    let organisation = node["organisation"]["id"].as_str().and_then(OrganisationId::parse);
    view(&reader.request, Action::LeadReflection).covers(&Anchors { organisation, ..Anchors::default() })
}

fn noted(object: &ShownObject, node: &Value, name: &str, lang: Lang) -> Option<Fact> {
    let field = object.fields.iter().find(|field| field.name == name)?;
    fact(field, &node[name], lang)
}

fn word(object: &ShownObject, node: &Value, name: &str, lang: Lang) -> String {
    match noted(object, node, name, lang) {
        Some(Fact { value: FactValue::Text(text), .. }) => text,
        _ => String::new(),
    }
}
