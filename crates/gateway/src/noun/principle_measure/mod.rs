//! Åtgärd för en horisontell princip.

mod filter;
mod mutation;
mod object;

pub use filter::{PrincipleMeasureFilter, PrincipleMeasureOrder};
pub use mutation::PrincipleMeasureMutation;
pub use object::{HorizontalPrinciple, PrincipleMeasureObject};
