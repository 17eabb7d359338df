//! How a project is shown: the card as the project bank shows it, and what hangs on it.

use async_graphql::{Context, Enum, ID, Object, Result};
use competence_hub::funding::HubFundingColumn;
use efforts::{effort::EffortColumn, enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use participants::participation::ParticipationColumn;
use projects::{
    ProjectPartner, partner::ProjectPartnerColumn, principle_measure::PrincipleMeasureColumn, project,
    target::ProjectTargetColumn,
};
use store::{Family, Filter};
use taxonomy::Scheme;

use super::filter::{ProjectFilter, ProjectOrder};
use crate::{
    graph::{Asked, CodeValue, Connection, Date, MoneyValue, Node, Noun, Stored, connect},
    noun::{
        effort::{EffortFilter, EffortObject, EffortOrder},
        enrolment::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder},
        hub_funding::{HubFundingFilter, HubFundingObject, HubFundingOrder},
        organisation::OrganisationObject,
        outcome::{OutcomeFilter, OutcomeObject, OutcomeOrder},
        participation::{ParticipationFilter, ParticipationObject, ParticipationOrder},
        principle_measure::{PrincipleMeasureFilter, PrincipleMeasureObject, PrincipleMeasureOrder},
        project_partner::{ProjectPartnerFilter, ProjectPartnerObject, ProjectPartnerOrder},
        project_target::{ProjectTargetFilter, ProjectTargetObject, ProjectTargetOrder},
        stored,
    },
};

/// Projektets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "project::ProjectStatus")]
pub enum ProjectStatus {
    /// Utkast.
    Draft,
    /// Ansökt.
    Applied,
    /// Beviljat.
    Granted,
    /// Startat.
    Started,
    /// Ändring begärd.
    ChangeRequested,
    /// Slutrapport.
    FinalReport,
    /// Avslutat.
    Closed,
    /// Avslaget.
    Rejected,
    /// Avbrutet.
    Terminated,
}

/// Noggrannhet: how exact a stated figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "project::Precision")]
pub enum Precision {
    /// Exakt.
    Exact,
    /// Ungefärlig.
    Approximate,
    /// Minst.
    AtLeast,
}

/// A project.
pub struct ProjectObject(Node<project::Project>);

impl From<Node<project::Project>> for ProjectObject {
    fn from(node: Node<project::Project>) -> Self {
        Self(node)
    }
}

impl Noun for ProjectObject {
    type Record = project::Project;
    type Filter = ProjectFilter;
    type Order = ProjectOrder;
    const NAME: &'static str = "Project";
    const STORED: Stored<project::ProjectColumn> = stored::PROJECT;
}

