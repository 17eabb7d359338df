//! What can be done with endorsements.

use async_graphql::{Context, ID, InputObject, Object, Result};
use industry_councils::endorsement::EndorseNeed;

use super::EndorsementObject;
use crate::{
    app::app,
    graph::{Date, id, maybe_id, writing},
    payload,
};

/// Förankra behov.
#[derive(Clone, Debug, InputObject)]
pub struct EndorseNeedInput {
    /// Behovet.
    need_id: ID,
    /// Behovets version, as you have seen it.
    expected_version: i32,
    /// Branschrådet som beslutade; the regional council when absent.
    industry_council_id: Option<ID>,
    /// Beslutat den.
    decided_on: Date,
    /// Protokollsreferens, 1–200 characters.
    reference: String,
    /// Uttalande, at most 2,000 characters.
    statement: Option<String>,
}

impl EndorseNeedInput {
    fn command(self) -> kernel::Result<EndorseNeed> {
        Ok(EndorseNeed {
            need: id("needId", &self.need_id)?,
            expected_version: self.expected_version,
            industry_council: maybe_id("industryCouncilId", self.industry_council_id.as_ref())?,
            decided_on: self.decided_on.0,
            reference: self.reference,
            statement: self.statement,
        })
    }
}

/// Återta förankring.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawEndorsementInput {
    /// Förankringen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

payload!(
    /// Svar på en ändring av en förankring.
    EndorsementPayload {
        /// Förankringen efter ändringen.
        endorsement: EndorsementObject
    }
);

/// Ändringar av förankringar.
#[derive(Default)]
pub struct EndorsementMutation;

#[Object]
impl EndorsementMutation {
    /// Förankra behov: the council's decision to back it. Roles: chair and members, for the own council.
    async fn endorse_need(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Behovet och beslutet.")] input: EndorseNeedInput,
    ) -> Result<EndorsementPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).endorsements.endorse(&request, input.command()?).await }.await;
        EndorsementPayload::from_result(ctx, done)
    }

    /// Återta förankring, with a reason; the need keeps its state.
    async fn withdraw_endorsement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Förankringen.")] input: WithdrawEndorsementInput,
    ) -> Result<EndorsementPayload> {
        let request = writing(ctx)?;
        let done = async {
            let endorsement = id("id", &input.id)?;
            app(ctx).endorsements.withdraw(&request, endorsement, input.expected_version, &input.reason).await
        };
        EndorsementPayload::from_result(ctx, done.await)
    }
}
