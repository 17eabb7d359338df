//! A cell by itself: noise or rounding by the cell's key, around what the caller knows exactly.

use super::{CellKey, CountStatus, DisclosurePolicy, ProtectedCount, Table, cell_key::Purpose, p_table::noise, round};

/// The caller's own part exactly, the others' with noise. Withheld when there is no table to draw from.
///
/// The status is the same where there is nobody else, for a zero that said so would be told from one that does not.
pub(super) fn perturbed(table: &Table, index: usize, policy: &DisclosurePolicy) -> ProtectedCount {
    let others = table.remainder(index);
    let threshold = policy.threshold_for(table.tells_sensitive(index));
    match noise(policy.p_table, threshold, others, table.others_key(index)) {
        Some(noise) => ProtectedCount::perturbed(table.own(index) + others + noise),
        None => ProtectedCount::withheld(),
    }
}

/// The caller's own part exactly, the others' rounded. The base is known, and so how far off the number may be.
pub(super) fn rounded(table: &Table, index: usize, policy: &DisclosurePolicy) -> ProtectedCount {
    let base = policy.base_for(table.tells_sensitive(index));
    let others = round::rounded(table.remainder(index), u32::try_from(base).unwrap_or(1), table.others_key(index));
    let own = table.own(index);
    ProtectedCount {
        value: Some(own + others),
        status: CountStatus::Rounded,
        low: Some(own + (others - base + 1).max(0)),
        high: Some(own + others + base - 1),
    }
}

/// Steps from no noise to the largest, on either side.
const STEPS: u32 = 1_000;

/// Others' `sum` with noise in proportion to `scale`, the largest contributor's part of it: between a half and three
/// halves of `p_percent` per cent of that part, up or down with equal chance. So the sum is unbiased, its noise is never
/// nothing, and it is as large as what it is to hide, in a small sum and in a large one.
pub fn perturbed_sum(sum: i64, scale: i64, key: CellKey, policy: &DisclosurePolicy) -> i64 {
    let drawn = i64::from(key.draw(Purpose::Sum, 2 * STEPS));
    let (up, step) = (drawn % 2 == 0, drawn / 2);
    // Twice the size in thousandths: from one to three times the percentage.
    let size = i128::from(scale) * i128::from(policy.p_percent) * i128::from(i64::from(STEPS) + 2 * step + 1);
    let noise = i64::try_from(size / (2 * 100 * i128::from(STEPS))).unwrap_or(i64::MAX / 4);
    if up { sum.saturating_add(noise) } else { sum.saturating_sub(noise).max(0) }
}
