//! Kurstillfälle.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{SessionFilter, SessionOrder};
pub use mutation::SessionMutation;
pub use object::SessionObject;
