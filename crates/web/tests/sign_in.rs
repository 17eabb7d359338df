//! Signing in and out: by the demonstration's roles, and at an issuer with PKCE; and what an attacker tries.

mod library;
mod visitor;

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
    response::IntoResponse,
    routing::any,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use futures_util::{StreamExt, future::BoxFuture, stream};
use kernel::{FixedClock, Lang};
use library::{Fake, clock, now};
use sha2::{Digest, Sha256};
use tokio::time::timeout;
use visitor::Browser;
use web::{
    Site,
    session::{
        Demonstration, Endpoints, Gate, Known, PROOF, Provider, ProviderError, Role, SessionKey, SignIn, TOKEN_BYTES,
        Tokens, Unproven, carry,
    },
};

const ISSUER: &str = "https://issuer.example";

/// Believes tokens of the form `<issuer>|<subject>`, until three hours from now; ID tokens are JWTs without signature.
struct Believer;

impl Gate for Believer {
    fn verify<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Known, Unproven>> {
        let known = token.split_once('|').map(|(issuer, subject)| known(issuer, subject));
        Box::pin(async move { known.ok_or(Unproven::Invalid) })
    }

    fn verify_id_token<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Known, Unproven>> {
        let claims = token.split('.').nth(1).and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
        let claims: Option<serde_json::Value> = claims.and_then(|claims| serde_json::from_slice(&claims).ok());
        let text = |name: &str| claims.as_ref().and_then(|claims| claims[name].as_str()).unwrap_or_default().to_owned();
        let known = claims.is_some().then(|| known(&text("iss"), &text("sub")));
        Box::pin(async move { known.ok_or(Unproven::Invalid) })
    }
}

fn known(issuer: &str, subject: &str) -> Known {
    Known { issuer: issuer.to_owned(), subject: subject.to_owned(), expires_at: now() + TimeDelta::hours(3) }
}

struct Roles;

impl Demonstration for Roles {
    fn roles(&self, _: Lang) -> Vec<Role> {
        vec![
            Role { key: "leader".to_owned(), about: "Processledare".to_owned() },
            Role { key: "large".to_owned(), about: "Med stor token".to_owned() },
            Role { key: "largest".to_owned(), about: "Med för stor token".to_owned() },
        ]
    }

    fn token(&self, role: &str) -> Option<String> {
        match role {
            "leader" => Some("demo|leader".to_owned()),
            "large" => Some(format!("demo|{}", "x".repeat(TOKEN_BYTES - 5))),
            "largest" => Some(format!("demo|{}", "x".repeat(TOKEN_BYTES + 1_000))),
            _ => None,
        }
    }
}

/// An issuer that gives tokens for the code `good`, and remembers the verifier it got.
#[derive(Default)]
struct Issuer {
    /// What the ID token says as nonce, issuer and subject.
    claims: Mutex<serde_json::Value>,
    verifier: Mutex<String>,
}

impl Provider for Issuer {
    fn issuer(&self) -> &str {
        ISSUER
    }

    fn client_id(&self) -> &str {
        "kompetensnav"
    }

    fn redirect_uri(&self) -> &str {
        "https://nav.example/logga-in/svar"
    }

    fn endpoints(&self) -> BoxFuture<'_, Result<Endpoints, ProviderError>> {
        Box::pin(async { Ok(Endpoints { authorization: format!("{ISSUER}/authorize") }) })
    }

    fn exchange<'a>(&'a self, code: &'a str, verifier: &'a str) -> BoxFuture<'a, Result<Tokens, ProviderError>> {
        verifier.clone_into(&mut self.verifier.lock().expect("alone"));
        let claims = URL_SAFE_NO_PAD.encode(self.claims.lock().expect("alone").to_string());
        let tokens = Tokens { access_token: format!("{ISSUER}|anna"), id_token: format!("e30.{claims}.signature") };
        Box::pin(async move { if code == "good" { Ok(tokens) } else { Err(ProviderError::Refused) } })
    }
}

