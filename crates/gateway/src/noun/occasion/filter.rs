//! Which occasions, in which order.

use async_graphql::{Context, Enum, InputObject};
use efforts::{
    Effort, Enrolment, Occasion, Session, effort::EffortColumn, enrolment::EnrolmentColumn,
    occasion::OccasionColumn as C, session::SessionColumn,
};
use kernel::{Direction, Result, id::kind};
use store::{Filter, changed_since};
use taxonomy::Scheme;

use super::object::OccasionStatus;
use crate::{
    graph::{
        CodeFilter, DateFilter, DateTime, EnumFilter, Filtering, IdFilter, IntFilter, OrderDirection, Ordering,
        filter::connectives,
    },
    noun::{
        effort::{Delivery, EffortFilter},
        enrolment::EnrolmentFilter,
        session::SessionFilter,
        set,
    },
};

/// Tillfällesfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct OccasionFilter {
    /// Alla dessa.
    and: Option<Vec<OccasionFilter>>,
    /// Någon av dessa.
    or: Option<Vec<OccasionFilter>>,
    /// Inte detta.
    not: Option<Box<OccasionFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Gjort eller ändrat sedan: made or changed at this instant or later.
    changed_since: Option<DateTime>,
    /// Status.
    status: Option<EnumFilter<OccasionStatus>>,
    /// Första dag.
    starts_on: Option<DateFilter>,
    /// Sista dag.
    ends_on: Option<DateFilter>,
    /// Kommun.
    municipality: Option<CodeFilter>,
    /// Genomförandeform.
    delivery: Option<EnumFilter<Delivery>>,
    /// Platser.
    capacity: Option<IntFilter>,
    /// Insats.
    effort_id: Option<IdFilter>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
    /// Anordnare.
    provider_id: Option<IdFilter>,
    /// Insatsen uppfyller detta.
    effort: Option<Box<EffortFilter>>,
    /// Har något kurstillfälle som uppfyller detta.
    some_session: Option<Box<SessionFilter>>,
    /// Har någon anmälan inom din räckvidd som uppfyller detta.
    some_enrolment: Option<Box<EnrolmentFilter>>,
}

impl Filtering<C> for OccasionFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Occasion>(C::Id)).transpose()?,
            self.changed_since.map(|at| changed_since::<Occasion>(at.0)),
            self.status.map(|f| f.on(C::Status)),
            self.starts_on.map(|f| f.on(C::StartsOn)),
            self.ends_on.map(|f| f.on(C::EndsOn)),
            self.municipality.map(|f| f.on(C::MunicipalityCode, Scheme::Municipality)).transpose()?,
            self.delivery.map(|f| f.on(C::Delivery)),
            self.capacity.map(|f| f.on(C::Capacity)),
            self.effort_id.map(|f| f.on::<_, kind::Effort>(C::EffortId)).transpose()?,
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
            self.provider_id.map(|f| f.on::<_, kind::Organisation>(C::ProviderId)).transpose()?,
            set::<Effort>(ctx, self.effort, EffortColumn::Id)?.map(|set| Filter::InSet(C::EffortId, set)),
            set::<Session>(ctx, self.some_session, SessionColumn::OccasionId)?.map(|set| Filter::InSet(C::Id, set)),
            set::<Enrolment>(ctx, self.some_enrolment, EnrolmentColumn::OccasionId)?
                .map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad tillfällen kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OccasionOrderField {
    /// Första dag.
    StartsOn,
    /// Sista dag.
    EndsOn,
    /// Platser.
    Capacity,
}

/// Tillfällenas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct OccasionOrder {
    /// Efter vad.
    field: OccasionOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for OccasionOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            OccasionOrderField::StartsOn => C::StartsOn,
            OccasionOrderField::EndsOn => C::EndsOn,
            OccasionOrderField::Capacity => C::Capacity,
        };
        (column, self.direction.into())
    }
}
