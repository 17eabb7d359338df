//! What can be done with principle measures.

use async_graphql::{Context, ID, InputObject, Object, Result};
use projects::principle_measure::AddPrincipleMeasure;

use super::object::{HorizontalPrinciple, PrincipleMeasureObject};
use crate::{
    app::app,
    graph::{id, writing},
    payload,
};

/// Lägg till åtgärd för en horisontell princip.
#[derive(Clone, Debug, InputObject)]
pub struct AddPrincipleMeasureInput {
    /// Projektet.
    project_id: ID,
    /// Princip.
    principle: HorizontalPrinciple,
    /// Åtgärd, 1–2,000 characters.
    measure: String,
}

payload!(
    /// Svar på en ändring av en åtgärd för en horisontell princip.
    PrincipleMeasurePayload {
        /// Åtgärden efter ändringen.
        measure: PrincipleMeasureObject
    }
);

/// Ändringar av åtgärder för de horisontella principerna.
#[derive(Default)]
pub struct PrincipleMeasureMutation;

#[Object]
impl PrincipleMeasureMutation {
    /// Lägg till åtgärd för en horisontell princip. Roles: project manager, for the own project.
    async fn add_principle_measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Åtgärden.")] input: AddPrincipleMeasureInput,
    ) -> Result<PrincipleMeasurePayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = AddPrincipleMeasure {
                project: id("projectId", &input.project_id)?,
                principle: input.principle.0,
                measure: input.measure,
            };
            app(ctx).principle_measures.add(&request, command).await
        };
        PrincipleMeasurePayload::from_result(ctx, done.await)
    }
}
