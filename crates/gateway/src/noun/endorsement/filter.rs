//! Which endorsements, in which order.

use async_graphql::{Context, Enum, InputObject};
use industry_councils::{
    IndustryCouncil, Need, endorsement::EndorsementColumn as C, industry_council::IndustryCouncilColumn,
    need::NeedColumn,
};
use kernel::{Direction, Result, id::kind};
use store::Filter;

use super::object::EndorsementStatus;
use crate::{
    graph::{DateFilter, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives},
    noun::{industry_council::IndustryCouncilFilter, need::NeedFilter, set},
};

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
    /// Råd.
    council_id: Option<IdFilter>,
    /// Organisation.
    organisation_id: Option<IdFilter>,
    /// Branschrådet uppfyller detta.
    industry_council: Option<Box<IndustryCouncilFilter>>,
    /// Behovet är ett du når och uppfyller detta.
    need: Option<Box<NeedFilter>>,
}

impl Filtering<C> for EndorsementFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Endorsement>(C::Id)).transpose()?,
            self.status.map(|f| f.on(C::Status)),
            self.decided_on.map(|f| f.on(C::DecidedOn)),
            self.industry_council_id.map(|f| f.on::<_, kind::IndustryCouncil>(C::IndustryCouncilId)).transpose()?,
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            set::<IndustryCouncil>(ctx, self.industry_council, IndustryCouncilColumn::Id)?
                .map(|set| Filter::InSet(C::IndustryCouncilId, set)),
            set::<Need>(ctx, self.need, NeedColumn::Id)?.map(|set| Filter::InSet(C::NeedId, set)),
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
