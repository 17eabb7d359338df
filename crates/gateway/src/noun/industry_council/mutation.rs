//! What can be done with industry councils.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use industry_councils::industry_council::{self, EstablishIndustryCouncil};

use super::object::IndustryCouncilObject;
use crate::{
    app::app,
    graph::{Date, id, writing},
    payload,
};

/// Inrätta branschråd.
#[derive(Clone, Debug, InputObject)]
pub struct EstablishIndustryCouncilInput {
    /// Rådet som inrättar det.
    council_id: ID,
    /// Namn, 1–200 characters.
    name: String,
    /// Bransch: SNI 2007 codes, 1–20.
    sni: Vec<String>,
    /// Inrättat den.
    established_on: Option<Date>,
    /// Beslutsreferens.
    decision_reference: Option<String>,
}

/// Steg i ett branschråds livslopp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "industry_council::IndustryCouncilVerb")]
pub enum IndustryCouncilStep {
    /// Aktivera.
    Activate,
    /// Vila, with a reason.
    Pause,
    /// Återuppta.
    Resume,
    /// Upplösa, with a reason.
    Dissolve,
}

/// Ändra branschrådets status.
#[derive(Clone, Debug, InputObject)]
pub struct AdvanceIndustryCouncilInput {
    /// Branschrådet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Steg.
    step: IndustryCouncilStep,
    /// Skäl.
    reason: Option<String>,
}

payload!(
    /// Svar på en ändring av ett branschråd.
    IndustryCouncilPayload {
        /// Branschrådet efter ändringen.
        industry_council: IndustryCouncilObject
    }
);

/// Ändringar av branschråd.
#[derive(Default)]
pub struct IndustryCouncilMutation;

#[Object]
impl IndustryCouncilMutation {
    /// Inrätta branschråd, by decision of the parent council. Roles: process leader and chair of it.
    async fn establish_industry_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Branschrådet.")] input: EstablishIndustryCouncilInput,
    ) -> Result<IndustryCouncilPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = EstablishIndustryCouncil {
                council: id("councilId", &input.council_id)?,
                name: input.name,
                sni: input.sni,
                established_on: input.established_on.map(|day| day.0),
                decision_reference: input.decision_reference,
            };
            app(ctx).industry_councils.establish(&request, command).await
        };
        IndustryCouncilPayload::from_result(ctx, done.await)
    }

    /// Aktivera, vila, återuppta eller upplös branschråd.
    async fn advance_industry_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Branschrådet och steget.")] input: AdvanceIndustryCouncilInput,
    ) -> Result<IndustryCouncilPayload> {
        let request = writing(ctx)?;
        let done = async {
            let council = id("id", &input.id)?;
            let (expected, step) = (input.expected_version, input.step.into());
            app(ctx).industry_councils.take(&request, council, expected, step, input.reason.as_deref()).await
        };
        IndustryCouncilPayload::from_result(ctx, done.await)
    }
}
