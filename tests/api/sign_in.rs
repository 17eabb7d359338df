//! Signing in to the pages at an outside issuer, from its own description to the closed answer: discovery, code, proof, keys.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{Method, Request, StatusCode, header};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use kompetensnav::config::{IssuerConfig, Secret, SignInConfig, SignInToken};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tower::ServiceExt;

use crate::{
    data::send,
    harness::{App, Database, Stage, local_server::LocalServer, trial::both},
    privacy::{lines_with, listen},
};

const CLIENT: &str = "kompetensnav-pages";
const SECRET: &str = "between us";
const API: &str = "kompetensnav";
/// Open to those who signed in, whoever they are.
const CLOSED: &str = "/fragor/behov-per-branschrad";

pub fn tests() -> Vec<Trial> {
    both![
        one_signs_in_at_an_outside_issuer,
        one_signs_in_with_as_many_groups_as_an_issuer_tells,
        one_signs_in_where_access_tokens_are_for_another_api,
        a_long_token_is_read_as_a_password_too,
        addresses_are_those_of_the_configuration_whoever_asks,
        a_sign_in_that_is_refused_is_logged_with_its_cause_and_without_its_token,
    ]
}

/// A database with tables, for a service that is built with an issuer known only then.
struct Ground(Arc<Database>);

impl Stage for Ground {
    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Ok(Self(database))
    }
}

/// An issuer that believes everybody is Berit, and remembers what it was asked.
struct Issuer {
    url: Mutex<String>,
    key: EncodingKey,
    asked: Mutex<Vec<(String, String)>>,
    /// Whether access tokens are for another API unless ours is asked for.
    elsewhere: Mutex<bool>,
    /// In how many groups everybody is.
    groups: Mutex<usize>,
    /// All tokens it has given.
    given: Mutex<Vec<String>>,
}

