//! What can be done with enrolments.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use efforts::enrolment::{Enrol, EnrolmentSource, EnrolmentVerb};

use super::object::EnrolmentObject;
use crate::{
    app::app,
    graph::{Date, id, maybe_id, writing},
    payload,
};

/// Anmäl till tillfälle.
#[derive(Clone, Debug, InputObject)]
pub struct EnrolInput {
    /// Tillfället.
    occasion_id: ID,
    /// Personens deltagande, for an effort that a project pays for.
    participation_id: Option<ID>,
    /// Personen, for any other effort.
    participant_id: Option<ID>,
    /// Arbetsgivaren, when no participation says it.
    organisation_id: Option<ID>,
}

impl EnrolInput {
    fn command(&self, source: EnrolmentSource) -> kernel::Result<Enrol> {
        Ok(Enrol {
            occasion: id("occasionId", &self.occasion_id)?,
            participation: maybe_id("participationId", self.participation_id.as_ref())?,
            participant: maybe_id("participantId", self.participant_id.as_ref())?,
            organisation: maybe_id("organisationId", self.organisation_id.as_ref())?,
            source,
        })
    }
}

/// Steg i en anmälans livslopp. Start, completion and dropping out have mutations of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EnrolmentStep {
    /// Förklara behörig.
    FindEligible,
    /// Sätta som reserv, when the places are taken.
    Waitlist,
    /// Erbjuda plats: a free one, to who has waited longest.
    Offer,
    /// Bekräfta: the person's or the employer's own step.
    Confirm,
    /// Avslå, with a reason.
    Reject,
    /// Återta: the person's or the employer's own step.
    Withdraw,
    /// Utebli: confirmed, but never came.
    MissStart,
}

/// Ta ett steg i anmälans livslopp.
#[derive(Clone, Debug, InputObject)]
pub struct AdvanceEnrolmentInput {
    /// Anmälan.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Steg.
    step: EnrolmentStep,
    /// Skäl, 1–1,000 characters.
    reason: Option<String>,
}

/// Påbörja.
#[derive(Clone, Debug, InputObject)]
pub struct StartEnrolmentInput {
    /// Anmälan.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Påbörjad den; today when absent.
    started_on: Option<Date>,
}

/// Slutför.
#[derive(Clone, Debug, InputObject)]
pub struct CompleteEnrolmentInput {
    /// Anmälan.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Slutförd den; today when absent.
    ended_on: Option<Date>,
    /// Deltagande, 0–600,000 minutes.
    minutes: i32,
}

/// Avbryt.
#[derive(Clone, Debug, InputObject)]
pub struct DropOutEnrolmentInput {
    /// Anmälan.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Avbruten den; today when absent.
    ended_on: Option<Date>,
    /// Deltagande, 0–600,000 minutes: it still counts.
    minutes: i32,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

payload!(
    /// Svar på en ändring av en anmälan.
    EnrolmentPayload {
        /// Anmälan efter ändringen.
        enrolment: EnrolmentObject
    }
);

/// Ändringar av anmälningar.
#[derive(Default)]
pub struct EnrolmentMutation;

#[Object]
impl EnrolmentMutation {
    /// Nominera: an employer puts its own forward. Roles: organisation contact; hub, for the own hub.
    async fn nominate_participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Tillfället och personen.")] input: EnrolInput,
    ) -> Result<EnrolmentPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).enrolments.enrol(&request, input.command(EnrolmentSource::Nomination)?).await };
        EnrolmentPayload::from_result(ctx, done.await)
    }

    /// Ansök om plats. Roles: the person herself; hub, for the own hub.
    async fn apply_for_place(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Tillfället och personen.")] input: EnrolInput,
    ) -> Result<EnrolmentPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).enrolments.enrol(&request, input.command(EnrolmentSource::Application)?).await };
        EnrolmentPayload::from_result(ctx, done.await)
    }

    /// Ta ett steg i anmälans livslopp. Roles: hub, for the own hub; the person and the employer confirm and withdraw.
    async fn advance_enrolment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Anmälan och steget.")] input: AdvanceEnrolmentInput,
    ) -> Result<EnrolmentPayload> {
        let request = writing(ctx)?;
        let enrolments = &app(ctx).enrolments;
        let (expected, reason) = (input.expected_version, input.reason.as_deref());
        let done = async {
            let enrolment = id("id", &input.id)?;
            let verb = match input.step {
                EnrolmentStep::Offer => return enrolments.offer(&request, enrolment, expected).await,
                EnrolmentStep::Waitlist => return enrolments.waitlist(&request, enrolment, expected).await,
                EnrolmentStep::FindEligible => EnrolmentVerb::FindEligible,
                EnrolmentStep::Confirm => EnrolmentVerb::Confirm,
                EnrolmentStep::Reject => EnrolmentVerb::Reject,
                EnrolmentStep::Withdraw => EnrolmentVerb::Withdraw,
                EnrolmentStep::MissStart => EnrolmentVerb::MissStart,
            };
            enrolments.take(&request, enrolment, expected, verb, reason).await
        };
        EnrolmentPayload::from_result(ctx, done.await)
    }

    /// Påbörja. Roles: hub, for the own hub.
    async fn start_enrolment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Anmälan och dagen.")] input: StartEnrolmentInput,
    ) -> Result<EnrolmentPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (enrolment, day) = (id("id", &input.id)?, input.started_on.map(|day| day.0));
            app(ctx).enrolments.start(&request, enrolment, input.expected_version, day).await
        };
        EnrolmentPayload::from_result(ctx, done.await)
    }

    /// Slutför, with the minutes taken part. Roles: hub, for the own hub.
    async fn complete_enrolment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Anmälan, dagen och tiden.")] input: CompleteEnrolmentInput,
    ) -> Result<EnrolmentPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (enrolment, day) = (id("id", &input.id)?, input.ended_on.map(|day| day.0));
            app(ctx).enrolments.complete(&request, enrolment, input.expected_version, day, input.minutes).await
        };
        EnrolmentPayload::from_result(ctx, done.await)
    }

    /// Avbryt, with a reason. Roles: hub, for the own hub.
    async fn drop_out_enrolment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Anmälan, dagen, tiden och skälet.")] input: DropOutEnrolmentInput,
    ) -> Result<EnrolmentPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (enrolment, day) = (id("id", &input.id)?, input.ended_on.map(|day| day.0));
            let (expected, minutes) = (input.expected_version, input.minutes);
            app(ctx).enrolments.drop_out(&request, enrolment, expected, day, minutes, &input.reason).await
        };
        EnrolmentPayload::from_result(ctx, done.await)
    }
}
