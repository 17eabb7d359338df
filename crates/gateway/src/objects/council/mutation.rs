//! What can be done with councils.

use access::Action;
use councils::council::{ActivateCouncil, DissolveCouncil, FoundCouncil, PauseCouncil, ResumeCouncil};
use graph::{Changed, MutationField};

use super::object::CouncilFields;
use crate::app::Mutation;

impl Changed for CouncilFields {
    const PAYLOAD: &'static str = "CouncilPayload";
    const FIELD: &'static str = "council";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        CouncilFields::mutation(
            "foundCouncil",
            &[Action::FoundCouncil],
            ("Bilda råd.", "Found a council."),
            |app, request, command: FoundCouncil| Box::pin(app.councils.found(request, command)),
        ),
        CouncilFields::mutation(
            "activateCouncil",
            &[Action::ManageCouncil],
            (
                "Aktivera råd: med arbetsordning eller avsiktsförklaring och minst två medlemsorganisationer.",
                "Activate a council: with a charter or declaration of intent and at least two member organisations.",
            ),
            |app, request, c: ActivateCouncil| {
                Box::pin(app.councils.activate(request, c.id, c.expected_version, c.charter_on))
            },
        )
        .taking(&["activate"]),
        CouncilFields::mutation(
            "pauseCouncil",
            &[Action::ManageCouncil],
            ("Låt råd vila, med skäl.", "Pause a council, with a reason."),
            |app, request, c: PauseCouncil| {
                Box::pin(async move { app.councils.pause(request, c.id, c.expected_version, &c.reason).await })
            },
        )
        .taking(&["pause"]),
        CouncilFields::mutation(
            "resumeCouncil",
            &[Action::ManageCouncil],
            ("Återuppta råd.", "Resume a council."),
            |app, request, c: ResumeCouncil| Box::pin(app.councils.resume(request, c.id, c.expected_version)),
        )
        .taking(&["resume"]),
        CouncilFields::mutation(
            "dissolveCouncil",
            &[Action::ManageCouncil],
            (
                "Upplös råd, med skäl och genom beslut av det överordnade rådet eller sitt eget; dess mandat upphör samma dag.",
                "Dissolve a council, with a reason and by decision of the parent council or its own; its mandates end the same day.",
            ),
            |app, request, command: DissolveCouncil| Box::pin(app.councils.dissolve(request, command)),
        )
        .taking(&["dissolve"]),
    ]
}
