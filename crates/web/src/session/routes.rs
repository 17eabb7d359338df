//! `/logga-in`, `/logga-ut` and the way to the issuer and back.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode, Uri,
        header::{CACHE_CONTROL, HOST, ORIGIN, SET_COOKIE},
    },
    response::Response,
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::{
    LONGEST, Session, SignIn, TOKEN_BYTES,
    back::back,
    cookie,
    key::{challenge, random, same},
    ways::{Known, Provider, ProviderError, Unproven},
};
use crate::{
    ask::see_other,
    page::{self, shell, sign_in::Trouble},
    sent::FormBody,
    site::Site,
    visit::Visit,
};

const FORM: &str = "kn-form";
const UNDER_WAY: &str = "kn-sign-in";
/// Time to sign in at the issuer, and to read the form.
const PATIENCE: i64 = 600;
/// The form's cookie lasts as long as someone may leave the page open.
const FORM_LIFE: i64 = 3600;
/// Names in a token may be long; a head of a page may not.
const LONGEST_NAME: usize = 60;

/// The routes.
pub(crate) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/logga-in", get(offer).post(demonstrate))
        .route("/logga-in/start", get(start))
        .route("/logga-in/svar", get(finish))
        .route("/logga-ut", post(leave))
}

/// What is remembered while the reader is with the issuer, sealed in a cookie of its own.
#[derive(Serialize, Deserialize)]
struct UnderWay {
    state: String,
    nonce: String,
    verifier: String,
    back: String,
    /// The language that the address named.
    lang: Option<String>,
    ends: i64,
}

/// `GET /logga-in`: the ways there are.
async fn offer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request);
    match &site.sign_in {
        Some(sign_in) => {
            let trouble = visit.value("fel").and_then(Trouble::named);
            form(sign_in, &visit, request.headers(), trouble)
        }
        None => shell(&visit, page::problem::nowhere(&visit)),
    }
}

fn form(sign_in: &SignIn, visit: &Visit, headers: &HeaderMap, trouble: Option<Trouble>) -> Response {
    let name = sign_in.named(FORM);
    let id = cookie::read(headers, &name).filter(|id| !id.is_empty()).map_or_else(random, str::to_owned);
    let offered = page::sign_in::Offered {
        roles: sign_in.demonstration.as_ref().map(|roles| roles.roles(visit.lang)).unwrap_or_default(),
        issuer: sign_in.provider.as_ref().map(|provider| provider.issuer().to_owned()),
        answer: sign_in.answer_to(&id),
        back: back(visit.value("tillbaka").unwrap_or("/")),
        trouble,
    };
    let mut response = shell(visit, page::sign_in::page(visit, &offered));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    set(&mut response, sign_in.cookie(&name, &id, FORM_LIFE).set());
    response
}

/// `POST /logga-in`: takes a role of the demonstration.
async fn demonstrate(
    State(site): State<Arc<Site>>,
    uri: Uri,
    headers: HeaderMap,
    FormBody(body): FormBody,
) -> Response {
    let mut visit = Visit::new(&site, &uri, &headers);
    let Some(sign_in) = &site.sign_in else { return shell(&visit, page::problem::nowhere(&visit)) };
    let sent: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let value = |name: &str| sent.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str());
    let wish = back(value("tillbaka"));
    visit.pairs.retain(|(name, _)| name != "tillbaka");
    visit.pairs.push(("tillbaka".to_owned(), wish.clone()));
    let id = cookie::read(&headers, &sign_in.named(FORM)).unwrap_or_default();
    if !from_here(&headers) || id.is_empty() || !sign_in.is_answer(id, value("svar")) {
        return form(sign_in, &visit, &headers, Some(Trouble::Form));
    }
    let Some((roles, token)) = sign_in.demonstration.as_ref().and_then(|d| Some((d, d.token(value("roll"))?))) else {
        return form(sign_in, &visit, &headers, Some(Trouble::Role));
    };
    let about = roles.roles(visit.lang).into_iter().find(|role| role.key == value("roll")).map(|role| role.about);
    match sign_in.gate.verify(&token).await {
        Ok(known) => enter(&site, sign_in, &headers, Arrived { token, name: about.unwrap_or_default(), known, wish }),
        Err(unproven) => form(sign_in, &visit, &headers, Some(unproven.into())),
    }
}

