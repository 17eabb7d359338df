//! What can be done with links between needs and efforts.

use async_graphql::{Context, ID, InputObject, Object, Result};
use competence_hub::need_effort::LinkEffort;

use super::object::NeedEffortObject;
use crate::{
    app::app,
    graph::{id, writing},
    payload,
};

/// Koppla insats till behov.
#[derive(Clone, Debug, InputObject)]
pub struct LinkEffortToNeedInput {
    /// Kompetensnavet som kopplar.
    hub_id: ID,
    /// Behovet.
    need_id: ID,
    /// Insatsen som svarar mot det.
    effort_id: ID,
    /// Skäl att börja utan förankring, at most 1,000 characters; asked for when the need is not endorsed.
    waiver_reason: Option<String>,
}

payload!(
    /// Svar på en ändring av en koppling mellan behov och insats.
    NeedEffortPayload {
        /// Kopplingen efter ändringen.
        link: NeedEffortObject
    }
);

/// Ändringar av kopplingar mellan behov och insatser.
#[derive(Default)]
pub struct NeedEffortMutation;

#[Object]
impl NeedEffortMutation {
    /// Koppla insats till behov: the need's action begins. Roles: hub coordinator and manager, for the own council.
    async fn link_effort_to_need(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Behovet och insatsen.")] input: LinkEffortToNeedInput,
    ) -> Result<NeedEffortPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = LinkEffort {
                hub: id("hubId", &input.hub_id)?,
                need: id("needId", &input.need_id)?,
                effort: id("effortId", &input.effort_id)?,
                waiver_reason: input.waiver_reason,
            };
            app(ctx).need_efforts.link(&request, command).await
        };
        NeedEffortPayload::from_result(ctx, done.await)
    }
}
