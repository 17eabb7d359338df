//! Kompetensbehov.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{NeedFilter, NeedOrder};
pub use mutation::NeedMutation;
pub use object::{NeedBasis, NeedCause, NeedHorizon, NeedObject, NeedQuery, NeedStatus, TargetGroup};
