//! A row's cells by field, read as what they should be.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    Id, Kind, Label, Lang, OrganisationNumber, PersonalIdentity,
    command::within_years,
    error::rules as common,
    text::{is_odd, one_line},
};
use taxonomy::Scheme;

use super::{
    codes::{self, Codes},
    kind::{Column, Form, chosen},
    layout::Layout,
    numbers,
    rules::{self, Refusal},
    shown::named,
    table,
};

/// Longest cell, in characters: the longest text of the API is 4,000.
pub const MAX_CELL: usize = 10_000;

/// A row seen through its file's layout. No `Debug`: cells may hold personal data.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    layout: &'a Layout,
    row: &'a table::Row,
}

impl<'a> Cells<'a> {
    /// The cells of `row`.
    ///
    /// # Errors
    /// For too many of them, or one that is too long or holds what no text should. Those missing at the end are blank.
    pub fn of(layout: &'a Layout, row: &'a table::Row) -> Result<Self, Refusal> {
        let cells = Self { layout, row };
        // A spreadsheet may leave blank cells to the right of the last column.
        let stray = |(place, cell): (usize, &String)| layout.is_nameless(place) && !cell.trim().is_empty();
        if row.cells.iter().enumerate().any(stray) {
            return Err(Refusal::row(rules::CELLS_DO_NOT_MATCH_THE_HEADER));
        }
        // Bytes bound characters from above, and are cheaper to count.
        if row.cells.iter().any(|cell| cell.len() > MAX_CELL && cell.chars().count() > MAX_CELL) {
            return Err(Refusal::row(rules::CELL_IS_TOO_LONG));
        }
        let odd = |place: usize| row.cells.get(place).is_some_and(|cell| cell.chars().any(is_odd));
        if let Some((field, _)) = layout.fields().into_iter().find(|(_, place)| odd(*place)) {
            return Err(Refusal::field(field, common::TEXT_HOLDS_AN_ODD_SIGN));
        }
        let error = |place: usize| row.cells.get(place).is_some_and(|cell| is_error(cell));
        if let Some((field, _)) = layout.fields().into_iter().find(|(_, place)| error(*place)) {
            return Err(Refusal::field(field, rules::CELL_IS_AN_ERROR));
        }
        if error(layout.key) {
            return Err(Refusal::row(rules::CELL_IS_AN_ERROR));
        }
        if odd(layout.key) {
            return Err(Refusal::row(common::TEXT_HOLDS_AN_ODD_SIGN));
        }
        Ok(cells)
    }

    /// The filled cells by field as they are written, in the fields' order.
    pub fn filled(&self) -> Vec<(&'static str, &'a str)> {
        let fields = self.layout.fields().into_iter();
        fields.filter_map(|(field, _)| Some((field, self.text(field)?))).collect()
    }

