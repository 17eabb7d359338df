//! What can be done with outcomes.

use access::Action;
use efforts::outcome::{RecordOutcome, SupersedeOutcome};
use graph::{Changed, MutationField};

use super::object::OutcomeFields;
use crate::app::Mutation;

impl Changed for OutcomeFields {
    const PAYLOAD: &'static str = "OutcomePayload";
    const FIELD: &'static str = "outcome";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        OutcomeFields::mutation(
            "recordOutcome",
            &[Action::RecordOutcome],
            ("Registrera resultat.", "Record an outcome."),
            |app, request, command: RecordOutcome| Box::pin(app.outcomes.record(request, command)),
        ),
        OutcomeFields::mutation(
            "supersedeOutcome",
            &[Action::RecordOutcome],
            (
                "Ersätt resultat, med skäl: det gamla svaret kan fortfarande läsas. Svaret visar det nya resultatet.",
                "Supersede an outcome, with a reason: the old answer stays readable. The answer shows the new outcome.",
            ),
            |app, request, c: SupersedeOutcome| {
                Box::pin(async move {
                    let (kind, source, day) = (c.kind, c.source, c.observed_on);
                    app.outcomes.supersede(request, c.id, c.expected_version, kind, source, day, &c.reason).await
                })
            },
        )
        .taking(&["supersede"]),
    ]
}
