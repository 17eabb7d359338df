//! Projekt.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{ProjectFilter, ProjectOrder};
pub use mutation::ProjectMutation;
pub use object::{Precision, ProjectObject, ProjectQuery, ProjectStatus};
