//! Åtkomstnyckel.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{AccessTokenFilter, AccessTokenObject, AccessTokenOrder, AccessTokenQuery, AccessTokenStatus};
