//! Which efforts, in which order.

use async_graphql::{Context, Enum, InputObject};
use competence_hub::need_effort::NeedEffortColumn;
use councils::{Organisation, organisation::OrganisationColumn};
use efforts::{
    Effort, Enrolment, Occasion, Outcome, effort::EffortColumn as C, enrolment::EnrolmentColumn,
    occasion::OccasionColumn, outcome::OutcomeColumn,
};
use kernel::{Direction, Result, id::kind};
use projects::{Project, project::ProjectColumn};
use store::{Filter, changed_since};
use taxonomy::Scheme;

use super::object::{Delivery, EffortKind, EffortStatus};
use crate::{
    graph::{
        BooleanFilter, CodeFilter, DateTime, EnumFilter, Filtering, IdFilter, IntFilter, OrderDirection, Ordering,
        TextFilter, filter::connectives,
    },
    noun::{
        enrolment::EnrolmentFilter, need::TargetGroup, need_effort::NeedEffortFilter, occasion::OccasionFilter,
        organisation::OrganisationFilter, outcome::OutcomeFilter, project::ProjectFilter, set,
    },
};

/// Insatsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct EffortFilter {
    /// Alla dessa.
    and: Option<Vec<EffortFilter>>,
    /// Någon av dessa.
    or: Option<Vec<EffortFilter>>,
    /// Inte detta.
    not: Option<Box<EffortFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Gjort eller ändrat sedan: made or changed at this instant or later.
    changed_since: Option<DateTime>,
    /// Rubrik.
    title: Option<TextFilter>,
    /// Slag av insats.
    kind: Option<EnumFilter<EffortKind>>,
    /// Status.
    status: Option<EnumFilter<EffortStatus>>,
    /// Genomförandeform.
    delivery: Option<EnumFilter<Delivery>>,
    /// Målgrupp.
    target_group: Option<EnumFilter<TargetGroup>>,
    /// Kompetens.
    skill: Option<CodeFilter>,
    /// Yrkesgrupp.
    ssyk: Option<CodeFilter>,
    /// Bransch.
    sni: Option<CodeFilter>,
    /// Utbildningsinriktning.
    sun_field: Option<CodeFilter>,
    /// Timmar.
    hours: Option<IntFilter>,
    /// Återanvändbar.
    reusable: Option<BooleanFilter>,
    /// Kompetensnav.
    hub_id: Option<IdFilter>,
    /// Råd.
    council_id: Option<IdFilter>,
    /// Projekt.
    project_id: Option<IdFilter>,
    /// Anordnare.
    provider_id: Option<IdFilter>,
    /// Projektet uppfyller detta.
    project: Option<Box<ProjectFilter>>,
    /// Anordnaren uppfyller detta.
    provider: Option<Box<OrganisationFilter>>,
    /// Har något tillfälle som uppfyller detta.
    some_occasion: Option<Box<OccasionFilter>>,
    /// Har någon anmälan inom din räckvidd som uppfyller detta.
    some_enrolment: Option<Box<EnrolmentFilter>>,
    /// Har något resultat inom din räckvidd som uppfyller detta.
    some_outcome: Option<Box<OutcomeFilter>>,
    /// Har någon koppling till behov som uppfyller detta.
    some_need_link: Option<Box<NeedEffortFilter>>,
}

impl Filtering<C> for EffortFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Effort>(C::Id)).transpose()?,
            self.changed_since.map(|at| changed_since::<Effort>(at.0)),
            self.title.map(|f| f.on(C::TitleKey)),
            self.kind.map(|f| f.on(C::Kind)),
            self.status.map(|f| f.on(C::Status)),
            self.delivery.map(|f| f.on(C::Delivery)),
            self.target_group.map(|f| f.on(C::TargetGroup)),
            self.skill.map(|f| f.on(C::SkillCode, Scheme::Skill)).transpose()?,
            self.ssyk.map(|f| f.on(C::SsykCode, Scheme::Ssyk2012)).transpose()?,
            self.sni.map(|f| f.on(C::SniCode, Scheme::Sni2007)).transpose()?,
            self.sun_field.map(|f| f.on(C::SunFieldCode, Scheme::Sun2020Field)).transpose()?,
            self.hours.map(|f| f.on(C::Hours)),
            self.reusable.map(|f| f.on(C::Reusable)),
            self.hub_id.map(|f| f.on::<_, kind::Hub>(C::HubId)).transpose()?,
            self.council_id.map(|f| f.on::<_, kind::Council>(C::CouncilId)).transpose()?,
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
            self.provider_id.map(|f| f.on::<_, kind::Organisation>(C::ProviderId)).transpose()?,
            set::<Project>(ctx, self.project, ProjectColumn::Id)?.map(|set| Filter::InSet(C::ProjectId, set)),
            set::<Organisation>(ctx, self.provider, OrganisationColumn::Id)?
                .map(|set| Filter::InSet(C::ProviderId, set)),
            set::<Occasion>(ctx, self.some_occasion, OccasionColumn::EffortId)?.map(|set| Filter::InSet(C::Id, set)),
            set::<Enrolment>(ctx, self.some_enrolment, EnrolmentColumn::EffortId)?.map(|set| Filter::InSet(C::Id, set)),
            set::<Outcome>(ctx, self.some_outcome, OutcomeColumn::EffortId)?.map(|set| Filter::InSet(C::Id, set)),
            set::<competence_hub::NeedEffort>(ctx, self.some_need_link, NeedEffortColumn::EffortId)?
                .map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad insatser kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EffortOrderField {
    /// Rubrik, i svensk ordning.
    Title,
    /// Status.
    Status,
    /// Timmar.
    Hours,
    /// Skapad.
    CreatedAt,
}

/// Insatsernas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct EffortOrder {
    /// Efter vad.
    field: EffortOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for EffortOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            EffortOrderField::Title => C::TitleKey,
            EffortOrderField::Status => C::Status,
            EffortOrderField::Hours => C::Hours,
            EffortOrderField::CreatedAt => C::CreatedAt,
        };
        (column, self.direction.into())
    }
}
