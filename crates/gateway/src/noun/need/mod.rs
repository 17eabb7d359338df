//! Kompetensbehov.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{
    NeedBasis, NeedCause, NeedFilter, NeedHorizon, NeedObject, NeedOrder, NeedQuery, NeedStatus, TargetGroup,
};