fn site(secure: bool, issuer: &Arc<Issuer>) -> Site {
    let sign_in = SignIn::new(SessionKey::new(&[7; 32]), secure, Arc::new(Believer))
        .with_demonstration(Arc::new(Roles))
        .with_provider(issuer.clone());
    Site { sign_in: Some(Arc::new(sign_in)), ..Site::new(Fake::new(), clock()) }
}

async fn signed_in() -> Browser {
    let mut browser = Browser::of(web::router(site(false, &Arc::default())));
    let form = browser.get("/logga-in?tillbaka=/fragor/tom").await;
    let sent = [("svar", form.field("svar")), ("tillbaka", form.field("tillbaka")), ("roll", "leader".to_owned())];
    let sent = sent.each_ref().map(|(name, value)| (*name, value.as_str()));
    let done = browser.post("/logga-in", &sent).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/fragor/tom"));
    browser
}

#[tokio::test]
async fn a_role_is_taken_and_left() {
    let mut browser = signed_in().await;
    let page = browser.get("/").await;
    assert!(page.html.contains("Inloggad: ") && page.html.contains("Processledare"), "{}", page.html);
    assert_eq!(page.headers["cache-control"], "private, no-store");
    assert!(!page.html.contains("demo|leader"), "the token stands in no page");
    let left = browser.post("/logga-ut", &[("svar", &page.field("svar"))]).await;
    assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(browser.cookie("kn-session"), None);
    assert!(browser.get("/").await.html.contains("Logga in"));
}

#[tokio::test]
async fn the_cookie_is_sealed_and_for_this_host_by_https_only() {
    let issuer = Arc::default();
    let mut browser = Browser::of(web::router(site(true, &issuer)));
    let form = browser.get("/logga-in").await;
    let sent = [("svar", &*form.field("svar")), ("roll", "leader")];
    let done = browser.post("/logga-in", &sent).await;
    let set: Vec<&str> =
        done.headers.get_all(header::SET_COOKIE).into_iter().map(|value| value.to_str().expect("ASCII")).collect();
    let session = set.iter().find(|text| text.starts_with("__Host-kn-session=")).expect("a session");
    for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=7200"] {
        assert!(session.contains(attribute), "{session}");
    }
    assert!(!session.contains("demo") && !session.contains("leader") && !session.contains("Domain"));
}

#[tokio::test]
async fn a_session_ends_when_its_time_is_over_or_it_was_changed() {
    let browser = signed_in().await;
    let cookie = browser.cookie("kn-session").expect("a session").to_owned();
    let open = async |site: Site, cookie: &str| {
        let mut later = Browser::of(web::router(site));
        later.cookies.push(("kn-session".to_owned(), cookie.to_owned()));
        later.get("/").await.html.contains("Inloggad: ")
    };
    let issuer = Arc::default();
    assert!(open(site(false, &issuer), &cookie).await);
    let at =
        |minutes| Site { clock: Arc::new(FixedClock(now() + TimeDelta::minutes(minutes))), ..site(false, &issuer) };
    assert!(open(at(119), &cookie).await);
    assert!(!open(at(120), &cookie).await, "two hours, though the token lasts three");
    let mut changed = cookie.into_bytes();
    changed[50] = if changed[50] == b'A' { b'B' } else { b'A' };
    assert!(!open(site(false, &issuer), std::str::from_utf8(&changed).expect("text")).await);
}

#[tokio::test]
async fn signing_in_makes_a_new_session_whatever_stood_there() {
    let mut browser = signed_in().await;
    let fixed = browser.cookie("kn-session").expect("a session").to_owned();
    let form = browser.get("/logga-in").await;
    let answers: Vec<&str> = form.html.split("name=\"svar\" value=\"").skip(1).collect();
    let answer = answers.last().and_then(|rest| rest.split('"').next()).expect("the form's own");
    browser.post("/logga-in", &[("svar", answer), ("roll", "leader")]).await;
    assert_ne!(browser.cookie("kn-session").expect("a session"), fixed);
}

