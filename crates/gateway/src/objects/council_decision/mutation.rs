//! What can be done with councils' decisions.

use access::Action;
use councils::meeting::decision::{
    ExecuteDecision, PostponeDecision, ProposeDecision, RescindDecision, SettleDecision,
};
use graph::{Changed, MutationField};

use super::object::CouncilDecisionFields;
use crate::app::Mutation;

impl Changed for CouncilDecisionFields {
    const PAYLOAD: &'static str = "CouncilDecisionPayload";
    const FIELD: &'static str = "decision";
}

const PREPARING: &[Action] = &[Action::PrepareMeeting];
const CHAIRING: &[Action] = &[Action::ChairMeeting];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        CouncilDecisionFields::mutation(
            "proposeDecision",
            PREPARING,
            ("Föreslå beslut i ett ärende.", "Propose a decision on an agenda item."),
            |app, request, command: ProposeDecision| {
                Box::pin(async move { app.council_decisions.propose(request, command).await })
            },
        ),
        CouncilDecisionFields::mutation(
            "settleDecision",
            CHAIRING,
            (
                "Avgör förslag: bifall eller avslag följer av rösterna och arbetsordningens regel.",
                "Settle a proposal: whether it is adopted follows from the votes and the charter's rule.",
            ),
            |app, request, command: SettleDecision| {
                Box::pin(async move { app.council_decisions.settle(request, command).await })
            },
        )
        .taking(&["adopt", "reject"]),
        CouncilDecisionFields::mutation(
            "postponeDecision",
            CHAIRING,
            (
                "Bordlägg förslag, med skäl: ärendet kan tas upp igen vid ett annat möte.",
                "Postpone a proposal, with a reason: the item can be taken up again at another meeting.",
            ),
            |app, request, c: PostponeDecision| {
                Box::pin(
                    async move { app.council_decisions.postpone(request, c.id, c.expected_version, &c.reason).await },
                )
            },
        )
        .taking(&["postpone"]),
        CouncilDecisionFields::mutation(
            "executeDecision",
            PREPARING,
            ("Verkställ beslut: det är gjort.", "Execute a decision: it is done."),
            |app, request, command: ExecuteDecision| {
                Box::pin(async move { app.council_decisions.execute(request, command).await })
            },
        )
        .taking(&["execute"]),
        CouncilDecisionFields::mutation(
            "rescindDecision",
            CHAIRING,
            ("Upphäv beslut, med skäl.", "Rescind a decision, with a reason."),
            |app, request, c: RescindDecision| {
                Box::pin(
                    async move { app.council_decisions.rescind(request, c.id, c.expected_version, &c.reason).await },
                )
            },
        )
        .taking(&["rescind"]),
    ]
}
