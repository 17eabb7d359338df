//! Which endorsements, in which order.

use async_graphql::{Context, Enum, InputObject};
use industry_councils::endorsement::EndorsementColumn as C;
use kernel::{Direction, Result, id::kind};
use store::Filter;

use super::object::EndorsementStatus;
use crate::graph::{DateFilter, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives};

/// Förankringsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct EndorsementFilter {
    /// Alla dessa.
    and: Option<Vec<EndorsementFilter>>,
    /// Någon av dessa.
    or: Option<Vec<EndorsementFilter>>,
    /// Inte detta.
    not: Option<Box<EndorsementFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Status.
    status: Option<EnumFilter<EndorsementStatus>>,
    /// Beslutat den.
    decided_on: Option<DateFilter>,
    /// Branschråd.
    industry_council_id: Option<IdFilter>,
}

impl Filtering<C> for EndorsementFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Endorsement>(C::Id)).transpose()?,
            self.status.map(|f| f.on(C::Status)),
            self.decided_on.map(|f| f.on(C::DecidedOn)),
            self.industry_council_id.map(|f| f.on::<_, kind::IndustryCouncil>(C::IndustryCouncilId)).transpose()?,
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad förankringar kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EndorsementOrderField {
    /// Beslutat den.
    DecidedOn,
}

/// Förankringarnas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct EndorsementOrder {
    /// Efter vad.
    field: EndorsementOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for EndorsementOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            EndorsementOrderField::DecidedOn => C::DecidedOn,
        };
        (column, self.direction.into())
    }
}
