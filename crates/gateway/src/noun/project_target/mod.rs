//! Projektmål.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{ProjectTargetFilter, ProjectTargetOrder};
pub use mutation::ProjectTargetMutation;
pub use object::{ProjectTargetKind, ProjectTargetObject};
