//! Bearer → identity. A token is read here and nowhere else; it never reaches a log, a span or an error. Of one that is refused the
//! log has the issuer it names and the cause.
//!
//! Which issuer a token claims decides which keys and algorithms may verify it; its own `alg` decides nothing: the key found by
//! `kid` has a type, the issuer's pinned algorithms are cut to that type, and the header must agree.

mod built_in;
mod cache;
mod issuers;
mod jwks;
mod keys;

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Header, Validation, errors::ErrorKind};
use kernel::Clock;
use serde::Deserialize;
use serde_json::{Map, Value};

pub use built_in::BuiltIn;
pub use issuers::{Issuer, KeySource};
pub use jwks::{AGE_CEILING, AGE_FLOOR, KEYS_KEPT};

use super::context::Identity;
use cache::Cache;
use issuers::Known;
use keys::Key;

/// Bytes of a token: those of people in hundreds of groups have been met at 20 kB.
pub const TOKEN_BYTES: usize = 32 * 1024;
/// Clocks differ by this much.
const LEEWAY: TimeDelta = TimeDelta::seconds(30);
/// Characters of what a token says of itself, in the log.
const LOGGED: usize = 200;

/// Why a token does not identify anyone. Without detail on purpose: the caller can only sign in again. The log has the cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthError {
    /// Malformed, of an unknown issuer, wrongly signed, for someone else, not yet valid.
    Invalid,
    /// Longer than [`TOKEN_BYTES`].
    TooLong,
    /// Its time is over.
    Expired,
    /// The issuer's keys cannot be fetched, and none are kept, or not the one that is named.
    IssuerAway,
    /// The key that is named is not among those that were fetched before anybody named it. The issuer is asked again in so many seconds.
    KeyAwaited {
        /// From 1 to those of [`AGE_FLOOR`].
        seconds: u64,
    },
    /// The configuration cannot be used. The text is for the operator.
    Unusable(String),
}

/// Verifies tokens of the configured issuers.
pub struct Authenticator {
    issuers: Vec<Known>,
    cache: Cache,
    clock: Arc<dyn Clock>,
}

/// Whose a token says it is and for whom, before or after it is believed; other claims as they stand.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    #[serde(default)]
    aud: Value,
    exp: Option<f64>,
    nbf: Option<f64>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// Why a token is refused, for the log: what the operator or the issuer can mend.
struct Cause(AuthError, String);

impl Cause {
    fn invalid(cause: impl Into<String>) -> Self {
        Self(AuthError::Invalid, cause.into())
    }

    /// Why there are no keys to try.
    fn keys(error: AuthError, header: &Header) -> Self {
        let cause = match (&error, &header.kid) {
            (AuthError::KeyAwaited { seconds }, Some(kid)) => format!(
                "the issuer's key set, fetched a moment ago, has no key `{}`; it may be fetched again in {seconds} s",
                logged(kid)
            ),
            _ => "the issuer's keys cannot be had".to_owned(),
        };
        Self(error, cause)
    }
}

impl Authenticator {
    /// Over `issuers`; proves by a self-test that signatures can be verified at all.
    ///
    /// # Errors
    /// `Unusable` when the cryptography does not work or an issuer's configuration is not safe.
    pub fn new(issuers: Vec<Issuer>, clock: Arc<dyn Clock>) -> Result<Self, AuthError> {
        self_test()?;
        let issuers = issuers.into_iter().map(Known::new).collect::<Result<Vec<_>, _>>()?;
        for (at, issuer) in issuers.iter().enumerate() {
            if issuers[..at].iter().any(|before| before.name() == issuer.name()) {
                return Err(AuthError::Unusable(format!(
                    "{}: it stands there twice, and one of them would never be asked; leave one",
                    issuer.name()
                )));
            }
        }
        Ok(Self { issuers, cache: Cache::default(), clock })
    }

    /// The identity `token` proves. Why it proves none is logged, with the issuer it names and without the token.
    ///
    /// # Errors
    /// See [`AuthError`].
    pub async fn verify(&self, token: &str) -> Result<Identity, AuthError> {
        let now = self.clock.now();
        let digest = Cache::digest(token);
        let generation = || -> u64 { self.issuers.iter().map(Known::generation).sum() };
        let before = generation();
        if let Some(identity) = self.cache.get(&digest, before, now) {
            return Ok(identity);
        }
        let mut named = None;
        let identity = self.check(token, now, &mut named).await.map_err(|Cause(error, cause)| {
            tracing::info!(issuer = named, cause, "a token is refused");
            error
        })?;
        if generation() == before {
            self.cache.put(digest, before, now, identity.clone());
        }
        Ok(identity)
    }

