//! Projektmål.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{ProjectTargetFilter, ProjectTargetKind, ProjectTargetObject, ProjectTargetOrder};
