//! What can be done with access tokens.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use library::access_token::CreateAccessToken;

use super::object::AccessTokenObject;
use crate::{
    app::app,
    graph::{Date, Node, UserError, id, settle, writing},
    payload,
};

/// Skapa åtkomstnyckel.
#[derive(Clone, Debug, InputObject)]
pub struct CreateAccessTokenInput {
    /// Din rolltilldelning som den ska verka i: `viewer.roles.id`.
    role_assignment_id: ID,
    /// Ändamål, 1–500 characters: what it is for.
    purpose: String,
    /// Frågor som den får ställa, by address, 1–50.
    questions: Vec<String>,
    /// Sista dag, at most a year from today.
    expires_on: Date,
}

impl CreateAccessTokenInput {
    fn command(self) -> kernel::Result<CreateAccessToken> {
        Ok(CreateAccessToken {
            assignment: id("roleAssignmentId", &self.role_assignment_id)?,
            purpose: self.purpose,
            questions: self.questions,
            expires_on: self.expires_on.0,
        })
    }
}

/// Återkalla åtkomstnyckel.
#[derive(Clone, Debug, InputObject)]
pub struct RevokeAccessTokenInput {
    /// Nyckeln.
    id: ID,
    /// Versionen du har sett.
    expected_version: i32,
    /// Skäl, 1–1,000 characters.
    reason: String,
}

/// Svar på att en åtkomstnyckel skapas.
#[derive(SimpleObject)]
pub struct CreateAccessTokenPayload {
    /// Nyckeln.
    pub access_token: Option<AccessTokenObject>,
    /// Hemlighet: told this once and kept nowhere. Absent when the same idempotency key is sent again: then the token is there, and
    /// its secret is not told again; revoke it and make another if the first answer was lost.
    pub secret: Option<String>,
    /// Användarfel: empty when the change was made; otherwise this request wrote nothing. Of an earlier one with the same idempotency
    /// key `IDEMPOTENCY_KEY_UNDER_WAY` says that it was done meanwhile: sent again, this one has its answer.
    pub user_errors: Vec<UserError>,
}

payload!(
    /// Svar på en ändring av en åtkomstnyckel.
    AccessTokenPayload {
        /// Nyckeln efter ändringen.
        access_token: AccessTokenObject
    }
);

/// Ändringar av åtkomstnycklar.
#[derive(Default)]
pub struct AccessTokenMutation;

#[Object]
impl AccessTokenMutation {
    /// Skapa åtkomstnyckel for a tool. Roles: organisation contact, provider, chair, process leader, hub, project manager and economist, for their own.
    async fn create_access_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Nyckeln.")] input: CreateAccessTokenInput,
    ) -> Result<CreateAccessTokenPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).access_tokens.create(&request, input.command()?).await };
        let (issued, user_errors) = settle(ctx, done.await)?;
        let (token, secret) = issued.map_or((None, None), |issued| (Some(issued.token), issued.secret));
        Ok(CreateAccessTokenPayload {
            access_token: token.map(|token| Node::alone(token).into()),
            secret: secret.map(|secret| secret.reveal().to_owned()),
            user_errors,
        })
    }

    /// Återkalla åtkomstnyckel, with a reason: it bites at once. Roles: as `createAccessToken`, and system administrator.
    async fn revoke_access_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Nyckeln och skälet.")] input: RevokeAccessTokenInput,
    ) -> Result<AccessTokenPayload> {
        let request = writing(ctx)?;
        let done = async {
            let token = id("id", &input.id)?;
            app(ctx).access_tokens.revoke(&request, token, input.expected_version, &input.reason).await
        };
        AccessTokenPayload::from_result(ctx, done.await)
    }
}
