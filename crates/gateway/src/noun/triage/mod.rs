//! Sortering och prioritering.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{TriageFilter, TriageObject, TriageOrder, TriagePath, TriageQuery};
