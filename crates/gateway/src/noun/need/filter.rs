//! Which needs, in which order.

use async_graphql::{Context, Enum, InputObject};
use competence_hub::{NeedEffort, Triage, need_effort::NeedEffortColumn, triage::TriageColumn};
use councils::{Council, Organisation, council::CouncilColumn, organisation::OrganisationColumn};
use industry_councils::{
    Endorsement, IndustryCouncil, Need, endorsement::EndorsementColumn, industry_council::IndustryCouncilColumn,
    need::NeedColumn as C,
};
use kernel::{Direction, Result, id::kind};
use store::{Filter, changed_since};
use taxonomy::Scheme;

use super::object::{NeedBasis, NeedCause, NeedHorizon, NeedStatus, TargetGroup};
use crate::{
    graph::{
        CodeFilter, DateFilter, DateTime, EnumFilter, Filtering, IdFilter, IntFilter, OrderDirection, Ordering,
        TextFilter, filter::connectives,
    },
    noun::{
        council::CouncilFilter, endorsement::EndorsementFilter, industry_council::IndustryCouncilFilter,
        need_effort::NeedEffortFilter, organisation::OrganisationFilter, set, triage::TriageFilter,
    },
};

/// Behovsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct NeedFilter {
    /// Alla dessa.
    and: Option<Vec<NeedFilter>>,
    /// Någon av dessa.
    or: Option<Vec<NeedFilter>>,
    /// Inte detta.
    not: Option<Box<NeedFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Gjort eller ändrat sedan: made or changed at this instant or later.
    changed_since: Option<DateTime>,
    /// Rubrik.
    title: Option<TextFilter>,
    /// Status.
    status: Option<EnumFilter<NeedStatus>>,
    /// Vem behovet gäller.
    basis: Option<EnumFilter<NeedBasis>>,
    /// Orsak.
    cause: Option<EnumFilter<NeedCause>>,
    /// Tidshorisont.
    horizon: Option<EnumFilter<NeedHorizon>>,
    /// Målgrupp.
    target_group: Option<EnumFilter<TargetGroup>>,
    /// Kompetens.
    skill: Option<CodeFilter>,
    /// Yrkesgrupp.
    ssyk: Option<CodeFilter>,
    /// Yrkesbenämning.
    occupation: Option<CodeFilter>,
    /// Bransch.
    sni: Option<CodeFilter>,
    /// Kommun.
    municipality: Option<CodeFilter>,
    /// Region.
    region: Option<CodeFilter>,
    /// Antal som behövs.
    people_needed: Option<IntFilter>,
    /// Anmält den.
    reported_on: Option<DateFilter>,
    /// Först förankrat den.
    endorsed_on: Option<DateFilter>,
    /// Råd.
    council_id: Option<IdFilter>,
    /// Branschråd.
    industry_council_id: Option<IdFilter>,
    /// Sorterat och prioriterat på ett sätt som du når och som uppfyller detta.
    triage: Option<Box<TriageFilter>>,
    /// Organisation.
    organisation_id: Option<IdFilter>,
    /// Rådet uppfyller detta.
    council: Option<Box<CouncilFilter>>,
    /// Branschrådet uppfyller detta.
    industry_council: Option<Box<IndustryCouncilFilter>>,
    /// Organisationen uppfyller detta.
    organisation: Option<Box<OrganisationFilter>>,
    /// Har någon förankring som du når och som uppfyller detta.
    some_endorsement: Option<Box<EndorsementFilter>>,
    /// Har någon koppling till en insats som uppfyller detta.
    some_effort_link: Option<Box<NeedEffortFilter>>,
}

impl Filtering<C> for NeedFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let code = |filter: Option<CodeFilter>, column, scheme| filter.map(|f| f.on(column, scheme)).transpose();
        let own = [
            self.id.map(|f| f.on::<_, kind::Need>(C::Id)).transpose()?,
            self.changed_since.map(|at| changed_since::<Need>(at.0)),
            self.title.map(|f| f.on(C::TitleKey)),
            self.status.map(|f| f.on(C::Status)),
            self.basis.map(|f| f.on(C::Basis)),
            self.cause.map(|f| f.on(C::Cause)),
            self.horizon.map(|f| f.on(C::Horizon)),
            self.target_group.map(|f| f.on(C::TargetGroup)),
            code(self.skill, C::SkillCode, Scheme::Skill)?,
            code(self.ssyk, C::SsykCode, Scheme::Ssyk2012)?,
            code(self.occupation, C::OccupationCode, Scheme::OccupationName)?,
            code(self.sni, C::SniCode, Scheme::Sni2007)?,
            code(self.municipality, C::MunicipalityCode, Scheme::Municipality)?,
            code(self.region, C::RegionCode, Scheme::Region)?,
            self.people_needed.map(|f| f.on(C::PeopleNeeded)),
            self.reported_on.map(|f| f.on(C::ReportedOn)),
            self.endorsed_on.map(|f| f.on(C::EndorsedOn)),
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.industry_council_id.map(|f| f.on::<_, kind::IndustryCouncil>(C::IndustryCouncilId)).transpose()?,
            set::<Triage>(ctx, self.triage, TriageColumn::NeedId)?.map(|set| Filter::InSet(C::Id, set)),
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            set::<Council>(ctx, self.council, CouncilColumn::Id)?.map(|set| Filter::InSet(C::CouncilId, set)),
            set::<IndustryCouncil>(ctx, self.industry_council, IndustryCouncilColumn::Id)?
                .map(|set| Filter::InSet(C::IndustryCouncilId, set)),
            set::<Organisation>(ctx, self.organisation, OrganisationColumn::Id)?
                .map(|set| Filter::InSet(C::OrganisationId, set)),
            set::<Endorsement>(ctx, self.some_endorsement, EndorsementColumn::NeedId)?
                .map(|set| Filter::InSet(C::Id, set)),
            set::<NeedEffort>(ctx, self.some_effort_link, NeedEffortColumn::NeedId)?
                .map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad behov kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum NeedOrderField {
    /// Rubrik, i svensk ordning.
    Title,
    /// Anmält den.
    ReportedOn,
    /// Antal som behövs.
    PeopleNeeded,
    /// Status.
    Status,
}

/// Behovens ordning.
#[derive(Clone, Debug, InputObject)]
pub struct NeedOrder {
    /// Efter vad.
    field: NeedOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for NeedOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            NeedOrderField::Title => C::TitleKey,
            NeedOrderField::ReportedOn => C::ReportedOn,
            NeedOrderField::PeopleNeeded => C::PeopleNeeded,
            NeedOrderField::Status => C::Status,
        };
        (column, self.direction.into())
    }
}
