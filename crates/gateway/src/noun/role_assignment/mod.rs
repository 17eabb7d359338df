//! Rolltilldelning.

mod mutation;
mod object;
pub mod rules;

pub use mutation::RoleAssignmentMutation;
pub use object::{Role, RoleAssignmentFilter, RoleAssignmentObject, RoleAssignmentOrder, RoleAssignmentQuery};
