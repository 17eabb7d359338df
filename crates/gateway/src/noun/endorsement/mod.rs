//! Förankring.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{EndorsementFilter, EndorsementOrder};
pub use mutation::EndorsementMutation;
pub use object::{EndorsementObject, EndorsementStatus};
