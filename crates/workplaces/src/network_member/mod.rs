//! Medlem i ett yrkesnätverk: who meets colleagues of other organisations.

mod entity;
mod repo;
mod service;

pub use entity::{JoinNetwork, LeaveNetwork, NetworkMember, rules};
pub use repo::Column as NetworkMemberColumn;
pub use service::NetworkMembers;
