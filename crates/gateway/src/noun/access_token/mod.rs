//! Åtkomstnyckel.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{AccessTokenFilter, AccessTokenObject, AccessTokenOrder, AccessTokenQuery, AccessTokenStatus};
