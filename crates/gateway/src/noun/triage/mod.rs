//! Sortering och prioritering.

mod filter;
mod mutation;
mod object;

pub use filter::{TriageFilter, TriageOrder};
pub use mutation::TriageMutation;
pub use object::{TriageObject, TriagePath, TriageQuery};
