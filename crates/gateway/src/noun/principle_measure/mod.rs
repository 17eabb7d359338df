//! Åtgärd för en horisontell princip.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HorizontalPrinciple, PrincipleMeasureFilter, PrincipleMeasureObject, PrincipleMeasureOrder};
