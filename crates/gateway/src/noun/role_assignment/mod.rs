//! Rolltilldelning.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{RoleAssignmentFilter, RoleAssignmentOrder};
pub use mutation::RoleAssignmentMutation;
pub use object::{Role, RoleAssignmentObject, RoleAssignmentQuery};