impl Issuer {
    async fn open() -> (Arc<Self>, LocalServer) {
        let rng = aws_lc_rs::rand::SystemRandom::new();
        let kind = &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = aws_lc_rs::signature::EcdsaKeyPair::generate_pkcs8(kind, &rng).expect("a key");
        let key = EncodingKey::from_ec_der(pkcs8.as_ref());
        let issuer = Arc::new(Self {
            url: Mutex::default(),
            key,
            asked: Mutex::default(),
            elsewhere: Mutex::default(),
            groups: Mutex::default(),
            given: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(issuer.clone());
        let server = LocalServer::open(router).await.expect("a port");
        server.url().clone_into(&mut issuer.url.lock().expect("alone"));
        (issuer, server)
    }

    fn name(&self) -> String {
        self.url.lock().expect("alone").clone()
    }

    fn is_elsewhere(&self) -> bool {
        *self.elsewhere.lock().expect("alone")
    }

    fn asked(&self, name: &str) -> String {
        let asked = self.asked.lock().expect("alone");
        asked.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn sign(&self, audience: &str, nonce: &str) -> String {
        self.sign_with(audience, nonce, *self.groups.lock().expect("alone"))
    }

    /// As someone in so many groups.
    fn sign_with(&self, audience: &str, nonce: &str, groups: usize) -> String {
        let groups: Vec<String> = (0..groups).map(|n| format!("{n:08}-0000-0000-0000-000000000000")).collect();
        // The service's clock stands still on the first of September 2026; the token is good for an hour from then.
        let claims = json!({
            "iss": self.name(), "sub": format!("berit{}", if self.is_elsewhere() { audience } else { "" }), "oid": "7f3e", "aud": audience, "exp": 1_788_253_200, "nonce": nonce, "name": "Berit", "groups": groups,
        });
        let header = Header { kid: Some("one".to_owned()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, &claims, &self.key).expect("signed")
    }
}

async fn description(State(issuer): State<Arc<Issuer>>) -> Json<Value> {
    let url = issuer.name();
    let of = |path: &str| format!("{url}{path}");
    Json(json!({ "issuer": url, "authorization_endpoint": of("/authorize"), "token_endpoint": of("/token") }))
}

async fn keys(State(issuer): State<Arc<Issuer>>) -> Json<Value> {
    let mut jwk = Jwk::from_encoding_key(&issuer.key, Algorithm::ES256).expect("a key");
    jwk.common.key_id = Some("one".to_owned());
    Json(json!({ "keys": [jwk] }))
}

/// Gives tokens for the code `code` with the proof that was announced, to the client that knows its secret.
async fn token(State(issuer): State<Arc<Issuer>>, body: Bytes) -> (StatusCode, Json<Value>) {
    let form: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let sent = |name: &str| form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let proof = URL_SAFE_NO_PAD.encode(Sha256::digest(sent("code_verifier")));
    let known = sent("client_id") == CLIENT && sent("client_secret") == SECRET && sent("code") == "code";
    if !known || proof != issuer.asked("code_challenge") || sent("redirect_uri") != issuer.asked("redirect_uri") {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" })));
    }
    let nonce = issuer.asked("nonce");
    let ours = !issuer.is_elsewhere() || issuer.asked("scope").contains("api://kompetensnav/");
    let access = if ours { issuer.sign(API, "") } else { abroad(&issuer.name()) };
    let id = issuer.sign(CLIENT, &nonce);
    issuer.given.lock().expect("alone").extend([access.clone(), id.clone()]);
    let tokens = json!({ "access_token": access, "id_token": id });
    (StatusCode::OK, Json(tokens))
}

/// The issuer of another API's tokens beside this one, of whom no other test speaks.
fn elsewhere(name: &str) -> String {
    format!("https://sts.example/{}/", name.rsplit(':').next().unwrap_or_default())
}

/// An access token for another API, of another issuer, signed by a key that is in no set of ours.
fn abroad(name: &str) -> String {
    let rng = aws_lc_rs::rand::SystemRandom::new();
    let kind = &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
    let pkcs8 = aws_lc_rs::signature::EcdsaKeyPair::generate_pkcs8(kind, &rng).expect("a key");
    let claims = json!({ "iss": elsewhere(name), "aud": "00000003-0000-0000-c000-000000000000", "sub": "prov-1", "exp": 1_788_253_200 });
    let header = Header { kid: Some("theirs".to_owned()), ..Header::new(Algorithm::ES256) };
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ec_der(pkcs8.as_ref())).expect("signed")
}

struct Answer {
    status: StatusCode,
    location: String,
    cookies: Vec<String>,
    html: String,
}

async fn open(app: &App, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header(header::HOST, "nav.example").header(header::COOKIE, cookie);
    let answer = app.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    let (parts, body) = answer.into_parts();
    let text = |value: &http::HeaderValue| value.to_str().expect("ASCII").to_owned();
    let cookies = parts.headers.get_all(header::SET_COOKIE).iter().map(text).collect();
    let html = to_bytes(body, 16 << 20).await.expect("a body").to_vec();
    Answer {
        status: parts.status,
        location: parts.headers.get(header::LOCATION).map(text).unwrap_or_default(),
        cookies,
        html: String::from_utf8(html).expect("UTF-8"),
    }
}

/// The cookie of this name, as it is sent back.
fn cookie(answer: &Answer, name: &str) -> String {
    let of = |text: &&String| text.starts_with(&format!("{name}="));
    let set = answer.cookies.iter().find(of).unwrap_or_else(|| panic!("no {name}: {:?}", answer.cookies));
    set.split(';').next().unwrap_or_default().to_owned()
}

fn client(issuer: &str) -> SignInConfig {
    SignInConfig {
        issuer: issuer.to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Secret(SECRET.to_owned()),
        client_secret_file: None,
        redirect_base: "https://nav.example".to_owned(),
        scopes: Vec::new(),
        token: SignInToken::default(),
    }
}

/// A service whose people sign in at this issuer, with some of that changed.
async fn service(ground: &Ground, issuer: &str, change: impl FnOnce(&mut IssuerConfig, &mut SignInConfig)) -> App {
    let mut own = client(issuer);
    let mut known = IssuerConfig {
        issuer: issuer.to_owned(),
        audience: API.to_owned(),
        algorithms: vec![Algorithm::ES256],
        jwks_url: format!("{issuer}/keys"),
        keys_by_http: false,
        keys_kept_hours: None,
        subject_claim: None,
    };
    change(&mut known, &mut own);
    App::start_with(&ground.0, |config| {
        config.issuers.push(known);
        config.sign_in = Some(own);
    })
    .await
    .expect("a service")
}

/// To the issuer and back with its code.
async fn round(app: &App, issuer: &Issuer) -> Answer {
    let away = open(app, "/logga-in/start?tillbaka=%2F", "").await;
    let (_, query) = away.location.split_once('?').expect("to the issuer");
    *issuer.asked.lock().expect("alone") = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let under_way = cookie(&away, "__Host-kn-sign-in");
    open(app, &format!("/logga-in/svar?code=code&state={}", issuer.asked("state")), &under_way).await
}

/// A proxy may ask by another name, and anyone may say any: the catalogue's ids and the pages' addresses stay what readers use.
async fn addresses_are_those_of_the_configuration_whoever_asks(ground: Ground) {
    let (issuer, _street) = Issuer::open().await;
    let app = service(&ground, &issuer.name(), |_, _| {}).await;
    let headers = [("host", "evil.example"), ("x-forwarded-proto", "http")];
    for path in ["/dcat.rdf", "/dcat.jsonld", "/oparl/1.1/system", "/emil3/educationInfos", "/fragor/projekt-i-korthet"]
    {
        let told = send(&app, Method::GET, None, path, &headers).await.well();
        assert!(told.text().contains("https://nav.example/"), "{path}: {}", told.text());
        let follows = ["evil.example", "http://nav"].iter().any(|other| told.text().contains(other));
        assert!(!follows, "{path}: {}", told.text());
    }
}

/// A person in hundreds of groups fetches a file as programs do that know nothing but user name and password.
async fn a_long_token_is_read_as_a_password_too(ground: Ground) {
    let (issuer, _street) = Issuer::open().await;
    let name = issuer.name();
    let app = service(&ground, &name, |_, _| {}).await;
    let server = LocalServer::open(app.router()).await.expect("a port");
    let token = issuer.sign_with(API, "", 200);
    assert!(token.len() > 10 * 1024, "{} bytes", token.len());
    let ask = reqwest::Client::new().get(format!("{}{CLOSED}.csv", server.url())).basic_auth("anyone", Some(&token));
    let answer = ask.send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 200, "{:?}", answer.text().await);
}

/// One way back from the issuer that ends in a refusal: what is changed of what the issuer was asked, and with which answer one comes.
async fn sent_back(app: &App, issuer: &Issuer, nonce: Option<&str>, answer: &str) -> Answer {
    let away = open(app, "/logga-in/start?tillbaka=%2F", "").await;
    let (_, query) = away.location.split_once('?').expect("to the issuer");
    *issuer.asked.lock().expect("alone") = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let state = issuer.asked("state");
    if let Some(other) = nonce {
        issuer.asked.lock().expect("alone").iter_mut().filter(|(name, _)| name == "nonce").for_each(|(_, value)| {
            other.clone_into(value);
        });
    }
    open(app, &format!("/logga-in/svar?{answer}&state={state}"), &cookie(&away, "__Host-kn-sign-in")).await
}

async fn a_sign_in_that_is_refused_is_logged_with_its_cause_and_without_its_token(ground: Ground) {
    listen();
    let (issuer, _street) = Issuer::open().await;
    let name = issuer.name();
    let app = service(&ground, &name, |_, _| {}).await;
    let told =
        |words: &[&str]| lines_with(&name).iter().filter(|line| words.iter().all(|word| line.contains(word))).count();
    let refused = async |nonce: Option<&str>, answer: &str| {
        let back = sent_back(&app, &issuer, nonce, answer).await;
        assert!(!back.location.contains("Berit"), "{}", back.location);
        let told = open(&app, &back.location, "").await;
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{answer}: {}", told.html);
    };
    refused(None, "code=a-code-of-somebody-else").await;
    assert_eq!(told(&["refuses a code", "invalid_grant", "400"]), 1, "{:#?}", lines_with(&name));
    refused(Some("another-sign-in"), "code=code").await;
    assert_eq!(told(&["a sign-in to the pages fails", "another sign-in (nonce)"]), 1, "{:#?}", lines_with(&name));
    refused(None, "error=access_denied&error_description=Berit+Karlsson+may+not").await;
    assert_eq!(told(&["without a code", "access_denied"]), 1, "{:#?}", lines_with(&name));
    // An access token for another API: whose it is and for whom, and which of the two tokens it was.
    *issuer.elsewhere.lock().expect("alone") = true;
    // The line that says which token it was has no name; those of other tests are counted too.
    let which = || lines_with("the token for the API").len();
    let before = which();
    refused(None, "code=code").await;
    let lines = lines_with(&elsewhere(&name));
    assert!(lines.len() == 1 && which() > before, "{lines:#?}");
    let last = &lines[0];
    assert!(last.contains("a token is refused") && last.contains("00000003-0000-0000-c000-000000000000"), "{last}");
    // Nothing of what was sent back and forth.
    let given = issuer.given.lock().expect("alone").clone();
    assert!(given.len() >= 4, "{} tokens", given.len());
    for token in &given {
        for part in token.split('.').skip(1) {
            assert!(lines_with(part).is_empty(), "{:#?}", lines_with(part));
        }
    }
    for secret in ["a-code-of-somebody-else", "Berit Karlsson may", "Berit+Karlsson", SECRET] {
        assert!(lines_with(secret).is_empty(), "{:#?}", lines_with(secret));
    }
}

/// As Microsoft Entra ID: who asks for no scope of an API of one's own gets an access token for Microsoft's, signed by nobody whom we
/// know; and `sub` is another to each client.
async fn one_signs_in_where_access_tokens_are_for_another_api(ground: Ground) {
    let (issuer, _street) = Issuer::open().await;
    *issuer.elsewhere.lock().expect("alone") = true;
    let name = issuer.name();
    let with = async |change: fn(&mut SignInConfig)| {
        service(&ground, &name, |issuer, own| {
            issuer.subject_claim = Some("oid".to_owned());
            change(own);
        })
        .await
    };
    let app = with(|_| {}).await;
    let refused = open(&app, &round(&app, &issuer).await.location, "").await;
    assert_eq!((refused.status, issuer.asked("scope").as_str()), (StatusCode::FORBIDDEN, "openid profile"));
    // Either asks for the API's own scope …
    let app =
        with(|own| own.scopes = ["openid", "profile", "api://kompetensnav/nav"].map(str::to_owned).to_vec()).await;
    let back = round(&app, &issuer).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.html);
    assert_eq!(issuer.asked("scope"), "openid profile api://kompetensnav/nav");
    // … or speaks with the ID token, which is for us.
    let app = with(|own| own.token = SignInToken::Id).await;
    let back = round(&app, &issuer).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.html);
    let session = cookie(&back, "__Host-kn-session");
    let page = open(&app, CLOSED, &session).await;
    assert!(page.status == StatusCode::OK && page.html.contains("Berit"), "{}", page.html);
    let here = [("sec-fetch-site", "same-origin")];
    let told = ask(&app, &session, &here, "{ viewer { signedIn } }").await;
    assert_eq!(told["data"]["viewer"]["signedIn"], true, "{told:#}");
}

