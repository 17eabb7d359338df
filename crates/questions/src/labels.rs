//! Ord för koder: what an enumeration's values are called, for the columns that show them.
//!
//! A column of an enumeration has two fields, the code and its label in the language asked for, named as statistics name
//! theirs: `need_status_code` and `need_status`. A column whose name does not end in `_code` keeps it for the code, and
//! `<name>_label` is the label's. People see the label only; programs get both.

use std::{collections::BTreeMap, sync::Arc};

use kernel::{Label, Lang};

use crate::definition::{Column, ColumnType, Text};

/// What the values of one enumeration are called. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Arc<BTreeMap<&'static str, Label>>);

impl Values {
    /// The label of a value; the value itself where it has none.
    pub fn label<'a>(&self, value: &'a str, lang: Lang) -> &'a str {
        self.said(value, lang).map_or(value, |(_, label)| label)
    }

    /// A value as the enumeration has it, and its label; none for a value that it has not.
    pub fn said(&self, value: &str, lang: Lang) -> Option<(&'static str, &'static str)> {
        self.0.get_key_value(value).map(|(value, label)| (*value, label.get(lang)))
    }

    /// As [`Values::said`], with the label in both languages.
    pub fn said_in_both(&self, value: &str) -> Option<(&'static str, Label)> {
        self.0.get_key_value(value).map(|(value, label)| (*value, *label))
    }

    /// Values and their labels, by value.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, Label)> {
        self.0.iter().map(|(value, label)| (*value, *label))
    }
}

impl FromIterator<(&'static str, Label)> for Values {
    fn from_iter<I: IntoIterator<Item = (&'static str, Label)>>(values: I) -> Self {
        Self(Arc::new(values.into_iter().collect()))
    }
}

/// The columns of a question that show an enumeration, or its parameters that choose among one's values, by name, with what the values
/// are called.
pub type Labels = BTreeMap<String, Values>;

/// The values of a column that can be said in words: texts and codes can.
pub(crate) fn of<'a>(labels: &'a Labels, column: &Column) -> Option<&'a Values> {
    matches!(column.kind, ColumnType::Text | ColumnType::Code).then(|| labels.get(&column.name)).flatten()
}

/// The label field's name: one that no column has.
pub(crate) fn name(column: &Column, columns: &[Column]) -> String {
    let is_free = |name: &String| {
        columns.iter().all(|each| each.name != *name && each.status_name().is_none_or(|status| status != *name))
    };
    let stem = column.name.strip_suffix("_code").filter(|stem| !stem.is_empty()).map(str::to_owned);
    let beside = format!("{}_label", column.name);
    let numbered = (2_u32..).map(|number| format!("{beside}_{number}"));
    stem.into_iter().chain([beside.clone()]).chain(numbered).find(is_free).unwrap_or(beside)
}

/// Headings of the code and of its label: `Status, kod` and `Status`.
pub(crate) fn headings(label: &Text) -> (Text, Text) {
    let of = |label: &str, code: &str| {
        let words = label.strip_suffix(code).filter(|words| !words.trim().is_empty()).unwrap_or(label);
        (format!("{words}{code}"), words.to_owned())
    };
    let ((code_sv, sv), (code_en, en)) = (of(&label.sv, ", kod"), of(&label.en, ", code"));
    (Text::new(code_sv, code_en), Text::new(sv, en))
}

#[cfg(test)]
mod tests {
    use calamine::{Reader as _, Xlsx};
    use serde_json::json;

    use super::*;
    use crate::{Cell, Flattener, Format, Question, catalogue, encode, table::Head};

    const FRESH: Label = Label { sv: "Ny", en: "Fresh" };
    const OLD: Label = Label { sv: "Gammal", en: "Old" };

