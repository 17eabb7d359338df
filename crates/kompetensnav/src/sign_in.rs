//! Signing in to the pages: the ports of `web::session`, answered by the API's own verifier, the demonstration's issuer and
//! an OpenID Connect issuer.

use std::{sync::Arc, time::Duration};

use edge::{
    Identity,
    auth::{AuthError, Authenticator, BuiltIn},
};
use futures_util::future::BoxFuture;
use kernel::Lang;
use reqwest::{Client, Url, header::CONTENT_TYPE, redirect::Policy};
use serde::Deserialize;
use tokio::sync::OnceCell;
use web::session::{
    Demonstration, Endpoints, Gate, Known, Provider, ProviderError, Role, SessionKey, SignIn, Tokens, Unproven,
};

use crate::{
    config::{Config, Secret, SignInConfig, SignInToken, address},
    demonstration,
    wiring::{self, Ambient},
};

/// A demonstration session's token; the session itself is shorter.
const DEMONSTRATION_LIFE: Duration = Duration::from_secs(3 * 3600);
/// How long an issuer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The ways to sign in that the configuration gives; none when it gives none.
///
/// # Errors
/// A text for the operator.
pub(crate) fn ways(
    config: &Config,
    authenticator: &Arc<Authenticator>,
    built_in: Option<&Arc<BuiltIn>>,
    ambient: &Ambient,
) -> Result<Option<SignIn>, String> {
    let provider = config.sign_in.as_ref().map(|own| OpenId::new(own).map(Arc::new)).transpose()?;
    let demonstration = built_in.filter(|_| config.demonstration);
    if provider.is_none() && demonstration.is_none() {
        return Ok(None);
    }
    let id_tokens = config.sign_in.as_ref().map(|own| id_tokens(config, own, ambient)).transpose()?;
    let gate = Verifier { access_tokens: Arc::clone(authenticator), id_tokens };
    let secure = config.sign_in.as_ref().is_some_and(|own| own.redirect_base.starts_with("https://"));
    let mut sign_in = SignIn::new(SessionKey::new(&config.sealing_key()?), secure, Arc::new(gate));
    if let Some(issuer) = demonstration {
        sign_in = sign_in.with_demonstration(Arc::new(Roles(Arc::clone(issuer))));
    }
    if let Some(provider) = provider {
        sign_in = sign_in.with_provider(provider);
    }
    Ok(Some(sign_in))
}

/// The API's verifier, with this client as the audience: an ID token is for the client, an access token for the API.
fn id_tokens(config: &Config, own: &SignInConfig, ambient: &Ambient) -> Result<Authenticator, String> {
    if own.client_id.trim().is_empty() {
        return Err("sign_in.client_id: it is empty; write the name by which the issuer knows this service".to_owned());
    }
    let known = config.issuers.iter().find(|issuer| issuer.issuer == own.issuer);
    let known = known.ok_or("sign_in.issuer: it must be one of `issuers`, whose access tokens the API believes")?;
    let issuer = wiring::believed(known, vec![own.client_id.clone()]);
    let verifier = Authenticator::new(vec![issuer], ambient.clock.clone());
    verifier.map_err(|error| format!("sign_in.issuer: {}", wiring::unusable(error)))
}

struct Verifier {
    access_tokens: Arc<Authenticator>,
    id_tokens: Option<Authenticator>,
}

impl Gate for Verifier {
    fn verify<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Known, Unproven>> {
        Box::pin(async { proven("the token for the API", self.access_tokens.verify(token).await) })
    }

    fn verify_id_token<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Known, Unproven>> {
        Box::pin(async {
            let verifier = self.id_tokens.as_ref().ok_or(Unproven::Invalid)?;
            proven("the ID token", verifier.verify(token).await)
        })
    }
}

/// The verifier has logged whose token it is and why it is refused; here is told which of the two.
fn proven(token: &str, verified: Result<Identity, AuthError>) -> Result<Known, Unproven> {
    if verified.is_err() {
        tracing::warn!(token, "a sign-in to the pages fails; the entry before this one says why, at INFO or WARN");
    }
    match verified {
        Ok(identity) => {
            Ok(Known { issuer: identity.issuer, subject: identity.subject, expires_at: identity.expires_at })
        }
        Err(AuthError::IssuerAway | AuthError::KeyAwaited { .. }) => Err(Unproven::Away),
        Err(AuthError::Invalid | AuthError::TooLong | AuthError::Expired | AuthError::Unusable(_)) => {
            Err(Unproven::Invalid)
        }
    }
}

/// The demonstration's roles, at its own issuer.
struct Roles(Arc<BuiltIn>);

impl Demonstration for Roles {
    fn roles(&self, _: Lang) -> Vec<Role> {
        let role = |role: &demonstration::DemoRole| Role { key: role.key.to_owned(), about: role.about.to_owned() };
        demonstration::ROLES.iter().map(role).collect()
    }

    fn token(&self, key: &str) -> Option<String> {
        let role = demonstration::ROLES.iter().find(|role| role.key == key)?;
        self.0.mint(role.subject, DEMONSTRATION_LIFE).ok()
    }
}

/// This service at an issuer.
struct OpenId {
    issuer: String,
    client_id: String,
    secret: Option<Secret>,
    redirect_uri: String,
    scope: String,
    speaks_with: SignInToken,
    http: Client,
    discovery: Url,
    /// Fetched once it is needed, and then kept.
    discovered: OnceCell<Discovered>,
}

/// What we read of the issuer's own description.
#[derive(Deserialize)]
struct Described {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
}

