//! How a participation is shown.

use std::collections::HashMap;

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use efforts::{enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use kernel::id::ParticipationId;
use participants::participation::{self, ParticipationColumn, SpellColumn};
use store::{Family, Filter};
use taxonomy::Scheme;

use super::filter::{ParticipationFilter, ParticipationOrder};
use crate::{
    app::{app, caller},
    graph::{Asked, CodeValue, Connection, Date, Node, Noun, Stored, connect},
    noun::{
        enrolment::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder},
        organisation::OrganisationObject,
        outcome::{OutcomeFilter, OutcomeObject, OutcomeOrder},
        participant::ParticipantObject,
        participation_spell::{ParticipationSpellFilter, ParticipationSpellObject, ParticipationSpellOrder},
        project::ProjectObject,
        stored,
    },
};

/// Deltagandets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "participation::ParticipationStatus")]
pub enum ParticipationStatus {
    /// Registrerat.
    Registered,
    /// Pågår.
    Active,
    /// Avslutat.
    Exited,
    /// Resultat registrerat.
    ResultRecorded,
    /// Uppföljt, six months after leaving.
    FollowedUp,
    /// Arkiverat.
    Archived,
}

/// Kön.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kernel::Sex")]
pub enum Sex {
    /// Kvinna.
    Female,
    /// Man.
    Male,
    /// Icke-binär.
    NonBinary,
    /// Okänt.
    Unknown,
}

/// Sysselsättning vid start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "participation::EmploymentSituation")]
pub enum EmploymentSituation {
    /// Anställd.
    Employed,
    /// Egenföretagare.
    SelfEmployed,
    /// Varslad: still employed.
    UnderNotice,
    /// Permitterad: still employed.
    Furloughed,
    /// Arbetslös.
    Unemployed,
    /// Långtidsarbetslös.
    LongTermUnemployed,
    /// Utanför arbetskraften.
    Inactive,
    /// Okänd.
    Unknown,
}

/// Svar på en känslig fråga.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "participation::Answer")]
pub enum Answer {
    /// Ja.
    Yes,
    /// Nej.
    No,
    /// Vill inte svara: an answer too.
    Declined,
    /// Inte tillfrågad.
    NotAsked,
}

/// Känsliga uppgifter.
#[derive(Clone, Copy, SimpleObject)]
pub struct SensitiveAnswers {
    /// Funktionsnedsättning.
    disability: Answer,
    /// Minoritet.
    minority: Answer,
}

impl From<participation::Sensitive> for SensitiveAnswers {
    fn from(answers: participation::Sensitive) -> Self {
        Self { disability: answers.disability.into(), minority: answers.minority.into() }
    }
}

/// A participation.
pub struct ParticipationObject(Node<participation::Participation>);

impl From<Node<participation::Participation>> for ParticipationObject {
    fn from(node: Node<participation::Participation>) -> Self {
        Self(node)
    }
}

impl Noun for ParticipationObject {
    type Record = participation::Participation;
    type Filter = ParticipationFilter;
    type Order = ParticipationOrder;
    const NAME: &'static str = "Participation";
    const LOOKS_AT: &'static [(&'static str, &'static [ParticipationColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("status", &[]),
        ("statusReason", &[ParticipationColumn::StatusReason]),
        ("startsOn", &[]),
        ("endsOn", &[ParticipationColumn::EndsOn]),
        ("resultsClearedOn", &[ParticipationColumn::ResultsClearedOn]),
        ("sex", &[]),
        ("birthYear", &[ParticipationColumn::BirthYear]),
        ("ageAtEntry", &[ParticipationColumn::AgeAtEntry]),
        ("employmentSituation", &[]),
        ("employedAtEntry", &[]),
        ("inEducation", &[]),
        ("sunLevel", &[ParticipationColumn::SunLevelCode]),
        ("municipality", &[ParticipationColumn::MunicipalityCode]),
        ("ssyk", &[ParticipationColumn::SsykCode]),
        ("sni", &[ParticipationColumn::SniCode]),
        ("isComplete", &[]),
        ("demonstration", &[]),
        ("participant", &[]),
        ("sensitive", &[]),
        ("project", &[]),
        ("organisation", &[ParticipationColumn::OrganisationId]),
        ("spells", &[]),
        ("enrolments", &[]),
        ("outcomes", &[]),
    ];
    const STORED: Stored<ParticipationColumn> = stored::PARTICIPATION;
}

