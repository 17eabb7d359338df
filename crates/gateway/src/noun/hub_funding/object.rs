//! How a hub's funding is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use competence_hub::funding;

use super::filter::{HubFundingFilter, HubFundingOrder};
use crate::{
    graph::{Date, MoneyValue, Node, Noun},
    noun::{hub::HubObject, organisation::OrganisationObject, project::ProjectObject},
};

/// Finansieringens slag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "funding::FundingKind")]
pub enum HubFundingKind {
    /// Projektmedel.
    Project,
    /// Medlemsavgift.
    MemberContribution,
    /// Regionalt bidrag.
    RegionalGrant,
    /// Statligt bidrag.
    StateGrant,
    /// Annan.
    Other,
}

/// A funding.
pub struct HubFundingObject(Node<funding::HubFunding>);

impl From<Node<funding::HubFunding>> for HubFundingObject {
    fn from(node: Node<funding::HubFunding>) -> Self {
        Self(node)
    }
}

impl Noun for HubFundingObject {
    type Record = funding::HubFunding;
    type Filter = HubFundingFilter;
    type Order = HubFundingOrder;
    const NAME: &'static str = "HubFunding";
}

/// Finansiering av ett kompetensnav: who pays, from which day to which.
#[Object(name = "HubFunding")]
impl HubFundingObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Slag.
    async fn kind(&self) -> HubFundingKind {
        self.0.row().kind.into()
    }

    /// Hela beloppet, where it is stated.
    async fn amount(&self) -> Option<MoneyValue> {
        self.0.row().amount.map(MoneyValue)
    }

    /// Första dag.
    async fn valid_from(&self) -> Date {
        Date(self.0.row().valid_from)
    }

    /// Sista dag; absent while it runs on.
    async fn valid_to(&self) -> Option<Date> {
        self.0.row().valid_to.map(Date)
    }

    /// Betalar den dagen.
    async fn pays_on(&self, #[graphql(desc = "Dag.")] day: Date) -> bool {
        self.0.row().pays_on(day.0)
    }

    /// Kompetensnavet.
    async fn hub(&self, ctx: &Context<'_>) -> Result<HubObject> {
        self.0.the(ctx, |funding| funding.hub).await
    }

    /// Finansiär.
    async fn funder(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |funding| funding.funder).await
    }

    /// Projektet vars medel det är.
    async fn project(&self, ctx: &Context<'_>) -> Result<Option<ProjectObject>> {
        self.0.one(ctx, |funding| funding.project).await
    }
}
