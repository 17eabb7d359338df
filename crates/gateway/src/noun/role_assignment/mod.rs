//! Rolltilldelning.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Role, RoleAssignmentFilter, RoleAssignmentObject, RoleAssignmentOrder, RoleAssignmentQuery};
