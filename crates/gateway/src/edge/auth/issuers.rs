//! The issuers we believe, each with its audience, algorithms and keys.

use jsonwebtoken::{Algorithm, AlgorithmFamily};

use super::{AuthError, jwks::Jwks, keys::Key};

/// Where an issuer's keys come from.
#[derive(Clone)]
pub enum KeySource {
    /// A JWKS document.
    JwksUrl(String),
    /// A key we have ourselves.
    Static(Vec<Key>),
}

/// One issuer as configured.
#[derive(Clone)]
pub struct Issuer {
    /// Its `iss`, exactly.
    pub issuer: String,
    /// The `aud` a token for us carries.
    pub audience: String,
    /// Algorithms it may use; asymmetric only.
    pub algorithms: Vec<Algorithm>,
    /// Its keys.
    pub keys: KeySource,
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
            return Err(AuthError::Unusable("an issuer must pin at least one asymmetric algorithm and no other"));
        }
        if issuer.issuer.is_empty() || issuer.audience.is_empty() {
            return Err(AuthError::Unusable("an issuer needs its name and our audience"));
        }
        let jwks = match &issuer.keys {
            KeySource::JwksUrl(url) => Some(Jwks::new(url)?),
            KeySource::Static(_) => None,
        };
        Ok(Self { issuer, jwks })
    }

    /// `iss`.
    pub fn name(&self) -> &str {
        &self.issuer.issuer
    }

    /// `aud`.
    pub fn audience(&self) -> &str {
        &self.issuer.audience
    }

    /// Pinned algorithms.
    pub fn algorithms(&self) -> &[Algorithm] {
        &self.issuer.algorithms
    }

    /// Grows when the keys change.
    pub fn generation(&self) -> u64 {
        self.jwks.as_ref().map_or(0, Jwks::generation)
    }

    /// Keys that may have signed a token with this `kid`: the one so named. A token without `kid` may be tried against an only
    /// key.
    pub async fn keys(&self, id: Option<&str>) -> Result<Vec<Key>, AuthError> {
        let all = match (&self.jwks, &self.issuer.keys) {
            (Some(jwks), _) => jwks.keys(id).await?,
            (None, KeySource::Static(keys)) => keys.clone().into(),
            (None, KeySource::JwksUrl(_)) => return Err(AuthError::IssuerAway),
        };
        Ok(match id {
            Some(id) => all.iter().filter(|key| key.id.as_deref() == Some(id)).cloned().collect(),
            None if all.len() == 1 => all.to_vec(),
            None => Vec::new(),
        })
    }
}
