//! How a need is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use competence_hub::need_effort::NeedEffortColumn;
use industry_councils::{
    endorsement::EndorsementColumn,
    need::{self, NeedColumn},
};
use store::{Family, Filter};
use taxonomy::Scheme;

use super::filter::{NeedFilter, NeedOrder};
use crate::{
    graph::{Asked, CodeValue, Connection, Date, Node, Noun, Stored, connect},
    noun::{
        council::CouncilObject,
        effort::{EffortFilter, EffortObject, EffortOrder},
        endorsement::{EndorsementFilter, EndorsementObject, EndorsementOrder},
        industry_council::IndustryCouncilObject,
        need_effort::{NeedEffortFilter, NeedEffortObject, NeedEffortOrder},
        organisation::OrganisationObject,
        stored,
        triage::TriageObject,
    },
};

/// Behovets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "need::NeedStatus")]
pub enum NeedStatus {
    /// Anmält.
    Reported,
    /// Kvalificerat: coded, duplicates merged.
    Qualified,
    /// Förankrat: backed by a council's decision.
    Endorsed,
    /// Prioriterat by the hub.
    Prioritised,
    /// Under åtgärd: an effort answers it.
    InAction,
    /// Tillgodosett.
    Met,
    /// Delvis tillgodosett.
    PartlyMet,
    /// Inaktuellt.
    Lapsed,
    /// Avslaget.
    Rejected,
    /// Sammanslaget med ett annat behov.
    Merged,
}

/// Vem behovet gäller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "need::NeedBasis")]
pub enum NeedBasis {
    /// Nyrekrytering.
    NewRecruits,
    /// Redan yrkesverksamma.
    Incumbents,
    /// Båda.
    Both,
}

/// Behovets orsak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "need::NeedCause")]
pub enum NeedCause {
    /// Teknikskifte.
    TechnologyShift,
    /// Utbildningssystemet hinner inte med.
    EducationLag,
    /// Pandemi.
    Pandemic,
    /// Pensionsavgångar.
    Retirement,
    /// Tillväxt.
    Growth,
    /// Nya regler.
    Regulation,
    /// Strukturomvandling.
    StructuralChange,
    /// Grön omställning.
    GreenTransition,
    /// Annan.
    Other,
}

/// Behovets tidshorisont.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "need::NeedHorizon")]
pub enum NeedHorizon {
    /// Kort: under 1 år.
    Short,
    /// Medellång: 1–3 år.
    Medium,
    /// Lång: 3–10 år.
    Long,
}

/// Målgrupp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "need::TargetGroup")]
pub enum TargetGroup {
    /// Anställda.
    Employees,
    /// Företagsledning.
    Management,
    /// Varslade: under notice, still employed.
    UnderNotice,
    /// Permitterade: furloughed, still employed.
    Furloughed,
    /// Arbetssökande.
    JobSeekers,
    /// Studerande.
    Students,
    /// Alla.
    All,
}

/// A need.
pub struct NeedObject(Node<need::Need>);

impl From<Node<need::Need>> for NeedObject {
    fn from(node: Node<need::Need>) -> Self {
        Self(node)
    }
}

impl Noun for NeedObject {
    type Record = need::Need;
    type Filter = NeedFilter;
    type Order = NeedOrder;
    const NAME: &'static str = "Need";
    const LOOKS_AT: &'static [(&'static str, &'static [NeedColumn])] = &[
        ("id", &[]),
        ("version", &[]),
        ("title", &[]),
        ("description", &[NeedColumn::Description]),
        ("status", &[]),
        ("basis", &[]),
        ("cause", &[]),
        ("horizon", &[]),
        ("targetGroup", &[]),
        ("skill", &[NeedColumn::SkillCode]),
        ("ssyk", &[NeedColumn::SsykCode]),
        ("occupation", &[NeedColumn::OccupationCode]),
        ("sni", &[NeedColumn::SniCode]),
        ("municipality", &[NeedColumn::MunicipalityCode]),
        ("region", &[NeedColumn::RegionCode]),
        ("peopleNeeded", &[]),
        ("peopleNow", &[NeedColumn::PeopleNow]),
        ("neededBy", &[NeedColumn::NeededBy]),
        ("reportedOn", &[]),
        ("endorsedOn", &[NeedColumn::EndorsedOn]),
        ("statusReason", &[NeedColumn::StatusReason]),
        ("demonstration", &[]),
        ("council", &[]),
        ("organisation", &[NeedColumn::OrganisationId]),
        ("industryCouncil", &[NeedColumn::IndustryCouncilId]),
        ("mergedInto", &[NeedColumn::MergedIntoId]),
        ("endorsements", &[]),
        ("effortLinks", &[]),
        ("efforts", &[]),
    ];
    const STORED: Stored<NeedColumn> = stored::NEED;
}

