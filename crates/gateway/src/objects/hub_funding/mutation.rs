//! What can be done with a hub's fundings.

use access::Action;
use competence_hub::{HubFundings, funding::AddFunding};
use graph::{Changed, MutationField};

use super::object::HubFundingFields;
use crate::app::Mutation;

impl Changed for HubFundingFields {
    const PAYLOAD: &'static str = "HubFundingPayload";
    const FIELD: &'static str = "funding";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![HubFundingFields::mutation(
        "addHubFunding",
        &[Action::ManageHub],
        ("Lägg till finansiering.", "Add a funding."),
        |app, request, command: AddFunding| {
            Box::pin(async move { HubFundings::new(&app.db).add(request, command).await })
        },
    )]
}
