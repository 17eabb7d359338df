//! What can be done with seats.

use async_graphql::{Context, ID, InputObject, Object, Result};
use councils::membership;
use kernel::Period;

use super::object::{MembershipObject, SeatKind, Standing};
use crate::{
    app::app,
    graph::{Date, id, writing},
    payload,
};

/// Bjud in till råd.
#[derive(Clone, Debug, InputObject)]
pub struct InviteMemberInput {
    /// Rådet.
    council_id: ID,
    /// Organisationen.
    organisation_id: ID,
    /// Plats: whom it speaks for.
    seat: SeatKind,
    /// Ställning.
    standing: Standing,
    /// Föreslaget mandat från och med.
    mandate_from: Date,
    /// Föreslaget mandat till och med; open when absent.
    mandate_to: Option<Date>,
}

/// Tacka ja till plats.
#[derive(Clone, Debug, InputObject)]
pub struct AcceptInvitationInput {
    /// Platsen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
}

/// Tacka nej till plats.
#[derive(Clone, Debug, InputObject)]
pub struct DeclineInvitationInput {
    /// Platsen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Skäl, at most 1,000 characters; need not be given.
    reason: Option<String>,
}

/// Påbörja mandat.
#[derive(Clone, Debug, InputObject)]
pub struct StartMandateInput {
    /// Platsen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Mandat från och med; as proposed when absent.
    mandate_from: Option<Date>,
    /// Mandat till och med, given with `mandateFrom`; open when absent there.
    mandate_to: Option<Date>,
}

/// Ta ledigt från plats.
#[derive(Clone, Debug, InputObject)]
pub struct TakeLeaveInput {
    /// Platsen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

/// Återkom till plats.
#[derive(Clone, Debug, InputObject)]
pub struct ReturnFromLeaveInput {
    /// Platsen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
}

/// Avsluta mandat.
#[derive(Clone, Debug, InputObject)]
pub struct EndMandateInput {
    /// Platsen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Sista dag; today when absent.
    on: Option<Date>,
    /// Skäl, e.g. resigned or replaced, 1–1,000 characters.
    reason: String,
}

payload!(
    /// Svar på en ändring av en plats.
    MembershipPayload {
        /// Platsen efter ändringen.
        membership: MembershipObject
    }
);

/// Ändringar av platser i råd.
#[derive(Default)]
pub struct MembershipMutation;

#[Object]
impl MembershipMutation {
    /// Bjud in organisation till en plats. Roles: system administrator; process leader and chair of the council.
    async fn invite_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rådet, organisationen och platsen.")] input: InviteMemberInput,
    ) -> Result<MembershipPayload> {
        let request = writing(ctx)?;
        let done = async {
            let command = membership::InviteMember {
                council: id("councilId", &input.council_id)?,
                organisation: id("organisationId", &input.organisation_id)?,
                seat: input.seat.0,
                standing: input.standing.0,
                mandate_from: input.mandate_from.0,
                mandate_to: input.mandate_to.map(|day| day.0),
            };
            app(ctx).memberships.invite(&request, command).await
        };
        MembershipPayload::from_result(ctx, done.await)
    }

    /// Tacka ja till plats. Roles: system administrator; organisation contact of the invited; the council may note the answer.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Platsen.")] input: AcceptInvitationInput,
    ) -> Result<MembershipPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).memberships.accept(&request, id("id", &input.id)?, input.expected_version).await };
        MembershipPayload::from_result(ctx, done.await)
    }

    /// Tacka nej till plats. Roles: as `acceptInvitation`.
    async fn decline_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Platsen.")] input: DeclineInvitationInput,
    ) -> Result<MembershipPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (seat, reason) = (id("id", &input.id)?, input.reason.as_deref());
            app(ctx).memberships.decline(&request, seat, input.expected_version, reason).await
        };
        MembershipPayload::from_result(ctx, done.await)
    }

    /// Påbörja mandat. Roles: system administrator; process leader and chair of the council.
    async fn start_mandate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Platsen och mandatet.")] input: StartMandateInput,
    ) -> Result<MembershipPayload> {
        let request = writing(ctx)?;
        let done = async {
            let to = input.mandate_to.map(|day| day.0);
            let mandate = input.mandate_from.map(|from| Period::new("mandateTo", from.0, to)).transpose()?;
            app(ctx).memberships.start_mandate(&request, id("id", &input.id)?, input.expected_version, mandate).await
        };
        MembershipPayload::from_result(ctx, done.await)
    }

    /// Ta ledigt från plats, with a reason; the mandate runs on. Roles: system administrator; process leader and chair of the council.
    async fn take_leave(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Platsen och skälet.")] input: TakeLeaveInput,
    ) -> Result<MembershipPayload> {
        let request = writing(ctx)?;
        let done = async {
            app(ctx).memberships.leave(&request, id("id", &input.id)?, input.expected_version, &input.reason).await
        };
        MembershipPayload::from_result(ctx, done.await)
    }

    /// Återkom till plats. Roles: system administrator; process leader and chair of the council.
    async fn return_from_leave(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Platsen.")] input: ReturnFromLeaveInput,
    ) -> Result<MembershipPayload> {
        let request = writing(ctx)?;
        let done = async {
            app(ctx).memberships.return_from_leave(&request, id("id", &input.id)?, input.expected_version).await
        };
        MembershipPayload::from_result(ctx, done.await)
    }

    /// Avsluta mandat, with a reason. Roles: system administrator; process leader and chair of the council.
    async fn end_mandate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Platsen och skälet.")] input: EndMandateInput,
    ) -> Result<MembershipPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (seat, on) = (id("id", &input.id)?, input.on.map(|day| day.0));
            app(ctx).memberships.end_mandate(&request, seat, input.expected_version, on, &input.reason).await
        };
        MembershipPayload::from_result(ctx, done.await)
    }
}
