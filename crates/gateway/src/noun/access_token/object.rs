//! How an access token is shown: all but its secret, which is not kept.

use async_graphql::{Context, Enum, ID, Object, Result};
use library::{AccessToken, access_token};
use store::Filter;

use super::filter::{AccessTokenFilter, AccessTokenOrder};
use crate::{
    app::app,
    graph::{Asked, Connection, Date, DateTime, Node, Noun, connect},
    noun::{
        council::CouncilObject, hub::HubObject, organisation::OrganisationObject, project::ProjectObject,
        role_assignment::Role,
    },
};

/// Nyckelns status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "access_token::AccessTokenStatus")]
pub enum AccessTokenStatus {
    /// Gäller.
    Active,
    /// Har gått ut.
    Expired,
    /// Återkallad.
    Revoked,
}

/// An access token.
pub struct AccessTokenObject(Node<AccessToken>);

impl From<Node<AccessToken>> for AccessTokenObject {
    fn from(node: Node<AccessToken>) -> Self {
        Self(node)
    }
}

impl Noun for AccessTokenObject {
    type Record = AccessToken;
    type Filter = AccessTokenFilter;
    type Order = AccessTokenOrder;
    const NAME: &'static str = "AccessToken";
}

/// Åtkomstnyckel: by which a tool asks named questions, within one assignment of whoever made it, and changes nothing.
#[Object(name = "AccessToken")]
impl AccessTokenObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`. A use does not change it.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Ändamål: what it is for, and why personal data is read by it.
    async fn purpose(&self) -> &str {
        &self.0.row().purpose
    }

    /// Frågor som den får ställa, by address.
    async fn questions(&self) -> &[String] {
        &self.0.row().questions
    }

    /// Rollen som den verkar i, while its creator holds it.
    async fn role(&self) -> Role {
        self.0.row().role.into()
    }

    /// Status i dag.
    async fn status(&self, ctx: &Context<'_>) -> AccessTokenStatus {
        self.0.row().status(app(ctx).db.clock().today()).into()
    }

    /// Sista dag den kan användas.
    async fn expires_on(&self) -> Date {
        Date(self.0.row().expires_on)
    }

    /// Senast använd, by the day.
    async fn last_used_on(&self) -> Option<Date> {
        self.0.row().last_used_on.map(Date)
    }

    /// Skapad.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.row().created_at)
    }

    /// Skapad av: the creator's subject, never a name.
    async fn created_by(&self) -> &str {
        &self.0.row().subject
    }

    /// Återkallad.
    async fn revoked_at(&self) -> Option<DateTime> {
        self.0.row().revoked_at.map(DateTime)
    }

    /// Skäl till att den återkallades.
    async fn revoked_reason(&self) -> Option<&str> {
        self.0.row().revoked_reason.as_deref()
    }

    /// Organisationen som den är bunden till.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |token| token.owner.organisation()).await
    }

    /// Rådet som den är bunden till.
    async fn council(&self, ctx: &Context<'_>) -> Result<Option<CouncilObject>> {
        self.0.one(ctx, |token| token.owner.council()).await
    }

    /// Kompetensnavet som den är bunden till.
    async fn hub(&self, ctx: &Context<'_>) -> Result<Option<HubObject>> {
        self.0.one(ctx, |token| token.owner.hub()).await
    }

    /// Projektet som den är bunden till.
    async fn project(&self, ctx: &Context<'_>) -> Result<Option<ProjectObject>> {
        self.0.one(ctx, |token| token.owner.project()).await
    }
}

/// Frågor om åtkomstnycklar.
#[derive(Default)]
pub struct AccessTokenQuery;

#[Object]
impl AccessTokenQuery {
    /// Åtkomstnycklar within your reach: those of what you may make them for.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn access_tokens(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<AccessTokenFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<AccessTokenOrder>>,
    ) -> Result<Connection<AccessTokenObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
