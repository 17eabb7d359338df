//! What can be done with organisations.

use access::Action;
use councils::organisation::{ChangeOrganisation, RegisterOrganisation, RenameOrganisation};
use graph::{Changed, MutationField};

use super::object::OrganisationFields;
use crate::app::Mutation;

impl Changed for OrganisationFields {
    const PAYLOAD: &'static str = "OrganisationPayload";
    const FIELD: &'static str = "organisation";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        OrganisationFields::mutation(
            "registerOrganisation",
            &[Action::RegisterOrganisation],
            ("Registrera organisation.", "Register an organisation."),
            |app, request, command: RegisterOrganisation| Box::pin(app.organisations.register(request, command)),
        ),
        OrganisationFields::mutation(
            "renameOrganisation",
            &[Action::ManageOrganisation],
            (
                "Byt namn på organisation, från och med en dag; det gamla namnet står kvar i historiken.",
                "Rename an organisation from a day on; the old name stays in the history.",
            ),
            |app, request, c: RenameOrganisation| {
                Box::pin(
                    async move { app.organisations.rename(request, c.id, c.expected_version, &c.name, c.from).await },
                )
            },
        ),
        OrganisationFields::mutation(
            "changeOrganisation",
            &[Action::ManageOrganisation],
            ("Ändra organisationens uppgifter.", "Change an organisation's particulars."),
            |app, request, command: ChangeOrganisation| Box::pin(app.organisations.change(request, command)),
        ),
    ]
}
