//! A tool presents a secret.

use access::Actor;
use chrono::NaiveDate;
use kernel::{Result, id::AccessTokenId};

use super::{
    repo::{note_use, with_hash},
    secret::SecretHash,
    service::{AccessTokens, in_one},
};

/// Uppvisad nyckel: whoever asks by it, and what they may ask. Reading only: it is no sign-in, and gives no way to a change.
#[derive(Clone, Debug)]
pub struct Presented {
    /// The token.
    pub token: AccessTokenId,
    /// Its creator, with the one assignment that the token acts in.
    pub actor: Actor,
    /// The addresses of the questions it may ask.
    pub questions: Vec<String>,
    /// What it is for: the purpose of every reading by it.
    pub purpose: String,
    /// The last day it can be used.
    pub expires_on: NaiveDate,
}

impl Presented {
    /// Whether it may ask the question at this address.
    pub fn may_ask(&self, slug: &str) -> bool {
        self.questions.iter().any(|named| named == slug)
    }
}

impl AccessTokens {
    /// Whom a secret speaks for, at this moment; `None` when it is malformed, unknown, revoked or expired, or when its
    /// creator does not hold the role any more. These take the same steps, so that the time tells them apart no more than
    /// the answer: the hash is keyed, so the search cannot be steered, and an unknown secret asks for somebody's roles too.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn present(&self, secret: &str) -> Result<Option<Presented>> {
        let hash = SecretHash::of(self.db.sealer(), secret)?;
        let token = with_hash(&self.db, &hash).await?;
        let (issuer, subject) = token.as_ref().map_or(("", ""), |token| (&token.issuer, &token.subject));
        let held = self.holders.held(issuer, subject).await?;
        let today = self.db.clock().today();
        let Some((token, assignment)) =
            token.and_then(|token| token.acts_in(&held, today).map(|assignment| (token, assignment)))
        else {
            return Ok(None);
        };
        if token.last_used_on.is_none_or(|last| last < today) {
            note_use(&self.db, token.id, today).await?;
        }
        let actor = in_one(&token.issuer, &token.subject, Some(assignment));
        Ok(Some(Presented {
            token: token.id,
            actor,
            questions: token.questions,
            purpose: token.purpose,
            expires_on: token.expires_on,
        }))
    }
}
