//! What can be done with outcomes.

use async_graphql::{Context, ID, InputObject, Object, Result};
use efforts::outcome;

use super::object::{OutcomeKind, OutcomeObject, OutcomeSource};
use crate::{
    app::app,
    graph::{Date, id, maybe_id, writing},
    payload,
};

/// Registrera resultat.
#[derive(Clone, Debug, InputObject)]
pub struct RecordOutcomeInput {
    /// Anmälan, for the outcome of an effort.
    enrolment_id: Option<ID>,
    /// Deltagandet, for the outcome of a project.
    participation_id: Option<ID>,
    /// Slag av resultat.
    kind: OutcomeKind,
    /// Källa.
    source: OutcomeSource,
    /// Observerat den: the day the state was true.
    observed_on: Date,
}

impl RecordOutcomeInput {
    fn command(&self) -> kernel::Result<outcome::RecordOutcome> {
        Ok(outcome::RecordOutcome {
            enrolment: maybe_id("enrolmentId", self.enrolment_id.as_ref())?,
            participation: maybe_id("participationId", self.participation_id.as_ref())?,
            kind: self.kind.0,
            source: self.source.0,
            observed_on: self.observed_on.0,
        })
    }
}

/// Ersätt resultat.
#[derive(Clone, Debug, InputObject)]
pub struct SupersedeOutcomeInput {
    /// Resultatet som ersätts.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Slag av resultat.
    kind: OutcomeKind,
    /// Källa.
    source: OutcomeSource,
    /// Observerat den.
    observed_on: Date,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

payload!(
    /// Svar på en ändring av ett resultat.
    OutcomePayload {
        /// Det nya resultatet.
        outcome: OutcomeObject
    }
);

/// Ändringar av resultat.
#[derive(Default)]
pub struct OutcomeMutation;

#[Object]
impl OutcomeMutation {
    /// Registrera resultat. Roles: hub, for the own hub; project manager, for the own project.
    async fn record_outcome(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Resultatet.")] input: RecordOutcomeInput,
    ) -> Result<OutcomePayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).outcomes.record(&request, input.command()?).await }.await;
        OutcomePayload::from_result(ctx, done)
    }

    /// Ersätt resultat, with a reason: the old answer stays readable. Roles: as `recordOutcome`.
    async fn supersede_outcome(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Resultatet och det nya svaret.")] input: SupersedeOutcomeInput,
    ) -> Result<OutcomePayload> {
        let request = writing(ctx)?;
        let done = async {
            let outcome = id("id", &input.id)?;
            let (kind, source, day) = (input.kind.0, input.source.0, input.observed_on.0);
            let expected = input.expected_version;
            app(ctx).outcomes.supersede(&request, outcome, expected, kind, source, day, &input.reason).await
        };
        OutcomePayload::from_result(ctx, done.await)
    }
}
