//! What can be done with councils.

use async_graphql::{Context, ID, InputObject, Object, Result};
use councils::council;

use super::object::{CouncilKind, CouncilObject};
use crate::{
    app::app,
    graph::{Date, id, maybe_id, writing},
    payload,
};

/// Bilda råd.
#[derive(Clone, Debug, InputObject)]
pub struct FoundCouncilInput {
    /// Slag av råd.
    kind: CouncilKind,
    /// Namn, 1–200 characters.
    name: String,
    /// Överordnat råd: required for a working group, none for a regional council.
    parent_id: Option<ID>,
    /// Region.
    region: Option<String>,
    /// Bildat år.
    founded_year: Option<i32>,
    /// Arbetsordning eller avsiktsförklaring beslutad den.
    charter_on: Option<Date>,
}

/// Aktivera råd.
#[derive(Clone, Debug, InputObject)]
pub struct ActivateCouncilInput {
    /// Rådet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Arbetsordning eller avsiktsförklaring beslutad den, where it is not noted yet.
    charter_on: Option<Date>,
}

/// Återuppta råd.
#[derive(Clone, Debug, InputObject)]
pub struct ResumeCouncilInput {
    /// Rådet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
}

/// Låt råd vila.
#[derive(Clone, Debug, InputObject)]
pub struct PauseCouncilInput {
    /// Rådet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

/// Upplös råd.
#[derive(Clone, Debug, InputObject)]
pub struct DissolveCouncilInput {
    /// Rådet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

payload!(
    /// Svar på en ändring av ett råd.
    CouncilPayload {
        /// Rådet efter ändringen.
        council: CouncilObject
    }
);

/// Ändringar av råd.
#[derive(Default)]
pub struct CouncilMutation;

#[Object]
impl CouncilMutation {
    /// Bilda råd. Roles: system administrator.
    async fn found_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rådet.")] input: FoundCouncilInput,
    ) -> Result<CouncilPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = council::FoundCouncil {
                kind: input.kind.0,
                name: input.name,
                parent: maybe_id("parentId", input.parent_id.as_ref())?,
                region: input.region,
                founded_year: input.founded_year,
                charter_on: input.charter_on.map(|day| day.0),
            };
            app(ctx).councils.found(&request, command).await
        };
        CouncilPayload::from_result(ctx, done.await)
    }

    /// Aktivera råd: with a charter and at least two member organisations. Roles: system administrator; process leader and chair of it.
    async fn activate_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rådet.")] input: ActivateCouncilInput,
    ) -> Result<CouncilPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (council, charter_on) = (id("id", &input.id)?, input.charter_on.map(|day| day.0));
            app(ctx).councils.activate(&request, council, input.expected_version, charter_on).await
        };
        CouncilPayload::from_result(ctx, done.await)
    }

    /// Låt råd vila, with a reason. Roles: system administrator; process leader and chair of it.
    async fn pause_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rådet och skälet.")] input: PauseCouncilInput,
    ) -> Result<CouncilPayload> {
        let request = writing(ctx)?;
        let done = async {
            app(ctx).councils.pause(&request, id("id", &input.id)?, input.expected_version, &input.reason).await
        };
        CouncilPayload::from_result(ctx, done.await)
    }

    /// Återuppta råd. Roles: system administrator; process leader and chair of it.
    async fn resume_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rådet.")] input: ResumeCouncilInput,
    ) -> Result<CouncilPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).councils.resume(&request, id("id", &input.id)?, input.expected_version).await };
        CouncilPayload::from_result(ctx, done.await)
    }

    /// Upplös råd, with a reason; its mandates end the same day. Roles: system administrator; process leader and chair of it.
    async fn dissolve_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rådet och skälet.")] input: DissolveCouncilInput,
    ) -> Result<CouncilPayload> {
        let request = writing(ctx)?;
        let done = async {
            app(ctx).councils.dissolve(&request, id("id", &input.id)?, input.expected_version, &input.reason).await
        };
        CouncilPayload::from_result(ctx, done.await)
    }
}
