//! What can be done with role assignments.

use access::Action;
use councils::{
    RoleAssignments,
    assignment::{AssignRole, EndRole},
};
use graph::{Changed, MutationField};

use super::object::RoleAssignmentFields;
use crate::app::Mutation;

impl Changed for RoleAssignmentFields {
    const PAYLOAD: &'static str = "RoleAssignmentPayload";
    const FIELD: &'static str = "roleAssignment";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        RoleAssignmentFields::mutation(
            "assignRole",
            &[Action::ManageRoles],
            (
                "Tilldela roll. En processledare ger rollerna ordförande, ledamot, adjungerad och processledare i det egna rådet.",
                "Assign a role. A process leader gives the roles of chair, member, co-opted member and process leader in the own \
                 council.",
            ),
            |app, request, command: AssignRole| {
                Box::pin(async move {
                    let assigned = RoleAssignments::new(&app.db).assign(request, command).await?;
                    app.roles.forget();
                    Ok(assigned)
                })
            },
        ),
        RoleAssignmentFields::mutation(
            "endRole",
            &[Action::ManageRoles],
            (
                "Avsluta roll, med skäl. En processledare avslutar de roller som den får ge.",
                "End a role, with a reason. A process leader ends the roles that they may give.",
            ),
            |app, request, c: EndRole| {
                Box::pin(async move {
                    let ended =
                        RoleAssignments::new(&app.db).end(request, c.id, c.expected_version, c.on, &c.reason).await?;
                    app.roles.forget();
                    Ok(ended)
                })
            },
        ),
    ]
}
