//! Kurstillfälle.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{SessionFilter, SessionObject, SessionOrder};
