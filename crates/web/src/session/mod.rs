//! Inloggning på sidorna: a session is a sealed value that holds a bearer token, in as many cookies as it takes; nothing is kept on
//! the server.
//!
//! - *Fixation*: a session's id is made at sign-in and comes from nowhere else; what stood there before is replaced.
//! - *Cross-site requests*: cookies are `SameSite=Lax`; each form carries a keyed answer to its own cookie, and a request
//!   that says it comes from another site, or does not say where from, is refused.
//! - *The API*: a session reads there for a page of this host. It changes something only where the request also carries the keyed
//!   answer of the forms, in the header [`PROOF`]; tokens do without.
//! - *Open redirects*: one comes back to a path of ours or to the front page, see [`back`].

mod back;
mod bearer;
mod cookie;
mod key;
mod routes;
mod ways;

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use bearer::{PROOF, carry};
pub use key::SessionKey;
pub(crate) use key::random;
pub(crate) use routes::{from_here, is_ours, router, status};
pub use ways::{Demonstration, Endpoints, Gate, Known, Provider, ProviderError, Role, Tokens, Unproven};

use cookie::Cookie;

/// Longest session, however long the token lasts.
pub const LONGEST: TimeDelta = TimeDelta::hours(2);

/// Longest token that a session surely holds: sealed it is a third longer, and a name and an id stand beside it.
pub const TOKEN_BYTES: usize = cookie::LONGEST / 4 * 3 - 800;

const SESSION: &str = "kn-session";

/// Session: who is signed in, as the cookie holds it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    /// Made at sign-in.
    pub id: String,
    /// The bearer token that the library is asked with.
    pub token: String,
    /// What the head of the page calls the reader.
    pub name: String,
    /// When it ends, in seconds since 1970.
    pub ends: i64,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Session({}, …)", self.name)
    }
}

/// How one signs in to the pages.
pub struct SignIn {
    key: SessionKey,
    /// Whether readers come by https: then cookies are for https only.
    secure: bool,
    gate: Arc<dyn Gate>,
    demonstration: Option<Arc<dyn Demonstration>>,
    provider: Option<Arc<dyn Provider>>,
}

impl SignIn {
    /// Sessions sealed with `key`, for tokens that `gate` believes.
    pub fn new(key: SessionKey, secure: bool, gate: Arc<dyn Gate>) -> Self {
        Self { key, secure, gate, demonstration: None, provider: None }
    }

    /// Offers the demonstration's roles. Only for trying: anyone may take any of them.
    #[must_use]
    pub fn with_demonstration(mut self, demonstration: Arc<dyn Demonstration>) -> Self {
        self.demonstration = Some(demonstration);
        self
    }

    /// Offers an OpenID Connect issuer.
    #[must_use]
    pub fn with_provider(mut self, provider: Arc<dyn Provider>) -> Self {
        self.provider = Some(provider);
        self
    }

    /// The session of a request, while it lasts.
    pub(crate) fn session(&self, headers: &HeaderMap, now: DateTime<Utc>) -> Option<Session> {
        let name = self.named(SESSION);
        let sealed = cookie::read_parts(headers, &name)?;
        let session: Session = serde_json::from_slice(&self.key.open(&name, &sealed)?).ok()?;
        (now.timestamp() < session.ends).then_some(session)
    }

    /// What a form must send back for the cookie or session with this id.
    pub(crate) fn answer_to(&self, id: &str) -> String {
        self.key.answer("form", id)
    }

    fn is_answer(&self, id: &str, answer: &str) -> bool {
        self.key.is_answer("form", id, answer)
    }

    /// A session for a believed token, as cookies; none when it is too long for them.
    fn begin(&self, request: &HeaderMap, session: &Session, now: DateTime<Utc>) -> Option<Vec<HeaderValue>> {
        let name = self.named(SESSION);
        let sealed = self.key.seal(&name, &serde_json::to_vec(session).ok()?)?;
        self.cookie(&name, &sealed, session.ends - now.timestamp()).set_in_parts(request)
    }

    fn end(&self, request: &HeaderMap) -> Vec<HeaderValue> {
        self.cookie(&self.named(SESSION), "", 0).forget(request, 0)
    }

    /// The cookie's name: with the prefix that binds it to this host and https, where there is https.
    fn named(&self, name: &str) -> String {
        if self.secure { format!("__Host-{name}") } else { name.to_owned() }
    }

    fn cookie<'c>(&self, name: &'c str, value: &'c str, seconds: i64) -> Cookie<'c> {
        Cookie { name, value, seconds, secure: self.secure }
    }
}
