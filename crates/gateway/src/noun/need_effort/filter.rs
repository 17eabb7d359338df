//! Which links, in which order.

use async_graphql::{Context, Enum, InputObject};
use competence_hub::need_effort::NeedEffortColumn as C;
use efforts::{Effort, effort::EffortColumn};
use industry_councils::{Need, need::NeedColumn};
use kernel::{Direction, Result, id::kind};
use store::Filter;

use crate::{
    graph::{Filtering, IdFilter, OrderDirection, Ordering, filter::connectives},
    noun::{effort::EffortFilter, need::NeedFilter, set},
};

/// Kopplingsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct NeedEffortFilter {
    /// Alla dessa.
    and: Option<Vec<NeedEffortFilter>>,
    /// Någon av dessa.
    or: Option<Vec<NeedEffortFilter>>,
    /// Inte detta.
    not: Option<Box<NeedEffortFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Behov.
    need_id: Option<IdFilter>,
    /// Insats.
    effort_id: Option<IdFilter>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Behovet uppfyller detta, within your reach.
    need: Option<Box<NeedFilter>>,
    /// Insatsen uppfyller detta, within your reach.
    effort: Option<Box<EffortFilter>>,
}

impl Filtering<C> for NeedEffortFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::NeedEffort>(C::Id)).transpose()?,
            self.need_id.map(|f| f.on::<_, kind::Need>(C::NeedId)).transpose()?,
            self.effort_id.map(|f| f.on::<_, kind::Effort>(C::EffortId)).transpose()?,
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            set::<Need>(ctx, self.need, NeedColumn::Id)?.map(|set| Filter::InSet(C::NeedId, set)),
            set::<Effort>(ctx, self.effort, EffortColumn::Id)?.map(|set| Filter::InSet(C::EffortId, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad kopplingar kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum NeedEffortOrderField {
    /// Kopplad.
    LinkedAt,
}

/// Ordning bland kopplingar.
#[derive(Clone, Debug, InputObject)]
pub struct NeedEffortOrder {
    /// Efter vad.
    field: NeedEffortOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for NeedEffortOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            NeedEffortOrderField::LinkedAt => C::LinkedAt,
        };
        (column, self.direction.into())
    }
}
