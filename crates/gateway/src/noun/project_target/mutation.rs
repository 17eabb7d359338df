//! What can be done with project targets.

use async_graphql::{Context, ID, InputObject, Object, Result};
use projects::target::SetTarget;

use super::object::{ProjectTargetKind, ProjectTargetObject};
use crate::{
    app::app,
    graph::{Choice, id, writing},
    noun::project::Precision,
    payload,
};

/// Sätt projektmål.
#[derive(Clone, Debug, InputObject)]
pub struct SetProjectTargetInput {
    /// Projektet.
    project_id: ID,
    /// Vad målet räknar.
    kind: ProjectTargetKind,
    /// Tal; asked for unless the objective is in words.
    value: Option<i64>,
    /// Hur exakt talet är.
    #[graphql(default_with = "Choice(projects::project::Precision::Exact)")]
    precision: Precision,
    /// Ordalydelse, at most 2,000 characters; asked for when the objective is in words.
    statement: Option<String>,
}

payload!(
    /// Svar på en ändring av ett projektmål.
    ProjectTargetPayload {
        /// Projektmålet efter ändringen.
        target: ProjectTargetObject
    }
);

/// Ändringar av projektmål.
#[derive(Default)]
pub struct ProjectTargetMutation;

#[Object]
impl ProjectTargetMutation {
    /// Sätt projektmål. Roles: project manager, for the own project.
    async fn set_project_target(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Projektmålet.")] input: SetProjectTargetInput,
    ) -> Result<ProjectTargetPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = SetTarget {
                project: id("projectId", &input.project_id)?,
                kind: input.kind.0,
                value: input.value,
                precision: input.precision.0,
                statement: input.statement,
            };
            app(ctx).project_targets.set(&request, command).await
        };
        ProjectTargetPayload::from_result(ctx, done.await)
    }
}