/// Two hundred groups are as many as Microsoft Entra ID tells; of more it tells where to ask.
async fn one_signs_in_with_as_many_groups_as_an_issuer_tells(ground: Ground) {
    listen();
    let (issuer, _street) = Issuer::open().await;
    let name = issuer.name();
    let app = service(&ground, &name, |_, _| {}).await;
    for groups in [0, 45, 200] {
        *issuer.groups.lock().expect("alone") = groups;
        let back = round(&app, &issuer).await;
        assert_eq!((back.status, back.location.as_str()), (StatusCode::SEE_OTHER, "/"), "{groups}");
        let kept = back.cookies.iter().filter(|text| !text.contains("Max-Age=0"));
        let kept: Vec<&str> = kept.filter_map(|text| text.split(';').next()).collect();
        let page = open(&app, CLOSED, &kept.join("; ")).await;
        assert!(page.status == StatusCode::OK && page.html.contains("Berit"), "{groups}: {}", page.html);
        let file = open(&app, &format!("{CLOSED}.csv"), &kept.join("; ")).await;
        assert_eq!(file.status, StatusCode::OK, "{groups}: {}", file.html);
    }
    *issuer.groups.lock().expect("alone") = 450;
    let back = round(&app, &issuer).await;
    assert!(back.cookies.iter().all(|text| text.contains("Max-Age=0")), "{:?}", back.cookies);
    let told = open(&app, &back.location, "").await;
    assert!(told.status == StatusCode::FORBIDDEN && told.html.contains("mycket många grupper"), "{}", told.html);
    let lines = lines_with(&name);
    let told = lines.iter().filter(|line| line.contains("a session holds at most")).count();
    assert_eq!(told, 1, "{lines:#?}");
    for token in issuer.given.lock().expect("alone").iter() {
        assert!(lines_with(token.split('.').nth(1).expect("claims")).is_empty());
    }
}