#[tokio::test]
async fn a_form_from_elsewhere_signs_nobody_in_or_out() {
    let mut browser = Browser::of(web::router(site(false, &Arc::default())));
    let form = browser.get("/logga-in").await;
    let answer = form.field("svar");
    let good = [("svar", answer.as_str()), ("roll", "leader")];
    let elsewhere: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "cross-site"), ("origin", "http://nav.example")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    for headers in elsewhere {
        let refused = browser.post_with("/logga-in", &good, headers).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{headers:?}");
        assert_eq!(browser.cookie("kn-session"), None, "{headers:?}");
        assert!(refused.html.contains("kom inte härifrån"));
    }
    let mut stranger = Browser::of(web::router(site(false, &Arc::default())));
    for sent in [&[("roll", "leader")][..], &[("svar", "abc"), ("roll", "leader")], &good] {
        let refused = stranger.post("/logga-in", sent).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "without the form's own cookie");
        stranger.cookies.clear();
    }
    let same = browser.post_with("/logga-in", &good, &[("origin", "http://nav.example")]).await;
    assert_eq!(same.status, StatusCode::SEE_OTHER, "a browser that says its origin only");
    let page = browser.get("/").await;
    let left = browser.post("/logga-ut", &[("svar", "abc")]).await;
    assert_eq!(left.status, StatusCode::BAD_REQUEST);
    let answer = page.field("svar");
    let left = browser.post_with("/logga-ut", &[("svar", &answer)], &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(left.status, StatusCode::BAD_REQUEST);
    assert!(browser.cookie("kn-session").is_some());
}

#[tokio::test]
async fn one_comes_back_to_our_own_pages_only() {
    for wish in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/logga-ut"] {
        let mut browser = Browser::of(web::router(site(false, &Arc::default())));
        let form = browser.get("/logga-in").await;
        let sent = [("svar", &*form.field("svar")), ("roll", "leader"), ("tillbaka", wish)];
        assert_eq!(browser.post("/logga-in", &sent).await.location(), "/", "{wish}");
        let offered = browser.get(&format!("/logga-in?tillbaka={}", wish.replace('\\', "%5C"))).await;
        assert_eq!(offered.field("tillbaka"), "/", "{wish}");
        assert!(offered.html.contains("href=\"/logga-in/start?tillbaka=%2F\""), "{wish}");
    }
}

#[tokio::test]
async fn a_long_token_is_held_by_several_cookies_and_left_whole() {
    let mut browser = Browser::of(web::router(site(true, &Arc::default())));
    let form = browser.get("/logga-in?tillbaka=/gor").await;
    let sent = [("svar", &*form.field("svar")), ("roll", "large"), ("tillbaka", &*form.field("tillbaka"))];
    let done = browser.post("/logga-in", &sent).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/gor"));
    let page = browser.get("/").await;
    assert!(page.html.contains("Med stor token"), "{}", page.html);
    let parts = browser.cookies.iter().filter(|(name, _)| name.starts_with("__Host-kn-session")).count();
    assert_eq!(parts, 8);
    // A shorter one leaves nothing of the longer behind; nor does leaving.
    let form = browser.get("/logga-in").await;
    let answer = form.html.split("name=\"svar\" value=\"").last().and_then(|rest| rest.split('"').next());
    browser.post("/logga-in", &[("svar", answer.expect("the form's own")), ("roll", "leader")]).await;
    let names: Vec<&str> = browser.cookies.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["__Host-kn-session"]);
    let page = browser.get("/").await;
    browser.post("/logga-ut", &[("svar", &page.field("svar"))]).await;
    assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
}