/// `POST /logga-ut`.
async fn leave(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap, FormBody(body): FormBody) -> Response {
    let visit = Visit::new(&site, &uri, &headers);
    let (Some(sign_in), Some(session)) = (&site.sign_in, &visit.session) else { return see_other(&visit.link("/")) };
    let sent = form_urlencoded::parse(&body).find(|(name, _)| name == "svar").map(|(_, text)| text.into_owned());
    if !is_ours(sign_in, session, &headers, &sent.unwrap_or_default()) {
        return form(sign_in, &visit, &headers, Some(Trouble::Form));
    }
    let mut response = see_other(&visit.link("/"));
    set(&mut response, sign_in.end(&headers));
    response
}

/// `GET /logga-in/start`: to the issuer, with a state and a nonce that only this browser knows.
async fn start(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request);
    let Some((sign_in, provider)) = issuer(&site) else { return shell(&visit, page::problem::nowhere(&visit)) };
    let Ok(endpoints) = provider.endpoints().await else {
        return form(sign_in, &visit, request.headers(), Some(Trouble::Away));
    };
    let way = UnderWay {
        state: random(),
        nonce: random(),
        verifier: random(),
        back: visit.link(&back(visit.value("tillbaka").unwrap_or("/"))),
        lang: visit.chosen.then(|| crate::visit::code(visit.lang).to_owned()),
        ends: site.clock.now().timestamp() + PATIENCE,
    };
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("response_type", "code")
        .append_pair("client_id", provider.client_id())
        .append_pair("redirect_uri", provider.redirect_uri())
        .append_pair("scope", provider.scope())
        .append_pair("state", &way.state)
        .append_pair("nonce", &way.nonce)
        .append_pair("code_challenge", &challenge(&way.verifier))
        .append_pair("code_challenge_method", "S256")
        .append_pair("ui_locales", crate::visit::code(visit.lang))
        .finish();
    let mark = if endpoints.authorization.contains('?') { '&' } else { '?' };
    let mut response = see_other(&format!("{}{mark}{query}", endpoints.authorization));
    let name = sign_in.named(UNDER_WAY);
    let sealed = serde_json::to_vec(&way).ok().and_then(|plain| sign_in.key.seal(&name, &plain));
    set(&mut response, sealed.and_then(|sealed| sign_in.cookie(&name, &sealed, PATIENCE).set()));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// `GET /logga-in/svar`: back from the issuer with a code. What does not work is told at another address: this one may hold what the
/// issuer says of the reader.
async fn finish(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request);
    let Some((sign_in, provider)) = issuer(&site) else { return shell(&visit, page::problem::nowhere(&visit)) };
    let name = sign_in.named(UNDER_WAY);
    let opened = cookie::read(request.headers(), &name).and_then(|sealed| sign_in.key.open(&name, sealed));
    let way: Option<UnderWay> = opened.and_then(|plain| serde_json::from_slice(&plain).ok());
    let mut response = match arrive(&site, sign_in, provider, &visit.pairs, way.as_ref()).await {
        Ok(arrived) => enter(&site, sign_in, request.headers(), arrived),
        Err(trouble) => refused(trouble, way.as_ref()),
    };
    // A state is used once, whatever came of it.
    set(&mut response, sign_in.cookie(&name, "", 0).set());
    response
}

