//! Rolltilldelning.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Role, RoleAssignmentFilter, RoleAssignmentObject, RoleAssignmentOrder, RoleAssignmentQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RoleAssignmentQuery],
    mutations,
    nodes: &[NodeKind::of::<RoleAssignmentObject>()],
    rules: &[councils::assignment::rules::ALL],
    enumerations: &[Enumeration::of::<access::Role>()],
    events: &["RoleAssigned", "RoleEnded"],
};
