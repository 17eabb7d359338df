//! Who stands behind a cell: a count may be large and yet be one person's, a sum may be one company's.

use std::collections::HashMap;

use super::{Measure, measures, rows::Part};
use crate::{
    disclosure::{CellKey, Code, DisclosurePolicy, ProtectedCount, perturbed_sum},
    people::Groups,
};

/// What is known of who stands behind one cell, the caller's own records left out.
#[derive(Debug, Default)]
struct Behind {
    /// The records by the groups of their people.
    groups: Groups,
    /// For each organisation the sum.
    splits: HashMap<Option<String>, i64>,
    /// The sum.
    amount: i64,
    /// Records.
    records: i64,
    /// The records' key.
    cell_key: CellKey,
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
            few || (self.measure.is_dominable() && behind.is_dominated(policy))
        })
    }

    /// The sum in the cell by the cell key: the caller's own part exactly, the others' with noise as large as the largest
    /// contributor takes; withheld where too few records or people are behind it, or one organisation is told by it.
    pub(super) fn perturbed(&self, key: &[Option<Code>], policy: &DisclosurePolicy) -> ProtectedCount {
        let Some(behind) = self.cells.get(key) else { return ProtectedCount::exact(self.sum(key)) };
        let threshold = policy.threshold_for(false);
        if behind.records < threshold || self.tells(key, policy) {
            return ProtectedCount::withheld();
        }
        let own = self.sum(key) - behind.amount;
        // People without an organisation are no one contributor, but each has a part.
        let scale = behind.largest().0.max(behind.amount / behind.records * threshold);
        ProtectedCount::perturbed(own + perturbed_sum(behind.amount, scale, behind.cell_key, policy))
    }

    /// The sum in the cell, the caller's own records included.
    pub(super) fn sum(&self, key: &[Option<Code>]) -> i64 {
        self.sums.get(key).copied().unwrap_or(0)
    }
}

impl Behind {
    fn add(&mut self, part: &Part) {
        self.groups = self.groups.plus(part.groups);
        self.amount += part.amount;
        self.records += part.records;
        self.cell_key = self.cell_key.plus(part.cell_key);
        *self.splits.entry(part.split.clone()).or_default() += part.amount;
    }

    /// At least so many different people.
    fn people(&self, measure: Measure) -> i64 {
        match measure.spec().behind {
            measures::Behind::OneEach => self.records,
            measures::Behind::Person(_) => self.groups.people(),
        }
    }

    /// The largest and the second largest contributor's parts. Records without an organisation are not one contributor.
    fn largest(&self) -> (i64, i64) {
        let named = self.splits.iter().filter(|(split, _)| split.is_some()).map(|(_, amount)| *amount);
        named.fold((0, 0), |(first, second), amount| match amount > first {
            true => (amount, first),
            false => (first, second.max(amount)),
        })
    }

    /// Whether the sum tells of its largest contributor: by its share, or because the second largest, who takes its own
    /// part away, comes closer to it than the policy's percentage.
    fn is_dominated(&self, policy: &DisclosurePolicy) -> bool {
        let (first, second) = self.largest();
        first * 100 > self.amount * policy.dominant_share
            || (self.amount - first - second) * 100 < first * policy.p_percent
    }
}

/// The cell itself and every total that includes it.
pub(super) fn margins(key: &[Code]) -> impl Iterator<Item = Vec<Option<Code>>> + '_ {
    (0_u32..1 << key.len()).map(move |totals| {
        key.iter().enumerate().map(|(d, code)| (totals >> d & 1 == 0).then(|| code.clone())).collect()
    })
}
