//! What can be done with participations.

use access::Action;
use graph::{Changed, MutationField};
use participants::participation::{
    ActivateParticipation, AdvanceParticipation, ExitParticipation, GivenRegistration, ReEnterParticipation,
    RenameParticipant,
};

use super::object::ParticipationFields;
use crate::app::Mutation;

impl Changed for ParticipationFields {
    const PAYLOAD: &'static str = "ParticipationPayload";
    const FIELD: &'static str = "participation";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ParticipationFields::mutation(
            "registerParticipation",
            &[Action::ManageParticipation],
            ("Registrera deltagande.", "Register a participation."),
            |app, request, given: GivenRegistration| Box::pin(app.participations.register_given(request, given)),
        ),
        ParticipationFields::mutation(
            "activateParticipation",
            &[Action::ManageParticipation],
            (
                "Påbörja deltagande: den första perioden börjar på startdagen.",
                "Begin a participation: the first spell begins on the day of entry.",
            ),
            |app, request, c: ActivateParticipation| {
                Box::pin(app.participations.activate(request, c.id, c.expected_version))
            },
        )
        .taking(&["activate"]),
        ParticipationFields::mutation(
            "exitParticipation",
            &[Action::ManageParticipation],
            ("Avsluta deltagande.", "End a participation."),
            |app, request, c: ExitParticipation| {
                Box::pin(async move {
                    let reason = c.reason.as_deref();
                    app.participations.exit(request, c.id, c.expected_version, c.ends_on, reason).await
                })
            },
        )
        .taking(&["exit"]),
        ParticipationFields::mutation(
            "reEnterParticipation",
            &[Action::ManageParticipation],
            (
                "Återinträd i deltagande: en ny period; tidigare resultat räknas inte längre.",
                "Re-enter a participation: a new spell; earlier results no longer count.",
            ),
            |app, request, c: ReEnterParticipation| {
                Box::pin(app.participations.re_enter(request, c.id, c.expected_version, c.starts_on))
            },
        )
        .taking(&["reEnter"]),
        ParticipationFields::mutation(
            "advanceParticipation",
            &[Action::ManageParticipation],
            ("Ta ett steg efter ett avslutat deltagande.", "Take a step after a participation has ended."),
            |app, request, c: AdvanceParticipation| {
                Box::pin(app.participations.take(request, c.id, c.expected_version, c.step.verb()))
            },
        ),
        ParticipationFields::mutation(
            "renameParticipant",
            &[Action::ChangeName],
            (
                "Ändra deltagarens namn: vad deltagandets projekt kallar henne. Andra projekts namn på henne står kvar. Den som du \
                 inte får se namnet på finns inte här.",
                "Change the participant's name: what the participation's project calls her. Other projects' names for her stay. \
                 Whom you may not name is not found here.",
            ),
            |app, request, c: RenameParticipant| {
                Box::pin(async move { app.participations.rename(request, c.id, c.expected_version, &c.name).await })
            },
        ),
    ]
}
