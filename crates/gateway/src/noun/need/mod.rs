//! Kompetensbehov.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    NeedBasis, NeedCause, NeedFilter, NeedHorizon, NeedObject, NeedOrder, NeedQuery, NeedStatus, TargetGroup,
};
