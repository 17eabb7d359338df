//! Which projects, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::{Organisation, organisation::OrganisationColumn};
use efforts::{Effort, effort::EffortColumn};
use kernel::{Direction, Result, id::kind};
use participants::{Participation, participation::ParticipationColumn};
use projects::{
    PrincipleMeasure, Project, ProjectPartner, partner::ProjectPartnerColumn,
    principle_measure::PrincipleMeasureColumn, project::ProjectColumn as C,
};
use store::{Filter, changed_since};
use taxonomy::Scheme;

use super::object::ProjectStatus;
use crate::{
    graph::{
        CodeFilter, Date, DateFilter, DateTime, EnumFilter, Filtering, IdFilter, IntFilter, KeyFilter, OrderDirection,
        Ordering, TextFilter, filter::connectives,
    },
    noun::{
        effort::EffortFilter, organisation::OrganisationFilter, participation::ParticipationFilter,
        principle_measure::PrincipleMeasureFilter, project_partner::ProjectPartnerFilter, set,
    },
};

/// Projektfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct ProjectFilter {
    /// Alla dessa.
    and: Option<Vec<ProjectFilter>>,
    /// Någon av dessa.
    or: Option<Vec<ProjectFilter>>,
    /// Inte detta.
    not: Option<Box<ProjectFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Gjort eller ändrat sedan: made or changed at this instant or later.
    changed_since: Option<DateTime>,
    /// Diarienummer, exactly.
    number: Option<KeyFilter>,
    /// Namn.
    name: Option<TextFilter>,
    /// Status.
    status: Option<EnumFilter<ProjectStatus>>,
    /// Ägare.
    owner_id: Option<IdFilter>,
    /// Ägare som uppfyller detta.
    owner: Option<Box<OrganisationFilter>>,
    /// ESF-region.
    esf_region: Option<CodeFilter>,
    /// Programperiod.
    programme_period: Option<CodeFilter>,
    /// Programområde.
    programme_area: Option<CodeFilter>,
    /// Särskilt mål; `within` may be an area or a period.
    specific_objective: Option<CodeFilter>,
    /// Interventionstyp.
    intervention_field: Option<CodeFilter>,
    /// Första dag.
    starts_on: Option<DateFilter>,
    /// Sista dag.
    ends_on: Option<DateFilter>,
    /// Pågår den dagen.
    running_on: Option<Date>,
    /// Planerade deltagare.
    planned_participants: Option<IntFilter>,
    /// Har någon insats som du når och som uppfyller detta.
    some_effort: Option<Box<EffortFilter>>,
    /// Har något deltagande som du når och som uppfyller detta.
    some_participation: Option<Box<ParticipationFilter>>,
    /// Har någon part som uppfyller detta.
    some_partner: Option<Box<ProjectPartnerFilter>>,
    /// Har någon åtgärd för en horisontell princip som uppfyller detta.
    some_principle_measure: Option<Box<PrincipleMeasureFilter>>,
}

impl Filtering<C> for ProjectFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Project>(C::Id)).transpose()?,
            self.changed_since.map(|at| changed_since::<Project>(at.0)),
            self.number.map(|f| f.on(C::Number)).transpose()?,
            self.name.map(|f| f.on(C::NameKey)),
            self.status.map(|f| f.on(C::Status)),
            self.owner_id.map(|f| f.on::<_, kind::Organisation>(C::OwnerId)).transpose()?,
            self.esf_region.map(|f| f.on(C::EsfRegionCode, Scheme::EsfRegion)).transpose()?,
            self.programme_period.map(|f| f.on(C::ProgrammePeriod, Scheme::EsfProgramme)).transpose()?,
            self.programme_area.map(|f| f.on(C::ProgrammeArea, Scheme::EsfProgramme)).transpose()?,
            self.specific_objective.map(|f| f.on(C::SpecificObjective, Scheme::EsfProgramme)).transpose()?,
            self.intervention_field.map(|f| f.on(C::InterventionField, Scheme::EsfInterventionField)).transpose()?,
            self.starts_on.map(|f| f.on(C::StartsOn)),
            self.ends_on.map(|f| f.on(C::EndsOn)),
            self.running_on.map(|day| Project::running_on(day.0)),
            self.planned_participants.map(|f| f.on(C::PlannedParticipants)),
            set::<Organisation>(ctx, self.owner, OrganisationColumn::Id)?.map(|set| Filter::InSet(C::OwnerId, set)),
            set::<Effort>(ctx, self.some_effort, EffortColumn::ProjectId)?.map(|set| Filter::InSet(C::Id, set)),
            set::<Participation>(ctx, self.some_participation, ParticipationColumn::ProjectId)?
                .map(|set| Filter::InSet(C::Id, set)),
            set::<ProjectPartner>(ctx, self.some_partner, ProjectPartnerColumn::ProjectId)?
                .map(|set| Filter::InSet(C::Id, set)),
            set::<PrincipleMeasure>(ctx, self.some_principle_measure, PrincipleMeasureColumn::ProjectId)?
                .map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad projekt kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ProjectOrderField {
    /// Namn, i svensk ordning.
    Name,
    /// Status.
    Status,
    /// Programperiod.
    ProgrammePeriod,
}

/// Ordning bland projekt.
#[derive(Clone, Debug, InputObject)]
pub struct ProjectOrder {
    /// Efter vad.
    field: ProjectOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for ProjectOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            ProjectOrderField::Name => C::NameKey,
            ProjectOrderField::Status => C::Status,
            ProjectOrderField::ProgrammePeriod => C::ProgrammePeriod,
        };
        (column, self.direction.into())
    }
}
