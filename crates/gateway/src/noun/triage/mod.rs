//! Sortering och prioritering.

mod mutation;
mod object;

pub use mutation::TriageMutation;
pub use object::{TriageFilter, TriageObject, TriageOrder, TriagePath, TriageQuery};
