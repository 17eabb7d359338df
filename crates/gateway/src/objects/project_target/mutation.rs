//! What can be done with project targets.

use access::Action;
use projects::{ProjectTarget, ProjectTargets, target::SetTarget};

use crate::{
    app::mutation,
    graph::{Changed, MutationField},
};

impl Changed for ProjectTarget {
    const PAYLOAD: &'static str = "ProjectTargetPayload";
    const FIELD: &'static str = "target";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![mutation(
        "setProjectTarget",
        &[Action::ManageProject],
        ("Sätt projektmål.", "Set a project target."),
        |app, request, command: SetTarget| {
            Box::pin(async move { ProjectTargets::new(&app.db).set(request, command).await })
        },
    )]
}
