//! Ledamotskap: an organisation's seat in a council, from invitation to the mandate's end.

mod entity;
mod repo;
mod service;

pub use entity::{InviteMember, Membership, MembershipStatus, MembershipVerb, SeatKind, Standing, TRANSITIONS, rules};
pub use repo::Column as MembershipColumn;
pub use service::Memberships;
