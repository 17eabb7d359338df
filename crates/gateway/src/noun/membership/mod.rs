//! Ledamotskap.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    MembershipFilter, MembershipObject, MembershipOrder, MembershipQuery, MembershipStatus, SeatKind, Standing,
};
