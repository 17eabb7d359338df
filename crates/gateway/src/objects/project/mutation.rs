//! What can be done with projects.

use access::Action;
use graph::{Changed, MutationField};
use kernel::{Error, FieldError};
use projects::project::{AdvanceProject, LinkProjectPredecessor, RegisterProject, ReviseProject};

use super::object::ProjectFields;
use crate::app::Mutation;

impl Changed for ProjectFields {
    const PAYLOAD: &'static str = "ProjectPayload";
    const FIELD: &'static str = "project";
}

/// What is wrong with a field of the card stands at `input.card.field`.
fn in_card(error: Error) -> Error {
    let within = |field: String| format!("card.{field}");
    match error {
        Error::Invalid { field, rule, detail } if field != "input" => Error::invalid_with(within(field), rule, detail),
        Error::SeveralInvalid(errors) => {
            let told = errors.into_iter().map(|error| FieldError { field: within(error.field), ..error });
            Error::SeveralInvalid(told.collect())
        }
        other => other,
    }
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ProjectFields::mutation(
            "registerProject",
            &[Action::RegisterProject],
            (
                "Registrera projekt: ett utkast. Systemförvaltaren utser sedan projektledaren.",
                "Register a project: a draft. The system administrator then assigns the project manager.",
            ),
            |app, request, c: RegisterProject| {
                Box::pin(async move { app.projects.register(request, c.card).await.map_err(in_card) })
            },
        ),
        ProjectFields::mutation(
            "reviseProject",
            &[Action::ManageProject],
            ("Revidera projektkort: det ersätts helt.", "Revise a project card: replaced whole."),
            |app, request, c: ReviseProject| {
                Box::pin(async move {
                    app.projects.revise(request, c.id, c.expected_version, c.card).await.map_err(in_card)
                })
            },
        ),
        ProjectFields::mutation(
            "advanceProject",
            &[Action::ManageProject],
            ("Ta ett steg i projektets livslopp.", "Take a step in the project's life."),
            |app, request, c: AdvanceProject| {
                Box::pin(async move {
                    app.projects.take(request, c.id, c.expected_version, c.step.0, c.reason.as_deref()).await
                })
            },
        ),
        ProjectFields::mutation(
            "linkProjectPredecessor",
            &[Action::ManageProject],
            (
                "Koppla tidigare projekt: ett som detta bygger på.",
                "Link an earlier project: one that this one builds on.",
            ),
            |app, request, c: LinkProjectPredecessor| {
                Box::pin(app.projects.link_predecessor(request, c.id, c.expected_version, c.predecessor))
            },
        ),
    ]
}
