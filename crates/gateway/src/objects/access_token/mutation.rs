//! What can be done with access tokens.

use access::Action;
use async_graphql::SimpleObject;
use graph::{Changed, MutationField, Node, UserError, settle};
use library::access_token::{CreateAccessToken, RevokeAccessToken};

use super::object::{AccessTokenFields, AccessTokenObject};
use crate::app::{Mutation, app};

impl Changed for AccessTokenFields {
    const PAYLOAD: &'static str = "AccessTokenPayload";
    const FIELD: &'static str = "accessToken";
}

/// The answer to the creation of an access token: the token and its secret, or why there is none.
///
/// Svenska: Svar på att en åtkomstnyckel skapas: nyckeln och dess hemlighet, eller varför det inte finns någon.
#[derive(SimpleObject)]
pub struct CreateAccessTokenPayload {
    /// The token; absent when none was made.
    ///
    /// Svenska: Nyckeln; saknas när ingen skapades.
    pub access_token: Option<AccessTokenObject>,
    /// Secret: told this once and kept nowhere. Absent when the same idempotency key is sent again: then the token is there, and its
    /// secret is not told again; revoke it and make another if the first answer was lost.
    ///
    /// Svenska: Hemlighet: lämnas ut denna enda gång och sparas ingenstans. Saknas när samma idempotensnyckel skickas igen: då finns
    /// åtkomstnyckeln, och dess hemlighet lämnas inte ut igen; återkalla den och skapa en annan om det första svaret gick förlorat.
    pub secret: Option<String>,
    /// User errors: empty when the change was made; otherwise this request wrote nothing.
    ///
    /// Svenska: Användarfel: tom när ändringen gjordes; annars skrev den här begäran ingenting.
    pub user_errors: Vec<UserError>,
}

impl From<Vec<UserError>> for CreateAccessTokenPayload {
    fn from(user_errors: Vec<UserError>) -> Self {
        Self { access_token: None, secret: None, user_errors }
    }
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        MutationField::answering(
            "createAccessToken",
            &[Action::CreateAccessToken],
            ("Skapa åtkomstnyckel för ett verktyg.", "Create an access token for a tool."),
            ("AccessToken", AccessTokenFields::FIELD),
            |ctx, request, command: CreateAccessToken| {
                Box::pin(async move {
                    let (issued, user_errors) = settle(ctx, app(ctx).access_tokens.create(request, command).await)?;
                    let (token, secret) = issued.map_or((None, None), |issued| (Some(issued.token), issued.secret));
                    Ok(CreateAccessTokenPayload {
                        access_token: token.map(|token| Node::alone(token).into()),
                        secret: secret.map(|secret| secret.reveal().to_owned()),
                        user_errors,
                    })
                })
            },
        ),
        AccessTokenFields::mutation(
            "revokeAccessToken",
            &[Action::RevokeAccessToken],
            (
                "Återkalla åtkomstnyckel, med skäl: den upphör genast att gälla.",
                "Revoke an access token, with a reason: it bites at once.",
            ),
            |app, request, c: RevokeAccessToken| {
                Box::pin(async move { app.access_tokens.revoke(request, c.id, c.expected_version, &c.reason).await })
            },
        )
        .taking(&["revoke"]),
    ]
}
