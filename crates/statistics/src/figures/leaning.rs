//! How far organisations' parts of sums lean, for good, in what is told of a year's copies.

use chrono::NaiveDate;
use kernel::{Error, Result};
use store::Sealer;

use super::{Measure, measures::Counted};
use crate::disclosure::{CellKey, DisclosurePolicy, Salt};

/// What noise of the copies of that turn of the year follows, for what is named `of`.
pub(super) fn salt(sealer: &Sealer, year_end: NaiveDate, of: &str) -> Result<Salt> {
    sealer.record_key(&format!("figures.{year_end}.{of}")).map(Salt::of)
}

impl Measure {
    /// What the noise of its sums follows: another for each thing that is summed.
    pub(super) fn salt_of_sums(self, sealer: &Sealer, year_end: NaiveDate) -> Result<Salt> {
        let spec = self.spec();
        salt(sealer, year_end, &format!("{:?}.{:?}", spec.counted, spec.waits))
    }

    /// The measure that sums this column of the table, and is moved by the parts of it.
    fn of_column(table: &str, column: &str) -> Option<Self> {
        let sums = |measure: &Self| match measure.spec().counted {
            Counted::Sum(sum) | Counted::Minutes(sum) => sum.strip_prefix("r.") == Some(column),
            Counted::Records => false,
        };
        Self::ALL
            .iter()
            .copied()
            .find(|measure| measure.spec().table == table && measure.is_dominable() && sums(measure))
    }
}

/// Of the parts of one thing summed.
pub(crate) struct Leanings<'s> {
    sealer: &'s Sealer,
    salt: Salt,
}

impl<'s> Leanings<'s> {
    /// In the sums of a measure.
    pub(super) fn of_measure(sealer: &'s Sealer, year_end: NaiveDate, measure: Measure) -> Result<Self> {
        Ok(Self { sealer, salt: measure.salt_of_sums(sealer, year_end)? })
    }

    /// In the sums of a column of the table.
    ///
    /// # Errors
    /// `Broken` where no measure sums it.
    pub(crate) fn of_column(sealer: &'s Sealer, year_end: NaiveDate, table: &str, column: &str) -> Result<Self> {
        let measure = Measure::of_column(table, column)
            .ok_or_else(|| Error::broken(format!("no measure sums {column} of {table}")))?;
        Self::of_measure(sealer, year_end, measure)
    }

    /// How far the organisation's parts lean; see [`DisclosurePolicy::leaning`].
    pub(crate) fn of(&self, organisation: &str) -> Result<i64> {
        let key = CellKey::of(self.sealer.record_key(&format!("contributor.{organisation}"))?);
        Ok(DisclosurePolicy::leaning(key, self.salt))
    }
}
