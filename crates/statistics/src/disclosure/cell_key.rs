//! A cell's key: one number that follows from which records are in the cell, and from nothing else.

/// Record keys are uniform numbers of so many bits.
const BITS: u32 = 60;
const HALF: u32 = BITS / 2;
const MASK: u64 = (1 << BITS) - 1;

/// Cellnyckel: the sum of the records' keys, modulo 2^60.
///
/// Uniform when the record keys are, and independent for cells that differ in at least one record, whichever it is.
/// Nobody outside knows any record's key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CellKey(u64);

/// What a draw is for: one key gives unrelated noise for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// How many records.
    Count = 1,
    /// How many people behind them.
    People = 2,
    /// A sum over them.
    Sum = 3,
    /// How many of them within a band of days.
    Band = 4,
    /// A contributor's part of any sum.
    Part = 5,
}

/// What noise follows beside the records: another number for each measure and for each year's copies, secret as the keys are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Salt(u64);

impl Salt {
    /// From a secret number.
    pub const fn of(secret: i64) -> Self {
        Self(secret as u64)
    }
}

impl CellKey {
    /// Of one record, or of a sum that did not overflow.
    pub const fn of(record_key: i64) -> Self {
        Self(record_key as u64 & MASK)
    }

    /// From the sums of the keys' upper and lower thirty bits, which do not overflow in a database before 2^33 records.
    pub const fn from_halves(high: i64, low: i64) -> Self {
        Self((((high as u64) << HALF).wrapping_add(low as u64)) & MASK)
    }

    /// The key of both cells' records together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0) & MASK)
    }

    /// A whole number from 0 up to `below`, exclusive.
    ///
    /// The key is stirred (the finaliser of SplitMix64), and the salt before it: sums are linear, so without it the noise of a
    /// total would follow in part from the noise of its parts.
    pub(super) fn draw(self, purpose: Purpose, salt: Salt, below: u32) -> u32 {
        let mixed = stirred(self.0 ^ stirred(salt.0 ^ (purpose as u64) << BITS));
        ((u128::from(mixed) * u128::from(below)) >> 64) as u32
    }
}

fn stirred(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl std::iter::Sum for CellKey {
    fn sum<I: Iterator<Item = Self>>(keys: I) -> Self {
        keys.fold(Self::default(), Self::plus)
    }
}
