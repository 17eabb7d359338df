//! Mean, median and quartiles of a measure whose records each took so many days.

/// Genomsnitt: how many days the records of a cell took. Of others' records the mean is of whole days, made of a sum and a count
/// with noise, and median and quartiles are middles of bands of thirty days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Average {
    /// Mean.
    pub mean: f64,
    /// Lower quartile: a quarter took at most so long.
    pub lower_quartile: f64,
    /// Median: half took at most so long.
    pub median: f64,
    /// Upper quartile: three quarters took at most so long.
    pub upper_quartile: f64,
}