#[tokio::test]
async fn a_token_too_large_for_a_session_is_said_and_the_wish_is_kept() {
    let mut browser = Browser::of(web::router(site(false, &Arc::default())));
    let form = browser.get("/logga-in?tillbaka=/gor").await;
    let sent = [("svar", &*form.field("svar")), ("roll", "largest"), ("tillbaka", "/gor")];
    let done = browser.post("/logga-in", &sent).await;
    assert_eq!(browser.cookie("kn-session"), None);
    let told = browser.get(done.location()).await;
    assert_eq!((told.status, &*told.field("tillbaka")), (StatusCode::FORBIDDEN, "/gor"));
    let words =
        told.html.split("role=\"alert\"").nth(1).and_then(|rest| rest.split("</div>").next()).expect("an alert");
    assert!(words.contains("större än sidorna kan ta emot") && !words.contains("token"), "{words}");
}

#[tokio::test]
async fn the_session_speaks_for_the_reader_at_files_and_for_our_pages_at_the_api() {
    /// What the layer marks the request with.
    #[derive(Clone)]
    struct Marked;
    async fn echo(request: Request<Body>) -> String {
        let token = request.headers().get(header::AUTHORIZATION).map(|value| value.to_str().expect("ASCII"));
        let mark = if request.extensions().get::<Marked>().is_some() { ", marked" } else { "" };
        format!("{}{mark}", token.unwrap_or_default())
    }
    let signed = signed_in().await;
    let files = Router::new().route("/fragor/{name}", any(echo)).route("/ramverk/{name}", any(echo));
    let files = files.route("/kalender/{name}", any(echo)).route("/graphql", any(echo));
    let mut browser = Browser { router: carry(files, &site(false, &Arc::default()), Marked), cookies: signed.cookies };
    assert_eq!(browser.get("/fragor/a.csv").await.html, "Bearer demo|leader, marked");
    assert_eq!(browser.get("/ramverk/analysis_a.json").await.html, "Bearer demo|leader, marked");
    assert_eq!(browser.get("/kalender/council_a.ics").await.html, "Bearer demo|leader, marked");
    assert_eq!(browser.get("/graphql").await.html, "");
    assert_eq!(browser.post("/fragor/a.csv", &[]).await.html, "", "for reading only");
    let own = Request::get("/fragor/a.csv").header("authorization", "Bearer own");
    assert_eq!(browser.send(own, Body::empty()).await.html, "Bearer own");
    for (site, told) in
        [("same-origin", "Bearer demo|leader, marked"), ("same-site", ""), ("cross-site", ""), ("none", "")]
    {
        let asked = Request::post("/graphql").header("sec-fetch-site", site);
        assert_eq!(browser.send(asked, Body::empty()).await.html, told, "{site}");
    }
    assert_eq!(browser.send(Request::post("/graphql"), Body::empty()).await.html, "", "a browser says where from");
}

/// The page of the expert mode has the answer that goes with changes, for its session alone.
#[tokio::test]
async fn the_session_changes_something_at_the_api_with_its_own_proof_only() {
    #[derive(Clone)]
    struct ReadsOnly;
    async fn may(request: Request<Body>) -> &'static str {
        match (request.headers().contains_key(header::AUTHORIZATION), request.extensions().get::<ReadsOnly>()) {
            (false, _) => "nobody",
            (true, Some(_)) => "reads",
            (true, None) => "changes",
        }
    }
    let (mut own, mut another) = (signed_in().await, signed_in().await);
    if !web::UI_BUILT {
        return;
    }
    let page = own.get("/expert").await;
    assert_eq!((page.header("cache-control"), page.header("etag")), ("private, no-store", ""));
    let (proof, others) = (page.proof(), another.get("/expert").await.proof());
    assert!(proof.len() == 43 && proof != others, "{proof}");
    assert_eq!(Browser::of(own.router.clone()).get("/expert").await.proof(), "");

    let api = Router::new().route("/graphql", any(may)).route("/fragor/{name}", any(may));
    own.router = carry(api, &site(false, &Arc::default()), ReadsOnly);
    let mut ask = async |method: &str, path: &str, headers: &[(&str, &str)]| {
        let request = Request::builder().method(method).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        own.send(request, Body::empty()).await.html
    };
    let (here, proven) = (("sec-fetch-site", "same-origin"), (PROOF, proof.as_str()));
    assert_eq!(ask("POST", "/graphql", &[here, proven]).await, "changes");
    assert_eq!(ask("POST", "/graphql", &[here]).await, "reads");
    for wrong in ["", "abc", &others, &proof[..42], &format!("{proof}, {proof}")] {
        assert_eq!(ask("POST", "/graphql", &[here, (PROOF, wrong)]).await, "reads", "{wrong}");
    }
    assert_eq!(ask("POST", "/graphql", &[here, proven, proven]).await, "reads", "sent twice");
    for elsewhere in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
    {
        assert_eq!(ask("POST", "/graphql", &[elsewhere, proven]).await, "nobody", "{elsewhere:?}");
    }
    assert_eq!(ask("POST", "/graphql", &[proven]).await, "nobody");
    assert_eq!(ask("GET", "/graphql", &[here, proven]).await, "nobody");
    assert_eq!(ask("GET", "/fragor/a.csv", &[here, proven]).await, "reads");
}

