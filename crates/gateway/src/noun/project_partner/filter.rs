//! Which project partners, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::{Organisation, organisation::OrganisationColumn};
use kernel::{Direction, Result, id::kind};
use projects::{Project, ProjectPartner, partner::ProjectPartnerColumn as C, project::ProjectColumn};
use store::Filter;

use super::object::ProjectPart;
use crate::{
    graph::{Date, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, filter::connectives},
    noun::{organisation::OrganisationFilter, project::ProjectFilter, set},
};

/// Projektpartsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct ProjectPartnerFilter {
    /// Alla dessa.
    and: Option<Vec<ProjectPartnerFilter>>,
    /// Någon av dessa.
    or: Option<Vec<ProjectPartnerFilter>>,
    /// Inte detta.
    not: Option<Box<ProjectPartnerFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Del.
    part: Option<EnumFilter<ProjectPart>>,
    /// Projekt.
    project_id: Option<IdFilter>,
    /// Organisation.
    organisation_id: Option<IdFilter>,
    /// Organisation som uppfyller detta.
    organisation: Option<Box<OrganisationFilter>>,
    /// Projekt som uppfyller detta.
    project: Option<Box<ProjectFilter>>,
    /// Gäller den dagen.
    valid_on: Option<Date>,
}

impl Filtering<C> for ProjectPartnerFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::ProjectPartner>(C::Id)).transpose()?,
            self.part.map(|f| f.on(C::Part)),
            self.project_id.map(|f| f.on::<_, kind::Project>(C::ProjectId)).transpose()?,
            self.organisation_id.map(|f| f.on::<_, kind::Organisation>(C::OrganisationId)).transpose()?,
            set::<Organisation>(ctx, self.organisation, OrganisationColumn::Id)?
                .map(|set| Filter::InSet(C::OrganisationId, set)),
            set::<Project>(ctx, self.project, ProjectColumn::Id)?.map(|set| Filter::InSet(C::ProjectId, set)),
            self.valid_on.map(|day| ProjectPartner::valid_on(day.0)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// Vad projektparter kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ProjectPartnerOrderField {
    /// Del.
    Part,
}

/// Ordning bland projektparter.
#[derive(Clone, Debug, InputObject)]
pub struct ProjectPartnerOrder {
    /// Efter vad.
    field: ProjectPartnerOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for ProjectPartnerOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            ProjectPartnerOrderField::Part => C::Part,
        };
        (column, self.direction.into())
    }
}
