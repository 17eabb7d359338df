//! Which fundings, in which order.

use async_graphql::{Context, Enum, InputObject};
use competence_hub::{HubFunding, funding::HubFundingColumn as C};
use kernel::{Direction, Result, id::kind};
use store::Filter;

use super::object::HubFundingKind;
use crate::graph::{Date, DateFilter, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives};

/// Finansieringsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct HubFundingFilter {
    /// Alla dessa.
    and: Option<Vec<HubFundingFilter>>,
    /// Någon av dessa.
    or: Option<Vec<HubFundingFilter>>,
    /// Inte detta.
    not: Option<Box<HubFundingFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Slag.
    kind: Option<EnumFilter<HubFundingKind>>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
    /// Finansiär.
    funder_id: Option<IdFilter>,
    /// Betalar den dagen.
    pays_on: Option<Date>,
    /// Första dag.
    valid_from: Option<DateFilter>,
    /// Sista dag.
    valid_to: Option<DateFilter>,
}

impl Filtering<C> for HubFundingFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::HubFunding>(C::Id)).transpose()?,
            self.kind.map(|f| f.on(C::Kind)),
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
            self.funder_id.map(|f| f.on::<_, kind::Organisation>(C::FunderId)).transpose()?,
            self.pays_on.map(|day| HubFunding::paying_on(day.0)),
            self.valid_from.map(|f| f.on(C::ValidFrom)),
            self.valid_to.map(|f| f.on(C::ValidTo)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad finansieringar kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum HubFundingOrderField {
    /// Första dag.
    ValidFrom,
    /// Slag.
    Kind,
}

/// Ordning bland finansieringar.
#[derive(Clone, Debug, InputObject)]
pub struct HubFundingOrder {
    /// Efter vad.
    field: HubFundingOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for HubFundingOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            HubFundingOrderField::ValidFrom => C::ValidFrom,
            HubFundingOrderField::Kind => C::Kind,
        };
        (column, self.direction.into())
    }
}
