//! What can be done with sustained results.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::sustained::RecordSustainedResult;

use super::object::SustainedResultFields;
use crate::app::Mutation;

impl Changed for SustainedResultFields {
    const PAYLOAD: &'static str = "SustainedResultPayload";
    const FIELD: &'static str = "result";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![SustainedResultFields::mutation(
        "recordSustainedResult",
        &[Action::RecordLesson],
        (
            "Registrera bestående resultat: om något som projektet började med fortfarande används, efter projektets sista dag.",
            "Record a sustained result: whether something that the project began is still in use, after the project's last day.",
        ),
        |app, request, command: RecordSustainedResult| Box::pin(app.sustained_results.record(request, command)),
    )]
}
