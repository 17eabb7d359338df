//! What can be done with assessments of the health factor.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{HealthAssessments, health::AssessHealthFactor};

use super::object::HealthAssessmentFields;
use crate::app::Mutation;

impl Changed for HealthAssessmentFields {
    const PAYLOAD: &'static str = "HealthAssessmentPayload";
    const FIELD: &'static str = "assessment";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![HealthAssessmentFields::mutation(
        "assessHealthFactor",
        &[Action::LeadReflection],
        (
            "Skatta en friskfaktor på en arbetsplats: kompetensutveckling hela arbetslivet, om ingen annan sägs.",
            "Assess a health factor at a workplace: developing skills throughout working life, unless another is named.",
        ),
        |app, request, command: AssessHealthFactor| {
            Box::pin(async move { HealthAssessments::new(&app.db).assess(request, command).await })
        },
    )]
}
