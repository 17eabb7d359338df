//! What can be done with efforts.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use efforts::effort::{self, EffortCodes};

use super::object::{Delivery, EffortKind, EffortObject};
use crate::{
    app::app,
    graph::{id, maybe_id, writing},
    noun::need::TargetGroup,
    payload,
};

/// Insatsens koder.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EffortCodesInput {
    /// Kompetens: JobTech concept id.
    skill: Option<String>,
    /// Yrkesgrupp: SSYK 2012.
    ssyk: Option<String>,
    /// Bransch: SNI 2007.
    sni: Option<String>,
    /// Utbildningsinriktning: SUN 2020.
    sun_field: Option<String>,
}

/// Planera insats.
#[derive(Clone, Debug, InputObject)]
pub struct PlanEffortInput {
    /// Kompetensnavet som genomför insatsen.
    hub_id: ID,
    /// Projektet som betalar.
    project_id: Option<ID>,
    /// Anordnaren.
    provider_id: Option<ID>,
    /// Rubrik, 1–200 characters.
    title: String,
    /// Beskrivning, at most 4,000 characters.
    description: Option<String>,
    /// Slag av insats.
    kind: EffortKind,
    /// Genomförandeform.
    delivery: Delivery,
    /// Målgrupp.
    target_group: TargetGroup,
    /// Koder.
    #[graphql(default)]
    codes: EffortCodesInput,
    /// Timmar for one participant, 1–10,000.
    hours: i32,
    /// Återanvändbar.
    #[graphql(default = false)]
    reusable: bool,
    /// Tillgänglighet, at most 2,000 characters.
    accessibility: Option<String>,
}

impl PlanEffortInput {
    fn command(self) -> kernel::Result<effort::PlanEffort> {
        let EffortCodesInput { skill, ssyk, sni, sun_field } = self.codes;
        Ok(effort::PlanEffort {
            hub: id("hubId", &self.hub_id)?,
            project: maybe_id("projectId", self.project_id.as_ref())?,
            provider: maybe_id("providerId", self.provider_id.as_ref())?,
            title: self.title,
            description: self.description,
            kind: self.kind.0,
            delivery: self.delivery.0,
            target_group: self.target_group.0,
            codes: EffortCodes { skill, ssyk, sni, sun_field },
            hours: self.hours,
            reusable: self.reusable,
            accessibility: self.accessibility,
        })
    }
}

/// Steg i en insats livslopp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "effort::EffortVerb")]
pub enum EffortStep {
    /// Sortera.
    Triage,
    /// Besluta: the hub manager's own step.
    Approve,
    /// Anskaffa.
    Source,
    /// Schemalägga; there is an occasion.
    Schedule,
    /// Öppna för anmälan; an occasion has a free place.
    Open,
    /// Starta.
    Start,
    /// Slutföra; every occasion is over and nobody is still taking part.
    Complete,
    /// Följa upp.
    FollowUp,
    /// Avsluta; everyone who completed it has an outcome, or a reason is given.
    Close,
    /// Skjuta upp, with a reason.
    Postpone,
    /// Ställa in, with a reason.
    Cancel,
}

/// Ta ett steg i insatsens livslopp.
#[derive(Clone, Debug, InputObject)]
pub struct AdvanceEffortInput {
    /// Insatsen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Steg.
    step: EffortStep,
    /// Skäl, 1–1,000 characters.
    reason: Option<String>,
}

payload!(
    /// Svar på en ändring av en insats.
    EffortPayload {
        /// Insatsen efter ändringen.
        effort: EffortObject
    }
);

/// Ändringar av insatser.
#[derive(Default)]
pub struct EffortMutation;

#[Object]
impl EffortMutation {
    /// Planera insats: an idea. Roles: hub, for the own hub.
    async fn plan_effort(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Insatsen.")] input: PlanEffortInput,
    ) -> Result<EffortPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).efforts.plan(&request, input.command()?).await }.await;
        EffortPayload::from_result(ctx, done)
    }

    /// Ta ett steg i insatsens livslopp. Roles: hub, for the own hub; approval is the hub manager's.
    async fn advance_effort(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Insatsen och steget.")] input: AdvanceEffortInput,
    ) -> Result<EffortPayload> {
        let request = writing(ctx)?;
        let done = async {
            let effort = id("id", &input.id)?;
            let (expected, step) = (input.expected_version, input.step.into());
            app(ctx).efforts.take(&request, effort, expected, step, input.reason.as_deref()).await
        };
        EffortPayload::from_result(ctx, done.await)
    }
}
