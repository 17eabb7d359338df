//! What can be done with a hub's fundings.

use access::Action;
use competence_hub::{HubFunding, HubFundings, funding::AddFunding};

use crate::{
    app::mutation,
    graph::{Changed, MutationField},
};

impl Changed for HubFunding {
    const PAYLOAD: &'static str = "HubFundingPayload";
    const FIELD: &'static str = "funding";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![mutation(
        "addHubFunding",
        &[Action::ManageHub],
        ("Lägg till finansiering.", "Add a funding."),
        |app, request, command: AddFunding| {
            Box::pin(async move { HubFundings::new(&app.db).add(request, command).await })
        },
    )]
}
