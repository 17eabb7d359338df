//! Which spells, in which order.

use async_graphql::{Context, Enum, InputObject};
use kernel::{Direction, Result, id::kind};
use participants::participation::SpellColumn as C;
use store::Filter;

use crate::graph::{DateFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives};

/// Periodfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct ParticipationSpellFilter {
    /// Alla dessa.
    and: Option<Vec<ParticipationSpellFilter>>,
    /// Någon av dessa.
    or: Option<Vec<ParticipationSpellFilter>>,
    /// Inte detta.
    not: Option<Box<ParticipationSpellFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Första dag.
    starts_on: Option<DateFilter>,
    /// Sista dag.
    ends_on: Option<DateFilter>,
}

impl Filtering<C> for ParticipationSpellFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Spell>(C::Id)).transpose()?,
            self.starts_on.map(|f| f.on(C::StartsOn)),
            self.ends_on.map(|f| f.on(C::EndsOn)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad deltagandeperioder kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ParticipationSpellOrderField {
    /// Första dag.
    StartsOn,
}

/// Periodernas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct ParticipationSpellOrder {
    /// Efter vad.
    field: ParticipationSpellOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for ParticipationSpellOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            ParticipationSpellOrderField::StartsOn => C::StartsOn,
        };
        (column, self.direction.into())
    }
}
