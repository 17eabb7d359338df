//! Kurstillfälle.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{SessionFilter, SessionObject, SessionOrder};
