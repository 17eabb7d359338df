//! How an occasion is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use efforts::{
    enrolment::EnrolmentColumn,
    occasion::{self, OccasionColumn},
    session::SessionColumn,
};
use store::{Family, Filter};
use taxonomy::Scheme;

use super::filter::{OccasionFilter, OccasionOrder};
use crate::{
    graph::{Asked, CodeValue, Connection, Date, Node, Noun, Stored, connect},
    noun::{
        effort::{Delivery, EffortObject},
        enrolment::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder},
        hub::HubObject,
        organisation::OrganisationObject,
        project::ProjectObject,
        session::{SessionFilter, SessionObject, SessionOrder},
        stored,
    },
};

/// Tillfällets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "occasion::OccasionStatus")]
pub enum OccasionStatus {
    /// Planerat: the hub's own.
    Planned,
    /// Bekräftat.
    Confirmed,
    /// Pågår.
    Ongoing,
    /// Avslutat.
    Finished,
    /// Inställt.
    Cancelled,
}

/// An occasion.
pub struct OccasionObject(Node<occasion::Occasion>);

impl From<Node<occasion::Occasion>> for OccasionObject {
    fn from(node: Node<occasion::Occasion>) -> Self {
        Self(node)
    }
}

impl Noun for OccasionObject {
    type Record = occasion::Occasion;
    type Filter = OccasionFilter;
    type Order = OccasionOrder;
    const NAME: &'static str = "Occasion";
    const LOOKS_AT: &'static [(&'static str, &'static [OccasionColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("status", &[]),
        ("statusReason", &[OccasionColumn::StatusReason]),
        ("startsOn", &[]),
        ("endsOn", &[]),
        ("municipality", &[OccasionColumn::MunicipalityCode]),
        ("delivery", &[]),
        ("capacity", &[]),
        ("effort", &[]),
        ("hub", &[]),
        ("project", &[OccasionColumn::ProjectId]),
        ("provider", &[OccasionColumn::ProviderId]),
        ("sessions", &[]),
        ("enrolments", &[]),
    ];
    const STORED: Stored<OccasionColumn> = stored::OCCASION;
}

/// Utbildningstillfälle: one time an effort is given, with its places.
#[Object(name = "Occasion")]
impl OccasionObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Status.
    async fn status(&self) -> OccasionStatus {
        self.0.row().status.into()
    }

    /// Skäl till att det ställdes in.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Första dag.
    async fn starts_on(&self) -> Date {
        Date(self.0.row().starts_on)
    }

    /// Sista dag.
    async fn ends_on(&self) -> Date {
        Date(self.0.row().ends_on)
    }

    /// Kommun.
    async fn municipality(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Municipality, self.0.row().municipality.as_ref())
    }

    /// Genomförandeform.
    async fn delivery(&self) -> Delivery {
        self.0.row().delivery.into()
    }

    /// Platser.
    async fn capacity(&self) -> i32 {
        self.0.row().capacity
    }

    /// Insatsen.
    async fn effort(&self, ctx: &Context<'_>) -> Result<Option<EffortObject>> {
        self.0.one(ctx, |row| Some(row.effort)).await
    }

    /// Kompetensnavet.
    async fn hub(&self, ctx: &Context<'_>) -> Result<HubObject> {
        self.0.the(ctx, |row| row.hub).await
    }

    /// Projektet som betalar.
    async fn project(&self, ctx: &Context<'_>) -> Result<Option<ProjectObject>> {
        self.0.one(ctx, |row| row.project).await
    }

    /// Anordnaren.
    async fn provider(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |row| row.provider).await
    }

    /// Kurstillfällen.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn sessions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<SessionFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<SessionOrder>>,
    ) -> Result<Connection<SessionObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(SessionColumn::OccasionId), asked).await
    }

    /// Anmälningar, within your reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn enrolments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<EnrolmentFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<EnrolmentOrder>>,
    ) -> Result<Connection<EnrolmentObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(EnrolmentColumn::OccasionId), asked).await
    }
}

/// Frågor om tillfällen.
#[derive(Default)]
pub struct OccasionQuery;

#[Object]
impl OccasionQuery {
    /// Utbildningstillfällen: public from the day they are confirmed.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn occasions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<OccasionFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<OccasionOrder>>,
    ) -> Result<Connection<OccasionObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
