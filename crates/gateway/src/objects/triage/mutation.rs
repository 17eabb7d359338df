//! What can be done with triage.

use access::Action;
use competence_hub::triage::{RetriageNeed, TriageNeed};
use graph::{Changed, MutationField};

use super::object::TriageFields;
use crate::app::Mutation;

impl Changed for TriageFields {
    const PAYLOAD: &'static str = "TriagePayload";
    const FIELD: &'static str = "triage";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        TriageFields::mutation(
            "triageNeed",
            &[Action::TriageNeed],
            ("Sortera och prioritera behov, för första gången.", "Triage and prioritise a need, for the first time."),
            |app, request, command: TriageNeed| Box::pin(app.triages.triage(request, command)),
        ),
        TriageFields::mutation(
            "retriageNeed",
            &[Action::TriageNeed],
            (
                "Bedöm behov på nytt, efter de vikter som gäller nu; den förra bedömningen finns kvar.",
                "Assess a need anew, by the weights that apply now; the assessment before is kept.",
            ),
            |app, request, command: RetriageNeed| Box::pin(app.triages.again(request, command)),
        ),
    ]
}
