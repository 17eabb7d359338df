//! What can be done with attendance at learning meetings.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{MeetingAttendances, attendance::RecordMeetingAttendance};

use super::object::MeetingAttendanceFields;
use crate::app::Mutation;

impl Changed for MeetingAttendanceFields {
    const PAYLOAD: &'static str = "MeetingAttendancePayload";
    const FIELD: &'static str = "attendance";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![MeetingAttendanceFields::mutation(
        "recordMeetingAttendance",
        &[Action::ManageNetwork],
        (
            "Registrera närvaro vid ett lärmöte som är hållet: en rad för varje organisation, som rättas när den registreras igen.",
            "Record attendance at a learning meeting that has been held: a row for each organisation, corrected when recorded again.",
        ),
        |app, request, command: RecordMeetingAttendance| {
            Box::pin(async move { MeetingAttendances::new(&app.db).record(request, command).await })
        },
    )]
}
