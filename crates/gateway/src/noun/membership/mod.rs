//! Ledamotskap.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{MembershipFilter, MembershipOrder};
pub use mutation::MembershipMutation;
pub use object::{MembershipObject, MembershipQuery, MembershipStatus, SeatKind, Standing};
