//! Draws that come out the same every time.

use chrono::{Days, NaiveDate};

/// SplitMix64: small, even enough for invented people, and the same on every machine.
pub(super) struct Draw(u64);

impl Draw {
    /// A sequence of its own for each pair, so that a larger scale begins with the smaller one's people.
    pub(super) fn of(series: u64, round: u32) -> Self {
        Self(series.wrapping_mul(0xd134_2543_de82_ef95) ^ u64::from(round).wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `n` − 1; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// A whole number, both ends possible.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, chance: u32) -> bool {
        self.below(100) < chance as usize
    }

    /// One of `list`, which is never empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// One of `list`, each as often as its weight says.
    pub(super) fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> T {
        let total: u32 = list.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total as usize) as u32;
        for (value, weight) in list {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        list[0].0
    }

    /// A day from `first` to `last`.
    pub(super) fn day(&mut self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        let length = (last - first).num_days().max(0) as usize + 1;
        later(first, self.below(length) as i32)
    }
}

/// `days` after (or before) `day`.
pub(super) fn later(day: NaiveDate, days: i32) -> NaiveDate {
    let step = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { day - step } else { day + step }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_repeat_and_stay_within_bounds() {
        let (mut one, mut again, mut other) = (Draw::of(1, 0), Draw::of(1, 0), Draw::of(1, 1));
        let mut seen = [0_u32; 7];
        for _ in 0..7_000 {
            let drawn = one.below(7);
            assert_eq!(drawn, again.below(7));
            seen[drawn] += 1;
        }
        assert!(seen.iter().all(|count| (800..1_200).contains(count)), "{seen:?}");
        assert_ne!(one.next(), other.next());
        assert_eq!(one.below(0), 0);
        assert!((0..1_000).all(|_| (3..=5).contains(&one.between(3, 5))));
        assert!((0..1_000).all(|_| one.weighted(&[('a', 0), ('b', 1)]) == 'b'));
    }
}
