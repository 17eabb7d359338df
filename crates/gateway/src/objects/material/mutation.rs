//! What can be done with materials.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{
    Materials,
    material::{PublishMaterial, WithdrawMaterial},
};

use super::object::LearningMaterialFields;
use crate::app::Mutation;

impl Changed for LearningMaterialFields {
    const PAYLOAD: &'static str = "LearningMaterialPayload";
    const FIELD: &'static str = "material";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        LearningMaterialFields::mutation(
            "publishMaterial",
            &[Action::PublishMaterial],
            ("Ge ut material att lära av: alla läser det.", "Publish a material to learn from: everyone reads it."),
            |app, request, command: PublishMaterial| {
                Box::pin(async move { Materials::new(&app.db).publish(request, command).await })
            },
        ),
        LearningMaterialFields::mutation(
            "withdrawMaterial",
            &[Action::PublishMaterial],
            (
                "Återta material, med skäl; det som är planerat med det går vidare.",
                "Withdraw a material, with a reason; what is planned with it goes on.",
            ),
            |app, request, c: WithdrawMaterial| {
                Box::pin(
                    async move { Materials::new(&app.db).withdraw(request, c.id, c.expected_version, &c.reason).await },
                )
            },
        ),
    ]
}
