//! The pages' port to the access tokens: the domains' own services do what is done, as for the mutations of the API.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Idempotency, Request, permit};
use futures_util::future::BoxFuture;
use gateway::App;
use graph::payload::text;
use kernel::{Direction, Error, Id, Lang};
use library::{
    AccessToken, Owner,
    access_token::{AccessTokenColumn, AccessTokenStatus, CreateAccessToken, Issued},
};
use sha2::{Digest, Sha256};
use store::{Query, Record, RecordReader};
use web::{
    keys::{Field, Key, KeyStatus, Keys, NewKey, NewToken, NotDone, Revocation, Ring, Wrong},
    port::{Caller, Choice, Refusal},
};

use crate::{answers, signed_in::SignedIn};

/// Keys of one page.
const PAGE: u32 = 50;

/// The access tokens of those who sign in to the pages.
pub struct KeyRing(pub SignedIn);

impl KeyRing {
    const fn app(&self) -> &App {
        &self.0.app
    }

    /// As [`SignedIn::request`], for a change that is made once, however often its form is sent.
    async fn writing(&self, caller: &Caller, field: &str, once: &str, body: &[&str]) -> Result<Arc<Request>, Refusal> {
        let mut request = self.0.request(caller).await?;
        let mut hash = Sha256::new();
        for part in body {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        let body = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        request.idempotency = Some(Idempotency { key: format!("form-{once}/{field}"), body });
        Ok(Arc::new(request))
    }

    /// What is said of the tokens, in the caller's language.
    async fn shown(&self, request: &Arc<Request>, tokens: Vec<AccessToken>, lang: Lang) -> Result<Vec<Key>, Error> {
        let names = self.names(request, tokens.iter().map(|token| token.owner)).await?;
        Ok(tokens.into_iter().map(|token| self.key(token, &names, lang)).collect())
    }

    fn key(&self, token: AccessToken, names: &HashMap<String, String>, lang: Lang) -> Key {
        Key {
            id: token.id.public(),
            version: token.version,
            acts_in: acts_in(token.role.label().get(lang), token.owner, names),
            status: match token.status(self.app().db.clock().today()) {
                AccessTokenStatus::Active => KeyStatus::Active,
                AccessTokenStatus::Expired => KeyStatus::Expired,
                AccessTokenStatus::Revoked => KeyStatus::Revoked,
            },
            purpose: token.purpose,
            questions: token.questions,
            created_at: token.created_at,
            expires_on: token.expires_on,
            last_used_on: token.last_used_on,
            revoked_reason: token.revoked_reason,
        }
    }

    /// The names of owners, by id: a statement for each kind of owner, however many there are.
    async fn names(
        &self,
        request: &Arc<Request>,
        owners: impl Iterator<Item = Owner> + Clone,
    ) -> Result<HashMap<String, String>, Error> {
        let app = self.app();
        let organisations = owners.clone().filter_map(Owner::organisation).collect();
        let councils = owners.clone().filter_map(Owner::council).collect();
        let hubs = owners.clone().filter_map(Owner::hub).collect();
        let projects = owners.filter_map(Owner::project).collect();
        let mut names = HashMap::new();
        names.extend(named(app.organisations.read(), request, organisations, |row| (row.id, row.name)).await?);
        names.extend(named(app.councils.read(), request, councils, |row| (row.id, row.name)).await?);
        names.extend(named(app.hubs.read(), request, hubs, |row| (row.id, row.name)).await?);
        names.extend(named(app.projects.read(), request, projects, |row| (row.id, row.card.name)).await?);
        Ok(names)
    }

    /// The caller's assignments that may make tokens.
    async fn roles(&self, request: &Arc<Request>, lang: Lang) -> Result<Vec<Choice>, Error> {
        let held = request.actor.assignments.iter();
        let able: Vec<_> =
            held.filter_map(|held| Some((held.id?, held.role, AccessToken::owner_of(held).ok()?))).collect();
        let names = self.names(request, able.iter().map(|(_, _, owner)| *owner)).await?;
        let choice = |(id, role, owner): &(Id<_>, access::Role, Owner)| Choice {
            value: id.public(),
            label: acts_in(role.label().get(lang), *owner, &names),
        };
        Ok(able.iter().map(choice).collect())
    }

    async fn page(&self, request: &Arc<Request>, after: Option<&str>, lang: Lang) -> Result<Ring, Error> {
        let mut query = Query::first(PAGE);
        query.order = vec![(AccessTokenColumn::CreatedAt, Direction::Desc)];
        query.page.cursor = after.map(str::to_owned);
        query.cursors = true;
        let slice = match self.app().access_tokens.read().page(request, &query).await {
            // An address that was cut or mistyped leads to the beginning.
            Err(Error::Invalid { .. }) if after.is_some() => {
                query.page.cursor = None;
                self.app().access_tokens.read().page(request, &query).await?
            }
            slice => slice?,
        };
        let next = slice.cursors.last().filter(|_| slice.has_next).cloned();
        Ok(Ring {
            keys: self.shown(request, slice.rows, lang).await?,
            next,
            roles: self.roles(request, lang).await?,
            may_read: permit(request, Action::ReadAccessTokens).is_ok(),
            may_revoke: permit(request, Action::RevokeAccessToken).is_ok(),
        })
    }
}

fn acts_in(role: &str, owner: Owner, names: &HashMap<String, String>) -> String {
    let id = match &owner {
        Owner::Organisation(id) => id.as_str(),
        Owner::Council(id) => id.as_str(),
        Owner::Hub(id) => id.as_str(),
        Owner::Project(id) => id.as_str(),
    };
    names.get(id).map_or_else(|| role.to_owned(), |name| format!("{role}, {name}"))
}

async fn named<T: Record>(
    records: RecordReader<T>,
    request: &Arc<Request>,
    mut ids: Vec<Id<T::Kind>>,
    name: impl Fn(T) -> (Id<T::Kind>, String),
) -> Result<Vec<(String, String)>, Error> {
    ids.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
    ids.dedup_by(|one, other| one.as_str() == other.as_str());
    let rows = records.by_ids(request, &ids).await?;
    Ok(rows.into_iter().map(name).map(|(id, name)| (id.to_string(), name)).collect())
}

/// What the reader can mend, with its field and words; the rest is a refusal.
fn not_done(error: Error, lang: Lang) -> NotDone {
    let words = text(&error, lang);
    let field = match &error {
        Error::Unavailable(_) | Error::Broken(_) => return NotDone::Refused(answers::fault(error)),
        Error::Invalid { field, .. } => match field.as_str() {
            "roleAssignmentId" => Field::Role,
            "purpose" => Field::Purpose,
            "questions" => Field::Questions,
            "expiresOn" => Field::ExpiresOn,
            "reason" => Field::Reason,
            _ => Field::Whole,
        },
        _ => Field::Whole,
    };
    NotDone::Wrong(Wrong { field, words })
}

fn unknown(field: &str) -> Error {
    Error::invalid(field, kernel::error::rules::REFERENCE_IS_UNKNOWN)
}

impl Keys for KeyRing {
    fn ring<'a>(&'a self, caller: &'a Caller, after: Option<&'a str>) -> BoxFuture<'a, Result<Ring, Refusal>> {
        Box::pin(async move {
            let request = Arc::new(self.0.request(caller).await?);
            self.page(&request, after, caller.lang).await.map_err(answers::fault)
        })
    }

    fn may_make<'a>(&'a self, caller: &'a Caller) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            let request = self.0.request(caller).await;
            request.is_ok_and(|request| permit(&Arc::new(request), Action::CreateAccessToken).is_ok())
        })
    }

    fn make<'a>(&'a self, caller: &'a Caller, wish: &'a NewKey) -> BoxFuture<'a, Result<NewToken, NotDone>> {
        Box::pin(async move {
            let lang = caller.lang;
            let day = wish.expires_on.to_string();
            let asked = [wish.role.as_str(), &wish.purpose, &day].into_iter();
            let body: Vec<&str> = asked.chain(wish.questions.iter().map(String::as_str)).collect();
            let request = self.writing(caller, "createAccessToken", &wish.once, &body).await;
            let request = request.map_err(NotDone::Refused)?;
            let made = async {
                let command = CreateAccessToken {
                    assignment: Id::parse(&wish.role).ok_or_else(|| unknown("roleAssignmentId"))?,
                    purpose: wish.purpose.clone(),
                    questions: wish.questions.clone(),
                    expires_on: wish.expires_on,
                };
                self.app().access_tokens.create(&request, command).await
            };
            let Issued { token, secret } = made.await.map_err(|error| not_done(error, lang))?;
            // The secret is told now or never: also without the owner's name.
            let names = self.names(&request, std::iter::once(token.owner)).await.unwrap_or_default();
            let key = self.key(token, &names, lang);
            Ok(NewToken { key, secret: secret.map(|secret| secret.reveal().to_owned()) })
        })
    }

    fn revoke<'a>(&'a self, caller: &'a Caller, wish: &'a Revocation) -> BoxFuture<'a, Result<(), NotDone>> {
        Box::pin(async move {
            let version = wish.version.to_string();
            let body = [wish.id.as_str(), &version, &wish.reason];
            let request = self.writing(caller, "revokeAccessToken", &wish.once, &body).await;
            let request = request.map_err(NotDone::Refused)?;
            let done = async {
                let id = Id::parse(&wish.id).ok_or_else(|| unknown("id"))?;
                self.app().access_tokens.revoke(&request, id, wish.version, &wish.reason).await
            };
            done.await.map(drop).map_err(|error| not_done(error, caller.lang))
        })
    }
}