    async fn check(&self, token: &str, now: DateTime<Utc>, named: &mut Option<String>) -> Result<Identity, Cause> {
        if token.len() > TOKEN_BYTES {
            let cause =
                format!("{} bytes long, and at most {TOKEN_BYTES} are read; groups are mostly why", token.len());
            return Err(Cause(AuthError::TooLong, cause));
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| Cause::invalid("not a signed JWT"))?;
        if header.crit.is_some() {
            return Err(Cause::invalid("its header demands an extension (crit)"));
        }
        // Read before it is believed: it only chooses whose keys must have signed it.
        let claimed: Claims = jsonwebtoken::dangerous::insecure_decode_claims(token)
            .map_err(|_| Cause::invalid("its claims cannot be read, or `iss` is missing"))?;
        *named = Some(logged(&claimed.iss));
        let issuer = self.issuers.iter().find(|known| known.name() == claimed.iss);
        let issuer = issuer.ok_or_else(|| {
            Cause::invalid(format!(
                "no issuer of this name is configured; it is for {}",
                logged(&claimed.aud.to_string())
            ))
        })?;
        if !issuer.algorithms().contains(&header.alg) {
            return Err(Cause::invalid(format!(
                "signed by {:?}, which is not among the issuer's algorithms",
                header.alg
            )));
        }
        let keys = issuer.keys(header.kid.as_deref(), header.alg).await.map_err(|error| Cause::keys(error, &header))?;
        let generation = issuer.generation();
        let mut cause = match &header.kid {
            Some(kid) => format!("the issuer's key set has no key `{}` for {:?}", logged(kid), header.alg),
            None => format!("it names no key (kid), and the issuer's set has none for {:?}", header.alg),
        };
        for key in &keys {
            match decode(token, &header, key, issuer) {
                Ok(claims) => return identity(claims, issuer, now),
                Err(told) => cause = told,
            }
        }
        // Keys without a name stood for one that the set does not name: it may have been changed since.
        if let Some(id) = header.kid.as_deref() {
            let newer = issuer.newer_keys(id, header.alg, generation).await;
            for key in &newer.map_err(|error| Cause::keys(error, &header))? {
                match decode(token, &header, key, issuer) {
                    Ok(claims) => return identity(claims, issuer, now),
                    Err(told) => cause = told,
                }
            }
        }
        Err(Cause::invalid(cause))
    }
}

/// What a token says of itself, as it may stand in the log.
fn logged(text: &str) -> String {
    text.chars().filter(char::is_ascii_graphic).take(LOGGED).collect()
}

/// The claims of a token that `key` has signed for us; or why it is none.
fn decode(token: &str, header: &Header, key: &Key, issuer: &Known) -> Result<Claims, String> {
    let mut validation = Validation::new(header.alg);
    validation.set_issuer(&[issuer.name()]);
    validation.set_audience(issuer.audiences());
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    // Times are checked against our own clock, below.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let decoded = jsonwebtoken::decode::<Claims>(token, key.decoding(), &validation);
    decoded.map(|token| token.claims).map_err(|error| match error.kind() {
        ErrorKind::InvalidAudience => {
            let claimed = jsonwebtoken::dangerous::insecure_decode_claims::<Claims>(token).map(|claims| claims.aud);
            let found = claimed.map_or_else(|_| String::new(), |aud| logged(&aud.to_string()));
            format!("its audience is {found}, not {}", issuer.audiences().join(" or "))
        }
        ErrorKind::MissingRequiredClaim(name) => format!("it has no `{name}`"),
        // The library's own text may repeat what stands in the token.
        ErrorKind::Json(_) | ErrorKind::Utf8(_) | ErrorKind::InvalidClaimFormat(_) => {
            "its claims cannot be read".to_owned()
        }
        _ => "the signature is not of the issuer's key".to_owned(),
    })
}

fn identity(claims: Claims, issuer: &Known, now: DateTime<Utc>) -> Result<Identity, Cause> {
    let instant = |seconds: f64| {
        let bounded = seconds.is_finite() && (0.0..=253_402_300_799.0).contains(&seconds);
        #[expect(clippy::cast_possible_truncation, reason = "bounded to the year 9999 on the line above")]
        bounded.then(|| DateTime::from_timestamp(seconds as i64, 0)).flatten()
    };
    let expires_at = claims.exp.and_then(instant).ok_or_else(|| Cause::invalid("its `exp` is not a time"))?;
    if now >= expires_at + LEEWAY {
        return Err(Cause(AuthError::Expired, format!("expired {}", expires_at.to_rfc3339())));
    }
    if let Some(not_before) = claims.nbf
        && instant(not_before).ok_or_else(|| Cause::invalid("its `nbf` is not a time"))? > now + LEEWAY
    {
        return Err(Cause::invalid("not yet valid (`nbf`); do the clocks differ?"));
    }
    let subject = match claims.others.get(issuer.subject()) {
        Some(Value::String(subject)) if is_subject(subject) => subject.clone(),
        found => {
            let what = if found.is_some() { "is not a text of 1 to 255 bytes" } else { "is missing" };
            return Err(Cause::invalid(format!("the claim `{}`, which names the person, {what}", issuer.subject())));
        }
    };
    // What is open at its end is ended then; who comes with it after that is served for as long as it is believed.
    let expires_at = if now < expires_at { expires_at } else { expires_at + LEEWAY };
    Ok(Identity { issuer: claims.iss, subject, expires_at, only: None })
}

/// Whether a text may name somebody.
fn is_subject(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= 255 && !text.chars().any(char::is_control)
}

/// Sees a signature verified, and refused for another message. The token library compiles without cryptography behind it and
/// panics at the first token; better at start. The example is RFC 8037's (A.4): a key made here would have the library gather
/// entropy first, which is a third of all that a start computes.
///
/// # Errors
/// `Unusable`.
pub fn self_test() -> Result<(), AuthError> {
    const KEY: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    const MESSAGE: &str = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    const SIGNATURE: &str = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    let outcome = std::panic::catch_unwind(|| {
        let key = Key::ed25519(String::new(), &URL_SAFE_NO_PAD.decode(KEY).ok()?);
        let verify = |message: &str| {
            jsonwebtoken::crypto::verify(SIGNATURE, message.as_bytes(), key.decoding(), jsonwebtoken::Algorithm::EdDSA)
        };
        (verify(MESSAGE).ok()? && !verify(&MESSAGE.to_lowercase()).unwrap_or(false)).then_some(())
    });
    outcome.ok().flatten().ok_or(AuthError::Unusable("signatures cannot be verified in this build".to_owned()))
}
