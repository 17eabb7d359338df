//! Which access tokens, in which order.

use async_graphql::{Context, Enum, InputObject};
use kernel::{Direction, Result, id::kind};
use library::{AccessToken, access_token::AccessTokenColumn as C};
use store::Filter;

use crate::graph::{DateFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives};

/// Nyckelfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct AccessTokenFilter {
    /// Alla dessa.
    and: Option<Vec<AccessTokenFilter>>,
    /// Någon av dessa.
    or: Option<Vec<AccessTokenFilter>>,
    /// Inte detta.
    not: Option<Box<AccessTokenFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Återkallad.
    revoked: Option<bool>,
    /// Sista dag.
    expires_on: Option<DateFilter>,
    /// Senast använd.
    last_used_on: Option<DateFilter>,
    /// Organisation.
    organisation_id: Option<IdFilter>,
    /// Råd.
    council_id: Option<IdFilter>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
}

impl Filtering<C> for AccessTokenFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::AccessToken>(C::Id)).transpose()?,
            self.revoked.map(AccessToken::revoked),
            self.expires_on.map(|f| f.on(C::ExpiresOn)),
            self.last_used_on.map(|f| f.on(C::LastUsedOn)),
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad åtkomstnycklar kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AccessTokenOrderField {
    /// Sista dag.
    ExpiresOn,
    /// Skapad.
    CreatedAt,
}

/// Åtkomstnycklarnas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct AccessTokenOrder {
    /// Efter vad.
    field: AccessTokenOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for AccessTokenOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            AccessTokenOrderField::ExpiresOn => C::ExpiresOn,
            AccessTokenOrderField::CreatedAt => C::CreatedAt,
        };
        (column, self.direction.into())
    }
}
