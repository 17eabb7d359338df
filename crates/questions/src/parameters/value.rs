//! One value, by its parameter's kind.

use std::num::{IntErrorKind, ParseIntError};

use chrono::{Datelike, Days, Months, NaiveDate};
use kernel::{Rule, command, text::is_odd};
use rust_decimal::Decimal;
use serde_json::{Number, Value};

use crate::{
    definition::{Parameter, ParameterKind, Text},
    error,
};

const LONGEST_TEXT: usize = 200;
const LONGEST_CODE: usize = 100;

/// A value as variable, as address, and in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReadValue {
    pub json: Value,
    pub written: String,
    pub shown: Text,
}

/// Which rule, and what to write.
pub(crate) type Wrong = (Rule, Text);

pub(super) fn read(parameter: &Parameter, text: &str, today: NaiveDate) -> Result<ReadValue, Wrong> {
    let hint = || example(parameter);
    match parameter.kind {
        ParameterKind::Text | ParameterKind::Period => {
            if text.chars().any(is_odd) {
                return Err((error::TEXT_HOLDS_AN_ODD_SIGN, Text::default()));
            }
            if text.chars().count() > LONGEST_TEXT {
                return Err((error::TEXT_IS_TOO_LONG, same(LONGEST_TEXT)));
            }
            Ok(plain(Value::from(text), text))
        }
        ParameterKind::Integer => {
            let value: i32 = ungrouped(text).parse().map_err(|fault: ParseIntError| beyond(parameter, &fault))?;
            bounded(parameter, Decimal::from(value))?;
            Ok(plain(Value::from(value), &value.to_string()))
        }
        ParameterKind::Decimal => {
            let value = decimal(text).ok_or_else(|| (error::VALUE_IS_NO_DECIMAL, hint()))?;
            bounded(parameter, value)?;
            let written = value.normalize().to_string();
            let number: Number = written.parse().map_err(|_| (error::VALUE_IS_NO_DECIMAL, hint()))?;
            let shown = Text::new(written.replace('.', ","), written.clone());
            Ok(ReadValue { json: Value::Number(number), written, shown })
        }
        ParameterKind::Date => {
            let day = day(text, today).ok_or_else(|| (error::VALUE_IS_NO_DATE, hint()))?;
            within(parameter, day)?;
            let written = day.format("%Y-%m-%d").to_string();
            Ok(plain(Value::from(written.clone()), &written))
        }
        ParameterKind::Boolean => boolean(text).ok_or_else(|| (error::VALUE_IS_NO_BOOLEAN, hint())),
        ParameterKind::Enum => {
            let found = parameter.values.iter().find(|value| value.code.eq_ignore_ascii_case(text));
            let value = found.ok_or_else(|| (error::VALUE_IS_NO_CHOICE, hint()))?;
            Ok(ReadValue { json: Value::from(value.code.clone()), written: value.code.clone(), shown: value.label() })
        }
        ParameterKind::Code => {
            let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '+');
            coded(text, sign).ok_or_else(|| (error::VALUE_IS_NO_CODE, hint()))
        }
        ParameterKind::Id => {
            let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            coded(text, sign).ok_or_else(|| (error::VALUE_IS_NO_ID, hint()))
        }
    }
}

fn plain(json: Value, text: &str) -> ReadValue {
    ReadValue { json, written: text.to_owned(), shown: Text::new(text, text) }
}

fn coded(text: &str, sign: impl Fn(char) -> bool) -> Option<ReadValue> {
    (text.len() <= LONGEST_CODE && text.chars().all(sign)).then(|| plain(Value::from(text), text))
}

fn boolean(text: &str) -> Option<ReadValue> {
    let value = match text.to_lowercase().as_str() {
        "ja" | "true" | "1" | "on" | "yes" => true,
        "nej" | "false" | "0" | "off" | "no" => false,
        _ => return None,
    };
    let (written, shown) = if value { ("ja", Text::new("Ja", "Yes")) } else { ("nej", Text::new("Nej", "No")) };
    Some(ReadValue { json: Value::Bool(value), written: written.to_owned(), shown })
}

/// What keeps a text from being an integer of GraphQL's, which has 32 bits: the bound it lies beyond, or that it is none.
fn beyond(parameter: &Parameter, fault: &ParseIntError) -> Wrong {
    let limit =
        |own: &Option<String>, last: i32| own.as_deref().map_or_else(|| same(last), |own| limit_text(Some(own)));
    match fault.kind() {
        IntErrorKind::PosOverflow => (error::VALUE_IS_TOO_LARGE, limit(&parameter.max, i32::MAX)),
        IntErrorKind::NegOverflow => (error::VALUE_IS_TOO_SMALL, limit(&parameter.min, i32::MIN)),
        _ => (error::VALUE_IS_NO_INTEGER, example(parameter)),
    }
}

/// Without the blanks that group thousands, and with a hyphen for a typographic minus.
fn ungrouped(text: &str) -> String {
    let kept = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'));
    kept.map(|c| if c == '\u{2212}' { '-' } else { c }).collect()
}

