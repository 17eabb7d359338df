//! Ledamotskap.

mod mutation;
mod object;
pub mod rules;

pub use mutation::MembershipMutation;
pub use object::{
    MembershipFilter, MembershipObject, MembershipOrder, MembershipQuery, MembershipStatus, SeatKind, Standing,
};
