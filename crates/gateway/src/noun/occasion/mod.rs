//! Utbildningstillfälle.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{OccasionFilter, OccasionOrder};
pub use mutation::OccasionMutation;
pub use object::{OccasionObject, OccasionQuery, OccasionStatus};
