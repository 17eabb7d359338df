//! What a value must keep to.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::{Days, Kind};
use crate::{
    Timestamp,
    error::{LONGEST_REASON, Result, Rule, bounded_line, bounded_text, rules},
    personal_number::nameless,
    text::normal,
};

/// Which values a field takes, told and checked.
#[derive(Debug)]
pub struct Bound<T> {
    /// As a form or a schema tells it.
    pub kind: Kind,
    /// The value in its one form, or the rule that it breaks.
    pub check: fn(&Kind, T) -> Result<T, Rule>,
}

/// A text of one line, of 1 to `max` characters, with nobody's personal number in it: a field that is meant for one has
/// a bound of its own.
pub const fn line(max: usize) -> Bound<String> {
    Bound { kind: Kind::Line { max }, check: texts }
}

/// As [`line`], of several lines perhaps.
pub const fn text(max: usize) -> Bound<String> {
    Bound { kind: Kind::Text { max }, check: texts }
}

/// A whole number from `min` to `max`.
pub const fn number(min: i32, max: i32) -> Bound<i32> {
    Bound { kind: Kind::Number { min, max }, check: numbers }
}

/// A calendar year from `min` to `max`.
pub const fn year(min: i32, max: i32) -> Bound<i32> {
    Bound { kind: Kind::Year { min, max }, check: numbers }
}

/// An address on the web, written out, of at most 500 characters, with nobody's name and password in it.
pub const fn web_address() -> Bound<String> {
    Bound { kind: Kind::Line { max: 500 }, check: addresses }
}

/// Why something is done.
pub const REASON: Bound<String> = Bound { kind: Kind::Text { max: LONGEST_REASON }, check: reasons };

/// A version that the caller has seen. Any other than the stored one is stale.
pub const VERSION: Bound<i32> = number(i32::MIN, i32::MAX);

/// The years that a day may be of, wherever one is written to be kept: what lies outside is a slip of the pen.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

/// A day of one of [`YEARS`].
pub(super) const DAY: Bound<NaiveDate> = days(Days::Any);

/// The first year of anything that is told here to have been done. The oldest of it is what projects did, and Sweden's first
/// programmes of the Social Fund began in 1995; what is dated before 1990 is a slip of the pen.
pub const FIRST_YEAR: i32 = 1990;

/// The day of something that has been done, in [`FIRST_YEAR`] or later. What it belongs to may begin later still, which is the
/// command's own to check.
pub const UNTIL_TODAY: Bound<NaiveDate> = days(Days::UntilToday);

/// The day of something that may be older than all that is done here: a birth, an organisation's name.
pub const EVER_UNTIL_TODAY: Bound<NaiveDate> = days(Days::EverUntilToday);

/// The day of something that has not happened before today.
pub const FROM_TODAY: Bound<NaiveDate> = days(Days::FromToday);

/// A day of one of [`YEARS`], and of `days`, which the command itself holds it to: a bound knows no clock.
pub const fn days(days: Days) -> Bound<NaiveDate> {
    Bound { kind: Kind::Date(days), check: dates }
}

/// A moment of one of [`YEARS`].
pub(super) const MOMENT: Bound<Timestamp> = Bound { kind: Kind::Instant, check: |_, moment| within_years(moment) };

/// A day or a moment of one of [`YEARS`].
///
/// # Errors
/// The rule that says which.
pub fn within_years<D: Datelike>(day: D) -> Result<D, Rule> {
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(rules::DATE_IS_OUT_OF_RANGE) }
}

fn dates(kind: &Kind, day: NaiveDate) -> Result<NaiveDate, Rule> {
    let day = within_years(day)?;
    match kind {
        Kind::Date(Days::UntilToday) if day.year() < FIRST_YEAR => Err(rules::YEAR_IS_TOO_EARLY),
        _ => Ok(day),
    }
}

fn texts(kind: &Kind, text: String) -> Result<String, Rule> {
    nameless(match kind {
        Kind::Line { max } => bounded_line(&text, *max)?,
        Kind::Text { max } => bounded_text(&text, *max)?,
        _ => text,
    })
}

fn reasons(kind: &Kind, text: String) -> Result<String, Rule> {
    let said = normal(&text).trim().is_empty().then_some(rules::REASON_IS_REQUIRED);
    said.map_or_else(|| texts(kind, text), Err)
}

fn addresses(kind: &Kind, text: String) -> Result<String, Rule> {
    let Kind::Line { max } = kind else { return Ok(text) };
    let address = bounded_line(&text, *max)?;
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let is_whole = !host.is_empty() && !host.contains('@') && !address.contains(char::is_whitespace);
    if is_whole { nameless(address) } else { Err(rules::WEB_ADDRESS_IS_WRONG) }
}

fn numbers(kind: &Kind, value: i32) -> Result<i32, Rule> {
    match kind.whole_numbers() {
        Some((min, max)) if !(min..=max).contains(&value) => Err(rules::NUMBER_IS_OUT_OF_RANGE),
        _ => Ok(value),
    }
}
