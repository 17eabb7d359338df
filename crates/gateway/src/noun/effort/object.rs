//! How an effort is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use competence_hub::need_effort::EFFORT_TO_NEED;
use efforts::{
    effort::{self, EffortColumn},
    enrolment::EnrolmentColumn,
    occasion::OccasionColumn,
    outcome::OutcomeColumn,
};
use store::{Family, Filter};
use taxonomy::Scheme;

use super::filter::{EffortFilter, EffortOrder};
use crate::{
    graph::{Asked, CodeValue, Connection, DateTime, Node, Noun, Stored, connect},
    noun::{
        council::CouncilObject,
        enrolment::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder},
        hub::HubObject,
        need::{NeedFilter, NeedObject, NeedOrder, TargetGroup},
        occasion::{OccasionFilter, OccasionObject, OccasionOrder},
        organisation::OrganisationObject,
        outcome::{OutcomeFilter, OutcomeObject, OutcomeOrder},
        project::ProjectObject,
        statistics::{EffortCounts, enrolment_counts, outcome_counts},
        stored,
    },
};

/// Slag av insats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "effort::EffortKind")]
pub enum EffortKind {
    /// Kurs.
    Course,
    /// Modul.
    Module,
    /// Program.
    Programme,
    /// Verkstad.
    Workshop,
    /// Coachning.
    Coaching,
    /// Mentorskap.
    Mentoring,
    /// Arbetsrotation.
    JobRotation,
    /// Kollegialt lärande.
    CollegialLearning,
    /// Reflektionspass.
    ReflectionSession,
    /// Lärmöte.
    LearningMeeting,
    /// Nätverksmöte.
    NetworkMeeting,
    /// Studiebesök.
    StudyVisit,
    /// Validering.
    Validation,
    /// E-lärande.
    ELearning,
    /// Ledarutbildning.
    LeadershipTraining,
    /// Verksamhetsutveckling.
    OrganisationDevelopment,
}

/// Insatsens status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "effort::EffortStatus")]
pub enum EffortStatus {
    /// Idé.
    Idea,
    /// Sorterad.
    Triaged,
    /// Beslutad by the hub manager.
    Approved,
    /// Anskaffning.
    Sourcing,
    /// Schemalagd: it has an occasion, and is public from here on.
    Scheduled,
    /// Öppen för anmälan.
    Open,
    /// Pågår.
    Running,
    /// Genomförd.
    Completed,
    /// Uppföljd.
    FollowedUp,
    /// Avslutad.
    Closed,
    /// Uppskjuten.
    Postponed,
    /// Inställd.
    Cancelled,
}

/// Genomförandeform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "effort::Delivery")]
pub enum Delivery {
    /// På plats.
    Place,
    /// På distans.
    Distance,
    /// Hybrid.
    Hybrid,
}

/// Needs and efforts are for the same groups, each room in its own words: one enumeration outside.
impl From<effort::TargetGroup> for TargetGroup {
    fn from(group: effort::TargetGroup) -> Self {
        match group {
            effort::TargetGroup::Employees => Self::Employees,
            effort::TargetGroup::Management => Self::Management,
            effort::TargetGroup::UnderNotice => Self::UnderNotice,
            effort::TargetGroup::Furloughed => Self::Furloughed,
            effort::TargetGroup::JobSeekers => Self::JobSeekers,
            effort::TargetGroup::Students => Self::Students,
            effort::TargetGroup::All => Self::All,
        }
    }
}

impl From<TargetGroup> for effort::TargetGroup {
    fn from(group: TargetGroup) -> Self {
        match group {
            TargetGroup::Employees => Self::Employees,
            TargetGroup::Management => Self::Management,
            TargetGroup::UnderNotice => Self::UnderNotice,
            TargetGroup::Furloughed => Self::Furloughed,
            TargetGroup::JobSeekers => Self::JobSeekers,
            TargetGroup::Students => Self::Students,
            TargetGroup::All => Self::All,
        }
    }
}

/// An effort.
pub struct EffortObject(Node<effort::Effort>);

impl From<Node<effort::Effort>> for EffortObject {
    fn from(node: Node<effort::Effort>) -> Self {
        Self(node)
    }
}

