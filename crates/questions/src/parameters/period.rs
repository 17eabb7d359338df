//! A period, as a person writes it: `2021`, `2021-Q3`, `2021-07`, `2021-01-01--2021-06-30`, `2020--2022`,
//! `this-year`, `last-12-months`.

use chrono::{Datelike, Days, Months, NaiveDate};
use kernel::Rule;

use super::value::{strict_date, within_years};
use crate::{definition::Text, error};

/// First to last day, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

pub(super) fn example() -> Text {
    Text::new(
        "t.ex. 2021, 2020--2022, 2021-Q3, 2021-07 eller 2021-01-01--2021-06-30",
        "e.g. 2021, 2020--2022, 2021-Q3, 2021-07 or 2021-01-01--2021-06-30",
    )
}

pub(super) fn read(text: &str, today: NaiveDate) -> Result<Span, (Rule, Text)> {
    let span = relative(text, today).or_else(|| named(text)).or_else(|| between(text));
    let span = span.ok_or_else(|| (error::VALUE_IS_NO_PERIOD, example()))?;
    if span.to < span.from {
        return Err((error::PERIOD_ENDS_BEFORE_IT_BEGINS, example()));
    }
    within_years(span.from)?;
    within_years(span.to)?;
    Ok(span)
}

fn relative(text: &str, today: NaiveDate) -> Option<Span> {
    match text {
        "this-year" => months(today.year(), 1, 12),
        "last-year" => months(today.year() - 1, 1, 12),
        "this-month" => months(today.year(), today.month(), 1),
        "last-month" => {
            let before = today.checked_sub_months(Months::new(1))?;
            months(before.year(), before.month(), 1)
        }
        "last-12-months" => {
            Some(Span { from: today.checked_sub_months(Months::new(12))?.checked_add_days(Days::new(1))?, to: today })
        }
        _ => None,
    }
}

fn named(text: &str) -> Option<Span> {
    let (year, part) = text.split_at_checked(4)?;
    let year: i32 = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
    match part {
        "" => months(year, 1, 12),
        "-Q1" | "-q1" => months(year, 1, 3),
        "-Q2" | "-q2" => months(year, 4, 3),
        "-Q3" | "-q3" => months(year, 7, 3),
        "-Q4" | "-q4" => months(year, 10, 3),
        _ => {
            let month = part.strip_prefix('-').filter(|month| month.len() == 2)?;
            months(year, month.parse().ok()?, 1)
        }
    }
}

/// From the first day of one to the last of another: days, months, quarters, years.
fn between(text: &str) -> Option<Span> {
    let (from, to) = text.split_once("--")?;
    let (from, to) = (from.trim(), to.trim());
    let first = strict_date(from).or_else(|| named(from).map(|span| span.from))?;
    let last = strict_date(to).or_else(|| named(to).map(|span| span.to))?;
    Some(Span { from: first, to: last })
}

fn months(year: i32, month: u32, count: u32) -> Option<Span> {
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some(Span { from, to: from.checked_add_months(Months::new(count))?.pred_opt()? })
}

impl Span {
    /// The shortest way to write it without reference to a day.
    pub fn written(self) -> String {
        let year = self.from.year();
        let quarter = self.from.month0() / 3 + 1;
        let names =
            [format!("{year:04}"), format!("{year:04}-Q{quarter}"), format!("{year:04}-{:02}", self.from.month())];
        let name = names.into_iter().find(|name| named(name) == Some(self));
        name.unwrap_or_else(|| format!("{}--{}", self.from, self.to))
    }

    pub fn shown(self) -> Text {
        let written = self.written();
        match written.split_once("--") {
            Some((from, to)) => Text::new(format!("{from} till {to}"), format!("{from} to {to}")),
            None => Text::new(written.clone(), written),
        }
    }
}
