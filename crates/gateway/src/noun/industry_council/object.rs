//! How an industry council is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use industry_councils::{
    industry_council::{self, IndustryCouncilColumn},
    need::NeedColumn,
};
use store::{Family, Filter};
use taxonomy::Scheme;

use super::filter::{IndustryCouncilFilter, IndustryCouncilOrder};
use crate::{
    graph::{Asked, CodeValue, Connection, Date, Node, Noun, Stored, connect},
    noun::{
        council::CouncilObject,
        need::{NeedFilter, NeedObject, NeedOrder},
        stored,
    },
};

/// Branschrådets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "industry_council::IndustryCouncilStatus")]
pub enum IndustryCouncilStatus {
    /// Under bildande.
    Forming,
    /// Aktivt.
    Active,
    /// Vilande.
    Dormant,
    /// Upplöst.
    Dissolved,
}

/// An industry council.
pub struct IndustryCouncilObject(Node<industry_council::IndustryCouncil>);

impl From<Node<industry_council::IndustryCouncil>> for IndustryCouncilObject {
    fn from(node: Node<industry_council::IndustryCouncil>) -> Self {
        Self(node)
    }
}

impl Noun for IndustryCouncilObject {
    type Record = industry_council::IndustryCouncil;
    type Filter = IndustryCouncilFilter;
    type Order = IndustryCouncilOrder;
    const NAME: &'static str = "IndustryCouncil";
    const STORED: Stored<IndustryCouncilColumn> = stored::INDUSTRY_COUNCIL;
    const LOOKS_AT: &'static [(&'static str, &'static [IndustryCouncilColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("name", &[]),
        ("status", &[]),
        ("industries", &[]),
        ("establishedOn", &[IndustryCouncilColumn::EstablishedOn]),
        ("decisionReference", &[IndustryCouncilColumn::DecisionReference]),
        ("demonstration", &[]),
        ("council", &[]),
        ("needs", &[]),
    ];
}

/// Branschråd: gathers the parties of one industry under a regional council.
#[Object(name = "IndustryCouncil")]
impl IndustryCouncilObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Namn.
    async fn name(&self) -> &str {
        &self.0.row().name
    }

    /// Status.
    async fn status(&self) -> IndustryCouncilStatus {
        self.0.row().status.into()
    }

    /// Bransch (SNI 2007).
    async fn industries(&self) -> Vec<CodeValue> {
        self.0.row().sni.iter().map(|code| CodeValue::new(Scheme::Sni2007, code)).collect()
    }

    /// Inrättat den.
    async fn established_on(&self) -> Option<Date> {
        self.0.row().established_on.map(Date)
    }

    /// Beslutsreferens: the parent council's decision.
    async fn decision_reference(&self) -> Option<&str> {
        self.0.row().decision_reference.as_deref()
    }

    /// Påhittat för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Rådet som inrättade det.
    async fn council(&self, ctx: &Context<'_>) -> Result<CouncilObject> {
        self.0.the(ctx, |council| council.council).await
    }

    /// Behov som anmälts till branschrådet.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn needs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<NeedFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<NeedOrder>>,
    ) -> Result<Connection<NeedObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(NeedColumn::IndustryCouncilId), asked).await
    }
}

/// Frågor om branschråd.
#[derive(Default)]
pub struct IndustryCouncilQuery;

#[Object]
impl IndustryCouncilQuery {
    /// Branschråd; public.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn industry_councils(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<IndustryCouncilFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<IndustryCouncilOrder>>,
    ) -> Result<Connection<IndustryCouncilObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
