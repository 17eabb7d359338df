//! What can be done with goals of action plans.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::{PlanGoals, plan_goal::AddPlanGoal};

use super::object::PlanGoalFields;
use crate::app::Mutation;

impl Changed for PlanGoalFields {
    const PAYLOAD: &'static str = "PlanGoalPayload";
    const FIELD: &'static str = "goal";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![PlanGoalFields::mutation(
        "addPlanGoal",
        &[Action::ManageActionPlan],
        ("Lägg till mätbart mål i en plans prioritering.", "Add a measurable goal to a priority of a plan."),
        |app, request, command: AddPlanGoal| {
            Box::pin(async move { PlanGoals::new(&app.db).add(request, command).await })
        },
    )]
}
