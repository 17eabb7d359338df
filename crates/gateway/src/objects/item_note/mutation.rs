//! What can be done with notes on agenda items.

use access::Action;
use councils::meeting::note::{ItemNotes, RecordItemNote, WithdrawItemNote};
use graph::{Changed, MutationField};

use super::object::ItemNoteFields;
use crate::app::Mutation;

impl Changed for ItemNoteFields {
    const PAYLOAD: &'static str = "ItemNotePayload";
    const FIELD: &'static str = "note";
}

const OWN: &[Action] = &[Action::PrepareMeeting];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ItemNoteFields::mutation(
            "recordItemNote",
            OWN,
            (
                "Anteckna jäv, frånvaro, reservation eller protokollsanteckning i ett ärende.",
                "Record a disqualification, an absence, a reservation or a statement on an agenda item.",
            ),
            |app, request, command: RecordItemNote| {
                Box::pin(async move { ItemNotes::new(&app.db).record(request, command).await })
            },
        ),
        ItemNoteFields::mutation(
            "withdrawItemNote",
            OWN,
            ("Återta anteckning i ett ärende, med skäl.", "Withdraw a note on an agenda item, with a reason."),
            |app, request, c: WithdrawItemNote| {
                Box::pin(
                    async move { ItemNotes::new(&app.db).withdraw(request, c.id, c.expected_version, &c.reason).await },
                )
            },
        )
        .taking(&["withdraw"]),
    ]
}
