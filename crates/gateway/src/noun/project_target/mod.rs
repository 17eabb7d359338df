//! Projektmål.

mod mutation;
mod object;
pub mod rules;

pub use mutation::ProjectTargetMutation;
pub use object::{ProjectTargetFilter, ProjectTargetKind, ProjectTargetObject, ProjectTargetOrder};
