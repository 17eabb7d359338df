//! What signing in asks of the service: whom a token speaks for, the demonstration's roles, an issuer's endpoints.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use kernel::Lang;

/// Whom a token speaks for, once it is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who says so.
    pub issuer: String,
    /// Who it is, to the issuer.
    pub subject: String,
    /// When the token ends.
    pub expires_at: DateTime<Utc>,
}

/// Why a token proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unproven {
    /// Not signed by an issuer of ours, not for us, or over.
    Invalid,
    /// The issuer's keys cannot be had now.
    Away,
}

/// The verifier of bearer tokens: the same as the API's.
pub trait Gate: Send + Sync + 'static {
    /// Whom an access token speaks for.
    fn verify<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Known, Unproven>>;

    /// Whom an ID token speaks for: the same verifier, with this service's client id as audience.
    fn verify_id_token<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Known, Unproven>>;
}

/// A role of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name in the form.
    pub key: String,
    /// Who it is, in words.
    pub about: String,
}

/// The demonstration's roles, for anyone to take.
pub trait Demonstration: Send + Sync + 'static {
    /// The roles, in the order to show them.
    fn roles(&self, lang: Lang) -> Vec<Role>;

    /// A token for a role; none when there is no such role.
    fn token(&self, role: &str) -> Option<String>;
}

/// An issuer's endpoints, as it publishes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// Where the reader signs in.
    pub authorization: String,
}

/// What the issuer gives for a code.
#[derive(Clone)]
pub struct Tokens {
    /// For the API: whichever token it believes.
    pub access_token: String,
    /// About the sign-in.
    pub id_token: String,
}

/// Why the issuer gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderError {
    /// It cannot be reached, or answers with what nobody can read.
    Away,
    /// It refuses the code.
    Refused,
}

/// An OpenID Connect issuer, as this service's client.
pub trait Provider: Send + Sync + 'static {
    /// Its name, exactly as in its tokens.
    fn issuer(&self) -> &str;

    /// Who this service is to the issuer.
    fn client_id(&self) -> &str;

    /// Where the issuer sends the reader back: an absolute address of ours.
    fn redirect_uri(&self) -> &str;

    /// What is asked of the issuer.
    fn scope(&self) -> &str {
        "openid profile"
    }

    /// Where to sign in.
    fn endpoints(&self) -> BoxFuture<'_, Result<Endpoints, ProviderError>>;

    /// The tokens for a code, with the PKCE verifier.
    fn exchange<'a>(&'a self, code: &'a str, verifier: &'a str) -> BoxFuture<'a, Result<Tokens, ProviderError>>;
}
