//! What can be done with reflections.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::reflection::{
    CancelReflection, FollowUpReflection, HoldReflection, PlanReflection, ShareReflectionNotes,
};

use super::object::ReflectionFields;
use crate::app::Mutation;

impl Changed for ReflectionFields {
    const PAYLOAD: &'static str = "ReflectionPayload";
    const FIELD: &'static str = "reflection";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ReflectionFields::mutation(
            "planReflection",
            &[Action::LeadReflection],
            ("Planera reflektion.", "Plan a reflection."),
            |app, request, command: PlanReflection| Box::pin(app.reflections.plan(request, command)),
        ),
        ReflectionFields::mutation(
            "holdReflection",
            &[Action::LeadReflection],
            (
                "Anteckna att reflektionen är genomförd: när, hur länge och hur många, aldrig vilka.",
                "Note that the reflection was held: when, for how long and by how many, never by whom.",
            ),
            |app, request, command: HoldReflection| Box::pin(app.reflections.hold(request, command)),
        )
        .taking(&["hold"]),
        ReflectionFields::mutation(
            "shareReflectionNotes",
            &[Action::LeadReflection],
            (
                "Dela anteckningar: vad blev fel, vad blev rätt, hur gör ni nästa gång.",
                "Share the notes: what went wrong, what went right, what you do next time.",
            ),
            |app, request, command: ShareReflectionNotes| Box::pin(app.reflections.share_notes(request, command)),
        )
        .taking(&["shareNotes"]),
        ReflectionFields::mutation(
            "followUpReflection",
            &[Action::LeadReflection],
            ("Följ upp reflektion: vad den ledde till.", "Follow up a reflection: what came of it."),
            |app, request, command: FollowUpReflection| Box::pin(app.reflections.follow_up(request, command)),
        )
        .taking(&["followUp"]),
        ReflectionFields::mutation(
            "cancelReflection",
            &[Action::LeadReflection],
            ("Ställ in reflektion, med skäl.", "Cancel a reflection, with a reason."),
            |app, request, c: CancelReflection| {
                Box::pin(async move { app.reflections.cancel(request, c.id, c.expected_version, &c.reason).await })
            },
        )
        .taking(&["cancel"]),
    ]
}
