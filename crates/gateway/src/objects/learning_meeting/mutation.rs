//! What can be done with learning meetings.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::meeting::{CancelMeeting, CloseMeeting, DocumentMeeting, HoldMeeting, InviteToMeeting, PlanMeeting};

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
            |app, request, command: PlanMeeting| Box::pin(app.learning_meetings.plan(request, command)),
        ),
        LearningMeetingFields::mutation(
            "inviteToMeeting",
            OWN,
            ("Bjud in till lärmöte: inbjudan är skickad.", "Invite to a learning meeting: the invitation is sent."),
            |app, request, c: InviteToMeeting| {
                Box::pin(app.learning_meetings.invite(request, c.id, c.expected_version))
            },
        )
        .taking(&["invite"]),
        LearningMeetingFields::mutation(
            "holdMeeting",
            OWN,
            ("Håll lärmöte: det är hållet.", "Hold a learning meeting: it has been held."),
            |app, request, command: HoldMeeting| Box::pin(app.learning_meetings.hold(request, command)),
        )
        .taking(&["hold"]),
        LearningMeetingFields::mutation(
            "documentMeeting",
            OWN,
            ("Dokumentera lärmöte: vad det gav.", "Document a learning meeting: what it gave."),
            |app, request, c: DocumentMeeting| {
                Box::pin(
                    async move { app.learning_meetings.document(request, c.id, c.expected_version, &c.notes).await },
                )
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
            |app, request, c: CloseMeeting| Box::pin(app.learning_meetings.close(request, c.id, c.expected_version)),
        )
        .taking(&["close"]),
        LearningMeetingFields::mutation(
            "cancelMeeting",
            OWN,
            ("Ställ in lärmöte, med skäl.", "Cancel a learning meeting, with a reason."),
            |app, request, c: CancelMeeting| {
                Box::pin(
                    async move { app.learning_meetings.cancel(request, c.id, c.expected_version, &c.reason).await },
                )
            },
        )
        .taking(&["cancel"]),
    ]
}
