//! Which enrolments, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::{Organisation, organisation::OrganisationColumn};
use efforts::{
    Effort, Enrolment, Occasion, Outcome, effort::EffortColumn, enrolment::EnrolmentColumn as C,
    occasion::OccasionColumn, outcome::OutcomeColumn,
};
use kernel::{Direction, Result, id::kind};
use participants::{Participation, participation::ParticipationColumn};
use store::{Filter, changed_since};

use super::object::{EnrolmentSource, EnrolmentStatus};
use crate::{
    graph::{
        DateFilter, DateTime, EnumFilter, Filtering, IdFilter, IntFilter, OrderDirection, Ordering, filter::connectives,
    },
    noun::{
        effort::EffortFilter, occasion::OccasionFilter, organisation::OrganisationFilter, outcome::OutcomeFilter,
        participation::ParticipationFilter, set,
    },
};

/// Anmälningsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct EnrolmentFilter {
    /// Alla dessa.
    and: Option<Vec<EnrolmentFilter>>,
    /// Någon av dessa.
    or: Option<Vec<EnrolmentFilter>>,
    /// Inte detta.
    not: Option<Box<EnrolmentFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Gjort eller ändrat sedan: made or changed at this instant or later.
    changed_since: Option<DateTime>,
    /// Status.
    status: Option<EnumFilter<EnrolmentStatus>>,
    /// Hur anmälan kom till.
    source: Option<EnumFilter<EnrolmentSource>>,
    /// Anmäld den.
    applied_on: Option<DateFilter>,
    /// Påbörjad den.
    started_on: Option<DateFilter>,
    /// Avslutad den.
    ended_on: Option<DateFilter>,
    /// Deltagande, in minutes.
    minutes: Option<IntFilter>,
    /// Tillfälle.
    occasion_id: Option<IdFilter>,
    /// Insats.
    effort_id: Option<IdFilter>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
    /// Anordnare.
    provider_id: Option<IdFilter>,
    /// Arbetsgivare.
    organisation_id: Option<IdFilter>,
    /// Deltagande.
    participation_id: Option<IdFilter>,
    /// Person.
    participant_id: Option<IdFilter>,
    /// Tillfället uppfyller detta.
    occasion: Option<Box<OccasionFilter>>,
    /// Insatsen uppfyller detta.
    effort: Option<Box<EffortFilter>>,
    /// Arbetsgivaren uppfyller detta.
    organisation: Option<Box<OrganisationFilter>>,
    /// Deltagandet uppfyller detta, within your reach.
    participation: Option<Box<ParticipationFilter>>,
    /// Har något resultat inom din räckvidd som uppfyller detta.
    some_outcome: Option<Box<OutcomeFilter>>,
}

impl Filtering<C> for EnrolmentFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Enrolment>(C::Id)).transpose()?,
            self.changed_since.map(|at| changed_since::<Enrolment>(at.0)),
            self.status.map(|f| f.on(C::Status)),
            self.source.map(|f| f.on(C::Source)),
            self.applied_on.map(|f| f.on(C::AppliedOn)),
            self.started_on.map(|f| f.on(C::StartedOn)),
            self.ended_on.map(|f| f.on(C::EndedOn)),
            self.minutes.map(|f| f.on(C::Minutes)),
            self.occasion_id.map(|f| f.on::<_, kind::Occasion>(C::OccasionId)).transpose()?,
            self.effort_id.map(|f| f.on::<_, kind::Effort>(C::EffortId)).transpose()?,
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
            self.provider_id.map(|f| f.on::<_, kind::Organisation>(C::ProviderId)).transpose()?,
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            self.participation_id.map(|f| f.on::<_, kind::Participation>(C::ParticipationId)).transpose()?,
            self.participant_id.map(|f| f.on::<_, kind::Participant>(C::ParticipantId)).transpose()?,
            set::<Occasion>(ctx, self.occasion, OccasionColumn::Id)?.map(|set| Filter::InSet(C::OccasionId, set)),
            set::<Effort>(ctx, self.effort, EffortColumn::Id)?.map(|set| Filter::InSet(C::EffortId, set)),
            set::<Organisation>(ctx, self.organisation, OrganisationColumn::Id)?
                .map(|set| Filter::InSet(C::OrganisationId, set)),
            set::<Participation>(ctx, self.participation, ParticipationColumn::Id)?
                .map(|set| Filter::InSet(C::ParticipationId, set)),
            set::<Outcome>(ctx, self.some_outcome, OutcomeColumn::EnrolmentId)?.map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad anmälningar kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EnrolmentOrderField {
    /// Anmäld den.
    AppliedOn,
    /// Status.
    Status,
    /// Deltagande.
    Minutes,
}

/// Anmälningarnas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct EnrolmentOrder {
    /// Efter vad.
    field: EnrolmentOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for EnrolmentOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            EnrolmentOrderField::AppliedOn => C::AppliedOn,
            EnrolmentOrderField::Status => C::Status,
            EnrolmentOrderField::Minutes => C::Minutes,
        };
        (column, self.direction.into())
    }
}
