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
//! A question that by what it selects is of records that the caller reaches row by row — the organisation's own, the hub's, the
//! project's — is answered exactly and as of now. All other questions are answered from copies of the records as of the last
//! cutoff (`rollup::Publication`), alike for everyone who may ask them, by the crate's rules of disclosure control:
//! - `crossing.rs` says which questions may be asked of others' records, and from which told numbers they are put together;
//! - `foreseen.rs` says before anything is read how a question would be answered;
//! - `told.rs` makes the told numbers;
//! - `open.rs` lists what is told to those who have not signed in.
//!
//! In such a table the categories that are the caller's own are exact, e.g. the own organisation among others.

mod audience;
mod average;
mod category;
mod compare;
mod crossing;
mod equality;
mod foreseen;
mod leaning;
mod measure;
mod measures;
mod note;
mod open;
mod order;
mod parties;
mod precision;
mod question;
mod rolled;
mod rows;
mod service;
mod source;
mod sql;
mod tally;
#[cfg(test)]
mod tests;
mod told;
mod workforces;

pub use average::Average;
pub use category::{NO_OUTCOME, NO_PRINCIPLE, UNKNOWN, category_label, category_text};
pub use crossing::MAX_CROSSED;
pub use equality::{Equality, Followed, WomenAmong};
pub use foreseen::Answered;
pub(crate) use leaning::Leanings;
pub use measure::{Breakdown, Measure, rules};
pub(crate) use measures::{BACKING, COUNTED_WORKFORCE, DECIDED, DESCRIBED, DISCLOSED, ITEM_KIND};
pub use open::OPEN_TABLES;
pub use order::{Order, OrderBy, ordered};
pub use parties::Party;
pub use question::{MAX_ALTERNATIVES, Question, Selection};
pub(crate) use rows::regions;
pub use service::{Figure, Figures, Statistics};
pub(crate) use source::{JOINED_ORGANISATION, age_band, calendars, latest_outcome, waited};
pub use tally::{Tallied, Tally};
pub(crate) use workforces::{SEXES, workforce_key, workforce_statements};
