//! A frequency table with all its margins.

use std::collections::{HashMap, HashSet};

use kernel::{Error, Result};

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

/// One way of dividing the records.
///
/// Give *all* codes, also those nobody has: a missing category is a zero that is shown without being
/// asked about. A hierarchy (organisation in council in region) is two or three dimensions crossed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// What it is called in the answer.
    pub name: String,
    /// Its categories, each once, in the order of the answer.
    pub codes: Vec<Code>,
    /// Whether it tells something sensitive about a person.
    pub sensitive: bool,
    /// Those of the codes that hold only the caller's own records, e.g. the caller's organisation.
    pub own: Vec<Code>,
}

impl Dimension {
    /// A dimension that is not sensitive.
    pub fn new(name: impl Into<String>, codes: impl IntoIterator<Item = impl Into<Code>>) -> Self {
        Self {
            name: name.into(),
            codes: codes.into_iter().map(Into::into).collect(),
            sensitive: false,
            own: Vec::new(),
        }
    }

    /// The same, where these codes hold the caller's own records and nobody else's.
    #[must_use]
    pub fn owned(mut self, codes: impl IntoIterator<Item = impl Into<Code>>) -> Self {
        self.own.extend(codes.into_iter().map(Into::into));
        self
    }

    /// The same, telling something sensitive.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
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

impl Cell {
    /// Whether the caller holds every record in the cell.
    pub const fn exact_for_caller(&self) -> bool {
        self.own == self.count
    }
}

/// A frequency table with all its margins (a cube). Each record is counted once, so lines add up.
///
/// Laid out densely: along each dimension its codes in order, then the total.
#[derive(Clone, Debug)]
pub struct Table {
    dimensions: Vec<Dimension>,
    strides: Vec<usize>,
    counts: Vec<i64>,
    owns: Vec<i64>,
    /// For each dimension, which codes are the caller's own.
    own_codes: Vec<Vec<bool>>,
    sensitive_population: bool,
    /// Cells to hide whatever their count.
    withheld: Vec<bool>,
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
            if row.count < 0 || row.own < 0 || row.own > row.count {
                return Err(Error::broken("a row of a frequency table has an impossible count"));
            }
            table.counts[index] += row.count;
            table.owns[index] += row.own;
            if table.is_callers(index) && table.remainder(index) > 0 {
                return Err(Error::broken("a caller's own category in a frequency table holds others' records"));
            }
        }
        table.add_up();
        Ok(table)
    }

    /// The table of `cells`, which hold the margins too. The margins must be the sums of what they cover:
    /// a table that counts a person once in each of several cells cannot be protected as one table.
    ///
    /// # Errors
    /// As [`Table::from_rows`], and `Broken` when a margin is not the sum of its line.
    pub fn from_cells(dimensions: Vec<Dimension>, cells: &[Cell]) -> Result<Self> {
        let finest = cells.iter().filter_map(|cell| {
            let key = cell.key.iter().cloned().collect::<Option<Vec<_>>>()?;
            Some(Row { key, count: cell.count, own: cell.own })
        });
        let table = Self::from_rows(dimensions, finest)?;
        let positions = table.positions();
        for cell in cells {
            let index = table.place(&positions, cell.key.iter().map(Option::as_ref), cell.key.len())?;
            if (table.counts[index], table.owns[index]) != (cell.count, cell.own) {
                return Err(Error::broken("a margin of a frequency table is not the sum of its line"));
            }
        }
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

    /// What the caller does not know beforehand.
    pub(super) fn remainder(&self, index: usize) -> i64 {
        self.counts[index] - self.owns[index]
    }

    /// Places along dimension `d`, the total included.
    pub(super) fn width(&self, d: usize) -> usize {
        self.dimensions[d].codes.len() + 1
    }

    pub(super) fn stride(&self, d: usize) -> usize {
        self.strides[d]
    }

    pub(super) fn coordinate(&self, index: usize, d: usize) -> usize {
        index / self.strides[d] % self.width(d)
    }

    pub(super) fn is_total(&self, index: usize, d: usize) -> bool {
        self.coordinate(index, d) + 1 == self.width(d)
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

    /// Whether only the caller's own records can be here, so that the caller knows the count.
    pub(super) fn is_callers(&self, index: usize) -> bool {
        (0..self.dimensions.len()).any(|d| self.own_codes[d].get(self.coordinate(index, d)).is_some_and(|own| *own))
    }

    /// Codes of dimension `d` that may hold others' records.
    pub(super) fn others_codes(&self, d: usize) -> usize {
        self.own_codes[d].iter().filter(|own| !**own).count()
    }

    /// The totals over dimension `d`, each with the cells that it sums.
    pub(super) fn lines(&self, d: usize) -> impl Iterator<Item = (usize, impl Iterator<Item = usize> + Clone)> + '_ {
        let (stride, inner) = (self.strides[d], self.width(d) - 1);
        (0..self.len()).filter(move |&index| self.is_total(index, d)).map(move |total| {
            let first = total - inner * stride;
            (total, (0..inner).map(move |place| first + place * stride))
        })
    }

    fn empty(dimensions: Vec<Dimension>) -> Result<Self> {
        if dimensions.iter().any(|dimension| dimension.codes.is_empty()) {
            return Err(Error::broken("a dimension of a frequency table has no codes"));
        }
        if dimensions
            .iter()
            .any(|dimension| dimension.codes.iter().collect::<HashSet<_>>().len() < dimension.codes.len())
        {
            return Err(Error::broken("a dimension of a frequency table names a code twice"));
        }
        let mut strides = vec![1; dimensions.len()];
        let mut len = 1_usize;
        for (stride, dimension) in strides.iter_mut().zip(&dimensions).rev() {
            *stride = len;
            len = len.saturating_mul(dimension.codes.len() + 1);
        }
        if len > MAX_TABLE_CELLS {
            return Err(Error::invalid("dimensions", rules::TABLE_IS_TOO_LARGE));
        }
        let own_codes = dimensions.iter().map(|d| d.codes.iter().map(|code| d.own.contains(code)).collect()).collect();
        Ok(Self {
            dimensions,
            strides,
            counts: vec![0; len],
            owns: vec![0; len],
            own_codes,
            sensitive_population: false,
            withheld: Vec::new(),
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
                None => Some(self.width(d) - 1),
            };
            let place = place.ok_or_else(|| Error::broken("a key of a frequency table has an unknown code"))?;
            Ok(index + place * self.strides[d])
        })
    }

    fn add_up(&mut self) {
        for d in 0..self.dimensions.len() {
            for total in 0..self.len() {
                if self.is_total(total, d) {
                    let first = total - (self.width(d) - 1) * self.strides[d];
                    let line = (first..total).step_by(self.strides[d]);
                    self.counts[total] = line.clone().map(|index| self.counts[index]).sum();
                    self.owns[total] = line.map(|index| self.owns[index]).sum();
                }
            }
        }
    }
}