async fn one_signs_in_at_an_outside_issuer(ground: Ground) {
    let (issuer, _street) = Issuer::open().await;
    let name = issuer.name();
    let app = service(&ground, &name, |_, _| {}).await;

    let closed = open(&app, CLOSED, "").await;
    assert_eq!(closed.status, StatusCode::UNAUTHORIZED);
    let start = format!("/logga-in/start?tillbaka={}", CLOSED.replace('/', "%2F"));
    let away = open(&app, &start, "").await;
    let (endpoint, query) = away.location.split_once('?').expect("to the issuer");
    assert_eq!(endpoint, format!("{name}/authorize"));
    *issuer.asked.lock().expect("alone") = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    assert_eq!(issuer.asked("redirect_uri"), "https://nav.example/logga-in/svar");

    let under_way = cookie(&away, "__Host-kn-sign-in");
    let state = issuer.asked("state");
    let stolen = open(&app, &format!("/logga-in/svar?code=another&state={state}"), &under_way).await;
    let stolen = open(&app, &stolen.location, "").await;
    assert_eq!(stolen.status, StatusCode::FORBIDDEN, "{}", stolen.html);
    assert!(stolen.html.contains(&CLOSED.replace('/', "%2F")), "the wish survives: {}", stolen.html);
    let back = open(&app, &format!("/logga-in/svar?code=code&state={state}"), &under_way).await;
    assert_eq!((back.status, back.location.as_str()), (StatusCode::SEE_OTHER, CLOSED), "{}", back.html);

    let session = cookie(&back, "__Host-kn-session");
    let page = open(&app, CLOSED, &session).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    assert!(page.html.contains("Inloggad: ") && page.html.contains("Berit"));
    let file = open(&app, &format!("{CLOSED}.csv"), &session).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.html);
    assert_eq!(open(&app, &format!("{CLOSED}.csv"), "").await.status, StatusCode::UNAUTHORIZED);

    reads_where_the_expert_mode_asks(&app, &session).await;
}

