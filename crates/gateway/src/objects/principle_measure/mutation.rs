//! What can be done with principle measures.

use access::Action;
use graph::{Changed, MutationField};
use projects::principle_measure::{AddPrincipleMeasure, ChangePrincipleMeasure, FollowUpPrincipleMeasure};

use super::object::PrincipleMeasureFields;
use crate::app::Mutation;

impl Changed for PrincipleMeasureFields {
    const PAYLOAD: &'static str = "PrincipleMeasurePayload";
    const FIELD: &'static str = "measure";
}

const OWN: &[Action] = &[Action::ManageProject];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        PrincipleMeasureFields::mutation(
            "addPrincipleMeasure",
            OWN,
            ("Lägg till åtgärd för en horisontell princip.", "Add a measure for a horizontal principle."),
            |app, request, command: AddPrincipleMeasure| Box::pin(app.principle_measures.add(request, command)),
        ),
        PrincipleMeasureFields::mutation(
            "changePrincipleMeasure",
            OWN,
            ("Ändra åtgärd för en horisontell princip.", "Change a measure for a horizontal principle."),
            |app, request, command: ChangePrincipleMeasure| Box::pin(app.principle_measures.change(request, command)),
        ),
        PrincipleMeasureFields::mutation(
            "followUpPrincipleMeasure",
            OWN,
            (
                "Följ upp åtgärd för en horisontell princip: vad som kom av den.",
                "Follow up a measure for a horizontal principle: what came of it.",
            ),
            |app, request, command: FollowUpPrincipleMeasure| {
                Box::pin(app.principle_measures.follow_up(request, command))
            },
        ),
    ]
}
