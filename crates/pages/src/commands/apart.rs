//! What tells things apart that are called the same, where one of them is chosen: whoever ends or names the wrong one was not told.

use std::collections::{BTreeMap, BTreeSet};

use graph::{Shown, ShownField, ShownObject};
use kernel::Lang;
use serde_json::{Value, json};
use web::{
    commands::FactValue,
    port::{Choice, Refusal},
};

use super::{
    CommandService, Reader,
    object::{OF_PERSONS, fact, selected},
    of_id, title, words,
};

/// So many things are asked about at once.
const ASKED: usize = 100;

impl CommandService {
    /// The choices, with what tells them apart after labels that several of them share.
    pub(super) async fn told_apart(&self, reader: &Reader, mut choices: Vec<Choice>) -> Result<Vec<Choice>, Refusal> {
        let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, choice) in choices.iter().enumerate() {
            alike.entry(&choice.label).or_default().push(at);
        }
        let alike: Vec<Vec<usize>> = alike.into_values().filter(|those| those.len() > 1).collect();
        let ids: Vec<&str> = alike.iter().flatten().map(|at| choices[*at].value.as_str()).collect();
        let known = self.known_of(reader, &ids).await?;
        let lang = reader.lang();
        let mut more = Vec::new();
        for those in &alike {
            let ids: Vec<&str> = those.iter().map(|at| choices[*at].value.as_str()).collect();
            more.extend(those.iter().copied().zip(differences(&ids, &known, lang)));
        }
        for (at, difference) in more {
            choices[at].label.push_str(&difference);
        }
        Ok(choices)
    }

    /// What the reader is told of each of these, by id.
    async fn known_of(&self, reader: &Reader, ids: &[&str]) -> Result<BTreeMap<String, Value>, Refusal> {
        let mut known = BTreeMap::new();
        // What one field offers is of one type.
        let Some(object) = ids.first().and_then(|id| of_id(id)) else { return Ok(known) };
        let fields: Vec<String> = telling(object).filter_map(selected).collect();
        let document = format!(
            "query($ids: [ID!]!) {{ nodes(ids: $ids) {{ id ... on {} {{ {} }} }} }}",
            object.name,
            fields.join(" ")
        );
        for some in ids.chunks(ASKED) {
            let found = self.ask(reader, &document, json!({ "ids": some })).await?;
            for node in found["nodes"].as_array().into_iter().flatten() {
                known.extend(node["id"].as_str().map(|id| (id.to_owned(), node.clone())));
            }
        }
        Ok(known)
    }
}

/// The fields that may tell one from another; of what is about a person when and where, and nothing of who she is.
fn telling(object: &'static ShownObject) -> impl Iterator<Item = &'static ShownField> {
    let is_of_person = OF_PERSONS.contains(&object.name);
    object.fields.iter().filter(move |field| match field.shown {
        Shown::Many(_) | Shown::Group(_) | Shown::Told(_) | Shown::Rows(_) | Shown::Json => false,
        Shown::Date | Shown::Instant | Shown::One(_) => true,
        _ => !is_of_person || field.name == "status",
    })
}

/// What follows the label of each of these, in their order: facts by which they differ, as many as it takes, and at last the end of the id.
fn differences(ids: &[&str], known: &BTreeMap<String, Value>, lang: Lang) -> Vec<String> {
    let mut told = vec![String::new(); ids.len()];
    let fields = ids.first().and_then(|id| of_id(id)).into_iter().flat_map(telling);
    for field in fields {
        if number(&told) == ids.len() {
            break;
        }
        let further = ids.iter().zip(&told).map(|(id, told)| {
            let fact = known.get(*id).and_then(|node| in_words(field, &node[field.name], lang));
            fact.map_or_else(|| told.clone(), |fact| format!("{told} · {fact}"))
        });
        let further: Vec<String> = further.collect();
        if number(&further) > number(&told) {
            told = further;
        }
    }
    let with_id = ids.iter().zip(&told).map(|(id, own)| match told.iter().filter(|other| *other == own).count() {
        1 => own.clone(),
        _ => format!("{own} · …{}", title::end(id)),
    });
    with_id.collect()
}

/// How many of them differ.
fn number(told: &[String]) -> usize {
    told.iter().collect::<BTreeSet<_>>().len()
}

fn in_words(field: &ShownField, value: &Value, lang: Lang) -> Option<String> {
    let fact = fact(field, value, lang)?;
    let value = match fact.value {
        FactValue::Text(text) => title::short(&text),
        FactValue::Day(day) => day.to_string(),
        FactValue::Instant(at) => words::moment(&at.to_rfc3339()),
        FactValue::Several(_) | FactValue::Table { .. } => return None,
    };
    Some(format!("{}: {value}", fact.label.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDS: [&str; 3] = ["need_01aaaaaa000001", "need_01aaaaaa000002", "need_01aaaaaa000003"];

    fn told(known: [Value; 3]) -> Vec<String> {
        let known = IDS.iter().zip(known).map(|(id, node)| ((*id).to_owned(), node)).collect();
        differences(&IDS, &known, Lang::Sv)
    }

    #[test]
    fn what_differs_is_told_and_nothing_else() {
        let need =
            |status: &str, people: i32| json!({ "status": status, "peopleNeeded": people, "demonstration": true });
        let by_both = told([need("REPORTED", 12), need("ENDORSED", 12), need("ENDORSED", 1200)]);
        assert_eq!(by_both.iter().collect::<BTreeSet<_>>().len(), 3, "{by_both:?}");
        assert!(by_both[1].contains("12") && by_both.iter().all(|told| !told.contains("demonstration")), "{by_both:?}");
        let by_one = told([need("REPORTED", 1), need("REPORTED", 2), need("REPORTED", 3)]);
        assert!(by_one[0].ends_with(": 1") && !by_one[0].contains("status"), "{by_one:?}");
    }

    #[test]
    fn an_id_is_the_last_resort() {
        let alike = told([json!({}), json!({}), json!({})]);
        assert_eq!(alike, [" · …000001", " · …000002", " · …000003"]);
    }

    #[test]
    fn nothing_of_who_a_person_is_tells_her_apart() {
        let participation = super::super::of_type("Participation").expect("a type");
        let names: Vec<&str> = telling(participation).map(|field| field.name).collect();
        assert!(names.contains(&"startsOn") && !names.contains(&"birthYear") && !names.contains(&"sex"), "{names:?}");
    }
}
