//! How an enrolment is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use efforts::{
    enrolment::{self, EnrolmentColumn},
    outcome::OutcomeColumn,
};
use store::{Family, Filter};

use super::filter::{EnrolmentFilter, EnrolmentOrder};
use crate::{
    graph::{Asked, Connection, Date, Node, Noun, Stored, connect},
    noun::{
        effort::EffortObject,
        hub::HubObject,
        occasion::OccasionObject,
        organisation::OrganisationObject,
        outcome::{OutcomeFilter, OutcomeObject, OutcomeOrder},
        participant::ParticipantObject,
        participation::ParticipationObject,
        project::ProjectObject,
        stored,
    },
};

/// Anmälans status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "enrolment::EnrolmentStatus")]
pub enum EnrolmentStatus {
    /// Nominerad.
    Nominated,
    /// Ansökt.
    Applied,
    /// Behörig.
    Eligible,
    /// Reserv: waits for a place, first come first served.
    Waitlisted,
    /// Erbjuden plats: the place is held.
    Offered,
    /// Antagen.
    Confirmed,
    /// Påbörjad.
    Started,
    /// Slutförd.
    Completed,
    /// Avbrott.
    DroppedOut,
    /// Ej antagen.
    Rejected,
    /// Återbud.
    Withdrawn,
    /// Utebliven.
    NoShow,
}

/// Hur anmälan kom till.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "enrolment::EnrolmentSource")]
pub enum EnrolmentSource {
    /// Anmäld av arbetsgivare.
    Nomination,
    /// Egen ansökan.
    Application,
}

/// An enrolment.
pub struct EnrolmentObject(Node<enrolment::Enrolment>);

impl From<Node<enrolment::Enrolment>> for EnrolmentObject {
    fn from(node: Node<enrolment::Enrolment>) -> Self {
        Self(node)
    }
}

impl Noun for EnrolmentObject {
    type Record = enrolment::Enrolment;
    type Filter = EnrolmentFilter;
    type Order = EnrolmentOrder;
    const NAME: &'static str = "Enrolment";
    const LOOKS_AT: &'static [(&'static str, &'static [EnrolmentColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("status", &[]),
        ("source", &[]),
        ("appliedOn", &[]),
        ("startedOn", &[EnrolmentColumn::StartedOn]),
        ("endedOn", &[EnrolmentColumn::EndedOn]),
        ("minutes", &[]),
        ("statusReason", &[EnrolmentColumn::StatusReason]),
        ("demonstration", &[]),
        ("participant", &[]),
        ("occasion", &[]),
        ("effort", &[]),
        ("hub", &[]),
        ("project", &[EnrolmentColumn::ProjectId]),
        ("provider", &[EnrolmentColumn::ProviderId]),
        ("organisation", &[EnrolmentColumn::OrganisationId]),
        ("participation", &[EnrolmentColumn::ParticipationId]),
        ("outcomes", &[]),
    ];
    const STORED: Stored<EnrolmentColumn> = stored::ENROLMENT;
}

/// Anmälan: one person's way through one occasion, from nomination or application to completion.
#[Object(name = "Enrolment")]
impl EnrolmentObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Status.
    async fn status(&self) -> EnrolmentStatus {
        self.0.row().status.into()
    }

    /// Hur anmälan kom till.
    async fn source(&self) -> EnrolmentSource {
        self.0.row().source.into()
    }

    /// Anmäld den.
    async fn applied_on(&self) -> Date {
        Date(self.0.row().applied_on)
    }

    /// Påbörjad den.
    async fn started_on(&self) -> Option<Date> {
        self.0.row().started_on.map(Date)
    }

    /// Avslutad den.
    async fn ended_on(&self) -> Option<Date> {
        self.0.row().ended_on.map(Date)
    }

    /// Deltagande, in minutes.
    async fn minutes(&self) -> i32 {
        self.0.row().minutes
    }

    /// Skäl till senaste steget.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Påhittad för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Personen.
    async fn participant(&self, ctx: &Context<'_>) -> Result<ParticipantObject> {
        ParticipantObject::of(&self.0, ctx, |row| row.participant, self.0.row().participation).await
    }

    /// Tillfället.
    async fn occasion(&self, ctx: &Context<'_>) -> Result<Option<OccasionObject>> {
        self.0.one(ctx, |row| Some(row.occasion)).await
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

    /// Arbetsgivaren.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |row| row.organisation).await
    }

    /// Deltagandet i projektet, within your reach.
    async fn participation(&self, ctx: &Context<'_>) -> Result<Option<ParticipationObject>> {
        self.0.one(ctx, |row| row.participation).await
    }

    /// Resultat, within your reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn outcomes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<OutcomeFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<OutcomeOrder>>,
    ) -> Result<Connection<OutcomeObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(OutcomeColumn::EnrolmentId), asked).await
    }
}

/// Frågor om anmälningar.
#[derive(Default)]
pub struct EnrolmentQuery;

#[Object]
impl EnrolmentQuery {
    /// Anmälningar within your reach: your own, your employees', your hub's, your project's, to what you provide.
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
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
