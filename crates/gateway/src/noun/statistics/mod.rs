//! Statistik: the picture across organisations, every count protected.

mod count;
mod input;
mod label;
mod object;
mod options;
mod source;
mod tables;

pub use count::{EffortCounts, ProtectedCountObject, enrolment_counts, outcome_counts};
pub use input::{StatisticsDimension, StatisticsFilter, StatisticsMeasure};
pub use object::{StatisticsQuery, StatisticsTable};
pub use options::{StatisticsAnswer, StatisticsOptionsQuery};
pub use source::StatisticsSourceKind;
