//! How a council is shown.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use competence_hub::hub::HubColumn;
use councils::{
    Membership, RoleAssignment,
    assignment::RoleAssignmentColumn,
    council::{self, CouncilColumn},
    membership::MembershipColumn,
};
use efforts::effort::EffortColumn;
use industry_councils::{industry_council::IndustryCouncilColumn, need::NeedColumn};
use kernel::id::CouncilId;
use statistics::lead_time::{LeadTime, lead_times};
use store::{Family, Filter};
use taxonomy::Scheme;

use super::filter::{CouncilFilter, CouncilOrder};
use crate::{
    app::{app, caller},
    graph::{Asked, CodeValue, Connection, Date, DateTime, Node, Noun, Stored, connect},
    noun::{
        effort::{EffortFilter, EffortObject, EffortOrder},
        hub::{HubFilter, HubObject, HubOrder},
        industry_council::{IndustryCouncilFilter, IndustryCouncilObject, IndustryCouncilOrder},
        membership::{MembershipFilter, MembershipObject, MembershipOrder},
        need::{NeedFilter, NeedObject, NeedOrder},
        role_assignment::{RoleAssignmentFilter, RoleAssignmentObject, RoleAssignmentOrder},
        stored,
    },
};

/// Slag av råd. Industry councils are a noun of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "council::CouncilKind")]
pub enum CouncilKind {
    /// Regionalt kompetensråd.
    Regional,
    /// Delregionalt kompetensråd.
    SubRegional,
    /// Arbetsgrupp.
    WorkingGroup,
}

/// Rådets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "council::CouncilStatus")]
pub enum CouncilStatus {
    /// Under bildande.
    Forming,
    /// Aktivt.
    Active,
    /// Vilande.
    Dormant,
    /// Upplöst.
    Dissolved,
}

/// Ledtid från inspel till beslut.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct DecisionLeadTime {
    /// Antal beslutade: needs that have been endorsed.
    decided: i64,
    /// Antal som väntar: reported or qualified, not yet endorsed.
    waiting: i64,
    /// Median i dagar from report to first endorsement; nothing when no need has been decided.
    median_days: Option<f64>,
}

/// A council.
pub struct CouncilObject(Node<council::Council>);

impl From<Node<council::Council>> for CouncilObject {
    fn from(node: Node<council::Council>) -> Self {
        Self(node)
    }
}

impl Noun for CouncilObject {
    type Record = council::Council;
    type Filter = CouncilFilter;
    type Order = CouncilOrder;
    const NAME: &'static str = "Council";
    const STORED: Stored<CouncilColumn> = stored::COUNCIL;
}

/// Kompetensråd: where the parties of a region meet with a mandate.
#[Object(name = "Council")]
impl CouncilObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Slag av råd.
    async fn kind(&self) -> CouncilKind {
        self.0.row().kind.into()
    }

    /// Namn.
    async fn name(&self) -> &str {
        &self.0.row().name
    }

    /// Status.
    async fn status(&self) -> CouncilStatus {
        self.0.row().status.into()
    }

    /// Region: a dated set of municipalities.
    async fn region(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Region, self.0.row().region.as_ref())
    }

    /// Bildat år.
    async fn founded_year(&self) -> Option<i32> {
        self.0.row().founded_year
    }

    /// Arbetsordning eller avsiktsförklaring beslutad den.
    async fn charter_on(&self) -> Option<Date> {
        self.0.row().charter_on.map(Date)
    }

    /// Registrerat, the instant.
    async fn registered_at(&self) -> DateTime {
        DateTime(self.0.row().created_at)
    }

    /// Ledtid från inspel till beslut; nothing when the council's needs are outside your reach.
    async fn decision_lead_time(&self, ctx: &Context<'_>) -> Result<Option<DecisionLeadTime>> {
        let times = self.0.shared(ctx, || async {
            let councils: Vec<_> = self.0.siblings().iter().map(|council| council.id).collect();
            lead_times(&app(ctx).db, &caller(ctx).request, &councils).await
        });
        let times: Arc<HashMap<CouncilId, LeadTime>> = times.await?;
        Ok(times.get(&self.0.row().id).map(|time| DecisionLeadTime {
            decided: time.decided,
            waiting: time.waiting,
            median_days: time.median_days,
        }))
    }

    /// Påhittat för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Överordnat råd.
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<CouncilObject>> {
        self.0.one(ctx, |council| council.parent).await
    }

    /// Underordnade råd och arbetsgrupper.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn councils(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<CouncilFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<CouncilOrder>>,
    ) -> Result<Connection<CouncilObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(CouncilColumn::ParentId), asked).await
    }

    /// Platser i rådet: every one there has been, or those held on a day.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Platser som innehades den dagen.")] as_of: Option<Date>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<MembershipFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<MembershipOrder>>,
    ) -> Result<Connection<MembershipObject>> {
        let also = as_of.map_or_else(Filter::default, |day| Membership::as_of(day.0));
        let asked = Asked { first, after, last, before, filter, order_by, also };
        self.0.many(ctx, Family::Column(MembershipColumn::CouncilId), asked).await
    }

    /// Branschråd under rådet.
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
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(IndustryCouncilColumn::CouncilId), asked).await
    }

    /// Behov i rådets bild, within your reach.
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
        self.0.many(ctx, Family::Column(NeedColumn::CouncilId), asked).await
    }

    /// Kompetensnav som arbetar för rådet.
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
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(HubColumn::CouncilId), asked).await
    }

    /// Roller i rådet, within your reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn role_assignments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Roller som innehades den dagen.")] as_of: Option<Date>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<RoleAssignmentFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<RoleAssignmentOrder>>,
    ) -> Result<Connection<RoleAssignmentObject>> {
        let also = as_of.map_or_else(Filter::default, |day| RoleAssignment::as_of(day.0));
        let asked = Asked { first, after, last, before, filter, order_by, also };
        self.0.many(ctx, Family::Column(RoleAssignmentColumn::CouncilId), asked).await
    }

    /// Insatser under rådets kompetensnav, within your reach: the public sees the catalogue.
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
        self.0.many(ctx, Family::Column(EffortColumn::CouncilId), asked).await
    }
}

/// Frågor om råd.
#[derive(Default)]
pub struct CouncilQuery;

#[Object]
impl CouncilQuery {
    /// Kompetensråd; public.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn councils(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<CouncilFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<CouncilOrder>>,
    ) -> Result<Connection<CouncilObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
