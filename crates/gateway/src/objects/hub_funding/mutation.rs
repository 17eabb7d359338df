//! What can be done with a hub's fundings.

use access::Action;
use competence_hub::{
    HubFundings,
    funding::{AddFunding, ChangeFunding, FollowUpFunding},
};
use graph::{Changed, MutationField};

use super::object::HubFundingFields;
use crate::app::Mutation;

impl Changed for HubFundingFields {
    const PAYLOAD: &'static str = "HubFundingPayload";
    const FIELD: &'static str = "funding";
}

const OWN: &[Action] = &[Action::ManageHub];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        HubFundingFields::mutation(
            "addHubFunding",
            OWN,
            ("Lägg till finansiering.", "Add a funding."),
            |app, request, command: AddFunding| {
                Box::pin(async move { HubFundings::new(&app.db).add(request, command).await })
            },
        ),
        HubFundingFields::mutation(
            "changeHubFunding",
            OWN,
            (
                "Ändra finansiering: vem som betalar, hur mycket och när.",
                "Change a funding: who pays, how much and when.",
            ),
            |app, request, command: ChangeFunding| {
                Box::pin(async move { HubFundings::new(&app.db).change(request, command).await })
            },
        ),
        HubFundingFields::mutation(
            "followUpHubFunding",
            OWN,
            ("Följ upp finansiering: vad som kom av den.", "Follow up a funding: what came of it."),
            |app, request, command: FollowUpFunding| {
                Box::pin(async move { HubFundings::new(&app.db).follow_up(request, command).await })
            },
        ),
    ]
}
