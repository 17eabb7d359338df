//! What a form sent, as the command's input object.

use kernel::{
    command::{Field, Kind, Table},
    text::narrow,
};
use serde_json::{Map, Value};
use web::commands::Given;

use super::form::is_money;

/// The input object: what was left blank is left out, and what cannot be read is passed on as it was written, to be told of.
pub(super) fn read(table: &Table, given: &Given) -> Value {
    Value::Object(fields(table, "", given))
}

/// The path of a field below another.
pub(super) fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// The texts sent for the field at `path`, without the blank ones.
pub(super) fn texts<'g>(given: &'g Given, path: &str) -> Vec<&'g str> {
    let of = given.iter().filter(|(name, text)| name == path && !text.trim().is_empty());
    of.map(|(_, text)| text.as_str()).collect()
}

fn fields(table: &Table, path: &str, given: &Given) -> Map<String, Value> {
    if is_money(table) {
        let amount = one(&texts(given, &below(path, "amount")))
            .map(|text| text.map_or_else(Value::from, |text| amount(text).into()));
        return amount.into_iter().map(|amount| ("amount".to_owned(), amount)).collect();
    }
    let read = |field: &Field| Some((field.name.to_owned(), value(field, &below(path, field.name), given)?));
    table.fields.iter().filter_map(read).collect()
}

fn value(field: &Field, path: &str, given: &Given) -> Option<Value> {
    if let Kind::Group(table) = field.kind {
        let group = fields(table, path, given);
        // A group that need not be there is there when something was written in it that has no default.
        let says = |own: &Field| own.default.is_none() && group.contains_key(own.name);
        return (field.required || table.fields.iter().any(says)).then_some(Value::Object(group));
    }
    let texts = texts(given, path);
    if field.list {
        let items: Vec<Value> = texts.into_iter().map(|text| single(&field.kind, text)).collect();
        return (field.required || !items.is_empty()).then_some(Value::Array(items));
    }
    one(&texts).map(|text| text.map_or_else(|several| several.into(), |text| single(&field.kind, text)))
}

/// The one text of those that were sent for a field that takes one. Several that differ are passed on as they are, to be told of.
fn one<'t>(texts: &[&'t str]) -> Option<Result<&'t str, Vec<&'t str>>> {
    let first = texts.first()?;
    Some(if texts.iter().all(|text| text == first) { Ok(first) } else { Err(texts.to_vec()) })
}

fn single(kind: &Kind, text: &str) -> Value {
    let text = match kind {
        Kind::Text { .. } => text,
        _ => text.trim(),
    };
    let read = match kind {
        Kind::Number { .. } | Kind::Year { .. } => number(text),
        Kind::YesNo => text.parse::<bool>().ok().map(Value::Bool),
        Kind::Instant => instant(text),
        Kind::Json => serde_json::from_str(text).ok(),
        _ => None,
    };
    read.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// A whole number; blanks between its digits are overlooked.
fn number(text: &str) -> Option<Value> {
    let digits: String = narrow(text).chars().filter(|c| !c.is_whitespace()).collect();
    digits.replace('−', "-").parse::<i64>().ok().map(Value::from)
}

/// An amount as the API has it, `1200000.50`, from one with a comma and blanks between the digits, or with commas there and a point.
fn amount(text: &str) -> String {
    let bare = text.trim().trim_end_matches("kr").trim_start_matches("SEK");
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    match (bare.rfind(','), bare.rfind('.')) {
        // Commas before a point, or every three digits, stand between thousands.
        (Some(comma), Some(point)) if comma < point => bare.replace(',', ""),
        (Some(_), None) if bare.matches(',').count() > 1 => bare.replace(',', ""),
        _ => bare.replace(',', "."),
    }
}

/// A time of a Swedish clock, `2026-03-01T09:00`, as an instant.
fn instant(text: &str) -> Option<Value> {
    let with_seconds = if text.len() == 16 { format!("{text}:00") } else { text.to_owned() };
    let local = with_seconds.replace(' ', "T").parse().ok()?;
    web::from_swedish(local).map(|at| at.to_rfc3339().into())
}

#[cfg(test)]
mod tests {
    use kernel::{
        Command, Money, Timestamp, command,
        command::{line, number, text},
    };
    use serde_json::json;

    use super::*;

    command! {
        pub struct Codes as "CodesInput" ("Koder.", "Codes.") {
            skill: Option<String> as "skill" [line(10)] ("Kompetens.", "Skill."),
        }
    }

    command! {
        pub struct Plan as "PlanInput" ("Planera.", "Plan.") {
            title: String as "title" [line(100)] ("Rubrik.", "Title."),
            about: Option<String> as "about" [text(100)] ("Om.", "About."),
            people: i32 as "people" [number(1, 9_999)] ("Antal.", "People."),
            reusable: Option<bool> as "reusable" ("Återanvänds.", "Reusable."),
            at: Option<Timestamp> as "at" ("När.", "When."),
            codes: Codes as "codes" = "{}" ("Koder.", "Codes."),
            amount: Option<Money> as "amount" ("Belopp.", "Amount."),
            tags: Vec<String> as "tags" = "[]" [line(10)] ("Ord.", "Words."),
        }
    }

    fn sent(pairs: &[(&str, &str)]) -> Value {
        let pairs: Vec<_> = pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        read(Plan::TABLE, &pairs)
    }

    #[test]
    fn what_a_form_sends_is_an_input_object() {
        let all = sent(&[
            ("title", " Svets "),
            ("about", " två\r\nrader "),
            ("people", "１ 200"),
            ("reusable", "true"),
            ("at", "2026-07-01T09:00"),
            ("codes.skill", "abc"),
            ("amount.amount", "12.50"),
            ("amount.currency", "SEK"),
            ("tags", "a"),
            ("tags", " "),
            ("tags", "b"),
            ("title?", "sought"),
        ]);
        let told = json!({
            "title": "Svets", "about": " två\r\nrader ", "people": 1200, "reusable": true, "at": "2026-07-01T07:00:00+00:00",
            "codes": { "skill": "abc" }, "amount": { "amount": "12.50" }, "tags": ["a", "b"],
        });
        assert_eq!(all, told);
    }

    #[test]
    fn a_field_that_takes_one_text_refuses_several() {
        assert_eq!(sent(&[("title", "a"), ("title", ""), ("title", "a")])["title"], "a");
        for field in ["title", "about", "people", "at", "codes.skill", "amount.amount"] {
            let whole = [("title", "a"), ("people", "1"), (field, "1"), (field, "2")];
            assert!(Plan::read(&sent(&whole)).is_err(), "{field}");
        }
    }

    #[test]
    fn an_amount_is_read_as_it_is_written_in_either_language() {
        for (text, read) in [
            ("1 200 000,50", "1200000.50"),
            ("1\u{a0}200\u{202f}000", "1200000"),
            ("1200000.50", "1200000.50"),
            ("1,200,000.50", "1200000.50"),
            ("1,200,000", "1200000"),
            ("12,5 kr", "12.5"),
            ("tolv", "tolv"),
        ] {
            assert_eq!(amount(text), read, "{text}");
        }
    }

    #[test]
    fn what_is_blank_is_left_out_and_what_cannot_be_read_stays_to_be_told_of() {
        let blank = sent(&[("title", ""), ("people", "tolv"), ("amount.currency", "SEK"), ("amount.amount", " ")]);
        assert_eq!(blank, json!({ "people": "tolv", "codes": {}, "tags": [] }));
        assert!(Plan::read(&blank).is_err());
    }
}
