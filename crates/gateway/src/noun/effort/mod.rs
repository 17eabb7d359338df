//! Insats.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{EffortFilter, EffortOrder};
pub use mutation::EffortMutation;
pub use object::{Delivery, EffortKind, EffortObject, EffortQuery, EffortStatus};
