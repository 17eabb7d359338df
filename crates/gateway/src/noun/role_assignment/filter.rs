//! Which role assignments, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::assignment::RoleAssignmentColumn as C;
use kernel::{Direction, Result, id::kind};
use store::{Compare, Filter};

use super::object::Role;
use crate::graph::{DateFilter, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives};

/// Rollfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct RoleAssignmentFilter {
    /// Alla dessa.
    and: Option<Vec<RoleAssignmentFilter>>,
    /// Någon av dessa.
    or: Option<Vec<RoleAssignmentFilter>>,
    /// Inte detta.
    not: Option<Box<RoleAssignmentFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Utfärdare, letter for letter.
    issuer: Option<String>,
    /// Identitet hos utfärdaren, letter for letter.
    subject: Option<String>,
    /// Roll.
    role: Option<EnumFilter<Role>>,
    /// Från och med.
    valid_from: Option<DateFilter>,
    /// Till och med.
    valid_to: Option<DateFilter>,
    /// Organisation.
    organisation_id: Option<IdFilter>,
    /// Råd.
    council_id: Option<IdFilter>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
}

impl Filtering<C> for RoleAssignmentFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::RoleAssignment>(C::Id)).transpose()?,
            self.issuer.map(|text| Filter::Is(C::Issuer, Compare::Eq(text.into()))),
            self.subject.map(|text| Filter::Is(C::Subject, Compare::Eq(text.into()))),
            self.role.map(|f| f.on(C::Role)),
            self.valid_from.map(|f| f.on(C::ValidFrom)),
            self.valid_to.map(|f| f.on(C::ValidTo)),
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad rolltilldelningar kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum RoleAssignmentOrderField {
    /// Från och med.
    ValidFrom,
    /// Roll.
    Role,
    /// Identitet hos utfärdaren.
    Subject,
}

/// Rolltilldelningarnas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct RoleAssignmentOrder {
    /// Efter vad.
    field: RoleAssignmentOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for RoleAssignmentOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            RoleAssignmentOrderField::ValidFrom => C::ValidFrom,
            RoleAssignmentOrderField::Role => C::Role,
            RoleAssignmentOrderField::Subject => C::Subject,
        };
        (column, self.direction.into())
    }
}
