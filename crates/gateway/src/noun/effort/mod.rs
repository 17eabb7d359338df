//! Insats.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{Delivery, EffortFilter, EffortKind, EffortObject, EffortOrder, EffortQuery, EffortStatus};
