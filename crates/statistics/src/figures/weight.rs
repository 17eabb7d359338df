//! Who stands behind a cell: a count may be large and yet be one person's, a sum may be one company's.

use std::collections::HashMap;

use super::{Measure, measures, rows::Part};
use crate::disclosure::{Code, DisclosurePolicy};

/// An organisation with more than this share of a sum, in per cent, is told by the sum (`domain.md` 5.3).
pub const DOMINANT_SHARE: i64 = 85;

/// What is known of who stands behind one cell, the caller's own records left out.
#[derive(Debug, Default)]
struct Behind {
    /// The most people in any one part: at least so many are here.
    most: i64,
    /// People who stand in no earlier part, and so are different.
    firsts: i64,
    /// For each split: how many people (participations of one project) and what sum.
    splits: HashMap<Option<String>, (i64, i64)>,
    /// The sum.
    amount: i64,
}

/// Who stands behind every cell of a table.
#[derive(Debug)]
pub(super) struct Weights {
    measure: Measure,
    cells: HashMap<Vec<Option<Code>>, Behind>,
    sums: HashMap<Vec<Option<Code>>, i64>,
}

impl Weights {
    pub(super) fn of(measure: Measure, parts: &[Part]) -> Self {
        let mut weights = Self { measure, cells: HashMap::new(), sums: HashMap::new() };
        for part in parts {
            for key in margins(&part.key) {
                if measure.is_magnitude() {
                    *weights.sums.entry(key.clone()).or_default() += part.amount;
                }
                if !part.own {
                    weights.cells.entry(key).or_default().add(part);
                }
            }
        }
        weights
    }

    /// Whether others' records in the cell are too few people's, or for a sum mostly one organisation's.
    pub(super) fn tells(&self, key: &[Option<Code>], policy: &DisclosurePolicy) -> bool {
        self.cells.get(key).is_some_and(|behind| {
            let few = behind.people(self.measure) < policy.threshold_for(false);
            few || (self.measure.is_dominable() && behind.is_dominated())
        })
    }

    /// The sum in the cell, the caller's own records included.
    pub(super) fn sum(&self, key: &[Option<Code>]) -> i64 {
        self.sums.get(key).copied().unwrap_or(0)
    }
}

impl Behind {
    fn add(&mut self, part: &Part) {
        self.most = self.most.max(part.people);
        self.firsts += part.firsts;
        self.amount += part.amount;
        let split = self.splits.entry(part.split.clone()).or_default();
        split.0 += part.people;
        split.1 += part.amount;
    }

    /// At least so many different people.
    fn people(&self, measure: Measure) -> i64 {
        match measure.spec().behind {
            // Nobody takes part in one project twice.
            measures::Behind::OneEach => self.splits.values().map(|(people, _)| *people).max().unwrap_or(0),
            measures::Behind::Column(_) => self.most.max(self.firsts),
        }
    }

    /// Records without an organisation are not one contributor.
    fn is_dominated(&self) -> bool {
        let largest = self.splits.iter().filter(|(split, _)| split.is_some()).map(|(_, (_, amount))| *amount).max();
        largest.is_some_and(|largest| largest * 100 > self.amount * DOMINANT_SHARE)
    }
}

/// The cell itself and every total that includes it.
fn margins(key: &[Code]) -> impl Iterator<Item = Vec<Option<Code>>> + '_ {
    (0_u32..1 << key.len()).map(move |totals| {
        key.iter().enumerate().map(|(d, code)| (totals >> d & 1 == 0).then(|| code.clone())).collect()
    })
}
