//! A value by itself, apart from the record it belongs to.

use chrono::NaiveDate;

use crate::clock::Timestamp;

/// Uppgift: what one column of one row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// A text, a code or a public id.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A day.
    Date(NaiveDate),
    /// An instant.
    Instant(Timestamp),
    /// Yes or no.
    Boolean(bool),
    /// Nothing.
    Absent,
}
