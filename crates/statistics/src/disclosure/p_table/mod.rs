//! Perturbation tables (störningstabeller, p-tables): by how much a count is moved, and how often.
//!
//! A table is data with a version: `2026-11.csv` has for every threshold and count the noises with their weights, which
//! add up to [`WEIGHT`]. `generator.rs` makes the file, and a test makes it again byte by byte.
//!
//! # Its properties, each tested
//!
//! With threshold `n` and a largest noise of `D = n`:
//! - zero stays zero;
//! - no count becomes 1..n-1 or less than zero: small counts are told as 0 or as n, with the weights c/n for n, as random
//!   rounding does (the `js` rule of the method's literature: small values barred from being told, not merely from being
//!   true);
//! - unbiased: for every count the weighted noise is exactly zero;
//! - bounded: no noise beyond ±D;
//! - from n on the variance is the same for every count ([`generator`] has it), and the weights are those of the greatest
//!   entropy under that variance;
//! - from n + D on the weights are symmetric, and the same for every count: so the file ends at n + D.

#[cfg(test)]
mod generator;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use super::cell_key::{CellKey, Purpose};

/// What the weights of one count add up to.
const WEIGHT: u32 = 1_000_000;

/// Every version's file.
const FILES: &[(&str, &str)] = &[("2026-11", include_str!("2026-11.csv"))];

/// The noises of one count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    count: i64,
    noise: i64,
    weight: u32,
}

/// The table of one version and threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PTable {
    version: &'static str,
    threshold: i64,
    steps: Vec<Step>,
}

static TABLES: LazyLock<Vec<PTable>> = LazyLock::new(|| FILES.iter().flat_map(|file| read(file.0, file.1)).collect());

/// The noise for `count` records with this `key`; `None` without such a table, and then nothing may be told.
pub(super) fn noise(version: &str, threshold: i64, count: i64, key: CellKey) -> Option<i64> {
    if count == 0 {
        return Some(0);
    }
    let table = TABLES.iter().find(|table| table.version == version && table.threshold == threshold)?;
    let drawn = key.draw(Purpose::Count, WEIGHT);
    let mut reached = 0;
    table.of(count).find_map(|step| {
        reached += step.weight;
        (drawn < reached).then_some(step.noise)
    })
}

impl PTable {
    /// The noises of `count`: for large counts those of the largest in the file.
    fn of(&self, count: i64) -> impl Iterator<Item = &Step> {
        let listed = self.steps.last().map_or(0, |last| last.count).min(count);
        self.steps.iter().filter(move |step| step.count == listed)
    }
}

/// The tables in a file; a line that cannot be read is left out, and the noise of its count with it.
fn read(version: &'static str, text: &str) -> Vec<PTable> {
    let mut tables: Vec<PTable> = Vec::new();
    for line in text.lines().skip(1) {
        let Some((threshold, step)) = step(line) else { continue };
        match tables.iter_mut().find(|table| table.threshold == threshold) {
            Some(table) => table.steps.push(step),
            None => tables.push(PTable { version, threshold, steps: vec![step] }),
        }
    }
    tables
}

fn step(line: &str) -> Option<(i64, Step)> {
    let mut fields = line.split(',');
    let mut next = || fields.next()?.parse::<i64>().ok();
    let (threshold, count, noise, weight) = (next()?, next()?, next()?, next()?);
    Some((threshold, Step { count, noise, weight: weight.try_into().ok()? }))
}
