//! What can be done with hubs.

use async_graphql::{Context, ID, InputObject, Object, Result};
use competence_hub::hub::EstablishHub;

use super::object::HubObject;
use crate::{
    app::app,
    graph::{Date, id, writing},
    payload,
};

/// Inrätta kompetensnav.
#[derive(Clone, Debug, InputObject)]
pub struct EstablishHubInput {
    /// Rådet som navet arbetar för.
    council_id: ID,
    /// Huvudman: the organisation that runs it.
    operator_id: ID,
    /// Namn, 1–200 characters.
    name: String,
    /// Inrättat den.
    established_on: Date,
}

/// Ändra kompetensnav.
#[derive(Clone, Debug, InputObject)]
pub struct ReviseHubInput {
    /// Kompetensnavet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Namn, 1–200 characters.
    name: String,
    /// Huvudman: the organisation that runs it.
    operator_id: ID,
}

/// Permanenta kompetensnav.
#[derive(Clone, Debug, InputObject)]
pub struct MakeHubPermanentInput {
    /// Kompetensnavet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Från den dag, on which someone other than a project pays; today when absent.
    from: Option<Date>,
    /// Skäl, at most 1,000 characters.
    reason: Option<String>,
}

/// Lägg ned kompetensnav.
#[derive(Clone, Debug, InputObject)]
pub struct CloseHubInput {
    /// Kompetensnavet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

payload!(
    /// Svar på en ändring av ett kompetensnav.
    HubPayload {
        /// Kompetensnavet efter ändringen.
        hub: HubObject
    }
);

/// Ändringar av kompetensnav.
#[derive(Default)]
pub struct HubMutation;

#[Object]
impl HubMutation {
    /// Inrätta kompetensnav. Roles: system administrator, who then assigns the hub manager.
    async fn establish_hub(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Kompetensnavet.")] input: EstablishHubInput,
    ) -> Result<HubPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = EstablishHub {
                council: id("councilId", &input.council_id)?,
                operator: id("operatorId", &input.operator_id)?,
                name: input.name,
                established_on: input.established_on.0,
            };
            app(ctx).hubs.establish(&request, command).await
        };
        HubPayload::from_result(ctx, done.await)
    }

    /// Ändra kompetensnav: its name, who runs it. Roles: system administrator; hub manager, for the own hub.
    async fn revise_hub(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Kompetensnavet.")] input: ReviseHubInput,
    ) -> Result<HubPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (hub, operator) = (id("id", &input.id)?, id("operatorId", &input.operator_id)?);
            app(ctx).hubs.revise(&request, hub, input.expected_version, &input.name, operator).await
        };
        HubPayload::from_result(ctx, done.await)
    }

    /// Permanenta kompetensnav: it stands without project money from a day. Roles: system administrator; hub manager, for the own hub.
    async fn make_hub_permanent(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Kompetensnavet och dagen.")] input: MakeHubPermanentInput,
    ) -> Result<HubPayload> {
        let request = writing(ctx)?;
        let done = async {
            let hub = id("id", &input.id)?;
            let (from, reason) = (input.from.map(|day| day.0), input.reason.as_deref());
            app(ctx).hubs.make_permanent(&request, hub, input.expected_version, from, reason).await
        };
        HubPayload::from_result(ctx, done.await)
    }

    /// Lägg ned kompetensnav, with a reason. Roles: system administrator; hub manager, for the own hub.
    async fn close_hub(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Kompetensnavet.")] input: CloseHubInput,
    ) -> Result<HubPayload> {
        let request = writing(ctx)?;
        let done = async {
            let hub = id("id", &input.id)?;
            app(ctx).hubs.close(&request, hub, input.expected_version, &input.reason).await
        };
        HubPayload::from_result(ctx, done.await)
    }
}
