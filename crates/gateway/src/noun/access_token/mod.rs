//! Åtkomstnyckel.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{AccessTokenFilter, AccessTokenOrder};
pub use mutation::AccessTokenMutation;
pub use object::{AccessTokenObject, AccessTokenQuery, AccessTokenStatus};