#[tokio::test]
async fn a_stream_that_the_session_opened_ends_with_it() {
    async fn endless() -> impl IntoResponse {
        let events = stream::once(async { Ok::<_, Infallible>("data: 1\n\n") }).chain(stream::pending());
        ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(events))
    }
    let mut browser = signed_in().await;
    // Two hundred milliseconds before its two hours are over.
    let late = Arc::new(FixedClock(now() + TimeDelta::hours(2) - TimeDelta::milliseconds(200)));
    let site = Site { clock: late, ..site(false, &Arc::default()) };
    browser.router = carry(Router::new().route("/graphql", any(endless)), &site, ());
    let here = Request::post("/graphql").header("sec-fetch-site", "same-origin");
    let told = timeout(Duration::from_secs(20), browser.send(here, Body::empty())).await.expect("an end");
    assert_eq!(told.html, "data: 1\n\n");
}

/// A sign-in at the issuer, as far as the way there.
async fn sent_away(issuer: &Arc<Issuer>) -> (Browser, Vec<(String, String)>) {
    let mut browser = Browser::of(web::router(site(true, issuer)));
    let away = browser.get("/logga-in/start?tillbaka=/fragor/tom").await;
    assert_eq!(away.status, StatusCode::SEE_OTHER);
    let (endpoint, query) = away.location().split_once('?').expect("a query");
    assert_eq!(endpoint, format!("{ISSUER}/authorize"));
    (browser, form_urlencoded::parse(query.as_bytes()).into_owned().collect())
}

fn of<'q>(query: &'q [(String, String)], name: &str) -> &'q str {
    query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

fn says(issuer: &Issuer, nonce: &str) {
    *issuer.claims.lock().expect("alone") =
        serde_json::json!({ "iss": ISSUER, "sub": "anna", "nonce": nonce, "name": "Anna <b>", "azp": "kompetensnav" });
}

#[tokio::test]
async fn one_signs_in_at_the_issuer_with_a_code_and_a_proof() {
    let issuer = Arc::new(Issuer::default());
    let (mut browser, query) = sent_away(&issuer).await;
    assert_eq!((of(&query, "response_type"), of(&query, "client_id")), ("code", "kompetensnav"));
    assert_eq!(of(&query, "redirect_uri"), "https://nav.example/logga-in/svar");
    assert_eq!(of(&query, "code_challenge_method"), "S256");
    says(&issuer, of(&query, "nonce"));
    let state = of(&query, "state");
    let done = browser.get(&format!("/logga-in/svar?code=good&state={state}&iss={ISSUER}")).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/fragor/tom"), "{}", done.html);
    let verifier = issuer.verifier.lock().expect("alone").clone();
    assert_eq!(URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)), of(&query, "code_challenge"));
    assert!(browser.get("/").await.html.contains("Anna &lt;b&gt;"));
    let again = browser.get(&format!("/logga-in/svar?code=good&state={state}")).await;
    let again = browser.get(again.location()).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST, "a state is used once");
}

