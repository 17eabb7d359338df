//! What can be done with skill requirements.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{SkillRequirements, requirement::RequireSkill};

use super::object::SkillRequirementFields;
use crate::app::Mutation;

impl Changed for SkillRequirementFields {
    const PAYLOAD: &'static str = "SkillRequirementPayload";
    const FIELD: &'static str = "requirement";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![SkillRequirementFields::mutation(
        "requireSkill",
        &[Action::ManageAnalysis],
        ("Ange krav på kompetens: ett för varje roll och kompetens.", "Require a skill: one for each role and skill."),
        |app, request, command: RequireSkill| {
            Box::pin(async move { SkillRequirements::new(&app.db).require(request, command).await })
        },
    )]
}
