//! Bearer → identity. A token is read here and nowhere else; it never reaches a log, a span or an error.
//!
//! Which issuer a token claims decides which keys and algorithms may verify it; its own `alg` decides nothing: the key found by
//! `kid` has a type, the issuer's pinned algorithms are cut to that type, and the header must agree.

mod built_in;
mod cache;
mod issuers;
mod jwks;
mod keys;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Header, Validation};
use kernel::Clock;
use serde::Deserialize;

pub use built_in::BuiltIn;
pub use issuers::{Issuer, KeySource};
pub use jwks::{AGE_CEILING, AGE_FLOOR};

use super::door::Identity;
use cache::Cache;
use issuers::Known;
use keys::Key;

/// Bytes of a token: issuers put groups in them, but not this many.
const TOKEN_BYTES: usize = 8 * 1024;
/// Clocks differ by this much.
const LEEWAY: TimeDelta = TimeDelta::seconds(30);

/// Why a token does not identify anyone. Without detail on purpose: the caller can only sign in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthError {
    /// Malformed, of an unknown issuer, wrongly signed, for someone else, not yet valid.
    Invalid,
    /// Its time is over.
    Expired,
    /// The issuer's keys cannot be fetched, and none are kept.
    IssuerAway,
    /// The configuration cannot be used. The text is for the operator.
    Unusable(&'static str),
}

/// Verifies tokens of the configured issuers.
pub struct Authenticator {
    issuers: Vec<Known>,
    cache: Cache,
    clock: Arc<dyn Clock>,
}

/// The claims we read. `aud` is checked by the library.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    exp: f64,
    nbf: Option<f64>,
}

impl Authenticator {
    /// Over `issuers`; proves by a self-test that signatures can be verified at all.
    ///
    /// # Errors
    /// `Unusable` when the cryptography does not work or an issuer's configuration is not safe.
    pub fn new(issuers: Vec<Issuer>, clock: Arc<dyn Clock>) -> Result<Self, AuthError> {
        self_test()?;
        let issuers = issuers.into_iter().map(Known::new).collect::<Result<_, _>>()?;
        Ok(Self { issuers, cache: Cache::default(), clock })
    }

    /// The identity `token` proves.
    ///
    /// # Errors
    /// See [`AuthError`].
    pub async fn verify(&self, token: &str) -> Result<Identity, AuthError> {
        if token.is_empty() || token.len() > TOKEN_BYTES {
            return Err(AuthError::Invalid);
        }
        let now = self.clock.now();
        let digest = Cache::digest(token);
        let generation = || -> u64 { self.issuers.iter().map(Known::generation).sum() };
        let before = generation();
        if let Some(identity) = self.cache.get(&digest, before, now) {
            return Ok(identity);
        }
        let identity = self.check(token, now).await?;
        if generation() == before {
            self.cache.put(digest, before, now, identity.clone());
        }
        Ok(identity)
    }

    async fn check(&self, token: &str, now: DateTime<Utc>) -> Result<Identity, AuthError> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| AuthError::Invalid)?;
        if header.crit.is_some() {
            return Err(AuthError::Invalid);
        }
        // Read before it is believed: it only chooses whose keys must have signed it.
        let claimed: Claimed =
            jsonwebtoken::dangerous::insecure_decode_claims(token).map_err(|_| AuthError::Invalid)?;
        let issuer = self.issuers.iter().find(|known| known.name() == claimed.iss).ok_or(AuthError::Invalid)?;
        let keys = issuer.keys(header.kid.as_deref()).await?;
        let claims = keys.iter().find_map(|key| decode(token, &header, key, issuer)).ok_or(AuthError::Invalid)?;
        identity(claims, now)
    }
}

#[derive(Deserialize)]
struct Claimed {
    iss: String,
}

fn decode(token: &str, header: &Header, key: &Key, issuer: &Known) -> Option<Claims> {
    let algorithms: Vec<_> = issuer.algorithms().iter().copied().filter(|alg| key.fits(*alg)).collect();
    let mut validation = Validation::new(*algorithms.first()?);
    if !algorithms.contains(&header.alg) {
        return None;
    }
    validation.algorithms = algorithms;
    validation.set_issuer(&[issuer.name()]);
    validation.set_audience(&[issuer.audience()]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // Times are checked against our own clock, below.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    jsonwebtoken::decode::<Claims>(token, key.decoding(), &validation).ok().map(|token| token.claims)
}

fn identity(claims: Claims, now: DateTime<Utc>) -> Result<Identity, AuthError> {
    let instant = |seconds: f64| {
        let bounded = seconds.is_finite() && (0.0..=253_402_300_799.0).contains(&seconds);
        #[expect(clippy::cast_possible_truncation, reason = "bounded to the year 9999 on the line above")]
        bounded.then(|| DateTime::from_timestamp(seconds as i64, 0)).flatten()
    };
    let expires_at = instant(claims.exp).ok_or(AuthError::Invalid)?;
    if now >= expires_at + LEEWAY {
        return Err(AuthError::Expired);
    }
    if let Some(not_before) = claims.nbf
        && instant(not_before).ok_or(AuthError::Invalid)? > now + LEEWAY
    {
        return Err(AuthError::Invalid);
    }
    if claims.sub.trim().is_empty() || claims.sub.len() > 255 || claims.sub.chars().any(char::is_control) {
        return Err(AuthError::Invalid);
    }
    Ok(Identity { issuer: claims.iss, subject: claims.sub, expires_at, only: None })
}

/// Signs, verifies, and sees a changed signature refused. The token library compiles without cryptography behind it and
/// panics at the first token; better at start.
///
/// # Errors
/// `Unusable`.
pub fn self_test() -> Result<(), AuthError> {
    let outcome = std::panic::catch_unwind(|| {
        let (key, public) = built_in::generate().ok()?;
        let signature = jsonwebtoken::crypto::sign(b"self-test", &key, jsonwebtoken::Algorithm::EdDSA).ok()?;
        let verify = |message: &[u8]| {
            jsonwebtoken::crypto::verify(&signature, message, public.decoding(), jsonwebtoken::Algorithm::EdDSA)
        };
        (verify(b"self-test").ok()? && !verify(b"self-tesT").unwrap_or(false)).then_some(())
    });
    outcome.ok().flatten().ok_or(AuthError::Unusable("signatures cannot be verified in this build"))
}