#[tokio::test]
async fn an_answer_that_is_not_to_our_request_signs_nobody_in() {
    type Twist = fn(&str) -> String;
    let (bad, not) = (StatusCode::BAD_REQUEST, StatusCode::FORBIDDEN);
    let twists: [(&str, Twist, StatusCode, &str); 7] = [
        ("another state", |_| "code=good&state=abc".to_owned(), bad, "hör inte till en inloggning som pågår här"),
        ("no state", |_| "code=good".to_owned(), bad, "hör inte till en inloggning som pågår här"),
        ("another issuer", |state| format!("code=good&state={state}&iss=https://evil.example"), bad, "hör inte till"),
        (
            "cancelled",
            |state| format!("error=access_denied&error_description=Anna+B&state={state}"),
            not,
            "Inloggningen avbröts",
        ),
        ("an error", |state| format!("error=server_error&state={state}"), not, "godtogs inte"),
        ("no code", |state| format!("state={state}"), not, "godtogs inte"),
        ("a code of others", |state| format!("code=stolen&state={state}"), not, "godtogs inte"),
    ];
    for (what, twist, status, words) in twists {
        let issuer = Arc::new(Issuer::default());
        let (mut browser, query) = sent_away(&issuer).await;
        says(&issuer, of(&query, "nonce"));
        let back = browser.get(&format!("/logga-in/svar?{}", twist(of(&query, "state")))).await;
        let refused = browser.get(back.location()).await;
        assert_eq!(refused.status, status, "{what}");
        assert!(
            refused.html.contains(words) && refused.html.contains("tillbaka=%2Ffragor%2Ftom"),
            "{what}: {}",
            refused.html
        );
        assert!(!back.location().contains("Anna"), "{}", back.location());
        assert_eq!(browser.cookie("__Host-kn-session"), None, "{what}");
        assert_eq!(browser.cookie("__Host-kn-sign-in"), None, "a state is used once, whatever came of it");
    }
}

#[tokio::test]
async fn tokens_that_do_not_belong_to_the_request_sign_nobody_in() {
    let twists = [
        serde_json::json!({ "iss": ISSUER, "sub": "anna", "nonce": "another" }),
        serde_json::json!({ "iss": ISSUER, "sub": "anna" }),
        serde_json::json!({ "iss": ISSUER, "sub": "bertil" }),
        serde_json::json!({ "iss": "https://evil.example", "sub": "anna" }),
        // Asked for by another client, though this one is among those that it is for.
        serde_json::json!({ "iss": ISSUER, "sub": "anna", "aud": ["kompetensnav", "another"], "azp": "another" }),
    ];
    for mut claims in twists {
        let issuer = Arc::new(Issuer::default());
        let (mut browser, query) = sent_away(&issuer).await;
        if claims["sub"] != "anna" || claims["iss"] != ISSUER || claims["azp"] == "another" {
            claims["nonce"] = of(&query, "nonce").into();
        }
        *issuer.claims.lock().expect("alone") = claims.clone();
        let back = browser.get(&format!("/logga-in/svar?code=good&state={}", of(&query, "state"))).await;
        let refused = browser.get(back.location()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{claims}");
        assert_eq!(browser.cookie("__Host-kn-session"), None, "{claims}");
    }
}

#[tokio::test]
async fn another_browser_cannot_end_what_this_one_began() {
    let issuer = Arc::new(Issuer::default());
    let (_, query) = sent_away(&issuer).await;
    says(&issuer, of(&query, "nonce"));
    let mut other = Browser::of(web::router(site(true, &issuer)));
    let back = other.get(&format!("/logga-in/svar?code=good&state={}", of(&query, "state"))).await;
    let refused = other.get(back.location()).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.html.contains("Försök igen"));
}
