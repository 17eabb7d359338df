//! Kompetensråd.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{CouncilFilter, CouncilKind, CouncilObject, CouncilOrder, CouncilQuery, CouncilStatus};