    /// The filled cells by field as they are read: what one and the same value may be written as is the same here. A cell that
    /// cannot be read is as it is written.
    pub fn read(&self, today: NaiveDate) -> BTreeMap<&'static str, String> {
        let read = |column: &Column, text: &str| match column.form {
            Form::Lines => None,
            Form::Text => Some(one_line(text).into_owned()),
            Form::Organisation => OrganisationNumber::parse(text).ok().map(|number| number.as_str().to_owned()),
            Form::Person => PersonalIdentity::parse(text, today).ok().map(|person| person.canonical().to_owned()),
            Form::Day => numbers::day(text).map(|day| day.to_string()),
            Form::Count => numbers::count(text).ok().map(|number| number.to_string()),
            Form::Code(scheme) => Some(taxonomy::written(scheme, text)),
            Form::Choice(choice) => choice(text).map(str::to_owned),
        };
        let one = |column: &'static Column| {
            let text = self.text(column.field)?;
            Some((column.field, read(column, text).unwrap_or_else(|| text.to_owned())))
        };
        self.layout.columns().filter_map(one).collect()
    }

    /// The field's text without blanks around it; `None` when there is none.
    pub fn text(&self, field: &str) -> Option<&'a str> {
        let cell = self.row.cells.get(self.layout.place(field)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// As [`Cells::text`], owned.
    pub fn owned(&self, field: &str) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// When it is not.
    pub fn required(&self, field: &str) -> Result<&'a str, Refusal> {
        self.text(field).ok_or_else(|| Refusal::field(field, rules::CELL_IS_REQUIRED))
    }

    /// An id in its public form.
    ///
    /// # Errors
    /// For an id of another kind, or none.
    pub fn id<K: Kind>(&self, field: &str) -> Result<Option<Id<K>>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        Id::parse(text).map(Some).ok_or_else(|| Refusal::field(field, common::REFERENCE_IS_UNKNOWN))
    }

    /// An organisation number, which may be missing.
    ///
    /// # Errors
    /// For what a spreadsheet took for a number. Whether it is right is the domain's to say.
    pub fn organisation_number(&self, field: &str) -> Result<Option<String>, Refusal> {
        match self.text(field) {
            Some(text) if OrganisationNumber::parse(text).is_err() && lost_digits(text) => {
                Err(Refusal::field(field, rules::CELL_WAS_MADE_A_NUMBER))
            }
            text => Ok(text.map(str::to_owned)),
        }
    }

    /// A date.
    ///
    /// # Errors
    /// Unless it is written `YYYY-MM-DD`, and of a year that the API takes.
    pub fn day(&self, field: &str) -> Result<Option<NaiveDate>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let day = numbers::day(text).ok_or_else(|| Refusal::field(field, rules::DATE_IS_MALFORMED))?;
        within_years(day).map(Some).map_err(|rule| Refusal::field(field, rule))
    }

    /// A whole number.
    ///
    /// # Errors
    /// For anything else, and for what may be two numbers.
    pub fn number(&self, field: &str) -> Result<Option<i32>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        numbers::count(text).map(Some).map_err(|rule| Refusal::field(field, rule))
    }

    /// A code of a list, in its stored form.
    ///
    /// # Errors
    /// As [`Codes::read`].
    pub fn code(&self, field: &'static str, scheme: Scheme, codes: &Codes) -> Result<Option<String>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        codes.read(field, scheme, text).map(|concept| Some(concept.code.to_owned()))
    }

    /// What each of the codes is that could be read, with the file's name of its column.
    pub fn codes_told(&self, lang: Lang) -> String {
        let told = |column: &Column| {
            let Form::Code(scheme) = column.form else { return None };
            let concept = taxonomy::require(column.field, scheme, self.text(column.field)?).ok()?;
            let header = self.layout.header(column.field).map(named).unwrap_or_default();
            Some(format!("{header}: {}", codes::told(concept, lang)))
        };
        self.layout.columns().filter_map(told).collect::<Vec<_>>().join("; ")
    }

    /// One of `all`, by its text in the API or its label in either language.
    ///
    /// # Errors
    /// For anything else.
    pub fn choice<T: Copy>(
        &self,
        field: &str,
        all: &[T],
        as_str: fn(T) -> &'static str,
        label: fn(T) -> Label,
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        chosen(all, as_str, label, text).map(Some).ok_or_else(|| {
            let values: Vec<_> = all.iter().map(|value| as_str(*value)).collect();
            Refusal::field(field, rules::VALUE_IS_UNKNOWN).detail(values.join(", "))
        })
    }

    /// As [`Cells::choice`], where there must be one.
    ///
    /// # Errors
    /// As [`Cells::choice`]; when the cell is empty.
    pub fn chosen<T: Copy>(
        &self,
        field: &str,
        all: &[T],
        as_str: fn(T) -> &'static str,
        label: fn(T) -> Label,
    ) -> Result<T, Refusal> {
        self.required(field)?;
        self.choice(field, all, as_str, label)?.ok_or_else(|| Refusal::field(field, rules::CELL_IS_REQUIRED))
    }
}

/// Whether it is what spreadsheets show where a formula has no value, in English or Swedish, or where a column is too narrow.
fn is_error(cell: &str) -> bool {
    const ERRORS: [&str; 20] = [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BUSY!",
        "#SKÄRNING!",
        "#DIVISION/0!",
        "#VÄRDEFEL!",
        "#REFERENS!",
        "#NAMN?",
        "#OGILTIGT!",
        "#SAKNAS!",
        "#SPILL!",
        "#BERÄKNA!",
    ];
    let cell = cell.trim();
    cell.starts_with('#')
        && (ERRORS.iter().any(|error| *error == cell.to_uppercase())
            || cell.strip_prefix("Err:").is_some()
            || (cell.len() > 2 && cell.bytes().all(|byte| byte == b'#')))
}

