//! What can be done with role assignments.

use async_graphql::{Context, ID, InputObject, Object, Result};
use councils::assignment::{AssignRole, RoleAnchors};

use super::object::{Role, RoleAssignmentObject};
use crate::{
    app::app,
    graph::{Date, id, maybe_id, writing},
    payload,
};

/// Tilldela roll.
#[derive(Clone, Debug, InputObject)]
pub struct AssignRoleInput {
    /// Utfärdare: who vouches for the holder's identity.
    issuer: String,
    /// Identitet hos utfärdaren; never an e-mail address.
    subject: String,
    /// Roll.
    role: Role,
    /// Organisation: for contact person, line manager and provider.
    organisation_id: Option<ID>,
    /// Råd: for council and hub roles.
    council_id: Option<ID>,
    /// Kompetensnav: for hub roles.
    hub_id: Option<ID>,
    /// Projekt: for project roles, auditor and evaluator.
    project_id: Option<ID>,
    /// Person: for participant.
    participant_id: Option<ID>,
    /// Från och med; today when absent.
    valid_from: Option<Date>,
    /// Till och med; open when absent.
    valid_to: Option<Date>,
}

impl AssignRoleInput {
    fn command(self) -> kernel::Result<AssignRole> {
        Ok(AssignRole {
            issuer: self.issuer,
            subject: self.subject,
            role: self.role.0,
            anchors: RoleAnchors {
                organisation: maybe_id("organisationId", self.organisation_id.as_ref())?,
                council: maybe_id("councilId", self.council_id.as_ref())?,
                hub: maybe_id("hubId", self.hub_id.as_ref())?,
                project: maybe_id("projectId", self.project_id.as_ref())?,
                participant: maybe_id("participantId", self.participant_id.as_ref())?,
            },
            valid_from: self.valid_from.map(|day| day.0),
            valid_to: self.valid_to.map(|day| day.0),
        })
    }
}

/// Avsluta roll.
#[derive(Clone, Debug, InputObject)]
pub struct EndRoleInput {
    /// Rolltilldelningen.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Första dag den inte längre innehas; today when absent, and then it bites at once.
    on: Option<Date>,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

payload!(
    /// Svar på en ändring av en rolltilldelning.
    RoleAssignmentPayload {
        /// Rolltilldelningen efter ändringen.
        role_assignment: RoleAssignmentObject
    }
);

/// Ändringar av roller.
#[derive(Default)]
pub struct RoleAssignmentMutation;

#[Object]
impl RoleAssignmentMutation {
    /// Tilldela roll. Roles: system administrator; process leader for chair, members, co-opted and process leaders of the own council.
    async fn assign_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rollen och vem som får den.")] input: AssignRoleInput,
    ) -> Result<RoleAssignmentPayload> {
        let request = writing(ctx)?;
        let done = async {
            let assigned = app(ctx).role_assignments.assign(&request, input.command()?).await?;
            app(ctx).roles.forget();
            Ok(assigned)
        };
        RoleAssignmentPayload::from_result(ctx, done.await)
    }

    /// Avsluta roll, with a reason. Roles: as `assignRole`.
    async fn end_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rolltilldelningen och skälet.")] input: EndRoleInput,
    ) -> Result<RoleAssignmentPayload> {
        let request = writing(ctx)?;
        let done = async {
            let (assignment, on) = (id("id", &input.id)?, input.on.map(|day| day.0));
            let services = app(ctx);
            let ended =
                services.role_assignments.end(&request, assignment, input.expected_version, on, &input.reason).await?;
            services.roles.forget();
            Ok(ended)
        };
        RoleAssignmentPayload::from_result(ctx, done.await)
    }
}
