//! Rolltilldelning.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Role, RoleAssignmentObject};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<RoleAssignmentObject>::as_of(
        "roleAssignments",
        councils::RoleAssignment::as_of,
        (
            "Rolltilldelningar inom din räckvidd. Roller: systemadministratör och dataskyddsombud; processledare för det egna rådet.",
            "Role assignments within your reach. Roles: system administrator and data protection officer; process leader for the own council.",
        ),
        ("Roller som innehades den dagen.", "Roles held on that day."),
    )],
    mutations,
    nodes: &[NodeKind::of::<RoleAssignmentObject>()],
    rules: &[councils::assignment::rules::ALL],
    enumerations: &[Enumeration::of::<access::Role>()],
    events: &[
        ("RoleAssigned", "Rollen tilldelades", "The role was assigned"),
        ("RoleEnded", "Rollen avslutades", "The role ended"),
    ],
};
