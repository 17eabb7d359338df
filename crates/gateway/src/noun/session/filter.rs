//! Which sessions, in which order.

use async_graphql::{Context, Enum, InputObject};
use efforts::session::SessionColumn as C;
use kernel::{Direction, Result, id::kind};
use store::Filter;

use crate::{
    graph::{EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives},
    noun::effort::Delivery,
};

/// Kurstillfällesfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct SessionFilter {
    /// Alla dessa.
    and: Option<Vec<SessionFilter>>,
    /// Någon av dessa.
    or: Option<Vec<SessionFilter>>,
    /// Inte detta.
    not: Option<Box<SessionFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Genomförandeform.
    delivery: Option<EnumFilter<Delivery>>,
    /// Tillfälle.
    occasion_id: Option<IdFilter>,
}

impl Filtering<C> for SessionFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Session>(C::Id)).transpose()?,
            self.delivery.map(|f| f.on(C::Delivery)),
            self.occasion_id.map(|f| f.on::<_, kind::Occasion>(C::OccasionId)).transpose()?,
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad kurstillfällen kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SessionOrderField {
    /// Början.
    StartsAt,
}

/// Kurstillfällenas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct SessionOrder {
    /// Efter vad.
    field: SessionOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for SessionOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            SessionOrderField::StartsAt => C::StartsAt,
        };
        (column, self.direction.into())
    }
}