/// Projekt: a funded project as the project bank shows it.
#[Object(name = "Project")]
impl ProjectObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Diarienummer hos finansiären, `yyyy/nnnnn` or `yyyy-nnnnnnnn`.
    async fn number(&self) -> Option<&str> {
        self.0.row().card.number.as_deref()
    }

    /// Namn.
    async fn name(&self) -> &str {
        &self.0.row().card.name
    }

    /// Kortnamn.
    async fn acronym(&self) -> Option<&str> {
        self.0.row().card.acronym.as_deref()
    }

    /// Status.
    async fn status(&self) -> ProjectStatus {
        self.0.row().status.into()
    }

    /// Skäl till senaste steget.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Ägare.
    async fn owner(&self, ctx: &Context<'_>) -> Result<OrganisationObject> {
        self.0.the(ctx, |project| project.card.owner).await
    }

    /// Ägarens enhet.
    async fn owner_unit(&self) -> Option<&str> {
        self.0.row().card.owner_unit.as_deref()
    }

    /// ESF-region: a NUTS 2 area or `NATIONAL`.
    async fn esf_region(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::EsfRegion, self.0.row().card.esf_region.as_ref())
    }

    /// Programperiod, e.g. `2014-2020`.
    async fn programme_period(&self) -> CodeValue {
        CodeValue::new(Scheme::EsfProgramme, self.0.row().card.programme_period.as_str())
    }

    /// Programområde, with its period: `2014-2020:1`.
    async fn programme_area(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::EsfProgramme, self.0.row().card.programme_area.as_ref())
    }

    /// Särskilt mål, with its period: `2014-2020:1.1`.
    async fn specific_objective(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::EsfProgramme, self.0.row().card.specific_objective.as_ref())
    }

    /// Interventionstyp, with its period: `2014-2020:117`.
    async fn intervention_field(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::EsfInterventionField, self.0.row().card.intervention_field.as_ref())
    }

    /// Första dag.
    async fn starts_on(&self) -> Option<Date> {
        self.0.row().card.starts_on.map(Date)
    }

    /// Sista dag.
    async fn ends_on(&self) -> Option<Date> {
        self.0.row().card.ends_on.map(Date)
    }

    /// Pågår den dagen: the day lies within the project's period; `null` when the period is not stated.
    async fn running_on(&self, #[graphql(desc = "Dag.")] day: Date) -> Option<bool> {
        self.0.row().card.runs_on(day.0)
    }

    /// Planerade deltagare, people.
    async fn planned_participants(&self) -> Option<i32> {
        self.0.row().card.planned_participants
    }

    /// Hur exakt antalet planerade deltagare är.
    async fn planned_precision(&self) -> Precision {
        self.0.row().card.planned_precision.into()
    }

    /// Total budget.
    async fn total_budget(&self) -> Option<MoneyValue> {
        self.0.row().card.total_budget.map(MoneyValue)
    }

    /// Beviljat stöd. May equal the budget at any Union rate.
    async fn granted_support(&self) -> Option<MoneyValue> {
        self.0.row().card.granted_support.map(MoneyValue)
    }

    /// Hur exakta beloppen är.
    async fn money_precision(&self) -> Precision {
        self.0.row().card.money_precision.into()
    }

    /// Unionens medfinansieringssats in basis points (5000 = 50 %): its share of the public support, not of the budget.
    async fn union_rate_basis_points(&self) -> Option<i32> {
        self.0.row().card.union_rate_basis_points
    }

    /// Kontaktperson, as published.
    async fn contact_name(&self) -> Option<&str> {
        self.0.row().card.contact_name.as_deref()
    }

    /// Kontaktpersonens e-postadress, as published.
    async fn contact_email(&self) -> Option<&str> {
        self.0.row().card.contact_email.as_deref()
    }

    /// Postnummer, five digits.
    async fn postcode(&self) -> Option<&str> {
        self.0.row().card.postcode.as_deref()
    }

    /// Adress.
    async fn address(&self) -> Option<&str> {
        self.0.row().card.address.as_deref()
    }

    /// Beskrivning.
    async fn description(&self) -> Option<&str> {
        self.0.row().card.description.as_deref()
    }

    /// Påhittat för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Projektparter: who carries the project or takes part in it.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn partners(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<ProjectPartnerFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<ProjectPartnerOrder>>,
        #[graphql(desc = "Parter den dagen.")] as_of: Option<Date>,
    ) -> Result<Connection<ProjectPartnerObject>> {
        let also = as_of.map_or_else(Filter::default, |day| ProjectPartner::valid_on(day.0));
        let asked = Asked { first, after, last, before, filter, order_by, also };
        self.0.many(ctx, Family::Column(ProjectPartnerColumn::ProjectId), asked).await
    }

    /// Projektmål: what the project set out to reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn targets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<ProjectTargetFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<ProjectTargetOrder>>,
    ) -> Result<Connection<ProjectTargetObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(ProjectTargetColumn::ProjectId), asked).await
    }

    /// Åtgärder för de horisontella principerna.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn principle_measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<PrincipleMeasureFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<PrincipleMeasureOrder>>,
    ) -> Result<Connection<PrincipleMeasureObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(PrincipleMeasureColumn::ProjectId), asked).await
    }

    /// Föregångare: projects this one builds on.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn predecessors(
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
        self.0.many(ctx, Family::Via(project::PREDECESSORS), asked).await
    }

    /// Efterföljare: projects that build on this one.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn successors(
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
        self.0.many(ctx, Family::Via(project::SUCCESSORS), asked).await
    }

    /// Kompetensnav som projektet finansierar: the fundings, each with its hub.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn hub_fundings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<HubFundingFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<HubFundingOrder>>,
    ) -> Result<Connection<HubFundingObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(HubFundingColumn::ProjectId), asked).await
    }

    /// Insatser som projektet betalar, within your reach: the public sees the catalogue.
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
        self.0.many(ctx, Family::Column(EffortColumn::ProjectId), asked).await
    }

    /// Deltaganden, within your reach.
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
        self.0.many(ctx, Family::Column(ParticipationColumn::ProjectId), asked).await
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
        self.0.many(ctx, Family::Column(EnrolmentColumn::ProjectId), asked).await
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
        self.0.many(ctx, Family::Column(OutcomeColumn::ProjectId), asked).await
    }
}

/// Frågor om projekt.
#[derive(Default)]
pub struct ProjectQuery;

#[Object]
impl ProjectQuery {
    /// Projekt; public, as the project bank.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn projects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<ProjectFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<ProjectOrder>>,
    ) -> Result<Connection<ProjectObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
