//! What can be done with a hub's fundings.

use async_graphql::{Context, ID, InputObject, Object, Result};
use competence_hub::funding::AddFunding;

use super::object::{HubFundingKind, HubFundingObject};
use crate::{
    app::app,
    graph::{Date, MoneyInput, id, maybe_id, writing},
    payload,
};

/// Lägg till finansiering.
#[derive(Clone, Debug, InputObject)]
pub struct AddHubFundingInput {
    /// Kompetensnavet.
    hub_id: ID,
    /// Slag.
    kind: HubFundingKind,
    /// Projektet, for project money.
    project_id: Option<ID>,
    /// Finansiär; asked for unless it is project money.
    funder_id: Option<ID>,
    /// Hela beloppet.
    amount: Option<MoneyInput>,
    /// Första dag.
    valid_from: Date,
    /// Sista dag; absent while it runs on.
    valid_to: Option<Date>,
}

impl AddHubFundingInput {
    fn command(self) -> kernel::Result<AddFunding> {
        Ok(AddFunding {
            hub: id("hubId", &self.hub_id)?,
            kind: self.kind.0,
            project: maybe_id("projectId", self.project_id.as_ref())?,
            funder: maybe_id("funderId", self.funder_id.as_ref())?,
            amount: self.amount.map(|amount| amount.money("amount")).transpose()?,
            valid_from: self.valid_from.0,
            valid_to: self.valid_to.map(|day| day.0),
        })
    }
}

payload!(
    /// Svar på en ändring av en finansiering.
    HubFundingPayload {
        /// Finansieringen efter ändringen.
        funding: HubFundingObject
    }
);

/// Ändringar av kompetensnavens finansiering.
#[derive(Default)]
pub struct HubFundingMutation;

#[Object]
impl HubFundingMutation {
    /// Lägg till finansiering. Roles: system administrator; hub manager, for the own hub.
    async fn add_hub_funding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Finansieringen.")] input: AddHubFundingInput,
    ) -> Result<HubFundingPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).hub_fundings.add(&request, input.command()?).await }.await;
        HubFundingPayload::from_result(ctx, done)
    }
}
