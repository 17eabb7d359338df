//! What can be done with plan lines.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::plan_line::{AddPlanLine, ChangePlanLine, CompletePlanLine};

use super::object::PlanLineFields;
use crate::app::Mutation;

impl Changed for PlanLineFields {
    const PAYLOAD: &'static str = "PlanLinePayload";
    const FIELD: &'static str = "line";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        PlanLineFields::mutation(
            "addPlanLine",
            &[Action::ManageAnalysis],
            ("Lägg till planrad.", "Add a plan line."),
            |app, request, command: AddPlanLine| Box::pin(app.plan_lines.add(request, command)),
        ),
        PlanLineFields::mutation(
            "changePlanLine",
            &[Action::ManageAnalysis],
            (
                "Ändra planrad, även vilket verksamhetsmål den tjänar.",
                "Change a plan line, and which business goal it serves.",
            ),
            |app, request, command: ChangePlanLine| Box::pin(app.plan_lines.change(request, command)),
        ),
        PlanLineFields::mutation(
            "completePlanLine",
            &[Action::ManageAnalysis],
            ("Slutför planrad, med resultat.", "Complete a plan line, with its result."),
            |app, request, command: CompletePlanLine| Box::pin(app.plan_lines.complete(request, command)),
        ),
    ]
}
