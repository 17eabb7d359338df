//! Which seats, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::{
    Council, Organisation, council::CouncilColumn, membership::MembershipColumn as C, organisation::OrganisationColumn,
};
use kernel::{Direction, Result, id::kind};
use store::Filter;

use super::object::{MembershipStatus, SeatKind, Standing};
use crate::{
    graph::{DateFilter, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives},
    noun::{council::CouncilFilter, organisation::OrganisationFilter, set},
};

/// Platsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct MembershipFilter {
    /// Alla dessa.
    and: Option<Vec<MembershipFilter>>,
    /// Någon av dessa.
    or: Option<Vec<MembershipFilter>>,
    /// Inte detta.
    not: Option<Box<MembershipFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Plats.
    seat: Option<EnumFilter<SeatKind>>,
    /// Ställning.
    standing: Option<EnumFilter<Standing>>,
    /// Status.
    status: Option<EnumFilter<MembershipStatus>>,
    /// Mandat från och med.
    mandate_from: Option<DateFilter>,
    /// Mandat till och med.
    mandate_to: Option<DateFilter>,
    /// Råd.
    council_id: Option<IdFilter>,
    /// Organisation.
    organisation_id: Option<IdFilter>,
    /// Rådet uppfyller detta.
    council: Option<Box<CouncilFilter>>,
    /// Organisationen uppfyller detta.
    organisation: Option<Box<OrganisationFilter>>,
}

impl Filtering<C> for MembershipFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Membership>(C::Id)).transpose()?,
            self.seat.map(|f| f.on(C::Seat)),
            self.standing.map(|f| f.on(C::Standing)),
            self.status.map(|f| f.on(C::Status)),
            self.mandate_from.map(|f| f.on(C::MandateFrom)),
            self.mandate_to.map(|f| f.on(C::MandateTo)),
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            set::<Council>(ctx, self.council, CouncilColumn::Id)?.map(|set| Filter::InSet(C::CouncilId, set)),
            set::<Organisation>(ctx, self.organisation, OrganisationColumn::Id)?
                .map(|set| Filter::InSet(C::OrganisationId, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad platser kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MembershipOrderField {
    /// Mandat från och med.
    MandateFrom,
    /// Plats.
    Seat,
    /// Status.
    Status,
}

/// Platsernas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct MembershipOrder {
    /// Efter vad.
    field: MembershipOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for MembershipOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            MembershipOrderField::MandateFrom => C::MandateFrom,
            MembershipOrderField::Seat => C::Seat,
            MembershipOrderField::Status => C::Status,
        };
        (column, self.direction.into())
    }
}
