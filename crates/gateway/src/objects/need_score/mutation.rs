//! What can be done with scores of needs.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::{NeedScores, need_score::ScoreNeed};

use super::object::NeedScoreFields;
use crate::app::Mutation;

impl Changed for NeedScoreFields {
    const PAYLOAD: &'static str = "NeedScorePayload";
    const FIELD: &'static str = "score";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![NeedScoreFields::mutation(
        "scoreNeed",
        &[Action::PrioritiseNeed],
        (
            "Poängsätt och prioritera förankrat behov med en handlingsplans vikter; en tidigare poäng ersätts och finns kvar.",
            "Score and prioritise an endorsed need by an action plan's weights; an earlier score is replaced and kept.",
        ),
        |app, request, command: ScoreNeed| {
            Box::pin(async move { NeedScores::new(&app.db).score(request, command).await })
        },
    )]
}
