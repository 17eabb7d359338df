//! What can be done with learning meetings.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{
    LearningMeetings,
    meeting::{CancelMeeting, CloseMeeting, DocumentMeeting, HoldMeeting, InviteToMeeting, PlanMeeting},
};

use super::object::LearningMeetingFields;
use crate::app::Mutation;

impl Changed for LearningMeetingFields {
    const PAYLOAD: &'static str = "LearningMeetingPayload";
    const FIELD: &'static str = "meeting";
}

const OWN: &[Action] = &[Action::ManageNetwork];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        LearningMeetingFields::mutation(
            "planMeeting",
            OWN,
            (
                "Planera lärmöte, i ett projekt eller ett av dess yrkesnätverk.",
                "Plan a learning meeting, of a project or one of its professional networks.",
            ),
            |app, request, command: PlanMeeting| {
                Box::pin(async move { LearningMeetings::new(&app.db).plan(request, command).await })
            },
        ),
        LearningMeetingFields::mutation(
            "inviteToMeeting",
            OWN,
            ("Bjud in till lärmöte: inbjudan är skickad.", "Invite to a learning meeting: the invitation is sent."),
            |app, request, c: InviteToMeeting| {
                Box::pin(async move { LearningMeetings::new(&app.db).invite(request, c.id, c.expected_version).await })
            },
        )
        .taking(&["invite"]),
        LearningMeetingFields::mutation(
            "holdMeeting",
            OWN,
            ("Håll lärmöte: det är hållet.", "Hold a learning meeting: it has been held."),
            |app, request, command: HoldMeeting| {
                Box::pin(async move { LearningMeetings::new(&app.db).hold(request, command).await })
            },
        )
        .taking(&["hold"]),
        LearningMeetingFields::mutation(
            "documentMeeting",
            OWN,
            ("Dokumentera lärmöte: vad det gav.", "Document a learning meeting: what it gave."),
            |app, request, c: DocumentMeeting| {
                Box::pin(async move {
                    LearningMeetings::new(&app.db).document(request, c.id, c.expected_version, &c.notes).await
                })
            },
        )
        .taking(&["document"]),
        LearningMeetingFields::mutation(
            "closeMeeting",
            OWN,
            (
                "Avsluta lärmöte: närvaron ändras inte mer.",
                "Close a learning meeting: attendance is not changed any more.",
            ),
            |app, request, c: CloseMeeting| {
                Box::pin(async move { LearningMeetings::new(&app.db).close(request, c.id, c.expected_version).await })
            },
        )
        .taking(&["close"]),
        LearningMeetingFields::mutation(
            "cancelMeeting",
            OWN,
            ("Ställ in lärmöte, med skäl.", "Cancel a learning meeting, with a reason."),
            |app, request, c: CancelMeeting| {
                Box::pin(async move {
                    LearningMeetings::new(&app.db).cancel(request, c.id, c.expected_version, &c.reason).await
                })
            },
        )
        .taking(&["cancel"]),
    ]
}