/// Deltagande: one person in one project, with the characteristics on the day of entry. Counted by funders.
#[Object(name = "Participation")]
impl ParticipationObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Status.
    async fn status(&self) -> ParticipationStatus {
        self.0.row().status.into()
    }

    /// Skäl till senaste steget.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Första dag: the day the characteristics describe.
    async fn starts_on(&self) -> Date {
        Date(self.0.row().starts_on)
    }

    /// Sista dag; nothing while it goes on.
    async fn ends_on(&self) -> Option<Date> {
        self.0.row().ends_on.map(Date)
    }

    /// Senaste återinträde: results observed before this day no longer count.
    async fn results_cleared_on(&self) -> Option<Date> {
        self.0.row().results_cleared_on.map(Date)
    }

    /// Uppföljning tidigast: six months after leaving.
    async fn follow_up_due_on(&self) -> Option<Date> {
        self.0.row().follow_up_due_on().map(Date)
    }

    /// Kön.
    async fn sex(&self) -> Sex {
        self.0.row().entry.sex.into()
    }

    /// Födelseår.
    async fn birth_year(&self) -> Option<i32> {
        self.0.row().entry.birth_year
    }

    /// Ålder vid start, whole years.
    async fn age_at_entry(&self) -> Option<i32> {
        self.0.row().entry.age_at_entry
    }

    /// Sysselsättning vid start.
    async fn employment_situation(&self) -> EmploymentSituation {
        self.0.row().entry.employment_situation.into()
    }

    /// Räknas som sysselsatt vid start: under notice and furloughed too.
    async fn employed_at_entry(&self) -> bool {
        self.0.row().entry.employment_situation.is_employed()
    }

    /// I utbildning vid start.
    async fn in_education(&self) -> bool {
        self.0.row().entry.in_education
    }

    /// Utbildningsnivå (SUN 2020).
    async fn sun_level(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Sun2020Level, self.0.row().entry.sun_level.as_ref())
    }

    /// Bostadskommun.
    async fn municipality(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Municipality, self.0.row().entry.municipality.as_ref())
    }

    /// Yrkesgrupp (SSYK 2012).
    async fn ssyk(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Ssyk2012, self.0.row().entry.ssyk.as_ref())
    }

    /// Arbetsgivarens bransch (SNI 2007).
    async fn sni(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Sni2007, self.0.row().entry.sni.as_ref())
    }

    /// Komplett: counts in the indicators, not only in the grand total.
    async fn is_complete(&self) -> bool {
        self.0.row().is_complete
    }

    /// Påhittat för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Personen.
    async fn participant(&self, ctx: &Context<'_>) -> Result<ParticipantObject> {
        ParticipantObject::of(&self.0, ctx, |row| row.participant, Some(self.0.row().id)).await
    }

    /// Känsliga uppgifter: nothing unless your role reads them. Every reading is noted.
    async fn sensitive(&self, ctx: &Context<'_>) -> Result<Option<SensitiveAnswers>> {
        let answers = self.0.shared(ctx, || async {
            let ids: Vec<ParticipationId> = self.0.siblings().iter().map(|row| row.id).collect();
            app(ctx).participations.sensitive(&caller(ctx).request, &ids).await
        });
        let answers: std::sync::Arc<HashMap<ParticipationId, participation::Sensitive>> = answers.await?;
        Ok(answers.get(&self.0.row().id).copied().map(SensitiveAnswers::from))
    }

    /// Projektet.
    async fn project(&self, ctx: &Context<'_>) -> Result<ProjectObject> {
        self.0.the(ctx, |row| row.project).await
    }

    /// Arbetsgivaren vid start.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |row| row.organisation).await
    }

    /// Deltagandeperioder.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn spells(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<ParticipationSpellFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<ParticipationSpellOrder>>,
    ) -> Result<Connection<ParticipationSpellObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(SpellColumn::ParticipationId), asked).await
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
        self.0.many(ctx, Family::Column(EnrolmentColumn::ParticipationId), asked).await
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
        self.0.many(ctx, Family::Column(OutcomeColumn::ParticipationId), asked).await
    }
}

/// Frågor om deltaganden.
#[derive(Default)]
pub struct ParticipationQuery;

#[Object]
impl ParticipationQuery {
    /// Deltaganden within your reach: your own, your employees', your project's.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn participations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<ParticipationFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<ParticipationOrder>>,
    ) -> Result<Connection<ParticipationObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
