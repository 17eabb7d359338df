//! What can be done with business goals.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{BusinessGoals, goal::SetBusinessGoal};

use super::object::BusinessGoalFields;
use crate::app::Mutation;

impl Changed for BusinessGoalFields {
    const PAYLOAD: &'static str = "BusinessGoalPayload";
    const FIELD: &'static str = "goal";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![BusinessGoalFields::mutation(
        "setBusinessGoal",
        &[Action::ManageAnalysis],
        ("Sätt verksamhetsmål.", "Set a business goal."),
        |app, request, command: SetBusinessGoal| {
            Box::pin(async move { BusinessGoals::new(&app.db).set(request, command).await })
        },
    )]
}