/// What the API answers a page that sends the session along.
async fn ask(app: &App, session: &str, from: &[(&str, &str)], query: &str) -> Value {
    let mut request = Request::post("/graphql").header(header::HOST, "nav.example").header(header::COOKIE, session);
    request = request.header(header::CONTENT_TYPE, "application/json");
    for (name, value) in from {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(json!({ "query": query }).to_string())).expect("a request");
    let answer = app.router().oneshot(request).await.expect("an answer");
    serde_json::from_slice(&to_bytes(answer.into_body(), 16 << 20).await.expect("a body")).expect("JSON")
}

async fn reads_where_the_expert_mode_asks(app: &App, session: &str) {
    const WHO: &str = "{ viewer { signedIn } __schema { queryType { name } } }";
    let here = [("sec-fetch-site", "same-origin")];
    let told = ask(app, session, &here, WHO).await;
    assert_eq!(told["data"]["viewer"]["signedIn"], true, "{told:#}");
    // Another site may have the browser send the cookie, but is nobody here.
    for from in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[],
        &[("origin", "https://evil.example")],
    ] {
        let told = ask(app, session, from, "{ viewer { signedIn } }").await;
        assert_eq!(told["data"]["viewer"]["signedIn"], false, "{from:?}: {told:#}");
    }
    // It changes nothing, and a token that is brought goes before it.
    let change = "mutation { endRole(input: { id: \"role_x\", expectedVersion: 1 }) { userErrors { code } } }";
    let told = ask(app, session, &here, change).await;
    assert_eq!(told["errors"][0]["extensions"]["code"], "SESSION_ONLY_READS", "{told:#}");
    let told = ask(app, session, &[here[0], ("authorization", "Bearer nonsense")], "{ viewer { signedIn } }").await;
    assert_eq!(told["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{told:#}");
}
