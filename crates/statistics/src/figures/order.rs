//! In which order lines are told, and how many of them.

use super::Figures;

kernel::text_enum! {
    /// Ordning: what lines are put in order by.
    pub enum OrderBy {
        Key = "KEY" ("Nyckel", "Key"),
        Value = "VALUE" ("Värde", "Value"),
        Median = "MEDIAN" ("Median", "Median"),
        Ratio = "RATIO" ("Kvot", "Ratio"),
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: OrderBy,
    /// Greatest first, or the key order backwards.
    pub descending: bool,
}

/// The places in `figures.cells` of the finest lines, in `order` and no more than `first`, and after them, where wanted,
/// of every total.
///
/// Only what is told anyway decides: hidden numbers come last, and among themselves, as among equals, in key order. So
/// neither the order nor where it is cut says anything of them. Totals are of everything, whatever is cut.
pub fn ordered(figures: &Figures, order: Option<Order>, first: Option<usize>, totals: bool) -> Vec<usize> {
    let is_finest = |at: &usize| figures.cells[*at].key.iter().all(Option::is_some);
    let (mut lines, margins): (Vec<usize>, Vec<usize>) = (0..figures.cells.len()).partition(is_finest);
    match (order, totals && order.is_none() && first.is_none()) {
        // Nothing is moved: each total stands where its lines end.
        (_, true) => return (0..figures.cells.len()).collect(),
        (Some(Order { by: OrderBy::Key, descending: true }), _) => lines.reverse(),
        (Some(Order { by, descending }), _) if by != OrderBy::Key => {
            lines.sort_by(|a, b| {
                let (a, b) = (told(figures, *a, by), told(figures, *b, by));
                let order = a.unwrap_or(0.0).total_cmp(&b.unwrap_or(0.0));
                a.is_none().cmp(&b.is_none()).then(if descending { order.reverse() } else { order })
            });
        }
        _ => {}
    }
    lines.truncate(first.unwrap_or(usize::MAX));
    if totals {
        lines.extend(margins);
    }
    lines
}

/// What lines are put in order by; none where it is hidden or not there.
fn told(figures: &Figures, at: usize, by: OrderBy) -> Option<f64> {
    let figure = &figures.cells[at];
    match by {
        OrderBy::Key => None,
        OrderBy::Value => figure.count.value.map(|value| value as f64),
        OrderBy::Median => figure.average.map(|average| average.median),
        OrderBy::Ratio => figures.ratio(at),
    }
}
