//! What can be done with assessments of signals.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::{SignalAssessments, signal_assessment::AssessSignal};

use super::SignalAssessmentFields;
use crate::app::Mutation;

impl Changed for SignalAssessmentFields {
    const PAYLOAD: &'static str = "SignalAssessmentPayload";
    const FIELD: &'static str = "assessment";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        SignalAssessmentFields::mutation(
            "assessSignal",
            &[Action::AssessSignal],
            (
                "Bedöm signal för ett branschråd; rådets tidigare bedömning ersätts och finns kvar.",
                "Assess a signal for an industry council; its earlier assessment is replaced and kept.",
            ),
            |app, request, command: AssessSignal| {
                Box::pin(async move { SignalAssessments::new(&app.db).assess(request, command).await })
            },
        )
        .taking(&["assess"]),
    ]
}
