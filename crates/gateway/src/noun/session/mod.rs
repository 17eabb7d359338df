//! Kurstillfälle.

mod mutation;
mod object;
pub mod rules;

pub use mutation::SessionMutation;
pub use object::{SessionFilter, SessionObject, SessionOrder};
