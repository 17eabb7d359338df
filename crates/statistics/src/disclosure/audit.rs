//! What a reader can work out: bounds carried along every line until nothing moves.

use super::Table;

/// The whole numbers a count can be, as far as is known; both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Smallest.
    pub(super) low: i64,
    /// Largest; absent when nothing bounds it.
    pub(super) high: Option<i64>,
}

impl Bounds {
    /// A known count.
    pub(super) const fn exactly(count: i64) -> Self {
        Self { low: count, high: Some(count) }
    }

    /// Whether only one count is left.
    pub(super) fn is_pinned(&self) -> bool {
        self.high == Some(self.low)
    }

    fn tighten(&mut self, low: i64, high: Option<i64>) -> bool {
        let before = *self;
        self.low = self.low.max(low);
        self.high = match (self.high, high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        *self != before
    }
}

/// Rounds after which the audit stops. The bounds are sound at any time, only wider than they might be.
const MAX_ROUNDS: usize = 32;

/// Carries `bounds` (one for each cell of `table`, of the part that is not the caller's own) along all
/// lines: a total lies between the sums of its parts' bounds, a part between the total's bounds less
/// those of the other parts.
///
/// The answer is never narrower than the truth, so a cell pinned here is surely disclosed. That a cell
/// is not pinned proves nothing by itself; the proof is the box of `boxes.rs`.
pub(super) fn audit(table: &Table, mut bounds: Vec<Bounds>) -> Vec<Bounds> {
    for _ in 0..MAX_ROUNDS {
        let mut moved = false;
        for d in 0..table.dimensions().len() {
            for (total, line) in table.lines(d) {
                moved |= along(&mut bounds, total, line);
            }
        }
        if !moved {
            break;
        }
    }
    bounds
}

fn along(bounds: &mut [Bounds], total: usize, line: impl Iterator<Item = usize> + Clone) -> bool {
    let low: i64 = line.clone().map(|index| bounds[index].low).sum();
    let open = line.clone().filter(|&index| bounds[index].high.is_none()).count();
    let high: i64 = line.clone().filter_map(|index| bounds[index].high).sum();
    let whole = bounds[total];
    let mut moved = bounds[total].tighten(low, (open == 0).then_some(high));
    for index in line {
        let part = bounds[index];
        let others_open = open - usize::from(part.high.is_none());
        let others_high = (others_open == 0).then(|| high - part.high.unwrap_or(0));
        let least = others_high.map_or(0, |others| whole.low - others);
        let most = whole.high.map(|high| high - (low - part.low));
        moved |= bounds[index].tighten(least, most);
    }
    moved
}
