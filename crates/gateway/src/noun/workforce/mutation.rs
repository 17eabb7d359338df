//! What can be done with workforce figures.

use async_graphql::{Context, ID, InputObject, Object, Result};
use councils::workforce;

use super::object::WorkforceSnapshotObject;
use crate::{
    app::app,
    graph::{Date, id, writing},
    payload,
};

/// Rapportera arbetsstyrka.
#[derive(Clone, Debug, InputObject)]
pub struct ReportWorkforceInput {
    /// Organisationen.
    organisation_id: ID,
    /// Räknat den; one figure a day.
    counted_on: Date,
    /// Kvinnor, people.
    women: i32,
    /// Män, people.
    men: i32,
    /// Övriga eller inte angivet, people.
    #[graphql(default)]
    others: i32,
    /// Källa, at most 200 characters.
    source: Option<String>,
}

payload!(
    /// Svar på en rapport om arbetsstyrka.
    WorkforcePayload {
        /// Uppgiften.
        workforce_snapshot: WorkforceSnapshotObject
    }
);

/// Ändringar av arbetsstyrka.
#[derive(Default)]
pub struct WorkforceMutation;

#[Object]
impl WorkforceMutation {
    /// Rapportera arbetsstyrka. Roles: organisation contact for the own.
    async fn report_workforce(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Uppgiften.")] input: ReportWorkforceInput,
    ) -> Result<WorkforcePayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = workforce::ReportWorkforce {
                organisation: id("organisationId", &input.organisation_id)?,
                counted_on: input.counted_on.0,
                women: input.women,
                men: input.men,
                others: input.others,
                source: input.source,
            };
            app(ctx).workforce.report(&request, command).await
        };
        WorkforcePayload::from_result(ctx, done.await)
    }
}
