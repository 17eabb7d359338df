//! Åtgärd för en horisontell princip.

mod mutation;
mod object;

pub use mutation::PrincipleMeasureMutation;
pub use object::{HorizontalPrinciple, PrincipleMeasureFilter, PrincipleMeasureObject, PrincipleMeasureOrder};
