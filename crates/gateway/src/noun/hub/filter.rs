//! Which hubs, in which order.

use async_graphql::{Context, Enum, InputObject};
use competence_hub::{HubFunding, funding::HubFundingColumn, hub::HubColumn as C};
use councils::{Council, Organisation, council::CouncilColumn, organisation::OrganisationColumn};
use efforts::{Effort, effort::EffortColumn};
use kernel::{Direction, Result, id::kind};
use store::Filter;

use super::object::HubStatus;
use crate::{
    graph::{DateFilter, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, TextFilter, filter::connectives},
    noun::{
        council::CouncilFilter, effort::EffortFilter, hub_funding::HubFundingFilter, organisation::OrganisationFilter,
        set,
    },
};

/// Kompetensnavsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct HubFilter {
    /// Alla dessa.
    and: Option<Vec<HubFilter>>,
    /// Någon av dessa.
    or: Option<Vec<HubFilter>>,
    /// Inte detta.
    not: Option<Box<HubFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Namn.
    name: Option<TextFilter>,
    /// Status.
    status: Option<EnumFilter<HubStatus>>,
    /// Råd.
    council_id: Option<IdFilter>,
    /// Huvudman.
    operator_id: Option<IdFilter>,
    /// Inrättat den.
    established_on: Option<DateFilter>,
    /// Råd som uppfyller detta.
    council: Option<Box<CouncilFilter>>,
    /// Huvudman som uppfyller detta.
    operator: Option<Box<OrganisationFilter>>,
    /// Har någon insats som du når och som uppfyller detta.
    some_effort: Option<Box<EffortFilter>>,
    /// Har någon finansiering som uppfyller detta, e.g. other money than a project's on a day.
    some_funding: Option<Box<HubFundingFilter>>,
}

impl Filtering<C> for HubFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Hub>(C::Id)).transpose()?,
            self.name.map(|f| f.on(C::NameKey)),
            self.status.map(|f| f.on(C::Status)),
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.operator_id.map(|f| f.on::<_, kind::Organisation>(C::OperatorId)).transpose()?,
            self.established_on.map(|f| f.on(C::EstablishedOn)),
            set::<Council>(ctx, self.council, CouncilColumn::Id)?.map(|set| Filter::InSet(C::CouncilId, set)),
            set::<Organisation>(ctx, self.operator, OrganisationColumn::Id)?
                .map(|set| Filter::InSet(C::OperatorId, set)),
            set::<Effort>(ctx, self.some_effort, EffortColumn::HubId)?.map(|set| Filter::InSet(C::Id, set)),
            set::<HubFunding>(ctx, self.some_funding, HubFundingColumn::HubId)?.map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad kompetensnav kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum HubOrderField {
    /// Namn, i svensk ordning.
    Name,
    /// Inrättat den.
    EstablishedOn,
}

/// Ordning bland kompetensnav.
#[derive(Clone, Debug, InputObject)]
pub struct HubOrder {
    /// Efter vad.
    field: HubOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for HubOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            HubOrderField::Name => C::NameKey,
            HubOrderField::EstablishedOn => C::EstablishedOn,
        };
        (column, self.direction.into())
    }
}
