//! Mean and median of a measure whose records each took so many days.

/// Genomsnitt: how many days the records of a cell took. Of others' records the mean is of whole days, made of a sum and a count
/// with noise, and the median the middle of a band of thirty days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Average {
    /// Mean.
    pub mean: f64,
    /// Median: half took at most so long.
    pub median: f64,
}
