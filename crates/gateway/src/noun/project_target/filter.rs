//! Which project targets, in which order.

use async_graphql::{Context, Enum, InputObject};
use kernel::{Direction, Result, id::kind};
use projects::target::ProjectTargetColumn as C;
use store::Filter;

use super::object::ProjectTargetKind;
use crate::graph::{EnumFilter, Filtering, IdFilter, IntFilter, OrderDirection, Ordering, filter::connectives};

/// Projektmålsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct ProjectTargetFilter {
    /// Alla dessa.
    and: Option<Vec<ProjectTargetFilter>>,
    /// Någon av dessa.
    or: Option<Vec<ProjectTargetFilter>>,
    /// Inte detta.
    not: Option<Box<ProjectTargetFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Vad målet räknar.
    kind: Option<EnumFilter<ProjectTargetKind>>,
    /// Tal.
    value: Option<IntFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
}

impl Filtering<C> for ProjectTargetFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::ProjectTarget>(C::Id)).transpose()?,
            self.kind.map(|f| f.on(C::Kind)),
            self.value.map(|f| f.on(C::Value)),
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad projektmål kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ProjectTargetOrderField {
    /// Vad målet räknar.
    Kind,
}

/// Ordning bland projektmål.
#[derive(Clone, Debug, InputObject)]
pub struct ProjectTargetOrder {
    /// Efter vad.
    field: ProjectTargetOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for ProjectTargetOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            ProjectTargetOrderField::Kind => C::Kind,
        };
        (column, self.direction.into())
    }
}
