//! Koppling mellan behov och insats.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{NeedEffortFilter, NeedEffortObject, NeedEffortOrder};
