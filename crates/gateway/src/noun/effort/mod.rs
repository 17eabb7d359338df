//! Insats.

mod mutation;
mod object;
pub mod rules;

pub use mutation::EffortMutation;
pub use object::{Delivery, EffortFilter, EffortKind, EffortObject, EffortOrder, EffortQuery, EffortStatus};
