//! What can be done with efforts.

use access::Action;
use efforts::effort::{AdvanceEffort, PlanEffort, ReuseEffort, ReviseEffort};
use graph::{Changed, MutationField};

use super::object::EffortFields;
use crate::app::Mutation;

impl Changed for EffortFields {
    const PAYLOAD: &'static str = "EffortPayload";
    const FIELD: &'static str = "effort";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        EffortFields::mutation(
            "planEffort",
            &[Action::PlanEffort],
            ("Planera insats: en idé.", "Plan an effort: an idea."),
            |app, request, command: PlanEffort| Box::pin(app.efforts.plan(request, command)),
        ),
        EffortFields::mutation(
            "reuseEffort",
            &[Action::PlanEffort],
            (
                "Återanvänd insats: en ny idé efter en mall, för samma bransch eller en annan.",
                "Reuse an effort: a new idea after a template, for the same industry or another.",
            ),
            |app, request, command: ReuseEffort| Box::pin(app.efforts.reuse(request, command)),
        ),
        EffortFields::mutation(
            "reviseEffort",
            &[Action::PlanEffort],
            (
                "Revidera insats: vad den är, tills den är genomförd.",
                "Revise an effort: what it is, until it is completed.",
            ),
            |app, request, command: ReviseEffort| Box::pin(app.efforts.revise(request, command)),
        ),
        EffortFields::mutation(
            "advanceEffort",
            &[Action::PlanEffort],
            (
                "Ta ett steg i insatsens livslopp. Att besluta är navchefens steg.",
                "Take a step in the effort's life. Approval is the hub manager's.",
            ),
            |app, request, command: AdvanceEffort| Box::pin(app.efforts.take(request, command)),
        ),
    ]
}