/// Kompetensbehov: a stated need of competence, coded, from report to follow-up.
#[Object(name = "Need")]
impl NeedObject {
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

    /// Status.
    async fn status(&self) -> NeedStatus {
        self.0.row().status.into()
    }

    /// Vem behovet gäller.
    async fn basis(&self) -> NeedBasis {
        self.0.row().basis.into()
    }

    /// Orsak.
    async fn cause(&self) -> NeedCause {
        self.0.row().cause.into()
    }

    /// Tidshorisont.
    async fn horizon(&self) -> NeedHorizon {
        self.0.row().horizon.into()
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

    /// Yrkesbenämning (JobTech).
    async fn occupation(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::OccupationName, self.0.row().codes.occupation.as_ref())
    }

    /// Bransch (SNI 2007).
    async fn sni(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Sni2007, self.0.row().codes.sni.as_ref())
    }

    /// Kommun.
    async fn municipality(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Municipality, self.0.row().codes.municipality.as_ref())
    }

    /// Region: a dated set of municipalities.
    async fn region(&self) -> Option<CodeValue> {
        CodeValue::maybe(Scheme::Region, self.0.row().codes.region.as_ref())
    }

    /// Antal som behövs, people.
    async fn people_needed(&self) -> i32 {
        self.0.row().people_needed
    }

    /// Antal i dag, people.
    async fn people_now(&self) -> Option<i32> {
        self.0.row().people_now
    }

    /// Behövs senast.
    async fn needed_by(&self) -> Option<Date> {
        self.0.row().needed_by.map(Date)
    }

    /// Anmält den.
    async fn reported_on(&self) -> Date {
        Date(self.0.row().reported_on)
    }

    /// Först förankrat den.
    async fn endorsed_on(&self) -> Option<Date> {
        self.0.row().endorsed_on.map(Date)
    }

    /// Ledtid till beslut: days from report to first endorsement.
    async fn decision_lead_days(&self) -> Option<i64> {
        let need = self.0.row();
        need.endorsed_on.map(|day| (day - need.reported_on).num_days())
    }

    /// Skäl till senaste steget.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Påhittat för demonstration.
    async fn demonstration(&self) -> bool {
        self.0.row().demonstration
    }

    /// Rådet vars bild behovet är en del av.
    async fn council(&self, ctx: &Context<'_>) -> Result<CouncilObject> {
        self.0.the(ctx, |need| need.council).await
    }

    /// Organisationen som har behovet; absent for a need of the whole industry.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |need| need.organisation).await
    }

    /// Branschrådet som behovet anmäldes till.
    async fn industry_council(&self, ctx: &Context<'_>) -> Result<Option<IndustryCouncilObject>> {
        self.0.one(ctx, |need| need.industry_council).await
    }

    /// Behovet som detta slogs samman med.
    async fn merged_into(&self, ctx: &Context<'_>) -> Result<Option<NeedObject>> {
        self.0.one(ctx, |need| need.merged_into).await
    }

    /// Förankringar: the councils' backing.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn endorsements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<EndorsementFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<EndorsementOrder>>,
    ) -> Result<Connection<EndorsementObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(EndorsementColumn::NeedId), asked).await
    }

    /// Sortering och prioritering by the hub, within your reach.
    async fn triage(&self, ctx: &Context<'_>) -> Result<Option<TriageObject>> {
        TriageObject::of_need(ctx, &self.0).await
    }

    /// Kopplingar till insatser: by whose decision, and why without endorsement where it is so.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn effort_links(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<NeedEffortFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<NeedEffortOrder>>,
    ) -> Result<Connection<NeedEffortObject>> {
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Column(NeedEffortColumn::NeedId), asked).await
    }

    /// Insatser som svarar mot behovet, within your reach.
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
        let asked = Asked { first, after, last, before, filter, order_by, also: Filter::default() };
        self.0.many(ctx, Family::Via(competence_hub::need_effort::NEED_TO_EFFORT), asked).await
    }
}

/// Frågor om behov.
#[derive(Default)]
pub struct NeedQuery;

#[Object]
impl NeedQuery {
    /// Kompetensbehov within your reach: your organisation's, your council's.
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
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
