//! Scalars and small values.

use async_graphql::{InputValueError, InputValueResult, Object, Scalar, ScalarType, Value};
use chrono::NaiveDate;
use kernel::{Error, Money, Timestamp, command::within_years};

/// A calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// Date: a calendar date, `YYYY-MM-DD`.
///
/// Svenska: Datum: en kalenderdag, `ÅÅÅÅ-MM-DD`.
#[Scalar(name = "Date", specified_by_url = "https://scalars.graphql.org/andimarek/local-date.html")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) if text.len() == 10 => {
                // Only what is written back the same: years of four digits, and none before the first.
                let day = text.parse().ok().filter(|day: &NaiveDate| day.to_string() == *text);
                day.map(Self).ok_or_else(|| InputValueError::custom("not a date"))
            }
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// The day given as `argument`, as of which something is told. It is reckoned with, and databases do not hold the same days: a
/// filter's are compared and nothing else, and may be as far off as one likes.
///
/// # Errors
/// `Invalid { argument, DATE_IS_OUT_OF_RANGE }` for a day that nobody means.
pub fn day(argument: &str, given: Option<Date>) -> kernel::Result<Option<NaiveDate>> {
    given.map(|day| within_years(day.0).map_err(|rule| Error::invalid(argument, rule))).transpose()
}

/// An instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime(pub Timestamp);

/// Instant: in UTC, RFC 3339 with microseconds.
///
/// Svenska: Tidpunkt: i UTC, RFC 3339 med mikrosekunder.
#[Scalar(name = "DateTime", specified_by_url = "https://scalars.graphql.org/andimarek/date-time.html")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => {
                kernel::moment(text).map(Self).ok_or_else(|| InputValueError::custom("not an instant"))
            }
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))
    }
}

/// Any JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonValue(pub serde_json::Value);

/// JSON: any value that JSON can write, as itself and not as text.
///
/// Svenska: JSON: varje värde som JSON kan skriva, som sig självt och inte som text.
#[Scalar(name = "JSON", specified_by_url = "https://www.rfc-editor.org/rfc/rfc8259")]
impl ScalarType for JsonValue {
    fn parse(value: Value) -> InputValueResult<Self> {
        value.into_json().map(Self).map_err(|_| InputValueError::custom("not JSON"))
    }

    fn to_value(&self) -> Value {
        Value::from_json(self.0.clone()).unwrap_or_default()
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug)]
pub struct MoneyValue(pub Money);

/// Amount: an amount of money.
///
/// Svenska: Belopp: en summa pengar.
#[Object(name = "Money")]
impl MoneyValue {
    /// Amount in kronor: decimal text with two decimals and a point, e.g. `29177901.00`.
    ///
    /// Svenska: Belopp i kronor: decimaltext med två decimaler och punkt, t.ex. `29177901.00`.
    async fn amount(&self) -> String {
        format!("{}.{:02}", self.0.minor / 100, (self.0.minor % 100).abs())
    }

    /// Currency: ISO 4217.
    ///
    /// Svenska: Valuta: ISO 4217.
    async fn currency(&self) -> &'static str {
        Money::CURRENCY
    }
}
