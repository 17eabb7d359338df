//! Which councils, in which order.

use async_graphql::{Context, Enum, InputObject};
use competence_hub::{Hub, hub::HubColumn};
use councils::{Membership, council::CouncilColumn as C, membership::MembershipColumn};
use industry_councils::{IndustryCouncil, Need, industry_council::IndustryCouncilColumn, need::NeedColumn};
use kernel::{Direction, Result, id::kind};
use store::Filter;
use taxonomy::Scheme;

use super::object::{CouncilKind, CouncilStatus};
use crate::{
    graph::{
        BooleanFilter, CodeFilter, EnumFilter, Filtering, IdFilter, IntFilter, OrderDirection, Ordering, TextFilter,
        filter::connectives,
    },
    noun::{
        hub::HubFilter, industry_council::IndustryCouncilFilter, membership::MembershipFilter, need::NeedFilter, set,
    },
};

/// Rådsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct CouncilFilter {
    /// Alla dessa.
    and: Option<Vec<CouncilFilter>>,
    /// Någon av dessa.
    or: Option<Vec<CouncilFilter>>,
    /// Inte detta.
    not: Option<Box<CouncilFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Namn.
    name: Option<TextFilter>,
    /// Slag av råd.
    kind: Option<EnumFilter<CouncilKind>>,
    /// Status.
    status: Option<EnumFilter<CouncilStatus>>,
    /// Region.
    region: Option<CodeFilter>,
    /// Bildat år.
    founded_year: Option<IntFilter>,
    /// Överordnat råd.
    parent_id: Option<IdFilter>,
    /// Påhittat för demonstration.
    demonstration: Option<BooleanFilter>,
    /// Har någon plats som uppfyller detta.
    some_member: Option<Box<MembershipFilter>>,
    /// Har något branschråd som uppfyller detta.
    some_industry_council: Option<Box<IndustryCouncilFilter>>,
    /// Har något kompetensnav som uppfyller detta.
    some_hub: Option<Box<HubFilter>>,
    /// Har något behov som du når och som uppfyller detta.
    some_need: Option<Box<NeedFilter>>,
}

impl Filtering<C> for CouncilFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Council>(C::Id)).transpose()?,
            self.name.map(|f| f.on(C::NameKey)),
            self.kind.map(|f| f.on(C::Kind)),
            self.status.map(|f| f.on(C::Status)),
            self.region.map(|f| f.on(C::RegionCode, Scheme::Region)).transpose()?,
            self.founded_year.map(|f| f.on(C::FoundedYear)),
            self.parent_id.map(|f| f.on::<_, kind::Council>(C::ParentId)).transpose()?,
            self.demonstration.map(|f| f.on(C::Demonstration)),
            set::<Membership>(ctx, self.some_member, MembershipColumn::CouncilId)?.map(|set| Filter::InSet(C::Id, set)),
            set::<IndustryCouncil>(ctx, self.some_industry_council, IndustryCouncilColumn::CouncilId)?
                .map(|set| Filter::InSet(C::Id, set)),
            set::<Hub>(ctx, self.some_hub, HubColumn::CouncilId)?.map(|set| Filter::InSet(C::Id, set)),
            set::<Need>(ctx, self.some_need, NeedColumn::CouncilId)?.map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad råd kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CouncilOrderField {
    /// Namn, i svensk ordning.
    Name,
    /// Slag.
    Kind,
    /// Status.
    Status,
}

/// Rådens ordning.
#[derive(Clone, Debug, InputObject)]
pub struct CouncilOrder {
    /// Efter vad.
    field: CouncilOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for CouncilOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            CouncilOrderField::Name => C::NameKey,
            CouncilOrderField::Kind => C::Kind,
            CouncilOrderField::Status => C::Status,
        };
        (column, self.direction.into())
    }
}
