//! Which principle measures, in which order.

use async_graphql::{Context, Enum, InputObject};
use kernel::{Direction, Result, id::kind};
use projects::principle_measure::PrincipleMeasureColumn as C;
use store::Filter;

use super::object::HorizontalPrinciple;
use crate::graph::{EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives};

/// Åtgärdsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct PrincipleMeasureFilter {
    /// Alla dessa.
    and: Option<Vec<PrincipleMeasureFilter>>,
    /// Någon av dessa.
    or: Option<Vec<PrincipleMeasureFilter>>,
    /// Inte detta.
    not: Option<Box<PrincipleMeasureFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Princip.
    principle: Option<EnumFilter<HorizontalPrinciple>>,
    /// Projekt.
    project_id: Option<IdFilter>,
}

impl Filtering<C> for PrincipleMeasureFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::PrincipleMeasure>(C::Id)).transpose()?,
            self.principle.map(|f| f.on(C::Principle)),
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad åtgärder kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PrincipleMeasureOrderField {
    /// Princip.
    Principle,
}

/// Ordning bland åtgärder.
#[derive(Clone, Debug, InputObject)]
pub struct PrincipleMeasureOrder {
    /// Efter vad.
    field: PrincipleMeasureOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for PrincipleMeasureOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            PrincipleMeasureOrderField::Principle => C::Principle,
        };
        (column, self.direction.into())
    }
}
