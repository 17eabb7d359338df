//! Kompetensråd.

mod mutation;
mod object;
pub mod rules;

pub use mutation::CouncilMutation;
pub use object::{CouncilFilter, CouncilKind, CouncilObject, CouncilOrder, CouncilQuery, CouncilStatus};
