//! Insats.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Delivery, EffortFilter, EffortKind, EffortObject, EffortOrder, EffortQuery, EffortStatus};
