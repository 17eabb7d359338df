//! Koppling mellan behov och insats.

mod mutation;
mod object;

pub use mutation::NeedEffortMutation;
pub use object::{NeedEffortFilter, NeedEffortObject, NeedEffortOrder};
