//! How an organisation is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use competence_hub::{HubFunding, funding::HubFundingColumn, hub::HubColumn};
use councils::{
    Membership,
    membership::MembershipColumn,
    organisation::{self, OrganisationColumn, OrganisationName, OrganisationNameColumn},
    workforce::WorkforceColumn,
};
use efforts::{effort::EffortColumn, enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use industry_councils::need::NeedColumn;
use participants::participation::ParticipationColumn;
use projects::{ProjectPartner, partner::ProjectPartnerColumn, project::ProjectColumn};
use store::{Family, Filter};
use taxonomy::Scheme;

use super::{
    filter::{OrganisationFilter, OrganisationOrder},
    name::{OrganisationNameFilter, OrganisationNameObject, OrganisationNameOrder},
};
use crate::{
    app::caller,
    graph::{Asked, CodeValue, Connection, Date, DateTime, Node, Noun, Stored, connect},
    noun::{
        effort::{EffortFilter, EffortObject, EffortOrder},
        enrolment::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder},
        hub::{HubFilter, HubObject, HubOrder},
        hub_funding::{HubFundingFilter, HubFundingObject, HubFundingOrder},
        membership::{MembershipFilter, MembershipObject, MembershipOrder},
        need::{NeedFilter, NeedObject, NeedOrder},
        outcome::{OutcomeFilter, OutcomeObject, OutcomeOrder},
        participation::{ParticipationFilter, ParticipationObject, ParticipationOrder},
        project::{ProjectFilter, ProjectObject, ProjectOrder},
        project_partner::{ProjectPartnerFilter, ProjectPartnerObject, ProjectPartnerOrder},
        stored,
        workforce::{WorkforceSnapshotFilter, WorkforceSnapshotObject, WorkforceSnapshotOrder},
    },
};

/// Slag av organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "organisation::OrganisationKind")]
pub enum OrganisationKind {
    /// Företag.
    Company,
    /// Enskild firma: its number is personal data.
    SoleTrader,
    /// Kommun.
    Municipality,
    /// Region.
    Region,
    /// Kommunalförbund.
    MunicipalFederation,
    /// Statlig myndighet.
    StateAgency,
    /// Universitet eller högskola.
    University,
    /// Utbildningsanordnare.
    EducationProvider,
    /// Branschorganisation.
    IndustryAssociation,
    /// Fackförbund.
    Union,
    /// Forskningspark.
    SciencePark,
    /// Förening.
    Association,
    /// Annan.
    Other,
}

/// An organisation.
pub struct OrganisationObject(Node<organisation::Organisation>);

impl From<Node<organisation::Organisation>> for OrganisationObject {
    fn from(node: Node<organisation::Organisation>) -> Self {
        Self(node)
    }
}

impl Noun for OrganisationObject {
    type Record = organisation::Organisation;
    type Filter = OrganisationFilter;
    type Order = OrganisationOrder;
    const NAME: &'static str = "Organisation";
    const STORED: Stored<OrganisationColumn> = stored::ORGANISATION;
    const LOOKS_AT: &'static [(&'static str, &'static [OrganisationColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("name", &[]),
        ("kind", &[]),
        ("industry", &[OrganisationColumn::SniCode]),
        ("municipality", &[OrganisationColumn::MunicipalityCode]),
        ("registeredAt", &[]),
        ("demonstration", &[]),
        ("names", &[]),
        ("workforce", &[]),
        ("memberships", &[]),
        ("needs", &[]),
        ("hubs", &[]),
        ("ownedProjects", &[]),
        ("partnerships", &[]),
        ("hubFundings", &[]),
        ("providedEfforts", &[]),
        ("enrolments", &[]),
        ("participations", &[]),
        ("outcomes", &[]),
    ];
}