impl Noun for EffortObject {
    type Record = effort::Effort;
    type Filter = EffortFilter;
    type Order = EffortOrder;
    const NAME: &'static str = "Effort";
    const LOOKS_AT: &'static [(&'static str, &'static [EffortColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("title", &[]),
        ("description", &[EffortColumn::Description]),
        ("kind", &[]),
        ("status", &[]),
        ("statusReason", &[EffortColumn::StatusReason]),
        ("delivery", &[]),
        ("targetGroup", &[]),
        ("skill", &[EffortColumn::SkillCode]),
        ("ssyk", &[EffortColumn::SsykCode]),
        ("sni", &[EffortColumn::SniCode]),
        ("sunField", &[EffortColumn::SunFieldCode]),
        ("hours", &[]),
        ("reusable", &[]),
        ("accessibility", &[EffortColumn::Accessibility]),
        ("demonstration", &[]),
        ("createdAt", &[]),
        ("hub", &[]),
        ("council", &[]),
        ("project", &[EffortColumn::ProjectId]),
        ("provider", &[EffortColumn::ProviderId]),
        ("occasions", &[]),
        ("enrolments", &[]),
        ("outcomes", &[]),
        ("needs", &[]),
    ];
    const STORED: Stored<EffortColumn> = stored::EFFORT;
}

/// Insats: something done so that people come to know more, from idea to closing.
#[Object(name = "Effort")]
impl EffortObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Rubrik.
    async fn title(&self) -> &str {
        &self.0.row().title
    }

    /// Beskrivning.
    async fn description(&self) -> Option<&str> {
        self.0.row().description.as_deref()
    }

    /// Slag av insats.
    async fn kind(&self) -> EffortKind {
        self.0.row().kind.into()
    }

    /// Status.
    async fn status(&self) -> EffortStatus {
        self.0.row().status.into()
    }

    /// Skäl till senaste steget.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Genomförandeform.
    async fn delivery(&self) -> Delivery {
        self.0.row().delivery.into()
    }

    /// Målgrupp.
    async fn target_group(&self) -> TargetGroup {
        self.0.row().target_group.into()
    }

    /// Kompetens (JobTech).
    async fn skill(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Skill, self.0.row().codes.skill.as_ref())
    }

    /// Yrkesgrupp (SSYK 2012).
    async fn ssyk(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Ssyk2012, self.0.row().codes.ssyk.as_ref())
    }

    /// Bransch (SNI 2007).
    async fn sni(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Sni2007, self.0.row().codes.sni.as_ref())
    }

    /// Utbildningsinriktning (SUN 2020).
    async fn sun_field(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Sun2020Field, self.0.row().codes.sun_field.as_ref())
    }

    /// Timmar, for one participant.
    async fn hours(&self) -> i32 {
        self.0.row().hours
    }

    /// Återanvändbar: made to be used again, in any industry.
    async fn reusable(&self) -> bool {
        self.0.row().reusable
    }

    /// Tillgänglighet: how it is made to work for every participant.
    async fn accessibility(&self) -> Option<&str> {
        self.0.row().accessibility.as_deref()
    }

    /// Påhittad för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Skapad, the instant.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.row().created_at)
    }

    /// Kompetensnavet som genomför insatsen.
    async fn hub(&self, ctx: &Context<'_>) -> Result<HubObject> {
        self.0.the(ctx, |row| row.hub).await
    }

    /// Rådet som navet hör till.
    async fn council(&self, ctx: &Context<'_>) -> Result<CouncilObject> {
        self.0.the(ctx, |row| row.council).await
    }

    /// Projektet som betalar.
    async fn project(&self, ctx: &Context<'_>) -> Result<Option<ProjectObject>> {
        self.0.one(ctx, |row| row.project).await
    }

    /// Anordnaren.
    async fn provider(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |row| row.provider).await
    }

    /// Utbildningstillfällen, within your reach: the public sees those that are confirmed.
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
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(OccasionColumn::EffortId), asked).await
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
        self.0.many(ctx, Family::Column(EnrolmentColumn::EffortId), asked).await
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
        self.0.many(ctx, Family::Column(OutcomeColumn::EffortId), asked).await
    }

    /// Antal anmälningar by status: exact where you reach the rows, else protected. Anyone may ask.
    async fn enrolment_counts(&self, ctx: &Context<'_>) -> Result<EffortCounts> {
        enrolment_counts(ctx, &self.0).await
    }

    /// Antal resultat by kind: exact where you reach the rows, else protected. Anyone may ask.
    async fn outcome_counts(&self, ctx: &Context<'_>) -> Result<EffortCounts> {
        outcome_counts(ctx, &self.0).await
    }

    /// Behov som insatsen svarar mot, within your reach.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn needs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<NeedFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<NeedOrder>>,
    ) -> Result<Connection<NeedObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Via(EFFORT_TO_NEED), asked).await
    }
}

/// Frågor om insatser.
#[derive(Default)]
pub struct EffortQuery;

#[Object]
impl EffortQuery {
    /// Insatser: the public catalogue from the day an effort is scheduled; your hub's, project's and council's earlier too.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn efforts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<EffortFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<EffortOrder>>,
    ) -> Result<Connection<EffortObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
