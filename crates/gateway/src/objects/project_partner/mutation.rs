//! What can be done with project partners.

use access::Action;
use graph::{Changed, MutationField};
use projects::{ProjectPartners, partner::AddPartner};

use super::object::ProjectPartnerFields;
use crate::app::Mutation;

impl Changed for ProjectPartnerFields {
    const PAYLOAD: &'static str = "ProjectPartnerPayload";
    const FIELD: &'static str = "partner";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![ProjectPartnerFields::mutation(
        "addProjectPartner",
        &[Action::ManageProject],
        ("Lägg till projektpart.", "Add a project partner."),
        |app, request, command: AddPartner| {
            Box::pin(async move { ProjectPartners::new(&app.db).add(request, command).await })
        },
    )]
}
