//! Which hubs, in which order.

use async_graphql::{Context, Enum, InputObject};
use competence_hub::{HubFunding, funding::HubFundingColumn, hub::HubColumn as C};
use kernel::{Direction, Result, id::kind};
use store::{Filter, Shelf};

use super::object::HubStatus;
use crate::{
    app::{app, caller},
    graph::{DateFilter, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, TextFilter, filter::connectives},
    noun::hub_funding::HubFundingFilter,
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
    /// Har någon finansiering som uppfyller detta, e.g. other money than a project's on a day.
    some_funding: Option<HubFundingFilter>,
}

impl Filtering<C> for HubFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let some_funding = match self.some_funding {
            None => None,
            Some(filter) => {
                let shelf = Shelf::<HubFunding>::new(&app(ctx).db);
                let set = shelf.set(&caller(ctx).request, &filter.filter(ctx)?, HubFundingColumn::HubId);
                Some(Filter::InSet(C::Id, set))
            }
        };
        let own = [
            self.id.map(|f| f.on::<_, kind::Hub>(C::Id)).transpose()?,
            self.name.map(|f| f.on(C::NameKey)),
            self.status.map(|f| f.on(C::Status)),
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.operator_id.map(|f| f.on::<_, kind::Organisation>(C::OperatorId)).transpose()?,
            self.established_on.map(|f| f.on(C::EstablishedOn)),
            some_funding,
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
