//! Ledamotskap: an organisation's mandate on a seat of a council, from invitation to its end.

mod entity;
#[cfg(test)]
mod fixture;
mod repo;
mod service;

pub use entity::{
    AcceptInvitation, DeclineInvitation, EndMandate, InviteMember, Membership, MembershipStatus, MembershipVerb,
    ReturnFromLeave, SeatKind, Standing, StartMandate, TRANSITIONS, TakeLeave, rules,
};
#[cfg(test)]
pub(crate) use fixture::mandate;
pub use repo::Column as MembershipColumn;
pub(crate) use service::Answering;
pub use service::Memberships;
