//! Which workforce figures, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::{Organisation, organisation::OrganisationColumn, workforce::WorkforceColumn as C};
use kernel::{Direction, Result, id::kind};
use store::Filter;

use crate::{
    graph::{DateFilter, Filtering, IdFilter, IntFilter, OrderDirection, Ordering, filter::connectives},
    noun::{organisation::OrganisationFilter, set},
};

/// Arbetsstyrkefilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct WorkforceSnapshotFilter {
    /// Alla dessa.
    and: Option<Vec<WorkforceSnapshotFilter>>,
    /// Någon av dessa.
    or: Option<Vec<WorkforceSnapshotFilter>>,
    /// Inte detta.
    not: Option<Box<WorkforceSnapshotFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Räknat den.
    counted_on: Option<DateFilter>,
    /// Kvinnor.
    women: Option<IntFilter>,
    /// Män.
    men: Option<IntFilter>,
    /// Organisation.
    organisation_id: Option<IdFilter>,
    /// Organisationen uppfyller detta.
    organisation: Option<Box<OrganisationFilter>>,
}

impl Filtering<C> for WorkforceSnapshotFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::WorkforceSnapshot>(C::Id)).transpose()?,
            self.counted_on.map(|f| f.on(C::CountedOn)),
            self.women.map(|f| f.on(C::Women)),
            self.men.map(|f| f.on(C::Men)),
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            set::<Organisation>(ctx, self.organisation, OrganisationColumn::Id)?
                .map(|set| Filter::InSet(C::OrganisationId, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad arbetsstyrkeuppgifter kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum WorkforceSnapshotOrderField {
    /// Räknat den.
    CountedOn,
    /// Kvinnor.
    Women,
    /// Män.
    Men,
}

/// Arbetsstyrkeuppgifternas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct WorkforceSnapshotOrder {
    /// Efter vad.
    field: WorkforceSnapshotOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for WorkforceSnapshotOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            WorkforceSnapshotOrderField::CountedOn => C::CountedOn,
            WorkforceSnapshotOrderField::Women => C::Women,
            WorkforceSnapshotOrderField::Men => C::Men,
        };
        (column, self.direction.into())
    }
}
