//! Which outcomes, in which order.

use async_graphql::{Context, Enum, InputObject};
use efforts::{
    Effort, Enrolment, Outcome, effort::EffortColumn, enrolment::EnrolmentColumn, outcome::OutcomeColumn as C,
};
use kernel::{Direction, Result, id::kind};
use participants::{Participation, participation::ParticipationColumn};
use store::{Filter, changed_since};

use super::object::{OutcomeKind, OutcomeSource, OutcomeStatus};
use crate::{
    graph::{DateFilter, DateTime, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives},
    noun::{effort::EffortFilter, enrolment::EnrolmentFilter, participation::ParticipationFilter, set},
};

/// Resultatfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct OutcomeFilter {
    /// Alla dessa.
    and: Option<Vec<OutcomeFilter>>,
    /// Någon av dessa.
    or: Option<Vec<OutcomeFilter>>,
    /// Inte detta.
    not: Option<Box<OutcomeFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Gjort eller ändrat sedan: made or changed at this instant or later.
    changed_since: Option<DateTime>,
    /// Slag av resultat.
    kind: Option<EnumFilter<OutcomeKind>>,
    /// Status.
    status: Option<EnumFilter<OutcomeStatus>>,
    /// Källa.
    source: Option<EnumFilter<OutcomeSource>>,
    /// Observerat den.
    observed_on: Option<DateFilter>,
    /// Anmälan.
    enrolment_id: Option<IdFilter>,
    /// Deltagande.
    participation_id: Option<IdFilter>,
    /// Insats.
    effort_id: Option<IdFilter>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
    /// Arbetsgivare vid start.
    organisation_id: Option<IdFilter>,
    /// Person.
    participant_id: Option<IdFilter>,
    /// Insatsen uppfyller detta.
    effort: Option<Box<EffortFilter>>,
    /// Anmälan uppfyller detta, within your reach.
    enrolment: Option<Box<EnrolmentFilter>>,
    /// Deltagandet uppfyller detta, within your reach.
    participation: Option<Box<ParticipationFilter>>,
}

impl Filtering<C> for OutcomeFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Outcome>(C::Id)).transpose()?,
            self.changed_since.map(|at| changed_since::<Outcome>(at.0)),
            self.kind.map(|f| f.on(C::Kind)),
            self.status.map(|f| f.on(C::Status)),
            self.source.map(|f| f.on(C::Source)),
            self.observed_on.map(|f| f.on(C::ObservedOn)),
            self.enrolment_id.map(|f| f.on::<_, kind::Enrolment>(C::EnrolmentId)).transpose()?,
            self.participation_id.map(|f| f.on::<_, kind::Participation>(C::ParticipationId)).transpose()?,
            self.effort_id.map(|f| f.on::<_, kind::Effort>(C::EffortId)).transpose()?,
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            self.participant_id.map(|f| f.on::<_, kind::Participant>(C::ParticipantId)).transpose()?,
            set::<Effort>(ctx, self.effort, EffortColumn::Id)?.map(|set| Filter::InSet(C::EffortId, set)),
            set::<Enrolment>(ctx, self.enrolment, EnrolmentColumn::Id)?.map(|set| Filter::InSet(C::EnrolmentId, set)),
            set::<Participation>(ctx, self.participation, ParticipationColumn::Id)?
                .map(|set| Filter::InSet(C::ParticipationId, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad resultat kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OutcomeOrderField {
    /// Observerat den.
    ObservedOn,
    /// Registrerat.
    RecordedAt,
    /// Slag av resultat.
    Kind,
}

/// Resultatens ordning.
#[derive(Clone, Debug, InputObject)]
pub struct OutcomeOrder {
    /// Efter vad.
    field: OutcomeOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for OutcomeOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            OutcomeOrderField::ObservedOn => C::ObservedOn,
            OutcomeOrderField::RecordedAt => C::RecordedAt,
            OutcomeOrderField::Kind => C::Kind,
        };
        (column, self.direction.into())
    }
}