struct Discovered {
    authorization: Url,
    token: Url,
}

/// OpenID Connect has an issuer give both; one that is not asked for an API may leave out the access token.
#[derive(Deserialize)]
struct Granted {
    access_token: Option<String>,
    id_token: Option<String>,
}

/// Why an issuer gives nothing: a word of RFC 6749. Its description may hold what the reader is called.
#[derive(Deserialize)]
struct Denied {
    error: String,
}

impl OpenId {
    fn new(own: &SignInConfig) -> Result<Self, String> {
        let discovery = format!("{}/.well-known/openid-configuration", own.issuer.trim_end_matches('/'));
        let wanted = |key: &str, example: &str| format!("sign_in.{key}: an address is needed, e.g. {example}");
        let base = address(&own.redirect_base).ok_or_else(|| wanted("redirect_base", "https://nav.example.se"))?;
        let names_someone = !base.username().is_empty() || base.password().is_some();
        if base.path() != "/" || base.query().is_some() || base.fragment().is_some() || names_someone || !is_safe(&base)
        {
            return Err("sign_in.redirect_base: scheme and host only, by https, e.g. https://nav.example.se".to_owned());
        }
        let discovery =
            address(&discovery).ok_or_else(|| wanted("issuer", "https://login.example.se/realms/region"))?;
        if !is_safe(&discovery) {
            return Err(
                "sign_in.issuer: secrets go there; write its address by https, or by http of this machine".to_owned()
            );
        }
        let http = Client::builder().timeout(PATIENCE).redirect(Policy::none()).build();
        let helped =
            |error: reqwest::Error| format!("sign_in: {error}; are the system's certificates there (ca-certificates)?");
        Ok(Self {
            issuer: own.issuer.clone(),
            client_id: own.client_id.clone(),
            secret: own.secret()?,
            redirect_uri: format!("{}/logga-in/svar", own.base()),
            scope: own.scope()?,
            speaks_with: own.token,
            http: http.map_err(helped)?,
            discovery,
            discovered: OnceCell::new(),
        })
    }

    fn away(&self, error: reqwest::Error) -> ProviderError {
        // Without its address: what is fetched there may hold a code.
        tracing::warn!(issuer = self.issuer, cause = %error.without_url(), "the sign-in issuer does not answer");
        ProviderError::Away
    }

    async fn discovered(&self) -> Result<&Discovered, ProviderError> {
        let fetch = async || {
            let answer =
                self.http.get(self.discovery.clone()).send().await.and_then(reqwest::Response::error_for_status);
            let found: Described =
                answer.map_err(|error| self.away(error))?.json().await.map_err(|error| self.away(error))?;
            let safe = |text: &str| {
                Url::parse(text).ok().filter(is_safe).ok_or_else(|| {
                    tracing::warn!(issuer = self.issuer, "the sign-in issuer's endpoints are not by https");
                    ProviderError::Refused
                })
            };
            if found.issuer != self.issuer {
                let (issuer, describes) = (&self.issuer, &found.issuer);
                tracing::warn!(
                    issuer,
                    describes,
                    "the sign-in issuer's description is of another; sign_in.issuer must be that name"
                );
                return Err(ProviderError::Refused);
            }
            Ok(Discovered { authorization: safe(&found.authorization_endpoint)?, token: safe(&found.token_endpoint)? })
        };
        self.discovered.get_or_try_init(fetch).await
    }
}

/// By https, or on this machine: a code or a secret is never sent in the open.
fn is_safe(url: &Url) -> bool {
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && here)
}

impl Provider for OpenId {
    fn issuer(&self) -> &str {
        &self.issuer
    }

    fn client_id(&self) -> &str {
        &self.client_id
    }

    fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    fn scope(&self) -> &str {
        &self.scope
    }

    fn endpoints(&self) -> BoxFuture<'_, Result<Endpoints, ProviderError>> {
        Box::pin(async { Ok(Endpoints { authorization: self.discovered().await?.authorization.to_string() }) })
    }

    fn exchange<'a>(&'a self, code: &'a str, verifier: &'a str) -> BoxFuture<'a, Result<Tokens, ProviderError>> {
        Box::pin(async move {
            let endpoint = self.discovered().await?.token.clone();
            let mut form = vec![
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", &self.redirect_uri),
                ("code_verifier", verifier),
                ("client_id", &self.client_id),
            ];
            form.extend(self.secret.as_ref().map(|secret| ("client_secret", secret.0.as_str())));
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
            let request = self.http.post(endpoint).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
            let answer = request.send().await.map_err(|error| self.away(error))?;
            if answer.status().is_client_error() {
                let status = answer.status().as_u16();
                let told: Option<Denied> = answer.json().await.ok();
                let cause = told.map(|told| told.error.chars().take(80).collect::<String>());
                tracing::warn!(issuer = self.issuer, status, cause, "the sign-in issuer refuses a code");
                return Err(ProviderError::Refused);
            }
            let granted: Granted = answer
                .error_for_status()
                .map_err(|error| self.away(error))?
                .json()
                .await
                .map_err(|error| self.away(error))?;
            let missing = |token: &str| {
                tracing::warn!(issuer = self.issuer, token, "the sign-in issuer leaves out a token");
                ProviderError::Refused
            };
            let id_token = granted.id_token.ok_or_else(|| missing("the ID token"))?;
            let access_token = match self.speaks_with {
                SignInToken::Access => granted.access_token.ok_or_else(|| missing("the access token"))?,
                SignInToken::Id => id_token.clone(),
            };
            Ok(Tokens { access_token, id_token })
        })
    }
}
