//! Projekt.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Precision, ProjectFilter, ProjectObject, ProjectOrder, ProjectQuery, ProjectStatus};
