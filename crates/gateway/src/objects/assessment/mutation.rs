//! What can be done with skill assessments.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{SkillAssessments, assessment::AssessSkill};

use super::object::SkillAssessmentFields;
use crate::app::Mutation;

impl Changed for SkillAssessmentFields {
    const PAYLOAD: &'static str = "SkillAssessmentPayload";
    const FIELD: &'static str = "assessment";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![SkillAssessmentFields::mutation(
        "assessSkill",
        &[Action::AssessSkill],
        (
            "Bedöm kompetens: din egen, eller som chef en anställds.",
            "Assess a skill: your own, or as a manager an employee's.",
        ),
        |app, request, command: AssessSkill| {
            Box::pin(async move { SkillAssessments::new(&app.db).assess(request, command).await })
        },
    )]
}
