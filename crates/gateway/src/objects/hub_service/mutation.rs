//! What can be done with a hub's services.

use access::Action;
use competence_hub::{
    HubServices,
    hub_service::{AddHubService, ChangeHubService},
};
use graph::{Changed, MutationField};

use super::object::HubServiceFields;
use crate::app::Mutation;

impl Changed for HubServiceFields {
    const PAYLOAD: &'static str = "HubServicePayload";
    const FIELD: &'static str = "service";
}

const OWN: &[Action] = &[Action::ManageHub];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        HubServiceFields::mutation(
            "addHubService",
            OWN,
            ("Lägg till tjänst hos ett kompetensnav.", "Add a service of a competence hub."),
            |app, request, command: AddHubService| {
                Box::pin(async move { HubServices::new(&app.db).add(request, command).await })
            },
        ),
        HubServiceFields::mutation(
            "changeHubService",
            OWN,
            (
                "Ändra tjänst hos ett kompetensnav: vad den är, vem som betalar och när den slutar.",
                "Change a service of a competence hub: what it is, who pays and when it ends.",
            ),
            |app, request, command: ChangeHubService| {
                Box::pin(async move { HubServices::new(&app.db).change(request, command).await })
            },
        ),
    ]
}
