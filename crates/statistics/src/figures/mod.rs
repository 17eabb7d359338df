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
//! - people and what they do have noise by the cell key: the same records, the same number, in every question. Categories
//!   of which nothing but zeros would be told are left out, so that their being there says nothing. Five records or more
//!   of fewer than five different people are withheld, by a lower bound of how many they are, so that at worst more is
//!   withheld. Participations are counted as such, and have no such rule;
//! - hours are sums: withheld where their enrolments would be, or where one organisation is told by them, and else with
//!   noise in proportion to the organisation that has most of them;
//! - a few built-in tables of whole years that are over are suppressed instead, and alike for everyone; see [`PREDEFINED`];
//! - needs tell of organisations' plans and not of persons; they have noise by their keys all the same, and five of fewer
//!   than five organisations are withheld. The people needed are a sum like hours, and waiting times are told as means with
//!   a sum's noise, in whole days.
//!
//! The same question gives the same caller the same answer.

mod audience;
mod average;
mod category;
mod compare;
mod measure;
mod measures;
mod note;
mod order;
mod predefined;
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

pub use average::Average;
pub use category::{NO_OUTCOME, NO_PRINCIPLE, UNKNOWN, category_label, category_text};
pub use measure::{Breakdown, Measure, rules};
pub use order::{Order, OrderBy, ordered};
pub use predefined::{PREDEFINED, Predefined};
pub use question::{MAX_ALTERNATIVES, Question, Selection};
pub use service::{Figure, Figures, Statistics};
pub(crate) use source::{age_band, calendars, latest_outcome};
pub use tally::Tally;
