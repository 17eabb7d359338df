//! How a dated name is shown.

use async_graphql::{Context, Enum, InputObject, Object};
use councils::organisation::{self, OrganisationNameColumn as C};
use kernel::{Direction, Result};
use store::Filter;

use crate::graph::{Date, DateFilter, Filtering, Node, Noun, OrderDirection, Ordering, filter::connectives};

/// A name and the days it was borne.
pub struct OrganisationNameObject(Node<organisation::OrganisationName>);

impl From<Node<organisation::OrganisationName>> for OrganisationNameObject {
    fn from(node: Node<organisation::OrganisationName>) -> Self {
        Self(node)
    }
}

impl Noun for OrganisationNameObject {
    type Record = organisation::OrganisationName;
    type Filter = OrganisationNameFilter;
    type Order = OrganisationNameOrder;
    const NAME: &'static str = "OrganisationName";
}

/// Organisationsnamn: what an organisation was called, and when.
#[Object(name = "OrganisationName")]
impl OrganisationNameObject {
    /// Namn.
    async fn name(&self) -> &str {
        &self.0.row().name
    }

    /// Från och med.
    async fn valid_from(&self) -> Date {
        Date(self.0.row().valid_from)
    }

    /// Till och med; absent for the present name.
    async fn valid_to(&self) -> Option<Date> {
        self.0.row().valid_to.map(Date)
    }
}

/// Namnfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct OrganisationNameFilter {
    /// Alla dessa.
    and: Option<Vec<OrganisationNameFilter>>,
    /// Någon av dessa.
    or: Option<Vec<OrganisationNameFilter>>,
    /// Inte detta.
    not: Option<Box<OrganisationNameFilter>>,
    /// Från och med.
    valid_from: Option<DateFilter>,
    /// Till och med.
    valid_to: Option<DateFilter>,
}

impl Filtering<C> for OrganisationNameFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [self.valid_from.map(|f| f.on(C::ValidFrom)), self.valid_to.map(|f| f.on(C::ValidTo))];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad namn kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrganisationNameOrderField {
    /// Från och med.
    ValidFrom,
}

/// Namnens ordning.
#[derive(Clone, Debug, InputObject)]
pub struct OrganisationNameOrder {
    /// Efter vad.
    field: OrganisationNameOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for OrganisationNameOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            OrganisationNameOrderField::ValidFrom => C::ValidFrom,
        };
        (column, self.direction.into())
    }
}
