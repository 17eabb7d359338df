//! What the page of access tokens asks of the service behind it.

use std::fmt;

use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use kernel::Timestamp;

use crate::port::{Caller, Choice, Refusal};

/// Nyckelns status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStatus {
    /// Gäller.
    Active,
    /// Har gått ut.
    Expired,
    /// Återkallad.
    Revoked,
}

/// Åtkomstnyckel: all of it but its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Id, as the API writes it.
    pub id: String,
    /// The version that was seen, which a revocation names.
    pub version: i32,
    /// What it is for.
    pub purpose: String,
    /// The addresses of the questions it may ask.
    pub questions: Vec<String>,
    /// The role it acts in and whose it is, in the caller's language.
    pub acts_in: String,
    /// Its status today.
    pub status: KeyStatus,
    /// When it was made.
    pub created_at: Timestamp,
    /// The last day it can be used.
    pub expires_on: NaiveDate,
    /// The last day it was used.
    pub last_used_on: Option<NaiveDate>,
    /// Why it was revoked.
    pub revoked_reason: Option<String>,
}

/// Nyckelknippa: what the caller reaches, and what she may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ring {
    /// A page of keys, the newest first.
    pub keys: Vec<Key>,
    /// Where the next page begins; none after the last.
    pub next: Option<String>,
    /// The caller's roles that may make keys, by assignment.
    pub roles: Vec<Choice>,
    /// Whether the caller may see any.
    pub may_read: bool,
    /// Whether the caller may revoke any.
    pub may_revoke: bool,
}

/// Skapa nyckel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// The assignment it will act in, as [`Ring::roles`] writes it.
    pub role: String,
    /// What it is for.
    pub purpose: String,
    /// The addresses of the questions it may ask.
    pub questions: Vec<String>,
    /// The last day it can be used.
    pub expires_on: NaiveDate,
    /// The form's own number: the same number makes no second key.
    pub once: String,
}

/// Återkalla nyckel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Which.
    pub id: String,
    /// The version that was seen.
    pub version: i32,
    /// Why.
    pub reason: String,
    /// The form's own number.
    pub once: String,
}

/// A key just made.
#[derive(Clone, PartialEq, Eq)]
pub struct NewToken {
    /// The key.
    pub key: Key,
    /// Its secret, told this once; none when the same form was sent before.
    pub secret: Option<String>,
}

impl fmt::Debug for NewToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret = if self.secret.is_some() { "(set)" } else { "(none)" };
        write!(f, "NewToken({}, {secret})", self.key.id)
    }
}

/// Which field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The role it acts in.
    Role,
    /// What it is for.
    Purpose,
    /// The questions.
    Questions,
    /// The last day.
    ExpiresOn,
    /// Why it is revoked.
    Reason,
    /// None: the whole of it.
    Whole,
}

/// Something the reader can mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where.
    pub field: Field,
    /// What is wrong and what to do, in the caller's language.
    pub words: String,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq)]
pub enum NotDone {
    /// The reader can mend it.
    Wrong(Wrong),
    /// She cannot.
    Refused(Refusal),
}

/// Access tokens (*åtkomstnycklar*), as the pages need them. Rights, rules, trail and repetition are the service's, as at `/graphql`.
pub trait Keys: Send + Sync + 'static {
    /// A page of keys within the caller's reach, from `after` on.
    fn ring<'a>(&'a self, caller: &'a Caller, after: Option<&'a str>) -> BoxFuture<'a, Result<Ring, Refusal>>;

    /// Whether the caller may make keys; not where that cannot be found out.
    fn may_make<'a>(&'a self, caller: &'a Caller) -> BoxFuture<'a, bool>;

    /// Makes a key.
    fn make<'a>(&'a self, caller: &'a Caller, wish: &'a NewKey) -> BoxFuture<'a, Result<NewToken, NotDone>>;

    /// Revokes one: it bites at once.
    fn revoke<'a>(&'a self, caller: &'a Caller, wish: &'a Revocation) -> BoxFuture<'a, Result<(), NotDone>>;
}
