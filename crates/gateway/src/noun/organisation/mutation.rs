//! What can be done with organisations.

use async_graphql::{Context, ID, InputObject, Object, Result};
use councils::organisation;

use super::object::{OrganisationKind, OrganisationObject};
use crate::{
    app::app,
    graph::{Date, id, writing},
    payload,
};

/// Registrera organisation.
#[derive(Clone, Debug, InputObject)]
pub struct RegisterOrganisationInput {
    /// Organisationsnummer; for a sole trader the personal number with its century.
    number: Option<String>,
    /// Namn, 1–200 characters.
    name: String,
    /// Namnet gäller från och med; today when absent.
    named_from: Option<Date>,
    /// Slag av organisation.
    kind: OrganisationKind,
    /// Bransch: SNI 2007.
    industry: Option<String>,
    /// Säte: municipality, four digits.
    municipality: Option<String>,
}

/// Byt namn på organisation.
#[derive(Clone, Debug, InputObject)]
pub struct RenameOrganisationInput {
    /// Organisationen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Nytt namn, 1–200 characters.
    name: String,
    /// Från och med; today when absent, never a day to come.
    from: Option<Date>,
}

/// Ändra organisationens uppgifter: all of them are replaced.
#[derive(Clone, Debug, InputObject)]
pub struct ChangeOrganisationInput {
    /// Organisationen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Slag av organisation.
    kind: OrganisationKind,
    /// Bransch: SNI 2007.
    industry: Option<String>,
    /// Säte: municipality, four digits.
    municipality: Option<String>,
}

payload!(
    /// Svar på en ändring av en organisation.
    OrganisationPayload {
        /// Organisationen efter ändringen.
        organisation: OrganisationObject
    }
);

/// Ändringar av organisationer.
#[derive(Default)]
pub struct OrganisationMutation;

#[Object]
impl OrganisationMutation {
    /// Registrera organisation. Roles: process leader, hub coordinator, project manager, system administrator.
    async fn register_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Organisationen.")] input: RegisterOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = organisation::RegisterOrganisation {
                number: input.number,
                name: input.name,
                named_from: input.named_from.map(|day| day.0),
                kind: input.kind.0,
                sni: input.industry,
                municipality: input.municipality,
            };
            app(ctx).organisations.register(&request, command).await
        };
        OrganisationPayload::from_result(ctx, done.await)
    }

    /// Byt namn från och med en dag; the old name stays in the history. Roles: system administrator; organisation contact for the own.
    async fn rename_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Organisationen och namnet.")] input: RenameOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (organisation, from) = (id("id", &input.id)?, input.from.map(|day| day.0));
            app(ctx).organisations.rename(&request, organisation, input.expected_version, &input.name, from).await
        };
        OrganisationPayload::from_result(ctx, done.await)
    }

    /// Ändra organisationens uppgifter. Roles: system administrator; organisation contact for the own.
    async fn change_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Organisationen och uppgifterna.")] input: ChangeOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = organisation::ChangeOrganisation {
                kind: input.kind.0,
                sni: input.industry,
                municipality: input.municipality,
            };
            app(ctx).organisations.change(&request, id("id", &input.id)?, input.expected_version, command).await
        };
        OrganisationPayload::from_result(ctx, done.await)
    }
}
