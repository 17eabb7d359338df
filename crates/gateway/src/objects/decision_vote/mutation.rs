//! What can be done with votes.

use access::Action;
use councils::meeting::vote::{DecisionVotes, RecordVote};
use graph::{Changed, MutationField};

use super::object::DecisionVoteFields;
use crate::app::Mutation;

impl Changed for DecisionVoteFields {
    const PAYLOAD: &'static str = "DecisionVotePayload";
    const FIELD: &'static str = "vote";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![DecisionVoteFields::mutation(
        "recordVote",
        &[Action::PrepareMeeting],
        (
            "Registrera röst under ett mandat: en rad för varje mandat, som rättas när den registreras igen.",
            "Record a vote under a mandate: a row for each mandate, corrected when recorded again.",
        ),
        |app, request, command: RecordVote| {
            Box::pin(async move { DecisionVotes::new(&app.db).record(request, command).await })
        },
    )]
}
