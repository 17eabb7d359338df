//! What can be done with occasions.

use access::Action;
use efforts::occasion::{AdvanceOccasion, PlanOccasion, RescheduleOccasion};
use graph::{Changed, MutationField};

use super::object::OccasionFields;
use crate::app::Mutation;

impl Changed for OccasionFields {
    const PAYLOAD: &'static str = "OccasionPayload";
    const FIELD: &'static str = "occasion";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        OccasionFields::mutation(
            "planOccasion",
            &[Action::PlanEffort],
            ("Planera tillfälle.", "Plan an occasion."),
            |app, request, command: PlanOccasion| Box::pin(app.occasions.plan(request, command)),
        ),
        OccasionFields::mutation(
            "advanceOccasion",
            &[Action::PlanEffort],
            ("Ta ett steg i tillfällets livslopp.", "Take a step in the occasion's life."),
            |app, request, c: AdvanceOccasion| {
                Box::pin(async move {
                    app.occasions.take(request, c.id, c.expected_version, c.step.0, c.reason.as_deref()).await
                })
            },
        ),
        OccasionFields::mutation(
            "rescheduleOccasion",
            &[Action::PlanEffort],
            (
                "Ändra tillfällets dagar, innan det har startat. Kurstillfällena ligger kvar på sina dagar och ska rymmas i de nya.",
                "Change the occasion's days, before it has started. Its sessions stay on theirs, and must lie within the new ones.",
            ),
            |app, request, command: RescheduleOccasion| Box::pin(app.occasions.reschedule(request, command)),
        ),
    ]
}
