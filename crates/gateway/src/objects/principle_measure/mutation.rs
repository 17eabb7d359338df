//! What can be done with principle measures.

use access::Action;
use graph::{Changed, MutationField};
use projects::{PrincipleMeasures, principle_measure::AddPrincipleMeasure};

use super::object::PrincipleMeasureFields;
use crate::app::Mutation;

impl Changed for PrincipleMeasureFields {
    const PAYLOAD: &'static str = "PrincipleMeasurePayload";
    const FIELD: &'static str = "measure";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![PrincipleMeasureFields::mutation(
        "addPrincipleMeasure",
        &[Action::ManageProject],
        ("Lägg till åtgärd för en horisontell princip.", "Add a measure for a horizontal principle."),
        |app, request, command: AddPrincipleMeasure| {
            Box::pin(async move { PrincipleMeasures::new(&app.db).add(request, command).await })
        },
    )]
}