/// Swedish comma or point; never both, so that `1,234.5` is not read as something it may not be.
fn decimal(text: &str) -> Option<Decimal> {
    let text = ungrouped(text);
    if text.contains(',') && text.contains('.') || text.contains('_') || text.ends_with([',', '.']) {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

/// `2024-03-01`, `today` or `idag` with a distance in days (`today-90d`) or months (`today+6m`), or `year-start`.
fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match text {
        "today" | "idag" => return Some(today),
        "year-start" => return NaiveDate::from_ymd_opt(today.year(), 1, 1),
        "month-start" => return today.with_day(1),
        _ => {}
    }
    let Some(distance) = text.strip_prefix("today").or_else(|| text.strip_prefix("idag")) else {
        return strict_date(text);
    };
    let (sign, amount) = distance.split_at_checked(1)?;
    let (amount, unit) = amount.split_at_checked(amount.len().checked_sub(1)?)?;
    let amount: u32 = amount.parse().ok().filter(|amount| *amount <= 10_000)?;
    match (sign, unit) {
        ("-", "d") => today.checked_sub_days(Days::new(amount.into())),
        ("+", "d") => today.checked_add_days(Days::new(amount.into())),
        ("-", "m") => today.checked_sub_months(Months::new(amount)),
        ("+", "m") => today.checked_add_months(Months::new(amount)),
        _ => None,
    }
}

/// `yyyy-mm-dd`, all ten signs.
pub(super) fn strict_date(text: &str) -> Option<NaiveDate> {
    (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// A bound that can be compared with, for the kinds that have bounds.
pub(crate) fn bound(kind: ParameterKind, text: &str) -> Option<Decimal> {
    match kind {
        ParameterKind::Date => strict_date(text).map(|day| Decimal::from(day.num_days_from_ce())),
        ParameterKind::Integer => text.parse::<i32>().ok().map(Decimal::from),
        _ => text.parse().ok(),
    }
}

fn bounded(parameter: &Parameter, value: Decimal) -> Result<(), Wrong> {
    let limit = |text: &Option<String>| text.as_deref().and_then(|text| bound(parameter.kind, text));
    if limit(&parameter.min).is_some_and(|min| value < min) {
        return Err((error::VALUE_IS_TOO_SMALL, limit_text(parameter.min.as_deref())));
    }
    if limit(&parameter.max).is_some_and(|max| value > max) {
        return Err((error::VALUE_IS_TOO_LARGE, limit_text(parameter.max.as_deref())));
    }
    Ok(())
}

fn within(parameter: &Parameter, day: NaiveDate) -> Result<(), Wrong> {
    within_years(day)?;
    bounded(parameter, Decimal::from(day.num_days_from_ce()))
}

/// Refuses a day that nobody means: what a document does with it is not known here.
pub(super) fn within_years(day: NaiveDate) -> Result<(), Wrong> {
    let kept = command::Days::Any.range(day);
    if day < *kept.start() {
        return Err((error::VALUE_IS_TOO_SMALL, same(kept.start())));
    }
    if day > *kept.end() {
        return Err((error::VALUE_IS_TOO_LARGE, same(kept.end())));
    }
    Ok(())
}

fn limit_text(text: Option<&str>) -> Text {
    let text = text.unwrap_or_default();
    Text::new(text.replace('.', ","), text)
}

fn same(value: impl ToString) -> Text {
    Text::new(value.to_string(), value.to_string())
}

/// Which codes are none of this list's, and where the list is.
pub(super) fn unlisted(scheme: &str, codes: &[&str]) -> Text {
    let codes = codes.join(", ");
    Text::new(
        format!("{codes}; listan står på frågans sida och i GraphQL som taxonomy.concepts(scheme: {scheme})"),
        format!("{codes}; the list is on the question's page and in GraphQL as taxonomy.concepts(scheme: {scheme})"),
    )
}

/// What to write, as an example or as the choices.
pub(super) fn example(parameter: &Parameter) -> Text {
    let such = |text: &str| Text::new(format!("t.ex. {text}"), format!("e.g. {text}"));
    match parameter.kind {
        ParameterKind::Text => Text::default(),
        ParameterKind::Integer => such(parameter.min.as_deref().unwrap_or("12")),
        ParameterKind::Decimal => Text::new("t.ex. 12,5", "e.g. 12.5"),
        ParameterKind::Date => such("2021-03-31"),
        ParameterKind::Boolean => Text::default(),
        ParameterKind::Period => super::period::example(),
        ParameterKind::Id => Text::default(),
        ParameterKind::Code => match parameter.scheme.as_deref() {
            Some("MUNICIPALITY") => such("1480"),
            Some("COUNTY") => such("14"),
            Some("SSYK_2012") => such("5321"),
            Some("SNI_2007") => such("87"),
            _ => Text::default(),
        },
        ParameterKind::Enum => {
            let choices = |each: fn(&crate::definition::Value) -> String| {
                parameter.values.iter().map(each).collect::<Vec<_>>().join(", ")
            };
            Text::new(
                choices(|value| format!("{} ({})", value.code, value.label().sv)),
                choices(|value| format!("{} ({})", value.code, value.label().en)),
            )
        }
    }
}
