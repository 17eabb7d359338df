//! Rolltilldelning.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{Role, RoleAssignmentFilter, RoleAssignmentObject, RoleAssignmentOrder, RoleAssignmentQuery};
