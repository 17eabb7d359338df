//! What can be done with materials.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::material::{PublishMaterial, WithdrawMaterial};

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
            (
                "Ge ut material att lära av: alla läser det. Den som leder ett projekt ger ut det som projektets yrkesnätverk delar.",
                "Publish a material to learn from: everyone reads it. Who leads a project publishes what its networks share.",
            ),
            |app, request, command: PublishMaterial| Box::pin(app.materials.publish(request, command)),
        ),
        LearningMaterialFields::mutation(
            "withdrawMaterial",
            &[Action::PublishMaterial],
            (
                "Återta material, med skäl; det som är planerat med det går vidare.",
                "Withdraw a material, with a reason; what is planned with it goes on.",
            ),
            |app, request, c: WithdrawMaterial| {
                Box::pin(async move { app.materials.withdraw(request, c.id, c.expected_version, &c.reason).await })
            },
        )
        .taking(&["withdraw"]),
    ]
}
