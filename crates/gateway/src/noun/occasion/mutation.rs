//! What can be done with occasions.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use efforts::occasion;

use super::object::OccasionObject;
use crate::{
    app::app,
    graph::{Date, id, writing},
    noun::effort::Delivery,
    payload,
};

/// Planera tillfälle.
#[derive(Clone, Debug, InputObject)]
pub struct PlanOccasionInput {
    /// Insatsen.
    effort_id: ID,
    /// Första dag.
    starts_on: Date,
    /// Sista dag.
    ends_on: Date,
    /// Kommun: four digits.
    municipality: Option<String>,
    /// Genomförandeform; the effort's when absent.
    delivery: Option<Delivery>,
    /// Platser, 1–1,000.
    capacity: i32,
}

impl PlanOccasionInput {
    fn command(self) -> kernel::Result<occasion::PlanOccasion> {
        Ok(occasion::PlanOccasion {
            effort: id("effortId", &self.effort_id)?,
            starts_on: self.starts_on.0,
            ends_on: self.ends_on.0,
            municipality: self.municipality,
            delivery: self.delivery.map(|delivery| delivery.0),
            capacity: self.capacity,
        })
    }
}

/// Steg i ett tillfälles livslopp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "occasion::OccasionVerb")]
pub enum OccasionStep {
    /// Bekräfta: public from here on.
    Confirm,
    /// Starta.
    Start,
    /// Avsluta.
    Finish,
    /// Ställa in, with a reason.
    Cancel,
}

/// Ta ett steg i tillfällets livslopp.
#[derive(Clone, Debug, InputObject)]
pub struct AdvanceOccasionInput {
    /// Tillfället.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Steg.
    step: OccasionStep,
    /// Skäl, 1–1,000 characters.
    reason: Option<String>,
}

payload!(
    /// Svar på en ändring av ett tillfälle.
    OccasionPayload {
        /// Tillfället efter ändringen.
        occasion: OccasionObject
    }
);

/// Ändringar av tillfällen.
#[derive(Default)]
pub struct OccasionMutation;

#[Object]
impl OccasionMutation {
    /// Planera tillfälle. Roles: hub, for the own hub.
    async fn plan_occasion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Tillfället.")] input: PlanOccasionInput,
    ) -> Result<OccasionPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).occasions.plan(&request, input.command()?).await }.await;
        OccasionPayload::from_result(ctx, done)
    }

    /// Ta ett steg i tillfällets livslopp. Roles: hub, for the own hub.
    async fn advance_occasion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Tillfället och steget.")] input: AdvanceOccasionInput,
    ) -> Result<OccasionPayload> {
        let request = writing(ctx)?;
        let done = async {
            let occasion = id("id", &input.id)?;
            let (expected, step) = (input.expected_version, input.step.into());
            app(ctx).occasions.take(&request, occasion, expected, step, input.reason.as_deref()).await
        };
        OccasionPayload::from_result(ctx, done.await)
    }
}
