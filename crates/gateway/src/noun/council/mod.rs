//! Kompetensråd.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{CouncilFilter, CouncilKind, CouncilObject, CouncilOrder, CouncilQuery, CouncilStatus};
