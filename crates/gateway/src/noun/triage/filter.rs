//! Which triages, in which order.

use async_graphql::{Context, Enum, InputObject};
use competence_hub::triage::TriageColumn as C;
use industry_councils::{Need, need::NeedColumn};
use kernel::{Direction, Result, id::kind};
use store::Filter;

use super::object::TriagePath;
use crate::{
    graph::{EnumFilter, Filtering, IdFilter, IntFilter, OrderDirection, Ordering, filter::connectives},
    noun::{need::NeedFilter, set},
};

/// Sorteringsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct TriageFilter {
    /// Alla dessa.
    and: Option<Vec<TriageFilter>>,
    /// Någon av dessa.
    or: Option<Vec<TriageFilter>>,
    /// Inte detta.
    not: Option<Box<TriageFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Väg.
    path: Option<EnumFilter<TriagePath>>,
    /// Poäng.
    score: Option<IntFilter>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Råd.
    council_id: Option<IdFilter>,
    /// Behov.
    need_id: Option<IdFilter>,
    /// Behov som du når och som uppfyller detta.
    need: Option<Box<NeedFilter>>,
}

impl Filtering<C> for TriageFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Triage>(C::Id)).transpose()?,
            self.path.map(|f| f.on(C::Path)),
            self.score.map(|f| f.on(C::Score)),
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.need_id.map(|f| f.on::<_, kind::Need>(C::NeedId)).transpose()?,
            set::<Need>(ctx, self.need, NeedColumn::Id)?.map(|set| Filter::InSet(C::NeedId, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad sorteringar kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum TriageOrderField {
    /// Poäng.
    Score,
    /// Bedömt.
    TriagedAt,
}

/// Ordning bland sorteringar.
#[derive(Clone, Debug, InputObject)]
pub struct TriageOrder {
    /// Efter vad.
    field: TriageOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for TriageOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            TriageOrderField::Score => C::Score,
            TriageOrderField::TriagedAt => C::TriagedAt,
        };
        (column, self.direction.into())
    }
}
