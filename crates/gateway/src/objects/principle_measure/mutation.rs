//! What can be done with principle measures.

use access::Action;
use projects::{PrincipleMeasure, PrincipleMeasures, principle_measure::AddPrincipleMeasure};

use crate::{
    app::mutation,
    graph::{Changed, MutationField},
};

impl Changed for PrincipleMeasure {
    const PAYLOAD: &'static str = "PrincipleMeasurePayload";
    const FIELD: &'static str = "measure";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![mutation(
        "addPrincipleMeasure",
        &[Action::ManageProject],
        ("Lägg till åtgärd för en horisontell princip.", "Add a measure for a horizontal principle."),
        |app, request, command: AddPrincipleMeasure| {
            Box::pin(async move { PrincipleMeasures::new(&app.db).add(request, command).await })
        },
    )]
}
