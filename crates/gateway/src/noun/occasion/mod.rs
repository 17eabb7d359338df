//! Utbildningstillfälle.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{OccasionFilter, OccasionObject, OccasionOrder, OccasionQuery, OccasionStatus};
