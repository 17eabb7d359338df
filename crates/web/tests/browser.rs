//! The pages in a real browser, in every state: `tests/node/library.mjs` examines them. Where Node.js or Chromium is not at
//! hand the test says so, and with `TESTS_REQUIRE_ALL=1` it fails.

mod library;
mod ring;

use std::path::{Path, PathBuf};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method},
    middleware::{Next, from_fn},
    response::Response,
};
use library::{Fake, clock};
use ring::{field, signed_in};
use tokio::{net::TcpListener, process::Command};
use tower::ServiceExt;

const PAGES: [&str; 18] = [
    "/",
    "/?q=behov",
    "/?q=zebra",
    "/?lang=en",
    "/oppna-data",
    "/tillganglighet",
    "/finns-inte",
    "/fragor/dold",
    "/fragor/dold?minst=abc&dag=igar&yrke=%C3%A5&period=x&okand=1",
    "/fragor/dold?kommun=0100&kommun=0101&kon=F&period=last-year&lang=en",
    "/fragor/alla-falt",
    "/fragor/tom",
    "/fragor/hemskt",
    "/fragor/ej-inloggad",
    "/fragor/for-ofta",
    "/fragor/borta",
    "/fragor/saknas",
    "/fragor/lang-tabell",
];

/// The pages of those who have signed in, each as a person of `ring`; `/prov/…` is what a form of the page of keys leads to.
const SIGNED_IN: [(&str, &str); 10] = [
    ("agare", "/fragor/dold"),
    ("agare", "/nycklar"),
    ("agare", "/nycklar?lang=en"),
    ("agare", "/nycklar?klart=aterkallad&fraga=dold"),
    ("agare", "/prov/skapad"),
    ("agare", "/prov/fel"),
    ("agare", "/prov/utan-skal"),
    ("nyborjare", "/nycklar"),
    ("granskare", "/nycklar"),
    ("utan-ratt", "/nycklar"),
];

/// The program with this name, in `PATH` or as `variable` says.
fn program(names: &[&str], variable: &str) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(variable) {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found.into_iter().find(|file| file.is_file())
}

/// Looks at `paths` of `router` in a browser; whether there is one.
async fn looked_at(router: Router, paths: &[&str]) -> bool {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let chromium = program(&["chromium", "chromium-browser", "google-chrome", "chrome"], "CHROMIUM");
    let node = program(&["node"], "NODE").filter(|_| tests.join("node_modules/axe-core").is_dir());
    let (Some(node), Some(chromium)) = (node, chromium) else {
        assert!(std::env::var_os("TESTS_REQUIRE_ALL").is_none(), "Node.js, Chromium and `npm ci` in tests/ are needed");
        eprintln!("left out: the pages in a browser (Node.js, Chromium and `npm ci` in tests/ are needed)");
        return false;
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let script = tests.join("node/library.mjs");
    let mut run = Command::new(node);
    run.arg(script).args([&url, "-"]).args(paths).env("CHROMIUM", chromium).kill_on_drop(true);
    let ended = run.output().await.expect("Node.js runs");
    server.abort();
    let said = [ended.stdout, ended.stderr].concat();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&said));
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_passes_in_a_browser() {
    looked_at(web::router(web::Site::new(Fake::new(), clock())), &PAGES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keys_pass_in_a_browser_in_every_state() {
    let signed_out = looked_at(web::router(ring::site().0), &["/nycklar", "/fragor/dold"]).await;
    if signed_out {
        with_a_session().await;
    }
}

/// Each person's pages, with her session in every request.
async fn with_a_session() {
    for person in ["agare", "nyborjare", "granskare", "utan-ratt"] {
        let pages: Router = web::router(ring::site().0);
        let cookie = signed_in(&pages, person).await;
        let behind = pages.clone();
        let router = pages.layer(from_fn(move |request: Request, next: Next| {
            let (cookie, behind) = (HeaderValue::from_str(&cookie).expect("ASCII"), behind.clone());
            async move { with_cookie(request, next, cookie, behind).await }
        }));
        let own = SIGNED_IN.iter().filter(|(known, _)| *known == person).map(|(_, path)| *path);
        let paths: Vec<&str> = own.chain((person != "agare").then_some("/fragor/dold")).collect();
        looked_at(router, &paths).await;
    }
}

/// The session speaks; and an address of `/prov` is the form that a reader would have sent.
async fn with_cookie(mut request: Request, next: Next, cookie: HeaderValue, pages: Router) -> Response {
    request.headers_mut().insert("cookie", cookie);
    let Some(state) = request.uri().path().strip_prefix("/prov/").map(str::to_owned) else {
        return next.run(request).await;
    };
    let html = page_of_keys(&pages, request.headers()).await;
    let (path, from) =
        if state == "utan-skal" { ("/nycklar/aterkalla", "form class=\"revoke\"") } else { ("/nycklar", "id=\"ny\"") };
    let (answer, once) = (field(&html, from, "svar"), field(&html, from, "en-gang"));
    let written: &[(&str, &str)] = match state.as_str() {
        "skapad" => &[("andamal", "Power BI"), ("till", "2027-03-01"), ("roll", "role_a"), ("fraga", "dold")],
        "fel" => &[("andamal", "Power BI"), ("till", "i mars"), ("roll", "role_a"), ("fraga", "dold")],
        _ => &[("nyckel", "token_a"), ("version", "3"), ("skal", "")],
    };
    let hidden = [("svar", answer.as_str()), ("en-gang", &once)];
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(hidden).extend_pairs(written).finish();
    *request.method_mut() = Method::POST;
    *request.uri_mut() = path.parse().expect("a path");
    request.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
    *request.body_mut() = Body::from(form);
    pages.oneshot(request).await.expect("an answer")
}

async fn page_of_keys(pages: &Router, headers: &HeaderMap) -> String {
    let request = Request::get("/nycklar").header("cookie", headers["cookie"].clone());
    let answer = pages.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    let html = to_bytes(answer.into_body(), 16 << 20).await.expect("a body").to_vec();
    String::from_utf8(html).expect("UTF-8")
}
