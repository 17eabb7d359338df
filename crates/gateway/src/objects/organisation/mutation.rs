//! What can be done with organisations.

use access::Action;
use councils::{
    Organisation,
    organisation::{ChangeOrganisation, RegisterOrganisation, RenameOrganisation},
};

use crate::{
    app::mutation,
    graph::{Changed, MutationField},
};

impl Changed for Organisation {
    const PAYLOAD: &'static str = "OrganisationPayload";
    const FIELD: &'static str = "organisation";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        mutation(
            "registerOrganisation",
            &[Action::RegisterOrganisation],
            ("Registrera organisation.", "Register an organisation."),
            |app, request, command: RegisterOrganisation| Box::pin(app.organisations.register(request, command)),
        ),
        mutation(
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
        mutation(
            "changeOrganisation",
            &[Action::ManageOrganisation],
            ("Ändra organisationens uppgifter.", "Change an organisation's particulars."),
            |app, request, command: ChangeOrganisation| Box::pin(app.organisations.change(request, command)),
        ),
    ]
}
