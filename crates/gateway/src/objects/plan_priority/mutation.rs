//! What can be done with priorities of action plans.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::{PlanPriorities, plan_priority::AddPlanPriority};

use super::PlanPriorityFields;
use crate::app::Mutation;

impl Changed for PlanPriorityFields {
    const PAYLOAD: &'static str = "PlanPriorityPayload";
    const FIELD: &'static str = "priority";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![PlanPriorityFields::mutation(
        "addPlanPriority",
        &[Action::ManageActionPlan],
        ("Lägg till prioritering i handlingsplan.", "Add a priority to an action plan."),
        |app, request, command: AddPlanPriority| {
            Box::pin(async move { PlanPriorities::new(&app.db).add(request, command).await })
        },
    )]
}