    fn question(columns: &[(&str, &str, &str, &str)]) -> Question {
        let text = "{ sv = \"a\", en = \"a\" }";
        let mut toml = format!("version = 1\ntheme = \"behov\"\nrows = \"rows\"\ntitle = {text}\ningress = {text}\n");
        for (name, path, kind, label) in columns {
            toml += &format!(
                "[[column]]\nname = \"{name}\"\npath = \"{path}\"\ntype = \"{kind}\"\nlabel = {{ sv = \"{label}, kod\", en = \"{label}\" }}\n"
            );
        }
        let definition = catalogue::parse(&toml).unwrap_or_else(|error| panic!("{error}"));
        let question = Question::new("q", "{ rows }", definition).unwrap_or_else(|errors| panic!("{errors:?}"));
        let values: Values = [("FRESH", FRESH), ("OLD", OLD)].into_iter().collect();
        question.labelled(columns.iter().map(|(name, ..)| ((*name).to_owned(), values.clone())).collect())
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned().into())
    }

    #[test]
    fn a_code_has_its_label_beside_it_in_the_language_asked_for() {
        let question =
            question(&[("state_code", "state", "code", "Läge"), ("parts", "parts[].state", "text", "Delar")]);
        let head = Head::of(&question);
        let names: Vec<&str> = head.fields().iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["state_code", "state", "parts", "parts_label"]);
        let labels: Vec<&str> = head.fields().iter().map(|field| field.label.sv.as_str()).collect();
        assert_eq!(labels, ["Läge, kod", "Läge", "Delar, kod", "Delar"]);
        assert_eq!((head.fields()[0].label.en.as_str(), head.fields()[1].label.en.as_str()), ("Läge, code", "Läge"));
        let data = json!({ "rows": [
            { "state": "FRESH", "parts": [{ "state": "OLD" }, { "state": null }, { "state": "FRESH" }] },
            { "state": null, "parts": [] },
            { "state": "UNKNOWN", "parts": [] },
        ] });
        let rows = |lang| Flattener::new(&question).in_language(lang).rows(&data).expect("rows");
        assert_eq!(rows(Lang::Sv)[0], [text("FRESH"), text("Ny"), text("OLD; FRESH"), text("Gammal; Ny")]);
        assert_eq!(rows(Lang::En)[0], [text("FRESH"), text("Fresh"), text("OLD; FRESH"), text("Old; Fresh")]);
        assert_eq!(rows(Lang::Sv)[1], [Cell::Null, Cell::Null, Cell::Null, Cell::Null]);
        assert_eq!(rows(Lang::Sv)[2][..2], [text("UNKNOWN"), text("UNKNOWN")]);
    }

    #[test]
    fn a_labels_name_is_no_other_columns() {
        let taken = question(&[
            ("state_code", "a", "code", "A"),
            ("state", "b", "text", "B"),
            ("state_label", "c", "text", "C"),
            ("sum", "d", "integer", "D"),
        ]);
        let names: Vec<String> = Head::of(&taken).fields().iter().map(|field| field.name.clone()).collect();
        let expected =
            ["state_code", "state_code_label", "state", "state_label_2", "state_label", "state_label_label", "sum"];
        assert_eq!(names, expected);
    }

    #[test]
    fn people_see_the_label_and_programs_get_both() {
        let question = question(&[("state_code", "state", "code", "Läge")]);
        let head = Head::of(&question);
        assert_eq!(head.position_in_words("state_code"), Some(1));
        assert_eq!(head.in_words(), [1]);
        let arguments = question.read_parameters([], chrono::NaiveDate::default()).expect("none");
        let about = encode::About::new(&question, &arguments, Lang::Sv, chrono::DateTime::UNIX_EPOCH);
        let rows = [vec![text("FRESH"), text("Ny")]];
        let mut csv = Vec::new();
        encode::write(Format::Csv, &head, &about, &rows, &mut csv).expect("csv");
        assert_eq!(String::from_utf8(csv).expect("text"), "state_code,state\r\nFRESH,Ny\r\n");
        let mut workbook = Vec::new();
        encode::write(Format::Xlsx, &head, &about, &rows, &mut workbook).expect("xlsx");
        let mut workbook: Xlsx<_> = Xlsx::new(std::io::Cursor::new(workbook)).expect("a workbook");
        let sheet = workbook.worksheet_range("Svar").expect("the answer");
        let cells: Vec<String> = sheet.cells().map(|(_, _, cell)| cell.to_string()).collect();
        assert_eq!(cells, ["Läge", "Ny"]);
    }
}
