//! What can be done with access tokens.

use std::{collections::BTreeSet, sync::Arc};

use access::{Action, Actor, Assignment, Request, permit};
use kernel::{Error, Id, Result, id::AccessTokenId};
use questions::catalogue::is_built_in;
use store::{Db, Done, Query, RecordReader};

use super::{
    entity::{AccessToken, CreateAccessToken, rules},
    secret::Secret,
};
use crate::{port::Holders, saved_question::SavedQuestion};

/// A token just made, with its secret; without it when the same creation was sent before.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The token.
    pub token: AccessToken,
    /// Its secret, told this once.
    pub secret: Option<Secret>,
}

/// Åtkomstnycklarna.
#[derive(Clone)]
pub struct AccessTokens {
    pub(super) db: Db,
    pub(super) holders: Arc<dyn Holders>,
}

impl AccessTokens {
    /// Over `db`.
    pub fn new(db: &Db, holders: Arc<dyn Holders>) -> Self {
        Self { db: db.clone(), holders }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<AccessToken> {
        RecordReader::new(&self.db)
    }

    /// Skapa åtkomstnyckel. Its secret is told now and never again, not even to whoever repeats the request.
    ///
    /// # Errors
    /// `Denied` for an assignment that may make none; `Invalid` naming the field.
    pub async fn create(&self, request: &Arc<Request>, command: CreateAccessToken) -> Result<Issued> {
        let grant = permit(request, Action::CreateAccessToken)?;
        let change = async {
            let secret = Secret::fresh();
            let (id, hash) = (Id::new(self.db.ids()), secret.hash(self.db.sealer())?);
            let (token, event) = AccessToken::create(id, hash, command, &grant, self.db.clock().now())?;
            self.require_known(request, &token).await?;
            let mut tx = self.db.begin(&grant).await?;
            tx.insert(&token).await?;
            tx.emit(event);
            tx.commit(token.id.as_str()).await?;
            Ok(Issued { token, secret: Some(secret) })
        };
        match self.db.once(&grant, change).await? {
            Done::Before(id) => Ok(Issued { token: self.db.answered(request, &grant, id).await?, secret: None }),
            Done::Now(done) => Ok(done),
        }
    }

    /// Återkalla åtkomstnyckel, med skäl.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid` without a reason.
    pub async fn revoke(
        &self,
        request: &Arc<Request>,
        id: AccessTokenId,
        expected: i32,
        reason: &str,
    ) -> Result<AccessToken> {
        self.db
            .write(request, Action::RevokeAccessToken, async |tx| {
                let mut token: AccessToken = tx.load_at(id, expected).await?;
                let event = token.revoke(reason, self.db.clock().now())?;
                tx.update(&mut token).await?;
                tx.emit(event);
                Ok(token)
            })
            .await
    }

    /// Every question is built in, or saved and seen from the one assignment that the token will act in.
    async fn require_known(&self, request: &Request, token: &AccessToken) -> Result<()> {
        let saved: Vec<String> = token.questions.iter().filter(|slug| !is_built_in(slug)).cloned().collect();
        if saved.is_empty() {
            return Ok(());
        }
        let held = request.actor.assignments.iter().find(|held| held.id == Some(token.assignment));
        let alone = Arc::new(Request::new(in_one(&token.issuer, &token.subject, held.cloned()), request.id.as_str()));
        let query = Query::first(100).filter(SavedQuestion::at(&saved));
        let found = RecordReader::<SavedQuestion>::new(&self.db).page(&alone, &query).await?.rows;
        let found: BTreeSet<&str> = found.iter().map(|question| question.slug.as_str()).collect();
        if saved.iter().all(|slug| found.contains(slug.as_str())) {
            Ok(())
        } else {
            Err(Error::invalid("questions", rules::QUESTION_IS_UNKNOWN))
        }
    }
}

/// `subject` with no more than this assignment.
pub(super) fn in_one(issuer: &str, subject: &str, held: Option<Assignment>) -> Actor {
    Actor::signed_in(issuer.to_owned(), subject.to_owned(), held.into_iter().collect())
}
