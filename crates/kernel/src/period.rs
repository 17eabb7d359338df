//! Validity periods: half-open in no place, both ends inclusive, an absent end is open.

use chrono::NaiveDate;

use crate::error::{Result, in_order};

/// `from` to `to`, both inclusive; no `to` means still running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day, or open.
    pub to: Option<NaiveDate>,
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.to {
            Some(to) => write!(f, "{} – {to}", self.from),
            None => write!(f, "{} –", self.from),
        }
    }
}

impl Period {
    /// A period whose end does not precede its start.
    ///
    /// # Errors
    /// `Invalid { field, PERIOD_IS_REVERSED }`.
    pub fn new(field: &str, from: NaiveDate, to: Option<NaiveDate>) -> Result<Self> {
        to.map_or(Ok(()), |to| in_order(field, from, to))?;
        Ok(Self { from, to })
    }

    /// Whether `day` lies in the period.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the two periods share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}
