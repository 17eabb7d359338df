//! Mean and median of a measure whose records each took so many days.

use std::collections::{BTreeMap, HashMap};

use super::{Measure, rows::Part, weight::margins};
use crate::disclosure::{CellKey, Code, DisclosurePolicy, Method, ProtectedCount, perturbed_sum};

/// Where others' records are among them, medians are told in whole fives of days.
const MEDIAN_STEP: f64 = 5.0;

/// Genomsnitt: how many days the records of a cell took. Where others' records are among them, the mean is of whole days and
/// has the noise of a sum, in proportion to the longest of theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Average {
    /// Mean.
    pub mean: f64,
    /// Median: half took at most so long.
    pub median: f64,
}

/// The days of the records of one cell.
#[derive(Debug, Default)]
struct Spread {
    /// How many records took so many days.
    days: BTreeMap<i64, i64>,
    /// Records that are not the caller's own, with their days, the longest of these and the records' key.
    others: i64,
    others_days: i64,
    longest: i64,
    others_key: CellKey,
}

/// The days of every cell; empty for other measures.
#[derive(Debug)]
pub(super) struct Averages(HashMap<Vec<Option<Code>>, Spread>);

impl Averages {
    pub(super) fn of(measure: Measure, parts: &[Part]) -> Self {
        let mut averages = Self(HashMap::new());
        if measure.spec().waits.is_none() {
            return averages;
        }
        for part in parts {
            let Some(days) = part.split.as_deref().and_then(|days| days.parse().ok()) else { continue };
            for key in margins(&part.key) {
                let spread = averages.0.entry(key).or_default();
                *spread.days.entry(days).or_default() += part.records;
                if !part.own {
                    spread.others += part.records;
                    spread.others_days += days * part.records;
                    spread.longest = spread.longest.max(days);
                    spread.others_key = spread.others_key.plus(part.cell_key);
                }
            }
        }
        averages
    }

    /// Told where the count is, and where the others' records are none or enough to make an average of.
    pub(super) fn at(
        &self,
        key: &[Option<Code>],
        count: &ProtectedCount,
        policy: &DisclosurePolicy,
    ) -> Option<Average> {
        let spread = self.0.get(key).filter(|_| !count.is_hidden())?;
        match policy.method {
            _ if spread.others == 0 => spread.average(0),
            _ if spread.others < policy.min_base => None,
            Method::CellKey | Method::Round => {
                let noisy = perturbed_sum(spread.others_days, spread.longest, spread.others_key, policy);
                let told = spread.average(noisy - spread.others_days)?;
                Some(Average { mean: told.mean.round(), median: (told.median / MEDIAN_STEP).round() * MEDIAN_STEP })
            }
            _ => spread.average(0),
        }
    }
}

impl Spread {
    /// With so many days' noise in the sum.
    fn average(&self, noise: i64) -> Option<Average> {
        let records: i64 = self.days.values().sum();
        let sum: i64 = noise + self.days.iter().map(|(days, records)| days * records).sum::<i64>();
        let middle = |place: i64| {
            let mut before = 0;
            self.days.iter().find(|(_, records)| {
                before += **records;
                before > place
            })
        };
        let (low, high) = (middle((records - 1) / 2)?.0, middle(records / 2)?.0);
        Some(Average { mean: sum as f64 / records as f64, median: (low + high) as f64 / 2.0 })
    }
}
