//! A frequency table with all its margins.

use std::collections::HashMap;

use kernel::{Error, Result};

use super::{
    CellKey, Dimension, DisclosurePolicy,
    dimension::{Move, Tree},
};

/// A category's code in its dimension, e.g. `F` or `1480`.
pub type Code = String;

/// No table larger than this is built at all.
pub const MAX_TABLE_CELLS: usize = 1_000_000;

/// Why a table is refused.
pub mod rules {
    use kernel::Rule;
    /// The dimensions multiply to more than a million cells.
    pub const TABLE_IS_TOO_LARGE: Rule = "TABLE_IS_TOO_LARGE";
}

/// A count at the finest level, as a `GROUP BY` gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// One code for each dimension.
    pub key: Vec<Code>,
    /// Records.
    pub count: i64,
    /// Those of them that the caller's own organisation holds.
    pub own: i64,
    /// The key of the others' records together; of no use where the method draws no noise.
    pub others_key: CellKey,
}

/// A count in the table or one of its margins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// One code for each dimension; `None` is the total over it.
    pub key: Vec<Option<Code>>,
    /// Records.
    pub count: i64,
    /// Those of them that the caller's own organisation holds.
    pub own: i64,
}

/// A frequency table with all its margins (a cube). Each record is counted once, so lines add up.
///
/// Laid out densely: along each dimension its codes in order, then the total.
#[derive(Clone, Debug)]
pub struct Table {
    dimensions: Vec<Dimension>,
    trees: Vec<Tree>,
    strides: Vec<usize>,
    counts: Vec<i64>,
    owns: Vec<i64>,
    keys: Vec<CellKey>,
    /// For each dimension, which codes are the caller's own.
    own_codes: Vec<Vec<bool>>,
    sensitive_population: bool,
    /// Cells to hide whatever their count.
    withheld: Vec<bool>,
    /// For each cell, of how many records the one who knows the most of it does not know; see [`Table::known_to`].
    least: Vec<i64>,
}

impl Table {
    /// The table of `rows`, margins computed, absent combinations zero. Rows with the same key add up.
    ///
    /// # Errors
    /// `Invalid` when the table would be too large; `Broken` when a row names an unknown code, is
    /// negative, owns more than it counts, or puts others' records under the caller's own code.
    pub fn from_rows(dimensions: Vec<Dimension>, rows: impl IntoIterator<Item = Row>) -> Result<Self> {
        let mut table = Self::empty(dimensions)?;
        let positions = table.positions();
        for row in rows {
            let index = table.place(&positions, row.key.iter().map(Some), row.key.len())?;
            if !table.is_finest(index) {
                return Err(Error::broken("a row of a frequency table names a sum"));
            }
            if row.count < 0 || row.own < 0 || row.own > row.count {
                return Err(Error::broken("a row of a frequency table has an impossible count"));
            }
            table.counts[index] += row.count;
            table.owns[index] += row.own;
            table.keys[index] = table.keys[index].plus(row.others_key);
            if table.is_callers(index) && table.remainder(index) > 0 {
                return Err(Error::broken("a caller's own category in a frequency table holds others' records"));
            }
        }
        table.add_up();
        Ok(table)
    }

    /// The same table, whose records were all selected by a sensitive characteristic: a filter tells as much
    /// as a row does, so the sensitive threshold applies to every cell.
    #[must_use]
    pub fn of_sensitive_population(mut self) -> Self {
        self.sensitive_population = true;
        self
    }

    /// The same table, where nothing is to be said of the cells that `tells` points out, e.g. because few people stand
    /// behind many records, or one company behind most of a sum. Empty cells stay.
    #[must_use]
    pub fn withholding(mut self, tells: impl Fn(&[Option<Code>]) -> bool) -> Self {
        self.withheld = (0..self.len()).map(|index| self.remainder(index) > 0 && tells(&self.key(index))).collect();
        self
    }

