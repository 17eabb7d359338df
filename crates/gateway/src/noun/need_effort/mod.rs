//! Koppling mellan behov och insats.

mod filter;
mod mutation;
mod object;

pub use filter::{NeedEffortFilter, NeedEffortOrder};
pub use mutation::NeedEffortMutation;
pub use object::NeedEffortObject;
