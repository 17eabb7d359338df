//! Which participations, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::{Organisation, organisation::OrganisationColumn};
use efforts::{Enrolment, Outcome, enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use kernel::{Direction, Result, id::kind};
use participants::{Participation, participation::ParticipationColumn as C};
use projects::{Project, project::ProjectColumn};
use store::{Filter, changed_since};
use taxonomy::Scheme;

use super::object::{EmploymentSituation, ParticipationStatus, Sex};
use crate::{
    graph::{
        BooleanFilter, CodeFilter, DateFilter, DateTime, EnumFilter, Filtering, IdFilter, IntFilter, OrderDirection,
        Ordering, filter::connectives,
    },
    noun::{
        enrolment::EnrolmentFilter, organisation::OrganisationFilter, outcome::OutcomeFilter, project::ProjectFilter,
        set,
    },
};

/// Deltagandefilter. Nothing sensitive can be filtered on: a filter tells what a field does not: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct ParticipationFilter {
    /// Alla dessa.
    and: Option<Vec<ParticipationFilter>>,
    /// Någon av dessa.
    or: Option<Vec<ParticipationFilter>>,
    /// Inte detta.
    not: Option<Box<ParticipationFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Gjort eller ändrat sedan: made or changed at this instant or later.
    changed_since: Option<DateTime>,
    /// Status.
    status: Option<EnumFilter<ParticipationStatus>>,
    /// Första dag.
    starts_on: Option<DateFilter>,
    /// Sista dag.
    ends_on: Option<DateFilter>,
    /// Kön.
    sex: Option<EnumFilter<Sex>>,
    /// Ålder vid start.
    age_at_entry: Option<IntFilter>,
    /// Sysselsättning vid start.
    employment_situation: Option<EnumFilter<EmploymentSituation>>,
    /// I utbildning vid start.
    in_education: Option<BooleanFilter>,
    /// Utbildningsnivå.
    sun_level: Option<CodeFilter>,
    /// Bostadskommun.
    municipality: Option<CodeFilter>,
    /// Yrkesgrupp.
    ssyk: Option<CodeFilter>,
    /// Arbetsgivarens bransch.
    sni: Option<CodeFilter>,
    /// Komplett.
    is_complete: Option<BooleanFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
    /// Arbetsgivare vid start.
    organisation_id: Option<IdFilter>,
    /// Person.
    participant_id: Option<IdFilter>,
    /// Projektet uppfyller detta.
    project: Option<Box<ProjectFilter>>,
    /// Arbetsgivaren uppfyller detta.
    organisation: Option<Box<OrganisationFilter>>,
    /// Har någon anmälan inom din räckvidd som uppfyller detta.
    some_enrolment: Option<Box<EnrolmentFilter>>,
    /// Har något resultat inom din räckvidd som uppfyller detta.
    some_outcome: Option<Box<OutcomeFilter>>,
}

impl Filtering<C> for ParticipationFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Participation>(C::Id)).transpose()?,
            self.changed_since.map(|at| changed_since::<Participation>(at.0)),
            self.status.map(|f| f.on(C::Status)),
            self.starts_on.map(|f| f.on(C::StartsOn)),
            self.ends_on.map(|f| f.on(C::EndsOn)),
            self.sex.map(|f| f.on(C::Sex)),
            self.age_at_entry.map(|f| f.on(C::AgeAtEntry)),
            self.employment_situation.map(|f| f.on(C::EmploymentSituation)),
            self.in_education.map(|f| f.on(C::InEducation)),
            self.sun_level.map(|f| f.on(C::SunLevelCode, Scheme::Sun2020Level)).transpose()?,
            self.municipality.map(|f| f.on(C::MunicipalityCode, Scheme::Municipality)).transpose()?,
            self.ssyk.map(|f| f.on(C::SsykCode, Scheme::Ssyk2012)).transpose()?,
            self.sni.map(|f| f.on(C::SniCode, Scheme::Sni2007)).transpose()?,
            self.is_complete.map(|f| f.on(C::IsComplete)),
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            self.participant_id.map(|f| f.on::<_, kind::Participant>(C::ParticipantId)).transpose()?,
            set::<Project>(ctx, self.project, ProjectColumn::Id)?.map(|set| Filter::InSet(C::ProjectId, set)),
            set::<Organisation>(ctx, self.organisation, OrganisationColumn::Id)?
                .map(|set| Filter::InSet(C::OrganisationId, set)),
            set::<Enrolment>(ctx, self.some_enrolment, EnrolmentColumn::ParticipationId)?
                .map(|set| Filter::InSet(C::Id, set)),
            set::<Outcome>(ctx, self.some_outcome, OutcomeColumn::ParticipationId)?
                .map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad deltaganden kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ParticipationOrderField {
    /// Första dag.
    StartsOn,
    /// Status.
    Status,
}

/// Deltagandenas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct ParticipationOrder {
    /// Efter vad.
    field: ParticipationOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for ParticipationOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            ParticipationOrderField::StartsOn => C::StartsOn,
            ParticipationOrderField::Status => C::Status,
        };
        (column, self.direction.into())
    }
}
