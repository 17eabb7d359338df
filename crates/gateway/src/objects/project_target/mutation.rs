//! What can be done with project targets.

use access::Action;
use graph::{Changed, MutationField};
use projects::{
    ProjectTargets,
    target::{ChangeTarget, FollowUpTarget, SetTarget},
};

use super::object::ProjectTargetFields;
use crate::app::Mutation;

impl Changed for ProjectTargetFields {
    const PAYLOAD: &'static str = "ProjectTargetPayload";
    const FIELD: &'static str = "target";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ProjectTargetFields::mutation(
            "setProjectTarget",
            &[Action::ManageProject],
            ("Sätt projektmål.", "Set a project target."),
            |app, request, command: SetTarget| {
                Box::pin(async move { ProjectTargets::new(&app.db).set(request, command).await })
            },
        ),
        ProjectTargetFields::mutation(
            "changeProjectTarget",
            &[Action::ManageProject],
            ("Ändra projektmål: talet eller orden.", "Change a project target: its figure or its words."),
            |app, request, command: ChangeTarget| {
                Box::pin(async move { ProjectTargets::new(&app.db).change(request, command).await })
            },
        ),
        ProjectTargetFields::mutation(
            "followUpProjectTarget",
            &[Action::ManageProject],
            ("Följ upp projektmål: vad som nåddes.", "Follow up a project target: what was reached."),
            |app, request, command: FollowUpTarget| {
                Box::pin(async move { ProjectTargets::new(&app.db).follow_up(request, command).await })
            },
        ),
    ]
}