/// Organisation: anyone who takes part as other than a person.
#[Object(name = "Organisation")]
impl OrganisationObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Organisationsnummer, `NNNNNN-NNNN`. A sole trader's is the owner's personal number: masked outside the own
    /// organisation.
    async fn number(&self, ctx: &Context<'_>) -> Option<String> {
        self.0.row().number_for(&caller(ctx).request)
    }

    /// Namn i dag; see `names` for earlier ones.
    async fn name(&self) -> &str {
        &self.0.row().name
    }

    /// Slag av organisation.
    async fn kind(&self) -> OrganisationKind {
        self.0.row().kind.into()
    }

    /// Bransch: main industry (SNI 2007).
    async fn industry(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Sni2007, self.0.row().sni.as_ref())
    }

    /// Säte: municipality.
    async fn municipality(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Municipality, self.0.row().municipality.as_ref())
    }

    /// Registrerad, the instant.
    async fn registered_at(&self) -> DateTime {
        DateTime(self.0.row().created_at)
    }

    /// Påhittad för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Namn genom tiderna.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn names(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Namnet den dagen.")] as_of: Option<Date>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<OrganisationNameFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<OrganisationNameOrder>>,
    ) -> Result<Connection<OrganisationNameObject>> {
        let also = as_of.map_or_else(Filter::default, |day| OrganisationName::as_of(day.0));
        let asked = Asked { first, after, last, before, filter, order_by, also };
        self.0.many(ctx, Family::Column(OrganisationNameColumn::OrganisationId), asked).await
    }

    /// Arbetsstyrka: dated figures, seen by the organisation itself.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn workforce(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<WorkforceSnapshotFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<WorkforceSnapshotOrder>>,
    ) -> Result<Connection<WorkforceSnapshotObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(WorkforceColumn::OrganisationId), asked).await
    }

    /// Platser i råd.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn memberships(
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
        self.0.many(ctx, Family::Column(MembershipColumn::OrganisationId), asked).await
    }

    /// Behov som organisationen har anmält, within your reach.
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
        self.0.many(ctx, Family::Column(NeedColumn::OrganisationId), asked).await
    }

    /// Kompetensnav som organisationen är huvudman för.
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
        self.0.many(ctx, Family::Column(HubColumn::OperatorId), asked).await
    }

    /// Projekt som organisationen äger.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn owned_projects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<ProjectFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<ProjectOrder>>,
    ) -> Result<Connection<ProjectObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(ProjectColumn::OwnerId), asked).await
    }

    /// Projekt som organisationen är part i, med vilken del och när.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn partnerships(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "De projekt som den var part i den dagen.")] as_of: Option<Date>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<ProjectPartnerFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<ProjectPartnerOrder>>,
    ) -> Result<Connection<ProjectPartnerObject>> {
        let also = as_of.map_or_else(Filter::default, |day| ProjectPartner::valid_on(day.0));
        let asked = Asked { first, after, last, before, filter, order_by, also };
        self.0.many(ctx, Family::Column(ProjectPartnerColumn::OrganisationId), asked).await
    }

    /// Kompetensnav som organisationen finansierar: the fundings, each with its hub.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn hub_fundings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "De som betalar den dagen.")] as_of: Option<Date>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<HubFundingFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<HubFundingOrder>>,
    ) -> Result<Connection<HubFundingObject>> {
        let also = as_of.map_or_else(Filter::default, |day| HubFunding::paying_on(day.0));
        let asked = Asked { first, after, last, before, filter, order_by, also };
        self.0.many(ctx, Family::Column(HubFundingColumn::FunderId), asked).await
    }

    /// Insatser som organisationen anordnar, within your reach: the public sees the catalogue.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn provided_efforts(
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
        self.0.many(ctx, Family::Column(EffortColumn::ProviderId), asked).await
    }

    /// Anmälningar av organisationens anställda, within your reach.
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
        self.0.many(ctx, Family::Column(EnrolmentColumn::OrganisationId), asked).await
    }

    /// Deltaganden av organisationens anställda, within your reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn participations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<ParticipationFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<ParticipationOrder>>,
    ) -> Result<Connection<ParticipationObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(ParticipationColumn::OrganisationId), asked).await
    }

    /// Resultat för organisationens anställda, within your reach.
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
        self.0.many(ctx, Family::Column(OutcomeColumn::OrganisationId), asked).await
    }
}

/// Frågor om organisationer.
#[derive(Default)]
pub struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// Organisationer; public.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<OrganisationFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<OrganisationOrder>>,
    ) -> Result<Connection<OrganisationObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
