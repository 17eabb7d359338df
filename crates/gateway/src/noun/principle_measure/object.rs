//! How a principle measure is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use projects::principle_measure;

use super::filter::{PrincipleMeasureFilter, PrincipleMeasureOrder};
use crate::{
    graph::{Node, Noun},
    noun::project::ProjectObject,
};

/// Horisontell princip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "principle_measure::HorizontalPrinciple")]
pub enum HorizontalPrinciple {
    /// Jämställdhet.
    GenderEquality,
    /// Tillgänglighet.
    Accessibility,
    /// Icke-diskriminering, likabehandling.
    NonDiscrimination,
    /// Integration; the period 2007–2013.
    Integration,
    /// Miljö; the period 2021–2027.
    Environment,
}

/// A principle measure.
pub struct PrincipleMeasureObject(Node<principle_measure::PrincipleMeasure>);

impl From<Node<principle_measure::PrincipleMeasure>> for PrincipleMeasureObject {
    fn from(node: Node<principle_measure::PrincipleMeasure>) -> Self {
        Self(node)
    }
}

impl Noun for PrincipleMeasureObject {
    type Record = principle_measure::PrincipleMeasure;
    type Filter = PrincipleMeasureFilter;
    type Order = PrincipleMeasureOrder;
    const NAME: &'static str = "PrincipleMeasure";
}

/// Åtgärd för en horisontell princip: what a project does for it.
#[Object(name = "PrincipleMeasure")]
impl PrincipleMeasureObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Princip.
    async fn principle(&self) -> HorizontalPrinciple {
        self.0.row().principle.into()
    }

    /// Åtgärd.
    async fn measure(&self) -> &str {
        &self.0.row().measure
    }

    /// Projektet.
    async fn project(&self, ctx: &Context<'_>) -> Result<ProjectObject> {
        self.0.the(ctx, |measure| measure.project).await
    }
}
