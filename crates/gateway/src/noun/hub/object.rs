//! How a hub is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use competence_hub::{HubFunding, funding::HubFundingColumn, hub, triage::TriageColumn};
use efforts::{effort::EffortColumn, enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use store::{Family, Filter};

use super::filter::{HubFilter, HubOrder};
use crate::{
    graph::{Asked, Connection, Date, Node, Noun, Stored, connect},
    noun::{
        council::CouncilObject,
        effort::{EffortFilter, EffortObject, EffortOrder},
        enrolment::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder},
        hub_funding::{HubFundingFilter, HubFundingObject, HubFundingOrder},
        organisation::OrganisationObject,
        outcome::{OutcomeFilter, OutcomeObject, OutcomeOrder},
        stored,
        triage::{TriageFilter, TriageObject, TriageOrder},
    },
};

/// Kompetensnavets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "hub::HubStatus")]
pub enum HubStatus {
    /// Projektfinansierat.
    ProjectFunded,
    /// Permanent organisation.
    Permanent,
    /// Nedlagt.
    Closed,
}

/// A hub.
pub struct HubObject(Node<hub::Hub>);

impl From<Node<hub::Hub>> for HubObject {
    fn from(node: Node<hub::Hub>) -> Self {
        Self(node)
    }
}

impl Noun for HubObject {
    type Record = hub::Hub;
    type Filter = HubFilter;
    type Order = HubOrder;
    const NAME: &'static str = "Hub";
    const STORED: Stored<hub::HubColumn> = stored::HUB;
}

/// Kompetensnav: the operative engine of a regional council.
#[Object(name = "Hub")]
impl HubObject {
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
    async fn status(&self) -> HubStatus {
        self.0.row().status.into()
    }

    /// Skäl till senaste steget.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Inrättat den.
    async fn established_on(&self) -> Date {
        Date(self.0.row().established_on)
    }

    /// Nedlagt den.
    async fn closed_on(&self) -> Option<Date> {
        self.0.row().closed_on.map(Date)
    }

    /// Påhittat för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Rådet som navet arbetar för.
    async fn council(&self, ctx: &Context<'_>) -> Result<CouncilObject> {
        self.0.the(ctx, |hub| hub.council).await
    }

    /// Huvudman: the organisation that runs it.
    async fn operator(&self, ctx: &Context<'_>) -> Result<OrganisationObject> {
        self.0.the(ctx, |hub| hub.operator).await
    }

    /// Finansiering: who pays, and when. Several may pay at once.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn fundings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<HubFundingFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<HubFundingOrder>>,
        #[graphql(desc = "De som betalar den dagen.")] as_of: Option<Date>,
    ) -> Result<Connection<HubFundingObject>> {
        let also = as_of.map_or_else(Filter::default, |day| HubFunding::paying_on(day.0));
        let asked = Asked { first, after, last, before, filter, order_by, also };
        self.0.many(ctx, Family::Column(HubFundingColumn::HubId), asked).await
    }

    /// Sorterade och prioriterade behov, within your reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn triages(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<TriageFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<TriageOrder>>,
    ) -> Result<Connection<TriageObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(TriageColumn::HubId), asked).await
    }

    /// Insatser, within your reach: the public sees the catalogue.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn efforts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<EffortFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<EffortOrder>>,
    ) -> Result<Connection<EffortObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(EffortColumn::HubId), asked).await
    }

    /// Anmälningar, within your reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn enrolments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<EnrolmentFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<EnrolmentOrder>>,
    ) -> Result<Connection<EnrolmentObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(EnrolmentColumn::HubId), asked).await
    }

    /// Resultat, within your reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn outcomes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<OutcomeFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<OutcomeOrder>>,
    ) -> Result<Connection<OutcomeObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(OutcomeColumn::HubId), asked).await
    }
}

/// Frågor om kompetensnav.
#[derive(Default)]
pub struct HubQuery;

#[Object]
impl HubQuery {
    /// Kompetensnav; public.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn hubs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<HubFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<HubOrder>>,
    ) -> Result<Connection<HubObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
