//! Projektmål.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ProjectTargetFilter, ProjectTargetKind, ProjectTargetObject, ProjectTargetOrder};
