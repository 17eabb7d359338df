//! What can be done with readings of goals.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::{GoalReadings, goal_reading::NoteGoalValue};

use super::GoalReadingFields;
use crate::app::Mutation;

impl Changed for GoalReadingFields {
    const PAYLOAD: &'static str = "GoalReadingPayload";
    const FIELD: &'static str = "reading";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![GoalReadingFields::mutation(
        "noteGoalValue",
        &[Action::ManageActionPlan],
        (
            "Anteckna ett måls värde en dag, medan planen gäller.",
            "Note the value of a goal on a day, while the plan is in force.",
        ),
        |app, request, command: NoteGoalValue| {
            Box::pin(async move { GoalReadings::new(&app.db).note(request, command).await })
        },
    )]
}