    /// The same table, for readers each of whom knows a part of each cell, and no two the same: `known` gives the largest
    /// such part in a cell. Whoever holds it must not learn a small rest, so that such a cell is withheld; and what is
    /// hidden must stay possible in every such reader's eyes. Give it once for each kind of reader.
    #[must_use]
    pub fn known_to(mut self, known: impl Fn(&[Option<Code>]) -> i64, policy: &DisclosurePolicy) -> Self {
        for index in 0..self.len() {
            let rest = self.remainder(index) - known(&self.key(index));
            let threshold = policy.threshold_for(self.tells_sensitive(index));
            self.withheld.resize(self.len(), false);
            self.withheld[index] |= (1..threshold).contains(&rest) && self.remainder(index) >= threshold;
            match self.least.get_mut(index) {
                Some(least) => *least = rest.min(*least),
                None => self.least.push(rest),
            }
        }
        self
    }

    /// The dimensions, in key order.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// How many cells, margins included.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there is no cell; never so, for the grand total always stands.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// All cells, margins included, in key order with totals last.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        (0..self.len()).map(|index| Cell { key: self.key(index), count: self.counts[index], own: self.owns[index] })
    }

    pub(super) fn key(&self, index: usize) -> Vec<Option<Code>> {
        (0..self.dimensions.len()).map(|d| self.dimensions[d].codes.get(self.coordinate(index, d)).cloned()).collect()
    }

    pub(super) fn count(&self, index: usize) -> i64 {
        self.counts[index]
    }

    pub(super) fn own(&self, index: usize) -> i64 {
        self.owns[index]
    }

    /// The key of the others' records in the cell.
    pub(super) fn others_key(&self, index: usize) -> CellKey {
        self.keys[index]
    }

    /// What the caller does not know beforehand.
    pub(super) fn remainder(&self, index: usize) -> i64 {
        self.counts[index] - self.owns[index]
    }

    pub(super) fn stride(&self, d: usize) -> usize {
        self.strides[d]
    }

    pub(super) fn coordinate(&self, index: usize, d: usize) -> usize {
        index / self.strides[d] % self.trees[d].width()
    }

    /// Whether the cell sums others along dimension `d`.
    pub(super) fn is_sum(&self, index: usize, d: usize) -> bool {
        !self.trees[d].is_leaf(self.coordinate(index, d))
    }

    /// Whether the cell sums no others.
    pub(super) fn is_finest(&self, index: usize) -> bool {
        (0..self.trees.len()).all(|d| !self.is_sum(index, d))
    }

    fn is_total(&self, index: usize, d: usize) -> bool {
        self.coordinate(index, d) + 1 == self.trees[d].width()
    }

    /// Whether `wide` is `narrow` or surely holds the same records and more: a category that is alone holds what its sum
    /// holds.
    pub(super) fn covers(&self, wide: usize, narrow: usize) -> bool {
        (0..self.trees.len()).all(|d| {
            let (wide, narrow) = (self.coordinate(wide, d), self.coordinate(narrow, d));
            self.trees[d].sums_up(wide, narrow)
                || (self.trees[d].sums_up(narrow, wide) && self.is_only(wide, narrow, d))
        })
    }

    /// Whether nobody but the caller is in any category under `sum` that is not `place` or around it.
    fn is_only(&self, place: usize, sum: usize, d: usize) -> bool {
        let tree = &self.trees[d];
        let elsewhere = |leaf: &usize| tree.sums_up(sum, *leaf) && !tree.sums_up(place, *leaf);
        let callers = |leaf: usize| self.own_codes[d].get(leaf).is_some_and(|own| *own);
        (0..tree.width()).filter(|&leaf| tree.is_leaf(leaf)).filter(elsewhere).all(callers)
    }

    /// The moves along dimension `d` that take the cell up by one and keep all sums.
    pub(super) fn moves(&self, index: usize, d: usize) -> Vec<Move> {
        self.trees[d].moves(self.coordinate(index, d))
    }

    /// Whether the key names a category of a sensitive dimension, or the whole table does.
    pub(super) fn tells_sensitive(&self, index: usize) -> bool {
        self.sensitive_population
            || (0..self.dimensions.len()).any(|d| self.dimensions[d].sensitive && !self.is_total(index, d))
    }

    /// Whether the cell is to be hidden whatever its count.
    pub(super) fn is_withheld(&self, index: usize) -> bool {
        self.withheld.get(index).copied().unwrap_or(false)
    }

    /// Whether there may be one less in every reader's eyes.
    pub(super) fn may_fall(&self, index: usize) -> bool {
        self.least.get(index).copied().unwrap_or_else(|| self.remainder(index)) > 0
    }

    /// Whether only the caller's own records can be here, so that the caller knows the count.
    pub(super) fn is_callers(&self, index: usize) -> bool {
        (0..self.dimensions.len()).any(|d| self.own_codes[d].get(self.coordinate(index, d)).is_some_and(|own| *own))
    }

    /// The sums along dimension `d`, the lowest first, each with the cells that it sums.
    pub(super) fn lines(&self, d: usize) -> impl Iterator<Item = (usize, impl Iterator<Item = usize> + Clone)> + '_ {
        let (tree, stride) = (&self.trees[d], self.strides[d]);
        let line = move |index: usize, sum: usize| {
            let first = index - sum * stride;
            (index, tree.children(sum).iter().map(move |place| first + place * stride))
        };
        let of = move |&sum: &usize| {
            (0..self.len()).filter(move |&index| self.coordinate(index, d) == sum).map(move |index| line(index, sum))
        };
        tree.sums().iter().flat_map(of)
    }

    fn empty(dimensions: Vec<Dimension>) -> Result<Self> {
        let trees = dimensions.iter().map(Tree::of).collect::<Result<Vec<Tree>>>()?;
        let mut strides = vec![1; dimensions.len()];
        let mut len = 1_usize;
        for (stride, tree) in strides.iter_mut().zip(&trees).rev() {
            *stride = len;
            len = len.saturating_mul(tree.width());
        }
        if len > MAX_TABLE_CELLS {
            return Err(Error::invalid("dimensions", rules::TABLE_IS_TOO_LARGE));
        }
        let own_codes = dimensions.iter().map(|d| d.codes.iter().map(|code| d.own.contains(code)).collect()).collect();
        Ok(Self {
            dimensions,
            trees,
            strides,
            counts: vec![0; len],
            owns: vec![0; len],
            keys: vec![CellKey::default(); len],
            own_codes,
            sensitive_population: false,
            withheld: Vec::new(),
            least: Vec::new(),
        })
    }

    fn positions(&self) -> Vec<HashMap<Code, usize>> {
        let numbered = |dimension: &Dimension| dimension.codes.iter().cloned().zip(0..).collect();
        self.dimensions.iter().map(numbered).collect()
    }

    fn place<'a>(
        &self,
        positions: &[HashMap<Code, usize>],
        key: impl Iterator<Item = Option<&'a Code>>,
        length: usize,
    ) -> Result<usize> {
        if length != self.dimensions.len() {
            return Err(Error::broken("a key of a frequency table has the wrong number of codes"));
        }
        key.enumerate().try_fold(0, |index, (d, code)| {
            let place = match code {
                Some(code) => positions[d].get(code).copied(),
                None => Some(self.trees[d].width() - 1),
            };
            let place = place.ok_or_else(|| Error::broken("a key of a frequency table has an unknown code"))?;
            Ok(index + place * self.strides[d])
        })
    }

    fn add_up(&mut self) {
        for d in 0..self.trees.len() {
            let lines: Vec<(usize, Vec<usize>)> = self.lines(d).map(|(sum, line)| (sum, line.collect())).collect();
            for (sum, line) in lines {
                self.counts[sum] = line.iter().map(|&index| self.counts[index]).sum();
                self.owns[sum] = line.iter().map(|&index| self.owns[index]).sum();
                self.keys[sum] = line.iter().map(|&index| self.keys[index]).sum();
            }
        }
    }
}
