//! What can be done with development plans.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::plan::{AdoptPlan, BeginPlan, CompletePlan, DraftPlan, ReviewPlan, SupersedePlan};

use super::object::DevelopmentPlanFields;
use crate::app::Mutation;

impl Changed for DevelopmentPlanFields {
    const PAYLOAD: &'static str = "DevelopmentPlanPayload";
    const FIELD: &'static str = "plan";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        DevelopmentPlanFields::mutation(
            "draftPlan",
            &[Action::ManageAnalysis],
            ("Skriv utkast till kompetensutvecklingsplan.", "Draft a development plan."),
            |app, request, command: DraftPlan| Box::pin(app.development_plans.draft(request, command)),
        ),
        DevelopmentPlanFields::mutation(
            "adoptPlan",
            &[Action::ManageAnalysis],
            (
                "Besluta om kompetensutvecklingsplan: ledningens beslut, en plan i taget.",
                "Adopt a development plan: the management's decision, one plan at a time.",
            ),
            |app, request, c: AdoptPlan| {
                Box::pin(app.development_plans.adopt(request, c.id, c.expected_version, c.adopted_on))
            },
        )
        .taking(&["adopt"]),
        DevelopmentPlanFields::mutation(
            "beginPlan",
            &[Action::ManageAnalysis],
            ("Påbörja kompetensutvecklingsplan.", "Begin a development plan."),
            |app, request, c: BeginPlan| Box::pin(app.development_plans.begin(request, c.id, c.expected_version)),
        )
        .taking(&["begin"]),
        DevelopmentPlanFields::mutation(
            "reviewPlan",
            &[Action::ManageAnalysis],
            (
                "Följ upp kompetensutvecklingsplan, minst en gång om året.",
                "Review a development plan, at least once a year.",
            ),
            |app, request, c: ReviewPlan| {
                Box::pin(app.development_plans.review(request, c.id, c.expected_version, c.reviewed_on))
            },
        )
        .taking(&["review"]),
        DevelopmentPlanFields::mutation(
            "completePlan",
            &[Action::ManageAnalysis],
            (
                "Avsluta kompetensutvecklingsplan som är uppföljd inom ett år.",
                "Complete a development plan that was reviewed within a year.",
            ),
            |app, request, c: CompletePlan| {
                Box::pin(app.development_plans.complete(request, c.id, c.expected_version, c.completed_on))
            },
        )
        .taking(&["complete"]),
        DevelopmentPlanFields::mutation(
            "supersedePlan",
            &[Action::ManageAnalysis],
            ("Ersätt kompetensutvecklingsplan med en annan.", "Supersede a development plan by another."),
            |app, request, c: SupersedePlan| {
                Box::pin(app.development_plans.supersede(request, c.id, c.expected_version, c.by))
            },
        )
        .taking(&["supersede"]),
    ]
}
