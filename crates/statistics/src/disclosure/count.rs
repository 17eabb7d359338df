//! A count as an audience may see it.

kernel::text_enum! {
    pub enum CountStatus
        ("Skyddsstatus: hur ett antal skyddades.", "Protection status: how a count was protected.") {
        Exact = "EXACT" ("exakt", "exact", ("som det räknades", "as counted")),
        Perturbed = "PERTURBED" ("störd", "perturbed",
            ("med brus efter vilka uppgifter som räknas. Samma uppgifter ger samma tal i varje fråga; delar behöver inte summera till helheten, och ett tal under tröskeln anges som 0",
             "with noise by which records are counted. The same records give the same number in every question; parts need not add up to their total, and a number under the threshold is given as 0")),
        Approximate = "APPROXIMATE" ("ungefärlig", "approximate",
            ("som den är angiven: omkring, eller minst", "as it is stated: about, or at least")),
        Rounded = "ROUNDED" ("avrundad", "rounded", ("upp eller ned till en bas", "up or down to a base")),
        SuppressedPrimary = "SUPPRESSED_PRIMARY" ("prickad, för få", "suppressed, too few",
            ("dold för att den är liten", "hidden because it is small")),
        /// Itself at least the threshold.
        SuppressedSecondary = "SUPPRESSED_SECONDARY" ("prickad, skyddar annan uppgift", "suppressed to protect another",
            ("dold så att en liten inte följer av den", "hidden so that a small one does not follow from it")),
        Withheld = "WITHHELD" ("visas inte", "withheld",
            ("inget sägs om hur stor den är", "nothing is said about its size")),
    }
}

/// A count as an audience may see it (skyddat antal).
///
/// `low` and `high` are inclusive bounds that follow from what is published anyway; `high` is absent
/// when nothing bounds it. For an exact count both equal `value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProtectedCount {
    /// The published number; absent when hidden.
    pub value: Option<i64>,
    /// What was done.
    pub status: CountStatus,
    /// Smallest possible count.
    pub low: Option<i64>,
    /// Largest possible count.
    pub high: Option<i64>,
}

impl ProtectedCount {
    /// A count shown as it is.
    pub const fn exact(value: i64) -> Self {
        Self { value: Some(value), status: CountStatus::Exact, low: Some(value), high: Some(value) }
    }

    /// A hidden count with the bounds that are known anyway.
    pub const fn hidden(status: CountStatus, low: Option<i64>, high: Option<i64>) -> Self {
        Self { value: None, status, low, high }
    }

    /// A count about which nothing is said, for no told number stands behind it.
    pub const fn withheld() -> Self {
        Self::hidden(CountStatus::Withheld, None, None)
    }

    /// A count of others' records with noise, beside what the caller knows. How far off it may be is not told:
    /// with several such bounds at hand, a value could be closed in on.
    pub const fn perturbed(value: i64) -> Self {
        Self { value: Some(value), status: CountStatus::Perturbed, low: None, high: None }
    }

    /// Whether the number is kept from the audience.
    pub const fn is_hidden(&self) -> bool {
        self.value.is_none()
    }
}

/// The share of `denominator` that `numerator` makes up, 0–1, from published numbers only.
///
/// Absent when either is hidden or the base is under `min_base` (or zero), so that a percentage never
/// says more than the counts beside it. Noise may make the part larger than the whole; then it is all of it.
pub fn share(numerator: &ProtectedCount, denominator: &ProtectedCount, min_base: i64) -> Option<f64> {
    ratio(numerator, denominator, min_base).map(|share| share.min(1.0))
}

/// `numerator` divided by `denominator`, of which it is no part, so that it may be the larger; else as [`share`].
pub fn ratio(numerator: &ProtectedCount, denominator: &ProtectedCount, min_base: i64) -> Option<f64> {
    let (part, base) = (numerator.value?, denominator.value?);
    (base >= min_base.max(1)).then(|| part as f64 / base as f64)
}
