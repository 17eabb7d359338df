//! Ledamotskap: an organisation's seat in a council, from invitation to the mandate's end.

mod entity;
mod repo;
mod service;

pub use entity::{
    AcceptInvitation, DeclineInvitation, EndMandate, InviteMember, Membership, MembershipStatus, MembershipVerb,
    ReturnFromLeave, SeatKind, Standing, StartMandate, TRANSITIONS, TakeLeave, rules,
};
pub use repo::Column as MembershipColumn;
pub use service::Memberships;
