//! Random rounding (slumpmässig avrundning) that is repeatable: whether up or down follows from the cell's key.

use super::cell_key::{CellKey, Purpose};

/// `count` rounded to a multiple of `base`, up with the chance of remainder over base: unbiased, and the same for the same
/// records. Multiples stay, so zero does.
pub(super) fn rounded(count: i64, base: u32, key: CellKey) -> i64 {
    let over = count.rem_euclid(i64::from(base));
    let up = i64::from(key.draw(Purpose::Rounding, base)) < over;
    count - over + if up { i64::from(base) } else { 0 }
}
