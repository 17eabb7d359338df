//! Kompetensråd.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{CouncilFilter, CouncilOrder};
pub use mutation::CouncilMutation;
pub use object::{CouncilKind, CouncilObject, CouncilQuery, CouncilStatus};
