//! How the link between a need and an effort is shown.

use async_graphql::{Context, ID, Object, Result};
use competence_hub::need_effort;

use super::filter::{NeedEffortFilter, NeedEffortOrder};
use crate::{
    graph::{DateTime, Node, Noun},
    noun::{effort::EffortObject, hub::HubObject, need::NeedObject},
};

/// A link.
pub struct NeedEffortObject(Node<need_effort::NeedEffort>);

impl From<Node<need_effort::NeedEffort>> for NeedEffortObject {
    fn from(node: Node<need_effort::NeedEffort>) -> Self {
        Self(node)
    }
}

impl Noun for NeedEffortObject {
    type Record = need_effort::NeedEffort;
    type Filter = NeedEffortFilter;
    type Order = NeedEffortOrder;
    const NAME: &'static str = "NeedEffort";
}

/// Koppling mellan behov och insats: which effort answers which need, and by whose decision.
#[Object(name = "NeedEffort")]
impl NeedEffortObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Kopplad.
    async fn linked_at(&self) -> DateTime {
        DateTime(self.0.row().linked_at)
    }

    /// Skäl att börja utan förankring.
    async fn waiver_reason(&self) -> Option<&str> {
        self.0.row().waiver_reason.as_deref()
    }

    /// Behovet.
    async fn need(&self, ctx: &Context<'_>) -> Result<Option<NeedObject>> {
        self.0.one(ctx, |link| Some(link.need)).await
    }

    /// Kompetensnavet som kopplade.
    async fn hub(&self, ctx: &Context<'_>) -> Result<HubObject> {
        self.0.the(ctx, |link| link.hub).await
    }

    /// Insatsen.
    async fn effort(&self, ctx: &Context<'_>) -> Result<Option<EffortObject>> {
        self.0.one(ctx, |row| Some(row.effort)).await
    }
}
