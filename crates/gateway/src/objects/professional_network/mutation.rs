//! What can be done with professional networks.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{
    ProfessionalNetworks,
    network::{ActivateNetwork, CloseNetwork, FormNetwork, RestNetwork},
};

use super::object::ProfessionalNetworkFields;
use crate::app::Mutation;

impl Changed for ProfessionalNetworkFields {
    const PAYLOAD: &'static str = "ProfessionalNetworkPayload";
    const FIELD: &'static str = "network";
}

const OWN: &[Action] = &[Action::ManageNetwork];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ProfessionalNetworkFields::mutation(
            "formNetwork",
            OWN,
            (
                "Bilda yrkesnätverk: för en roll, i ett projekt.",
                "Form a professional network: for a role, in a project.",
            ),
            |app, request, command: FormNetwork| {
                Box::pin(async move { ProfessionalNetworks::new(&app.db).form(request, command).await })
            },
        ),
        ProfessionalNetworkFields::mutation(
            "activateNetwork",
            OWN,
            (
                "Aktivera yrkesnätverk: det har medlemmar från minst två organisationer.",
                "Activate a professional network: it has members of at least two organisations.",
            ),
            |app, request, c: ActivateNetwork| {
                Box::pin(
                    async move { ProfessionalNetworks::new(&app.db).activate(request, c.id, c.expected_version).await },
                )
            },
        )
        .taking(&["activate"]),
        ProfessionalNetworkFields::mutation(
            "restNetwork",
            OWN,
            ("Låt yrkesnätverk vila, med skäl.", "Let a professional network rest, with a reason."),
            |app, request, c: RestNetwork| {
                Box::pin(async move {
                    ProfessionalNetworks::new(&app.db).rest(request, c.id, c.expected_version, &c.reason).await
                })
            },
        )
        .taking(&["rest"]),
        ProfessionalNetworkFields::mutation(
            "closeNetwork",
            OWN,
            ("Lägg ned yrkesnätverk, med skäl.", "Close a professional network, with a reason."),
            |app, request, c: CloseNetwork| {
                Box::pin(async move {
                    ProfessionalNetworks::new(&app.db).close(request, c.id, c.expected_version, &c.reason).await
                })
            },
        )
        .taking(&["close"]),
    ]
}