/// Tells of a trouble on the page on which one signs in, from which one comes to what was wished for.
fn refused(trouble: Trouble, way: Option<&UnderWay>) -> Response {
    let lang = way.and_then(|way| way.lang.as_deref());
    let mut response = see_other(&trouble_at(trouble, way.map_or("/", |way| &way.back), lang));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

fn trouble_at(trouble: Trouble, back: &str, lang: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("fel", trouble.name()).append_pair("tillbaka", back);
    if let Some(lang) = lang {
        query.append_pair("lang", lang);
    }
    format!("/logga-in?{}", query.finish())
}

/// Who signed in, and where to.
struct Arrived {
    token: String,
    name: String,
    known: Known,
    wish: String,
}

async fn arrive(
    site: &Site,
    sign_in: &SignIn,
    provider: &dyn Provider,
    answer: &[(String, String)],
    way: Option<&UnderWay>,
) -> Result<Arrived, Trouble> {
    let value = |name: &str| answer.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str());
    let way = way.ok_or(Trouble::NotBegun)?;
    if site.clock.now().timestamp() >= way.ends || !same(&way.state, value("state")) {
        return Err(Trouble::NotBegun);
    }
    // RFC 9207: an answer that names another issuer was meant for another client.
    if !value("iss").is_empty() && value("iss") != provider.issuer() {
        return Err(Trouble::NotBegun);
    }
    if !value("error").is_empty() || value("code").is_empty() {
        // A word of RFC 6749; its description may hold what the reader is called.
        let cause: String = value("error").chars().filter(char::is_ascii_graphic).take(80).collect();
        tracing::warn!(issuer = provider.issuer(), cause, "the issuer sends a reader back without a code");
        return Err(if cause == "access_denied" { Trouble::Cancelled } else { Trouble::Refused });
    }
    let tokens = provider.exchange(value("code"), &way.verifier).await?;
    let about = sign_in.gate.verify_id_token(&tokens.id_token).await?;
    let claims = claims(&tokens.id_token).ok_or(Trouble::Refused)?;
    let known = sign_in.gate.verify(&tokens.access_token).await?;
    let one_person = (&known.issuer, &known.subject) == (&about.issuer, &about.subject);
    let wrong = [
        (about.issuer != provider.issuer(), "the ID token is of another issuer"),
        (
            !one_person,
            "the two tokens are of different people; does the issuer give each client another subject (subject_claim)?",
        ),
        (!same(&claims.nonce, &way.nonce), "the ID token is of another sign-in (nonce)"),
        // OpenID Connect Core, 3.1.3.7: of several that a token is for, this says which asked for it.
        (
            claims.azp.as_ref().is_some_and(|party| party != provider.client_id()),
            "the ID token was given to another client (azp); is sign_in.client_id right?",
        ),
    ];
    if let Some((_, cause)) = wrong.iter().find(|(wrong, _)| *wrong) {
        tracing::warn!(issuer = provider.issuer(), cause, "a sign-in to the pages fails");
        return Err(Trouble::Refused);
    }
    let name: String = claims.name.or(claims.preferred_username).unwrap_or_default();
    let name = name.chars().take(LONGEST_NAME).collect();
    Ok(Arrived { token: tokens.access_token, name, known, wish: way.back.clone() })
}

/// The claims that the verifier does not read. Read only after it believed the token.
#[derive(Deserialize)]
struct Claims {
    #[serde(default)]
    nonce: String,
    azp: Option<String>,
    name: Option<String>,
    preferred_username: Option<String>,
}

fn claims(token: &str) -> Option<Claims> {
    let payload = token.split('.').nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}

fn issuer(site: &Site) -> Option<(&SignIn, &dyn Provider)> {
    let sign_in = site.sign_in.as_deref()?;
    Some((sign_in, sign_in.provider.as_deref()?))
}

fn enter(site: &Site, sign_in: &SignIn, request: &HeaderMap, arrived: Arrived) -> Response {
    let Arrived { token, name, known, wish } = arrived;
    let (now, length) = (site.clock.now(), token.len());
    let session = Session { id: random(), token, name, ends: known.expires_at.min(now + LONGEST).timestamp() };
    let begun = sign_in.begin(request, &session, now);
    if begun.is_none() {
        let cause = format!(
            "the token is {length} bytes long, and a session holds at most {TOKEN_BYTES}; groups are mostly why"
        );
        tracing::warn!(issuer = known.issuer, cause, "a sign-in to the pages fails");
    }
    // Better said than a sign-in that is forgotten at once.
    let wish = if begun.is_none() { trouble_at(Trouble::TooLarge, &wish, None) } else { wish };
    let mut response = see_other(&wish);
    set(&mut response, begun.unwrap_or_default());
    set(&mut response, sign_in.cookie(&sign_in.named(FORM), "", 0).set());
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

fn set(response: &mut Response, cookies: impl IntoIterator<Item = HeaderValue>) {
    for cookie in cookies {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

/// Whether a form was sent from a page of ours that was shown in this session.
pub(crate) fn is_ours(sign_in: &SignIn, session: &Session, headers: &HeaderMap, answer: &str) -> bool {
    from_here(headers) && sign_in.is_answer(&session.id, answer)
}

/// Whether the request says that it comes from a page of ours. A browser always says; who says nothing is refused.
pub(crate) fn from_here(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let origin = text(ORIGIN).and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    origin.is_some() && origin == text(HOST)
}

impl From<Unproven> for Trouble {
    fn from(unproven: Unproven) -> Self {
        match unproven {
            Unproven::Invalid => Self::Refused,
            Unproven::Away => Self::Away,
        }
    }
}

impl From<ProviderError> for Trouble {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Refused => Self::Refused,
            ProviderError::Away => Self::Away,
        }
    }
}

/// The status a trouble is told with.
pub(crate) fn status(trouble: Trouble) -> StatusCode {
    match trouble {
        Trouble::Form | Trouble::Role | Trouble::NotBegun => StatusCode::BAD_REQUEST,
        Trouble::Refused | Trouble::Cancelled | Trouble::TooLarge => StatusCode::FORBIDDEN,
        Trouble::Away => StatusCode::SERVICE_UNAVAILABLE,
    }
}
