//! What can be done with triage.

use async_graphql::{Context, ID, InputObject, Object, Result};
use competence_hub::triage::{Assessment, Factors, TriageNeed};

use super::object::{TriageObject, TriagePath};
use crate::{
    app::app,
    graph::{id, writing},
    payload,
};

/// Bedömningsgrunder: one number, 0–100, for each ground.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct TriageFactorsInput {
    /// Volym: how many people it concerns.
    volume: i32,
    /// Brådska: how soon it is needed.
    urgency: i32,
    /// Utbytbarhetsgap: how little other occupations can stand in.
    substitutability_gap: i32,
    /// Förankring: how widely councils back it.
    endorsements: i32,
    /// Jämställdhetseffekt: how much an answer would further equality.
    equality_effect: i32,
    /// Befintligt utbud: counts against.
    existing_supply: i32,
}

impl From<TriageFactorsInput> for Factors {
    fn from(input: TriageFactorsInput) -> Self {
        Self {
            volume: input.volume,
            urgency: input.urgency,
            substitutability_gap: input.substitutability_gap,
            endorsements: input.endorsements,
            equality_effect: input.equality_effect,
            existing_supply: input.existing_supply,
        }
    }
}

/// Sortera och prioritera behov.
#[derive(Clone, Debug, InputObject)]
pub struct TriageNeedInput {
    /// Kompetensnavet som bedömer.
    hub_id: ID,
    /// Behovet.
    need_id: ID,
    /// Väg.
    path: TriagePath,
    /// Bedömningsgrunder.
    inputs: TriageFactorsInput,
    /// Vikter.
    weights: TriageFactorsInput,
    /// Motivering, at most 2,000 characters.
    rationale: Option<String>,
    /// Prioritera behovet: it must be endorsed. Without it the need keeps its state.
    #[graphql(default = true)]
    prioritise: bool,
}

/// Bedöm behov på nytt.
#[derive(Clone, Debug, InputObject)]
pub struct RetriageNeedInput {
    /// Sorteringen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Väg.
    path: TriagePath,
    /// Bedömningsgrunder.
    inputs: TriageFactorsInput,
    /// Vikter.
    weights: TriageFactorsInput,
    /// Motivering, at most 2,000 characters.
    rationale: Option<String>,
    /// Prioritera behovet, where the first assessment did not.
    #[graphql(default = false)]
    prioritise: bool,
}

payload!(
    /// Svar på en ändring av en sortering.
    TriagePayload {
        /// Sorteringen efter ändringen.
        triage: TriageObject
    }
);

/// Ändringar av sorteringar.
#[derive(Default)]
pub struct TriageMutation;

#[Object]
impl TriageMutation {
    /// Sortera och prioritera behov, for the first time. Roles: hub coordinator and manager, for the own council.
    async fn triage_need(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Behovet och bedömningen.")] input: TriageNeedInput,
    ) -> Result<TriagePayload> {
        let request = writing(ctx)?;
        let done = async {
            let assessment = Assessment {
                path: input.path.0,
                inputs: input.inputs.into(),
                weights: input.weights.into(),
                rationale: input.rationale,
                prioritise: input.prioritise,
            };
            let (hub, need) = (id("hubId", &input.hub_id)?, id("needId", &input.need_id)?);
            app(ctx).triages.triage(&request, TriageNeed { hub, need, assessment }).await
        };
        TriagePayload::from_result(ctx, done.await)
    }

    /// Bedöm behov på nytt: the new inputs and weights replace the old. Roles: hub coordinator and manager.
    async fn retriage_need(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Sorteringen och bedömningen.")] input: RetriageNeedInput,
    ) -> Result<TriagePayload> {
        let request = writing(ctx)?;
        let done = async {
            let assessment = Assessment {
                path: input.path.0,
                inputs: input.inputs.into(),
                weights: input.weights.into(),
                rationale: input.rationale,
                prioritise: input.prioritise,
            };
            app(ctx).triages.again(&request, id("id", &input.id)?, input.expected_version, assessment).await
        };
        TriagePayload::from_result(ctx, done.await)
    }
}
