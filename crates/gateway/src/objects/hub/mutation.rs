//! What can be done with hubs.

use access::Action;
use competence_hub::hub::{CloseHub, EstablishHub, MakeHubPermanent, ReviseHub};
use graph::{Changed, MutationField};

use super::object::HubFields;
use crate::app::Mutation;

impl Changed for HubFields {
    const PAYLOAD: &'static str = "HubPayload";
    const FIELD: &'static str = "hub";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        HubFields::mutation(
            "establishHub",
            &[Action::ManageHub],
            (
                "Inrätta kompetensnav. Det gör systemförvaltaren, som sedan utser navchefen.",
                "Establish a competence hub. The system administrator does, who then assigns the hub manager.",
            ),
            |app, request, command: EstablishHub| Box::pin(app.hubs.establish(request, command)),
        ),
        HubFields::mutation(
            "reviseHub",
            &[Action::ManageHub],
            (
                "Ändra kompetensnav: vad det heter och vem som driver det.",
                "Revise a competence hub: its name, and who runs it.",
            ),
            |app, request, c: ReviseHub| {
                Box::pin(async move { app.hubs.revise(request, c.id, c.expected_version, &c.name, c.operator).await })
            },
        ),
        HubFields::mutation(
            "makeHubPermanent",
            &[Action::ManageHub],
            (
                "Permanenta kompetensnav: från en dag står det utan projektmedel, med huvudman och budget enligt rådets beslut.",
                "Make a competence hub permanent: from a day on it stands without project money, with operator and budget by the council's decision.",
            ),
            |app, request, command: MakeHubPermanent| Box::pin(app.hubs.make_permanent(request, command)),
        )
        .taking(&["makePermanent"]),
        HubFields::mutation(
            "closeHub",
            &[Action::ManageHub],
            ("Lägg ned kompetensnav, med skäl.", "Close a competence hub, with a reason."),
            |app, request, c: CloseHub| {
                Box::pin(async move { app.hubs.close(request, c.id, c.expected_version, &c.reason).await })
            },
        )
        .taking(&["close"]),
    ]
}