/// Whether a number of an organisation or a person has been taken for a number: it is shortened, has decimals, or is too short
/// for want of the zeros it began with.
pub fn lost_digits(text: &str) -> bool {
    let digits = numbers::without_groups(text);
    let short = (6..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    short || numbers::was_made_a_number(text)
}

#[cfg(test)]
mod tests {
    use industry_councils::need::NeedHorizon;

    use super::*;
    use crate::import::{kind::Kind as Imported, table::Row};

    fn layout() -> Layout {
        let headers = ["rubrik", "avser", "orsak", "horisont", "målgrupp", "antal", "behövs senast", ""];
        Layout::of(Imported::Needs, &headers.map(str::to_owned), "rubrik").expect("a layout")
    }

    fn row(cells: &[&str]) -> Row {
        Row { number: 2, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    fn rule<T>(outcome: Result<T, Refusal>) -> kernel::Rule {
        outcome.err().expect("refused").rule
    }

    #[test]
    fn cells_are_read_as_what_they_should_be() {
        let layout = layout();
        let row = row(&[" Svets ", "Båda", "growth", "short", "Alla", "12", "2027-01-31", ""]);
        let cells = Cells::of(&layout, &row).expect("cells");
        assert_eq!(cells.text("title"), Some("Svets"));
        assert_eq!(cells.number("peopleNeeded").expect("a number"), Some(12));
        assert_eq!(cells.day("neededBy").expect("a day"), NaiveDate::from_ymd_opt(2027, 1, 31));
        let horizon = cells.chosen("horizon", NeedHorizon::ALL, NeedHorizon::as_str, NeedHorizon::label);
        assert_eq!(horizon.expect("a horizon"), NeedHorizon::Short);
        assert_eq!(cells.text("description"), None);
    }

    #[test]
    fn what_is_malformed_is_refused_naming_the_rule() {
        let layout = layout();
        let row = row(&["Svets", "", "", "snart", "", "1,5", "31/1 2027", ""]);
        let cells = Cells::of(&layout, &row).expect("cells");
        assert_eq!(rule(cells.number("peopleNeeded")), rules::NUMBER_IS_MALFORMED);
        assert_eq!(rule(cells.day("neededBy")), rules::DATE_IS_MALFORMED);
        for far in ["0000-01-01", "1899-12-31", "2201-01-01", "9999-12-31 00:00"] {
            let row = self::row(&["Svets", "", "", "snart", "", "1,5", far, ""]);
            let cells = Cells::of(&layout, &row).expect("cells");
            assert_eq!(rule(cells.day("neededBy")), common::DATE_IS_OUT_OF_RANGE, "{far}");
        }
        let horizon = cells.choice("horizon", NeedHorizon::ALL, NeedHorizon::as_str, NeedHorizon::label);
        assert_eq!(horizon.expect_err("refused").detail, "SHORT, MEDIUM, LONG");
        assert_eq!(rule(cells.required("basis")), rules::CELL_IS_REQUIRED);
    }

    #[test]
    fn one_value_is_read_the_same_however_it_is_written() {
        let layout = layout();
        let read = |cells: &[&str]| {
            let row = row(cells);
            match Cells::of(&layout, &row) {
                Ok(cells) => cells.read(NaiveDate::MAX),
                Err(_) => panic!("no cells"),
            }
        };
        let one = read(&["Svets", "BOTH", "GROWTH", "SHORT", "ALL", "1200", "2027-01-31"]);
        let two =
            read(&[" Svets", "båda", "Tillväxt", "kort, under 1 år", "alla", "1 200,0", "2027-01-31 00:00:00", ""]);
        assert_eq!(one, two);
        assert_ne!(one, read(&["Svets", "BOTH", "GROWTH", "SHORT", "ALL", "1.200", "2027-01-31"]));
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        let layout = layout();
        let whole = ["a", "", "", "", "", "", "", ""];
        assert!(Cells::of(&layout, &row(&[&whole[..], &["", " "]].concat())).is_ok());
        let short = row(&whole[..3]);
        let short = Cells::of(&layout, &short).expect("cells missing at the end are blank");
        assert_eq!((short.text("title"), short.text("neededBy")), (Some("a"), None));
        for cells in [&["a", "", "", "", "", "", "", "x"][..], &[&whole[..], &["x"]].concat()] {
            assert_eq!(rule(Cells::of(&layout, &row(cells))), rules::CELLS_DO_NOT_MATCH_THE_HEADER, "{cells:?}");
        }
        for (odd, field) in [(0, "title"), (6, "neededBy")] {
            let mut cells = whole;
            cells[odd] = "a\u{b}b";
            let refusal = Cells::of(&layout, &row(&cells)).err().expect("refused");
            assert_eq!((refusal.rule, refusal.field.as_str()), (common::TEXT_HOLDS_AN_ODD_SIGN, field));
        }
        let long = "å".repeat(MAX_CELL + 1);
        assert_eq!(rule(Cells::of(&layout, &row(&["a", &long, "", "", "", "", "", ""]))), rules::CELL_IS_TOO_LONG);
        let just = "å".repeat(MAX_CELL);
        assert!(Cells::of(&layout, &row(&["a", &just, "", "", "", "", "", ""])).is_ok());
    }
}
