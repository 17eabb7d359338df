//! How a project target is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use projects::target;

use super::filter::{ProjectTargetFilter, ProjectTargetOrder};
use crate::{
    graph::{Node, Noun},
    noun::project::{Precision, ProjectObject},
};

/// Vad ett projektmål räknar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "target::TargetKind")]
pub enum ProjectTargetKind {
    /// Deltagare.
    Participants,
    /// Organisationer.
    Organisations,
    /// Timmar.
    Hours,
    /// Insatser.
    Efforts,
    /// Mål i ord.
    Objective,
}

/// A project target.
pub struct ProjectTargetObject(Node<target::ProjectTarget>);

impl From<Node<target::ProjectTarget>> for ProjectTargetObject {
    fn from(node: Node<target::ProjectTarget>) -> Self {
        Self(node)
    }
}

impl Noun for ProjectTargetObject {
    type Record = target::ProjectTarget;
    type Filter = ProjectTargetFilter;
    type Order = ProjectTargetOrder;
    const NAME: &'static str = "ProjectTarget";
}

/// Projektmål: what a project set out to reach, in figures or in words.
#[Object(name = "ProjectTarget")]
impl ProjectTargetObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Vad målet räknar.
    async fn kind(&self) -> ProjectTargetKind {
        self.0.row().kind.into()
    }

    /// Tal: people, organisations, hours or efforts, as `kind` says.
    async fn value(&self) -> Option<i64> {
        self.0.row().value
    }

    /// Hur exakt talet är.
    async fn precision(&self) -> Precision {
        self.0.row().precision.into()
    }

    /// Ordalydelse.
    async fn statement(&self) -> Option<&str> {
        self.0.row().statement.as_deref()
    }

    /// Projektet.
    async fn project(&self, ctx: &Context<'_>) -> Result<ProjectObject> {
        self.0.the(ctx, |target| target.project).await
    }
}
