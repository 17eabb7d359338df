//! Money in minor units.

/// An amount in öre of Swedish kronor (the service's only currency so far).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Öre: 1 krona = 100.
    pub minor: i64,
}

impl Money {
    /// ISO 4217 code.
    pub const CURRENCY: &'static str = "SEK";

    /// Whole kronor.
    pub const fn kronor(kronor: i64) -> Self {
        Self { minor: kronor * 100 }
    }
}
