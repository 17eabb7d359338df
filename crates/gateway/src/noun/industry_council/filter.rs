//! Which industry councils, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::{Council, council::CouncilColumn};
use industry_councils::{Need, industry_council::IndustryCouncilColumn as C, need::NeedColumn};
use kernel::{Direction, Result, id::kind};
use store::Filter;

use super::object::IndustryCouncilStatus;
use crate::{
    graph::{EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, TextFilter, filter::connectives},
    noun::{council::CouncilFilter, need::NeedFilter, set},
};

/// Branschrådsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct IndustryCouncilFilter {
    /// Alla dessa.
    and: Option<Vec<IndustryCouncilFilter>>,
    /// Någon av dessa.
    or: Option<Vec<IndustryCouncilFilter>>,
    /// Inte detta.
    not: Option<Box<IndustryCouncilFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Namn.
    name: Option<TextFilter>,
    /// Status.
    status: Option<EnumFilter<IndustryCouncilStatus>>,
    /// Råd.
    council_id: Option<IdFilter>,
    /// Rådet uppfyller detta.
    council: Option<Box<CouncilFilter>>,
    /// Har något behov som du når och som uppfyller detta.
    some_need: Option<Box<NeedFilter>>,
}

impl Filtering<C> for IndustryCouncilFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::IndustryCouncil>(C::Id)).transpose()?,
            self.name.map(|f| f.on(C::NameKey)),
            self.status.map(|f| f.on(C::Status)),
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            set::<Council>(ctx, self.council, CouncilColumn::Id)?.map(|set| Filter::InSet(C::CouncilId, set)),
            set::<Need>(ctx, self.some_need, NeedColumn::IndustryCouncilId)?.map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad branschråd kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum IndustryCouncilOrderField {
    /// Namn, i svensk ordning.
    Name,
}

/// Branschrådens ordning.
#[derive(Clone, Debug, InputObject)]
pub struct IndustryCouncilOrder {
    /// Efter vad.
    field: IndustryCouncilOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for IndustryCouncilOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            IndustryCouncilOrderField::Name => C::NameKey,
        };
        (column, self.direction.into())
    }
}
