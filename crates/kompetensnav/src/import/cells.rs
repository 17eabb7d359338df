//! A row's cells by field, read as what they should be.

use chrono::NaiveDate;
use kernel::{Id, Kind, Label, error::rules as common};

use super::{
    layout::Layout,
    rules::{self, Refusal},
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
    /// For too few or too many of them, or one that is too long.
    pub fn of(layout: &'a Layout, row: &'a table::Row) -> Result<Self, Refusal> {
        let cells = Self { layout, row };
        // A spreadsheet may leave blank cells to the right of the last column.
        let stray = |(place, cell): (usize, &String)| layout.is_nameless(place) && !cell.trim().is_empty();
        if row.cells.len() < layout.width() || row.cells.iter().enumerate().any(stray) {
            return Err(Refusal::row(rules::CELLS_DO_NOT_MATCH_THE_HEADER));
        }
        // Bytes bound characters from above, and are cheaper to count.
        if row.cells.iter().any(|cell| cell.len() > MAX_CELL && cell.chars().count() > MAX_CELL) {
            return Err(Refusal::row(rules::CELL_IS_TOO_LONG));
        }
        Ok(cells)
    }

    /// The filled cells by field, in the fields' order.
    pub fn filled(&self) -> Vec<(&'static str, &'a str)> {
        let fields = self.layout.fields().into_iter();
        fields.filter_map(|(field, _)| Some((field, self.text(field)?))).collect()
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

    /// A date.
    ///
    /// # Errors
    /// Unless it is written `YYYY-MM-DD`.
    pub fn day(&self, field: &str) -> Result<Option<NaiveDate>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
        day.map(Some).ok_or_else(|| Refusal::field(field, rules::DATE_IS_MALFORMED))
    }

    /// A whole number.
    ///
    /// # Errors
    /// For anything else.
    pub fn number(&self, field: &str) -> Result<Option<i32>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Refusal::field(field, rules::NUMBER_IS_MALFORMED))
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
        let folded = text.to_lowercase();
        let is = |name: &str| name.to_lowercase() == folded;
        let found = all.iter().find(|value| is(as_str(**value)) || is(label(**value).sv) || is(label(**value).en));
        found.copied().map(Some).ok_or_else(|| {
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

    fn rule<T>(outcome: Result<T, Refusal>) -> &'static str {
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
        let horizon = cells.choice("horizon", NeedHorizon::ALL, NeedHorizon::as_str, NeedHorizon::label);
        assert_eq!(horizon.expect_err("refused").detail, "SHORT, MEDIUM, LONG");
        assert_eq!(rule(cells.required("basis")), rules::CELL_IS_REQUIRED);
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        let layout = layout();
        let whole = ["a", "", "", "", "", "", "", ""];
        assert!(Cells::of(&layout, &row(&[&whole[..], &["", " "]].concat())).is_ok());
        for cells in [&whole[..3], &["a", "", "", "", "", "", "", "x"], &[&whole[..], &["x"]].concat()] {
            assert_eq!(rule(Cells::of(&layout, &row(cells))), rules::CELLS_DO_NOT_MATCH_THE_HEADER, "{cells:?}");
        }
        let long = "å".repeat(MAX_CELL + 1);
        assert_eq!(rule(Cells::of(&layout, &row(&["a", &long, "", "", "", "", "", ""]))), rules::CELL_IS_TOO_LONG);
        let just = "å".repeat(MAX_CELL);
        assert!(Cells::of(&layout, &row(&["a", &just, "", "", "", "", "", ""])).is_ok());
    }
}
