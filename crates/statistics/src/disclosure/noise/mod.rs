//! Noise tables (störningstabeller): by how much a count is moved, and how often.
//!
//! A table is data with a version: `2026-12.csv` has for each unit its threshold and the noises with their weights, which add up
//! to [`WEIGHT`]. `generator.rs` makes the file, and a test makes it again byte by byte.
//!
//! Its properties, each tested: the noise is symmetric, so without bias; bounded; of the variance asked for, which is the same for
//! every count; and of all such noises the one with the greatest entropy, which gives the least away.

#[cfg(test)]
mod generator;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use super::Unit;

/// What the weights of one table add up to.
pub(super) const WEIGHT: u32 = 1_000_000;

/// Every version's file.
const FILES: &[(&str, &str)] = &[("2026-12", include_str!("2026-12.csv"))];

/// The table of one version and unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    version: &'static str,
    unit: Unit,
    /// What is less than this with its noise is told as zero.
    pub(super) threshold: i64,
    /// Noises with their weights.
    steps: Vec<(i64, u32)>,
}

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| FILES.iter().flat_map(|file| read(file.0, file.1)).collect());

/// The table; `None` without such a one, and then nothing may be told.
pub(super) fn table(version: &str, unit: Unit) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.version == version && table.unit == unit)
}

impl Table {
    /// The noise of a draw below [`WEIGHT`].
    pub(super) fn noise(&self, drawn: u32) -> i64 {
        let mut reached = 0;
        let step = self.steps.iter().find(|(_, weight)| {
            reached += weight;
            drawn < reached
        });
        step.map_or(0, |(noise, _)| *noise)
    }
}

/// The tables in a file; a line that cannot be read is left out, and its noise with it.
fn read(version: &'static str, text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for line in text.lines().skip(1) {
        let Some((unit, threshold, step)) = fields(line) else { continue };
        match tables.iter_mut().find(|table| table.unit == unit) {
            Some(table) => table.steps.push(step),
            None => tables.push(Table { version, unit, threshold, steps: vec![step] }),
        }
    }
    tables
}

fn fields(line: &str) -> Option<(Unit, i64, (i64, u32))> {
    let mut fields = line.split(',');
    let unit = Unit::parse(fields.next()?)?;
    let mut next = || fields.next()?.parse::<i64>().ok();
    let (threshold, noise, weight) = (next()?, next()?, next()?);
    Some((unit, threshold, (noise, weight.try_into().ok()?)))
}
