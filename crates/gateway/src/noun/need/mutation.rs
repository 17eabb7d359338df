//! What can be done with needs.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use industry_councils::need::{self, NeedCodes, NeedVerb};

use super::object::{NeedBasis, NeedCause, NeedHorizon, NeedObject, TargetGroup};
use crate::{
    app::app,
    graph::{Date, id, maybe_id, writing},
    payload,
};

/// Behovets koder.
#[derive(Clone, Debug, Default, InputObject)]
pub struct NeedCodesInput {
    /// Kompetens: JobTech concept id.
    skill: Option<String>,
    /// Yrkesgrupp: SSYK 2012.
    ssyk: Option<String>,
    /// Yrkesbenämning: JobTech concept id.
    occupation: Option<String>,
    /// Bransch: SNI 2007.
    sni: Option<String>,
    /// Kommun: four digits.
    municipality: Option<String>,
    /// Region.
    region: Option<String>,
}

impl From<NeedCodesInput> for NeedCodes {
    fn from(input: NeedCodesInput) -> Self {
        Self {
            skill: input.skill,
            ssyk: input.ssyk,
            occupation: input.occupation,
            sni: input.sni,
            municipality: input.municipality,
            region: input.region,
        }
    }
}

/// Anmäl behov.
#[derive(Clone, Debug, InputObject)]
pub struct ReportNeedInput {
    /// Råd, when no industry council is named.
    council_id: Option<ID>,
    /// Branschråd.
    industry_council_id: Option<ID>,
    /// Organisation whose need it is; absent for a need of the whole industry.
    organisation_id: Option<ID>,
    /// Rubrik, 1–200 characters.
    title: String,
    /// Beskrivning, at most 4,000 characters.
    description: Option<String>,
    /// Vem behovet gäller.
    basis: NeedBasis,
    /// Orsak.
    cause: NeedCause,
    /// Tidshorisont.
    horizon: NeedHorizon,
    /// Målgrupp.
    target_group: TargetGroup,
    /// Koder.
    #[graphql(default)]
    codes: NeedCodesInput,
    /// Antal som behövs, at least 1.
    people_needed: i32,
    /// Antal i dag.
    people_now: Option<i32>,
    /// Behövs senast.
    needed_by: Option<Date>,
}

impl ReportNeedInput {
    fn command(self) -> kernel::Result<need::ReportNeed> {
        Ok(need::ReportNeed {
            council: maybe_id("councilId", self.council_id.as_ref())?,
            industry_council: maybe_id("industryCouncilId", self.industry_council_id.as_ref())?,
            organisation: maybe_id("organisationId", self.organisation_id.as_ref())?,
            title: self.title,
            description: self.description,
            basis: self.basis.0,
            cause: self.cause.0,
            horizon: self.horizon.0,
            target_group: self.target_group.0,
            codes: self.codes.into(),
            people_needed: self.people_needed,
            people_now: self.people_now,
            needed_by: self.needed_by.map(|day| day.0),
        })
    }
}

/// Kvalificera behov.
#[derive(Clone, Debug, InputObject)]
pub struct QualifyNeedInput {
    /// Behovet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Koder: at least skill, occupation or industry.
    codes: NeedCodesInput,
}

/// Hur ett behov avslutas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum NeedSettlement {
    /// Tillgodosett.
    Met,
    /// Delvis tillgodosett.
    PartlyMet,
    /// Inaktuellt.
    Lapsed,
    /// Avslaget.
    Rejected,
}

/// Avsluta behov.
#[derive(Clone, Debug, InputObject)]
pub struct SettleNeedInput {
    /// Behovet.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Hur.
    settlement: NeedSettlement,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

/// Slå samman behov.
#[derive(Clone, Debug, InputObject)]
pub struct MergeNeedInput {
    /// Behovet som går upp i ett annat.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Behovet som blir kvar.
    into_id: ID,
}

payload!(
    /// Svar på en ändring av ett behov.
    NeedPayload {
        /// Behovet efter ändringen.
        need: NeedObject
    }
);

/// Ändringar av behov.
#[derive(Default)]
pub struct NeedMutation;

#[Object]
impl NeedMutation {
    /// Anmäl behov. Roles: organisation contact for the own organisation; council and hub roles for the own council.
    async fn report_need(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Behovet.")] input: ReportNeedInput,
    ) -> Result<NeedPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).needs.report(&request, input.command()?).await }.await;
        NeedPayload::from_result(ctx, done)
    }

    /// Kvalificera behov: code it so that it can be compared. Roles: hub, process leader.
    async fn qualify_need(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Behovet och koderna.")] input: QualifyNeedInput,
    ) -> Result<NeedPayload> {
        let request = writing(ctx)?;
        let done = async {
            let need = id("id", &input.id)?;
            app(ctx).needs.qualify(&request, need, input.expected_version, input.codes.into()).await
        };
        NeedPayload::from_result(ctx, done.await)
    }

    /// Avsluta behov, with a reason. Roles: hub, process leader.
    async fn settle_need(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Behovet och hur det avslutas.")] input: SettleNeedInput,
    ) -> Result<NeedPayload> {
        let request = writing(ctx)?;
        let verb = match input.settlement {
            NeedSettlement::Met => NeedVerb::Meet,
            NeedSettlement::PartlyMet => NeedVerb::MeetPartly,
            NeedSettlement::Lapsed => NeedVerb::Lapse,
            NeedSettlement::Rejected => NeedVerb::Reject,
        };
        let done = async {
            let need = id("id", &input.id)?;
            app(ctx).needs.settle(&request, need, input.expected_version, verb, &input.reason).await
        };
        NeedPayload::from_result(ctx, done.await)
    }

    /// Slå samman behov. Roles: hub, process leader.
    async fn merge_need(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Behoven.")] input: MergeNeedInput,
    ) -> Result<NeedPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (need, into) = (id("id", &input.id)?, id("intoId", &input.into_id)?);
            app(ctx).needs.merge(&request, need, input.expected_version, into).await
        };
        NeedPayload::from_result(ctx, done.await)
    }
}
