//! Rolltilldelning: who holds which role, in what, from when to when. Every grant begins here.

mod entity;
mod repo;
mod service;

pub use entity::{AssignRole, COUNCIL_ROLES, EndRole, RoleAnchors, RoleAssignment, rules};
pub use repo::{Column as RoleAssignmentColumn, held, last_change};
pub use service::RoleAssignments;
