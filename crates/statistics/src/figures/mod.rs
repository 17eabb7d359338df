//! Figures across organisations (statistik): one measure, divided by up to five dimensions, of selected records, as the
//! caller may see it.
//!
//! # What is counted
//!
//! Each record once, so that lines add up: a participation, an enrolment, an outcome, a need. Dividing participations or
//! enrolments by kind of outcome therefore means their *latest* recorded outcome (of several on one day the most
//! telling), or `NONE`. Every measure names its unit. Records that say nothing stand under `UNKNOWN`.
//!
//! # What is told
//!
//! The caller reaches some records row by row: the organisation's own, the hub's, the project's. Those are exact for the
//! caller, and a question that selects nothing else is answered as to the owner. All other records are protected
//! (`disclosure`) for councils and their like, or for the public:
//! - a cell must hold the threshold's number of records *and* of different people (for needs: reporters), as far as
//!   one statement can tell: for totals a lower bound is used, so that at worst more is hidden;
//! - hours and people needed are sums: told only where the number of records behind them is, and where no organisation
//!   has more than 85 % of what is not the caller's own. They follow the records' own pattern of hidden cells.
//!
//! The same question gives the same caller the same answer. Questions over overlapping selections can still be
//! differenced; that guard is not here yet.

mod audience;
mod category;
mod measure;
mod measures;
mod order;
mod question;
mod rolled;
mod rows;
mod service;
mod source;
mod sql;
mod tally;
#[cfg(test)]
mod tests;
mod weight;

pub use category::{NO_OUTCOME, NO_PRINCIPLE, UNKNOWN, category_label, category_text};
pub use measure::{Breakdown, Measure, rules};
pub use order::{Order, OrderBy, ordered};
pub use question::{MAX_ALTERNATIVES, Question, Selection};
pub use service::{Figure, Figures, Statistics};
pub(crate) use source::{age_band, calendars, latest_outcome};
pub use tally::Tally;
