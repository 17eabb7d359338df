//! The issuers we believe, each with its audience, algorithms and keys.

use std::time::Duration;

use jsonwebtoken::{Algorithm, AlgorithmFamily};

use super::{AuthError, jwks::Jwks, keys::Key};

/// Where an issuer's keys come from.
#[derive(Clone)]
pub enum KeySource {
    /// A JWKS document, by https or from this machine.
    JwksUrl(String),
    /// A JWKS document that may come by http: from within a network that the operator trusts, for whoever stands between us and it
    /// can put in a key of his own.
    PlainJwksUrl(String),
    /// A key we have ourselves.
    Static(Vec<Key>),
}

/// One issuer as configured.
#[derive(Clone)]
pub struct Issuer {
    /// Its `iss`, exactly.
    pub issuer: String,
    /// The `aud` a token for us carries: any of these.
    pub audiences: Vec<String>,
    /// Algorithms it may use; asymmetric only.
    pub algorithms: Vec<Algorithm>,
    /// Its keys.
    pub keys: KeySource,
    /// How long its last keys are believed while they cannot be fetched.
    pub keys_kept: Duration,
    /// The claim that names the person, always and to every client the same: `sub`, unless the issuer gives each client another.
    pub subject: String,
}

/// An issuer at work.
pub struct Known {
    issuer: Issuer,
    jwks: Option<Jwks>,
}

impl Known {
    /// Checks the configuration.
    pub fn new(issuer: Issuer) -> Result<Self, AuthError> {
        let asymmetric = |alg: &Algorithm| alg.family() != AlgorithmFamily::Hmac;
        if issuer.algorithms.is_empty() || !issuer.algorithms.iter().all(asymmetric) {
            return Err(unusable(
                &issuer,
                "algorithms: name at least one, and none that begins with HS: a key that verifies must not sign",
            ));
        }
        if issuer.issuer.is_empty() || issuer.audiences.is_empty() || issuer.audiences.iter().any(String::is_empty) {
            return Err(unusable(&issuer, "issuer and audience: both are needed"));
        }
        if issuer.subject.is_empty() {
            return Err(unusable(&issuer, "subject_claim: name a claim, or leave the key out for `sub`"));
        }
        let jwks = match &issuer.keys {
            KeySource::JwksUrl(url) => Some(Jwks::new(&issuer.issuer, url, false, issuer.keys_kept)),
            KeySource::PlainJwksUrl(url) => Some(Jwks::new(&issuer.issuer, url, true, issuer.keys_kept)),
            KeySource::Static(_) => None,
        };
        let jwks = jwks.transpose().map_err(|cause| unusable(&issuer, cause))?;
        Ok(Self { issuer, jwks })
    }

    /// `iss`.
    pub fn name(&self) -> &str {
        &self.issuer.issuer
    }

    /// `aud`, any of these.
    pub fn audiences(&self) -> &[String] {
        &self.issuer.audiences
    }

    /// The claim that names the person.
    pub fn subject(&self) -> &str {
        &self.issuer.subject
    }

    /// Pinned algorithms.
    pub fn algorithms(&self) -> &[Algorithm] {
        &self.issuer.algorithms
    }

    /// Grows when the keys change.
    pub fn generation(&self) -> u64 {
        self.jwks.as_ref().map_or(0, Jwks::generation)
    }

    /// Keys that may have signed a token with this `kid` by this algorithm: those so named, else those without a name. A token
    /// without `kid` may be of any of them. So few at most: each costs a look at the signature.
    pub async fn keys(&self, id: Option<&str>, algorithm: Algorithm) -> Result<Vec<Key>, AuthError> {
        let all = match (&self.jwks, &self.issuer.keys) {
            (Some(jwks), _) => jwks.keys(id).await?,
            (None, KeySource::Static(keys)) => keys.clone().into(),
            (None, _) => return Err(AuthError::IssuerAway),
        };
        Ok(Self::candidates(&all, id, algorithm))
    }

    /// As [`Known::keys`], those that came since the generation `tried`, where they may have missed the token's.
    pub async fn newer_keys(&self, id: &str, algorithm: Algorithm, tried: u64) -> Result<Vec<Key>, AuthError> {
        let newer = match &self.jwks {
            Some(jwks) => jwks.newer(id, tried).await?,
            None => None,
        };
        Ok(newer.map(|keys| Self::candidates(&keys, Some(id), algorithm)).unwrap_or_default())
    }

    fn candidates(all: &[Key], id: Option<&str>, algorithm: Algorithm) -> Vec<Key> {
        let named: Vec<&Key> = all.iter().filter(|key| id.is_some() && key.id.as_deref() == id).collect();
        let may = |key: &&Key| id.is_none() || key.id.is_none();
        let candidates = if named.is_empty() { all.iter().filter(may).collect() } else { named };
        candidates.into_iter().filter(|key| key.fits(algorithm)).take(CANDIDATES).cloned().collect()
    }
}

/// Keys tried for one token.
const CANDIDATES: usize = 8;

fn unusable(issuer: &Issuer, cause: &str) -> AuthError {
    AuthError::Unusable(format!("{}: {cause}", issuer.issuer))
}
