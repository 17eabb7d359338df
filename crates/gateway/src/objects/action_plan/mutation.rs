//! What can be done with action plans.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::action_plan::{
    AdoptActionPlan, BringActionPlanIntoForce, ChangeActionPlan, CloseActionPlan, ConsultOnActionPlan, DraftActionPlan,
    ReviseActionPlan,
};

use super::object::ActionPlanFields;
use crate::app::Mutation;

impl Changed for ActionPlanFields {
    const PAYLOAD: &'static str = "ActionPlanPayload";
    const FIELD: &'static str = "plan";
}

const OWN: &[Action] = &[Action::ManageActionPlan];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ActionPlanFields::mutation(
            "draftActionPlan",
            OWN,
            ("Skriv utkast till handlingsplan.", "Draft an action plan."),
            |app, request, command: DraftActionPlan| Box::pin(app.action_plans.draft(request, command)),
        ),
        ActionPlanFields::mutation(
            "changeActionPlan",
            OWN,
            ("Ändra handlingsplan, tills den är antagen.", "Change an action plan, until it is adopted."),
            |app, request, command: ChangeActionPlan| Box::pin(app.action_plans.change(request, command)),
        ),
        ActionPlanFields::mutation(
            "consultOnActionPlan",
            OWN,
            ("Sänd handlingsplan på remiss.", "Send an action plan out for consultation."),
            |app, request, command: ConsultOnActionPlan| Box::pin(app.action_plans.consult(request, command)),
        )
        .taking(&["consult"]),
        ActionPlanFields::mutation(
            "adoptActionPlan",
            OWN,
            ("Anta handlingsplan: rådets beslut.", "Adopt an action plan: the council's decision."),
            |app, request, command: AdoptActionPlan| Box::pin(app.action_plans.adopt(request, command)),
        )
        .taking(&["adopt"]),
        ActionPlanFields::mutation(
            "bringActionPlanIntoForce",
            OWN,
            (
                "Sätt handlingsplan i kraft; en version som den reviderar slutar gälla.",
                "Bring an action plan into force; a version that it revises is in force no longer.",
            ),
            |app, request, command: BringActionPlanIntoForce| {
                Box::pin(app.action_plans.bring_into_force(request, command))
            },
        )
        .taking(&["bringIntoForce"]),
        ActionPlanFields::mutation(
            "reviseActionPlan",
            OWN,
            (
                "Revidera handlingsplan: ett utkast till ny version, som tar över när den sätts i kraft.",
                "Revise an action plan: a draft of a new version, which takes over when it is brought into force.",
            ),
            |app, request, command: ReviseActionPlan| Box::pin(app.action_plans.revise(request, command)),
        )
        .taking(&["revise"]),
        ActionPlanFields::mutation(
            "closeActionPlan",
            OWN,
            ("Avsluta handlingsplan, med uppföljning.", "Close an action plan, with a follow-up."),
            |app, request, command: CloseActionPlan| Box::pin(app.action_plans.close(request, command)),
        )
        .taking(&["close"]),
    ]
}
