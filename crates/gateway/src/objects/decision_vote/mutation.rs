//! What can be done with votes.

use access::Action;
use councils::meeting::vote::{DecisionVotes, RecordVote, WithdrawVote};
use graph::{Changed, MutationField};

use super::object::DecisionVoteFields;
use crate::app::Mutation;

impl Changed for DecisionVoteFields {
    const PAYLOAD: &'static str = "DecisionVotePayload";
    const FIELD: &'static str = "vote";
}

const OWN: &[Action] = &[Action::PrepareMeeting];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        DecisionVoteFields::mutation(
            "recordVote",
            OWN,
            (
                "Registrera röst under ett mandat: en rad för varje mandat, som rättas när den registreras igen.",
                "Record a vote under a mandate: a row for each mandate, corrected when recorded again.",
            ),
            |app, request, command: RecordVote| {
                Box::pin(async move { DecisionVotes::new(&app.db).record(request, command).await })
            },
        ),
        DecisionVoteFields::mutation(
            "withdrawVote",
            OWN,
            (
                "Återta röst som antecknats av misstag, med skäl, innan förslaget är avgjort.",
                "Withdraw a vote recorded by mistake, with a reason, before the proposal is settled.",
            ),
            |app, request, c: WithdrawVote| {
                Box::pin(async move {
                    DecisionVotes::new(&app.db).withdraw(request, c.id, c.expected_version, &c.reason).await
                })
            },
        )
        .taking(&["withdraw"]),
    ]
}
