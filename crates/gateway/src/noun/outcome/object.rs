//! How an outcome is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use efforts::outcome::{self, OutcomeColumn};
use store::Filter;

use super::filter::{OutcomeFilter, OutcomeOrder};
use crate::{
    graph::{Asked, Connection, Date, DateTime, Node, Noun, Stored, connect},
    noun::{
        effort::EffortObject, enrolment::EnrolmentObject, organisation::OrganisationObject,
        participant::ParticipantObject, participation::ParticipationObject, project::ProjectObject, stored,
    },
};

/// Slag av resultat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "outcome::OutcomeKind")]
pub enum OutcomeKind {
    /// Stärkt i nuvarande bransch.
    StrengthenedInIndustry,
    /// Rustad för annat företag.
    PreparedOtherCompany,
    /// Rustad för annan bransch.
    PreparedOtherIndustry,
    /// Kvalifikation.
    Qualification,
    /// I utbildning.
    InEducation,
    /// I arbete.
    InEmployment,
    /// Nytt arbete.
    NewJob,
    /// Söker arbete.
    JobSearching,
    /// Förbättrad ställning på arbetsmarknaden.
    ImprovedSituation,
    /// Ingen förändring.
    NoChange,
}

/// Resultatets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "outcome::OutcomeStatus")]
pub enum OutcomeStatus {
    /// Registrerat.
    Recorded,
    /// Ersatt by a later or better answer.
    Superseded,
}

/// Varifrån resultatet kommer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "outcome::OutcomeSource")]
pub enum OutcomeSource {
    /// Deltagaren.
    Participant,
    /// Arbetsgivaren.
    Employer,
    /// Kompetensnavet.
    Hub,
    /// Register.
    Register,
}

/// An outcome.
pub struct OutcomeObject(Node<outcome::Outcome>);

impl From<Node<outcome::Outcome>> for OutcomeObject {
    fn from(node: Node<outcome::Outcome>) -> Self {
        Self(node)
    }
}

impl Noun for OutcomeObject {
    type Record = outcome::Outcome;
    type Filter = OutcomeFilter;
    type Order = OutcomeOrder;
    const NAME: &'static str = "Outcome";
    const LOOKS_AT: &'static [(&'static str, &'static [OutcomeColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("kind", &[]),
        ("status", &[]),
        ("source", &[]),
        ("observedOn", &[]),
        ("recordedAt", &[]),
        ("statusReason", &[OutcomeColumn::StatusReason]),
        ("participant", &[]),
        ("enrolment", &[OutcomeColumn::EnrolmentId]),
        ("participation", &[OutcomeColumn::ParticipationId]),
        ("effort", &[OutcomeColumn::EffortId]),
        ("project", &[OutcomeColumn::ProjectId]),
        ("organisation", &[OutcomeColumn::OrganisationId]),
    ];
    const STORED: Stored<OutcomeColumn> = stored::OUTCOME;
}

/// Resultat: what became of someone after an effort or a project. Never overwritten: a later answer supersedes it.
#[Object(name = "Outcome")]
impl OutcomeObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Slag av resultat.
    async fn kind(&self) -> OutcomeKind {
        self.0.row().kind.into()
    }

    /// Status.
    async fn status(&self) -> OutcomeStatus {
        self.0.row().status.into()
    }

    /// Källa.
    async fn source(&self) -> OutcomeSource {
        self.0.row().source.into()
    }

    /// Observerat den: the day the state was true.
    async fn observed_on(&self) -> Date {
        Date(self.0.row().observed_on)
    }

    /// Registrerat, the instant.
    async fn recorded_at(&self) -> DateTime {
        DateTime(self.0.row().recorded_at)
    }

    /// Skäl till att det ersattes.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Personen.
    async fn participant(&self, ctx: &Context<'_>) -> Result<ParticipantObject> {
        ParticipantObject::of(&self.0, ctx, |row| row.participant, self.0.row().participation).await
    }

    /// Anmälan, within your reach.
    async fn enrolment(&self, ctx: &Context<'_>) -> Result<Option<EnrolmentObject>> {
        self.0.one(ctx, |row| row.enrolment).await
    }

    /// Deltagandet, within your reach.
    async fn participation(&self, ctx: &Context<'_>) -> Result<Option<ParticipationObject>> {
        self.0.one(ctx, |row| row.participation).await
    }

    /// Insatsen.
    async fn effort(&self, ctx: &Context<'_>) -> Result<Option<EffortObject>> {
        self.0.one(ctx, |row| row.effort).await
    }

    /// Projektet.
    async fn project(&self, ctx: &Context<'_>) -> Result<Option<ProjectObject>> {
        self.0.one(ctx, |row| row.project).await
    }

    /// Arbetsgivaren vid start.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |row| row.organisation).await
    }
}

/// Frågor om resultat.
#[derive(Default)]
pub struct OutcomeQuery;

#[Object]
impl OutcomeQuery {
    /// Resultat within your reach: your own, your employees', your hub's, your project's.
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
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
