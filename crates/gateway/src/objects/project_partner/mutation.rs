//! What can be done with project partners.

use access::Action;
use projects::{ProjectPartner, ProjectPartners, partner::AddPartner};

use crate::{
    app::mutation,
    graph::{Changed, MutationField},
};

impl Changed for ProjectPartner {
    const PAYLOAD: &'static str = "ProjectPartnerPayload";
    const FIELD: &'static str = "partner";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![mutation(
        "addProjectPartner",
        &[Action::ManageProject],
        ("Lägg till projektpart.", "Add a project partner."),
        |app, request, command: AddPartner| {
            Box::pin(async move { ProjectPartners::new(&app.db).add(request, command).await })
        },
    )]
}
