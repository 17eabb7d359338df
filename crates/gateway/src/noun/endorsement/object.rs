//! How an endorsement is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use industry_councils::endorsement::{self, EndorsementColumn};

use super::filter::{EndorsementFilter, EndorsementOrder};
use crate::{
    graph::{Date, Node, Noun},
    noun::{
        council::CouncilObject, industry_council::IndustryCouncilObject, need::NeedObject,
        organisation::OrganisationObject,
    },
};

/// Förankringens status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "endorsement::EndorsementStatus")]
pub enum EndorsementStatus {
    /// Gällande.
    Valid,
    /// Återtagen.
    Withdrawn,
}

/// An endorsement.
pub struct EndorsementObject(Node<endorsement::Endorsement>);

impl From<Node<endorsement::Endorsement>> for EndorsementObject {
    fn from(node: Node<endorsement::Endorsement>) -> Self {
        Self(node)
    }
}

impl Noun for EndorsementObject {
    type Record = endorsement::Endorsement;
    type Filter = EndorsementFilter;
    type Order = EndorsementOrder;
    const NAME: &'static str = "Endorsement";
    const LOOKS_AT: &'static [(&'static str, &'static [EndorsementColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("status", &[]),
        ("decidedOn", &[]),
        ("reference", &[]),
        ("statement", &[EndorsementColumn::Statement]),
        ("withdrawnOn", &[EndorsementColumn::WithdrawnOn]),
        ("statusReason", &[EndorsementColumn::StatusReason]),
        ("need", &[]),
        ("council", &[]),
        ("organisation", &[EndorsementColumn::OrganisationId]),
        ("industryCouncil", &[EndorsementColumn::IndustryCouncilId]),
    ];
}

/// Förankring: a council's backing of a need – who stood behind it, when, by which minutes.
#[Object(name = "Endorsement")]
impl EndorsementObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Status.
    async fn status(&self) -> EndorsementStatus {
        self.0.row().status.into()
    }

    /// Beslutat den.
    async fn decided_on(&self) -> Date {
        Date(self.0.row().decided_on)
    }

    /// Protokollsreferens.
    async fn reference(&self) -> &str {
        &self.0.row().reference
    }

    /// Uttalande.
    async fn statement(&self) -> Option<&str> {
        self.0.row().statement.as_deref()
    }

    /// Återtagen den.
    async fn withdrawn_on(&self) -> Option<Date> {
        self.0.row().withdrawn_on.map(Date)
    }

    /// Varför den återtogs.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Gällde den dagen.
    async fn held_on(&self, #[graphql(desc = "Dag.")] day: Date) -> bool {
        self.0.row().held_on(day.0)
    }

    /// Behovet.
    async fn need(&self, ctx: &Context<'_>) -> Result<Option<NeedObject>> {
        self.0.one(ctx, |endorsement| Some(endorsement.need)).await
    }

    /// Rådet vars bild behovet är en del av.
    async fn council(&self, ctx: &Context<'_>) -> Result<CouncilObject> {
        self.0.the(ctx, |endorsement| endorsement.council).await
    }

    /// Organisationen som har behovet.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |endorsement| endorsement.organisation).await
    }

    /// Branschrådet som beslutade; absent when the regional council itself did.
    async fn industry_council(&self, ctx: &Context<'_>) -> Result<Option<IndustryCouncilObject>> {
        self.0.one(ctx, |endorsement| endorsement.industry_council).await
    }
}
