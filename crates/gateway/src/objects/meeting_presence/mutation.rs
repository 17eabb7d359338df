//! What can be done with presence at councils' meetings.

use access::Action;
use councils::meeting::presence::{MeetingPresences, RecordPresence};
use graph::{Changed, MutationField};

use super::object::MeetingPresenceFields;
use crate::app::Mutation;

impl Changed for MeetingPresenceFields {
    const PAYLOAD: &'static str = "MeetingPresencePayload";
    const FIELD: &'static str = "presence";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![MeetingPresenceFields::mutation(
        "recordPresence",
        &[Action::PrepareMeeting],
        (
            "Registrera närvaro vid ett rådsmöte som är kallat eller pågår: en rad för varje mandat, som rättas när den registreras igen.",
            "Record presence at a council's meeting that is convened or in session: a row for each mandate, corrected when recorded again.",
        ),
        |app, request, command: RecordPresence| {
            Box::pin(async move { MeetingPresences::new(&app.db).record(request, command).await })
        },
    )]
}
