//! Which organisations, in which order.

use async_graphql::{Context, Enum, InputObject};
use councils::{Membership, Organisation, membership::MembershipColumn, organisation::OrganisationColumn as C};
use industry_councils::{Need, need::NeedColumn};
use kernel::{Direction, Error, OrganisationNumber, Result, id::kind};
use projects::{ProjectPartner, partner::ProjectPartnerColumn};
use store::{Compare, Filter, changed_since};
use taxonomy::Scheme;

use super::object::OrganisationKind;
use crate::{
    graph::{
        BooleanFilter, CodeFilter, DateTime, EnumFilter, Filtering, IdFilter, OrderDirection, Ordering, TextFilter,
        filter::connectives,
    },
    noun::{membership::MembershipFilter, need::NeedFilter, project_partner::ProjectPartnerFilter, set},
};

/// Organisationsfilter: every given part must hold.
#[derive(Clone, Debug, InputObject)]
pub struct OrganisationFilter {
    /// Alla dessa.
    and: Option<Vec<OrganisationFilter>>,
    /// Någon av dessa.
    or: Option<Vec<OrganisationFilter>>,
    /// Inte detta.
    not: Option<Box<OrganisationFilter>>,
    /// Id.
    id: Option<IdFilter>,
    /// Gjort eller ändrat sedan: made or changed at this instant or later.
    changed_since: Option<DateTime>,
    /// Organisationsnummer: whole, in any usual form. A sole trader is not found by it.
    number: Option<String>,
    /// Namn i dag.
    name: Option<TextFilter>,
    /// Slag av organisation.
    kind: Option<EnumFilter<OrganisationKind>>,
    /// Bransch.
    industry: Option<CodeFilter>,
    /// Säte.
    municipality: Option<CodeFilter>,
    /// Påhittad för demonstration.
    demonstration: Option<BooleanFilter>,
    /// Har någon plats som uppfyller detta.
    some_membership: Option<Box<MembershipFilter>>,
    /// Är part i något projekt på ett sätt som uppfyller detta.
    some_partnership: Option<Box<ProjectPartnerFilter>>,
    /// Har något behov som du når och som uppfyller detta.
    some_need: Option<Box<NeedFilter>>,
}

impl Filtering<C> for OrganisationFilter {
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>> {
        let own = [
            self.id.map(|f| f.on::<_, kind::Organisation>(C::Id)).transpose()?,
            self.changed_since.map(|at| changed_since::<Organisation>(at.0)),
            self.number.as_deref().map(numbered).transpose()?,
            self.name.map(|f| f.on(C::NameKey)),
            self.kind.map(|f| f.on(C::Kind)),
            self.industry.map(|f| f.on(C::SniCode, Scheme::Sni2007)).transpose()?,
            self.municipality.map(|f| f.on(C::MunicipalityCode, Scheme::Municipality)).transpose()?,
            self.demonstration.map(|f| f.on(C::Demonstration)),
            set::<Membership>(ctx, self.some_membership, MembershipColumn::OrganisationId)?
                .map(|set| Filter::InSet(C::Id, set)),
            set::<ProjectPartner>(ctx, self.some_partnership, ProjectPartnerColumn::OrganisationId)?
                .map(|set| Filter::InSet(C::Id, set)),
            set::<Need>(ctx, self.some_need, NeedColumn::OrganisationId)?.map(|set| Filter::InSet(C::Id, set)),
        ];
        connectives(ctx, own.into_iter().flatten().collect(), self.and, self.or, self.not)
    }
}

/// The legal person with this number. A sole trader's number is a person's: an answer would tell whose it is.
fn numbered(text: &str) -> Result<Filter<C>> {
    let number = OrganisationNumber::parse(text).map_err(|error| match error {
        Error::Invalid { rule, .. } => Error::invalid("filter.number", rule),
        other => other,
    })?;
    Ok(Filter::Is(C::Number, Compare::Eq(number.as_str().into()))
        .and(Filter::Is(C::NumberIsPersonal, Compare::Eq(false.into()))))
}

/// Vad organisationer kan ordnas efter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrganisationOrderField {
    /// Namn, i svensk ordning.
    Name,
    /// Slag.
    Kind,
    /// Registrerad.
    RegisteredAt,
}

/// Organisationernas ordning.
#[derive(Clone, Debug, InputObject)]
pub struct OrganisationOrder {
    /// Efter vad.
    field: OrganisationOrderField,
    /// Riktning.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Ordering<C> for OrganisationOrder {
    fn key(&self) -> (C, Direction) {
        let column = match self.field {
            OrganisationOrderField::Name => C::NameKey,
            OrganisationOrderField::Kind => C::Kind,
            OrganisationOrderField::RegisteredAt => C::CreatedAt,
        };
        (column, self.direction.into())
    }
}
