//! The router as a browser meets it: headers, caching, and that nothing comes from anywhere else.

mod library;

use std::io;

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use futures_util::stream;
use tower::ServiceExt;

const UNBUILT: &str = include_str!("../src/unbuilt.html");

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("headers are ASCII")).unwrap_or_default()
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }
}

async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(request.body(Body::empty()).expect("a request")).await
}

async fn send(request: Request<Body>) -> Answer {
    let router = web::router::<()>(web::Site::new(library::Fake::new(), library::clock()));
    let response = router.oneshot(request).await.expect("routers do not fail");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 16 << 20).await.expect("a body").to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

/// Every value of the attribute in the page.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opening = format!(" {name}=\"");
    page.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The files the page names; none when the expert mode is not built.
async fn files() -> Vec<String> {
    let page = get("/expert", &[]).await;
    let mut named = attributes(page.text(), "href");
    named.extend(attributes(page.text(), "src"));
    let files: Vec<_> =
        named.into_iter().filter(|path| path.starts_with("/expert/assets/")).map(str::to_owned).collect();
    assert_eq!(files.len(), if web::UI_BUILT { 3 } else { 0 }, "script, styles and licences, or nothing at all");
    files
}

/// Addresses in a text, as far as their host.
fn hosts(text: &str) -> Vec<&str> {
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let after = ["https://", "http://", "wss://", "ws://"].into_iter().flat_map(|scheme| text.split(scheme).skip(1));
    after.map(|rest| rest.split(|c| !is_host(c)).next().unwrap_or_default()).filter(|host| host.contains('.')).collect()
}

/// Where the style sheet is.
async fn style_sheet() -> String {
    let page = get("/", &[]).await;
    let sheet = attributes(page.text(), "href").into_iter().find(|path| path.ends_with(".css"));
    sheet.expect("a style sheet").to_owned()
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let mut paths = vec!["/".to_owned(), "/expert".to_owned(), "/expert/assets/missing.js".to_owned()];
    paths.extend(["/fragor/tom", "/fragor/saknas", "/oppna-data", "/tillganglighet", "/finns-inte"].map(str::to_owned));
    paths.extend(files().await);
    for path in paths {
        let answer = get(&path, &[]).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        // Pages have forms, which say where they come from; to others nothing is said either way.
        let is_expert = path.starts_with("/expert") && !path.ends_with("missing.js");
        let referrer = if is_expert { "no-referrer" } else { "same-origin" };
        assert_eq!(answer.header("referrer-policy"), referrer, "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        let policy = answer.header("content-security-policy");
        for directive in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action '"] {
            assert!(policy.contains(directive), "{path}: {policy}");
        }
        assert!(
            !policy.contains("unsafe-eval") && !policy.contains("http") && !policy.contains('*'),
            "{path}: {policy}"
        );
        assert_eq!(policy.contains("'unsafe-inline'"), path == "/expert", "{path}: {policy}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_answered_with_a_page_in_either_language() {
    let slow = || Body::from_stream(stream::once(async { Err::<Bytes, _>(io::Error::from(io::ErrorKind::TimedOut)) }));
    let large = || Body::from(vec![b'a'; 3 << 20]);
    let sheet = style_sheet().await;
    let cases: [(&str, &str, Body, u16, &str, &str); 20] = [
        ("POST", "/logga-in", slow(), 408, "Formuläret kom inte fram i tid", "The form did not arrive in time"),
        ("POST", "/logga-ut", slow(), 408, "Formuläret kom inte fram i tid", "The form did not arrive in time"),
        ("POST", "/nycklar", slow(), 408, "Formuläret kom inte fram i tid", "The form did not arrive in time"),
        (
            "POST",
            "/nycklar/aterkalla",
            slow(),
            408,
            "Formuläret kom inte fram i tid",
            "The form did not arrive in time",
        ),
        ("POST", "/gor/reportNeed", slow(), 408, "Formuläret kom inte fram i tid", "The form did not arrive in time"),
        ("POST", "/logga-in", large(), 413, "Formuläret är för stort", "The form is too large"),
        ("POST", "/nycklar", large(), 413, "Formuläret är för stort", "The form is too large"),
        ("POST", "/gor/reportNeed", large(), 413, "Formuläret är för stort", "The form is too large"),
        ("GET", "/gor/%FF", Body::empty(), 400, "Adressen går inte att läsa", "The address cannot be read"),
        ("GET", "/ting/%C3", Body::empty(), 400, "Adressen går inte att läsa", "The address cannot be read"),
        ("GET", "/fragor/%FF", Body::empty(), 400, "Adressen går inte att läsa", "The address cannot be read"),
        ("GET", "/ting/a/%FF", Body::empty(), 400, "Adressen går inte att läsa", "The address cannot be read"),
        ("GET", "/ting/%FF/needs", Body::empty(), 400, "Adressen går inte att läsa", "The address cannot be read"),
        ("GET", "/expert/assets/%FF", Body::empty(), 400, "Adressen går inte att läsa", "The address cannot be read"),
        ("GET", "/expert/assets/saknas.js", Body::empty(), 404, "Filen finns inte", "There is no such file"),
        ("GET", "/filer/%FF", Body::empty(), 404, "Sidan finns inte", "There is no such page"),
        ("GET", "/filer/stil-0.css", Body::empty(), 404, "Sidan finns inte", "There is no such page"),
        ("POST", &sheet, Body::empty(), 405, "Sidan går inte att använda så", "The page cannot be used like this"),
        ("POST", "/expert", Body::empty(), 405, "Sidan går inte att använda så", "The page cannot be used like this"),
        ("DELETE", "/", Body::empty(), 405, "Sidan går inte att använda så", "The page cannot be used like this"),
    ];
    for (method, path, body, status, sv, en) in cases {
        let answer = send(Request::builder().method(method).uri(path).body(body).expect("a request")).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{method} {path}");
        assert!(answer.text().contains(&format!("<h1>{sv}</h1>")), "{method} {path}: {}", answer.text());
        assert_eq!(answer.header("allow").is_empty(), status != 405, "{method} {path}");
        if method == "GET" {
            let answer = get(path, &[("accept-language", "en")]).await;
            assert!(answer.text().contains(&format!("<h1>{en}</h1>")), "{path}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn the_expert_page_runs_only_its_own_script() {
    let answer = get("/expert", &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let policy: Vec<_> = answer.header("content-security-policy").split("; ").map(str::trim).collect();
    assert!(policy.contains(&"script-src 'self'") && policy.contains(&"connect-src 'self'"), "{policy:?}");
    assert!(policy.contains(&"style-src 'self' 'unsafe-inline'"), "{policy:?}");
    for page in [answer.text(), UNBUILT] {
        assert_eq!(page.matches("<script").count(), attributes(page, "src").len(), "no script stands in the page");
        assert!(!page.contains(" onclick=") && !page.contains("javascript:"));
    }
}

#[tokio::test]
async fn the_expert_page_speaks_swedish_and_asks_for_a_token_it_cannot_send() {
    let answer = get("/expert", &[]).await;
    let page = answer.text();
    assert!(page.contains("<html lang=\"sv\">") && page.contains("<title>Expertläge – Kompetensnav</title>"));
    if !web::UI_BUILT {
        assert_eq!(page, UNBUILT);
        assert!(page.contains("UI_REQUIRED=1") && page.contains("Node.js"));
        return;
    }
    assert!(page.contains("<label for=\"token\">Åtkomsttoken (Bearer)</label>"));
    assert!(page.contains("<noscript>") && page.contains("Expertläget behöver JavaScript"));
    let field = page.split("<input").nth(1).and_then(|rest| rest.split('>').next()).expect("the token field");
    assert!(field.contains("autocomplete=\"off\"") && !field.contains(" name="), "a field with a name can be sent");
}

#[tokio::test]
async fn a_page_or_file_the_reader_has_is_not_sent_again() {
    let mut paths = vec!["/expert".to_owned()];
    paths.extend(files().await);
    for path in paths {
        for encoding in ["identity", "gzip", "br"] {
            let first = get(&path, &[("accept-encoding", encoding)]).await;
            let etag = first.header("etag");
            assert!(etag.starts_with('"') && etag.ends_with('"'), "{path}: {etag}");
            let weak = format!("\"another\", W/{etag}");
            for known in [etag, &weak, "*"] {
                let again = get(&path, &[("if-none-match", known), ("accept-encoding", encoding)]).await;
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path} {known}");
                assert!(again.body.is_empty());
                assert_eq!(again.header("etag"), etag);
                assert_eq!(again.header("cache-control"), first.header("cache-control"));
            }
            let other = get(&path, &[("if-none-match", "\"another\""), ("accept-encoding", encoding)]).await;
            assert_eq!(other.status, StatusCode::OK, "{path}");
        }
    }
}

#[tokio::test]
async fn files_are_kept_for_ever_and_sent_compressed_to_those_who_accept_it() {
    for path in files().await {
        let plain = get(&path, &[]).await;
        let kind = match path.rsplit('.').next() {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        assert_eq!(plain.header("content-type"), kind);
        assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(plain.header("content-encoding"), "");
        assert_eq!(plain.header("vary"), "accept-encoding");
        for (accepted, sent) in
            [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("br; q=0.0", "")]
        {
            let answer = get(&path, &[("accept-encoding", accepted)]).await;
            assert_eq!(answer.header("content-encoding"), sent, "{path} for {accepted}");
            assert_eq!(answer.body.len() < plain.body.len(), !sent.is_empty(), "{path} for {accepted}");
            assert_eq!(answer.header("etag") == plain.header("etag"), sent.is_empty(), "one ETag per form");
        }
    }
}

#[tokio::test]
async fn only_the_files_of_this_version_exist() {
    for path in ["/expert/assets/expert.js", "/expert/assets/expert.html", "/expert/assets/..%2Fexpert.html"] {
        let answer = get(path, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            answer.header("cache-control"),
            "private, no-cache",
            "a missing file may come with the next version"
        );
    }
}

#[tokio::test]
async fn pages_and_styles_load_nothing_from_other_hosts() {
    let page = get("/expert", &[]).await;
    for page in [page.text(), UNBUILT] {
        for name in ["src", "href", "action", "srcset", "poster"] {
            for address in attributes(page, name) {
                let own = address.starts_with('/') && !address.starts_with("//");
                assert!(own || address.starts_with('#') || address.starts_with("data:"), "{name}={address}");
            }
        }
        assert_eq!(hosts(page), Vec::<&str>::new());
    }
    for path in files().await.iter().filter(|path| path.ends_with(".css")) {
        let styles = get(path, &[]).await;
        assert!(!styles.text().contains("@import") && !styles.text().contains("@font-face"));
        for address in styles.text().split("url(").skip(1) {
            assert!(address.trim_start_matches(['"', '\'']).starts_with("data:image/"), "url({:.60}", address);
        }
        assert_eq!(hosts(styles.text()), Vec::<&str>::new());
    }
}

/// Hosts that stand in the script as text: names of XML vocabularies, and links a reader may follow. None is loaded.
const MENTIONED: [&str; 7] =
    ["www.w3.org", "react.dev", "codemirror.net", "github.com", "commonmark.org", "en.wikipedia.org", "yarnpkg.com"];

#[tokio::test]
async fn the_script_knows_no_host_it_could_load_from() {
    for path in files().await.iter().filter(|path| path.ends_with(".js")) {
        let script = get(path, &[]).await;
        let script = script.text();
        for host in hosts(script) {
            assert!(MENTIONED.contains(&host), "the script now names {host}: is anything loaded from there?");
        }
        for loader in
            ["importScripts(", "new Worker(", "new SharedWorker(", "eval(", "import(\"http", "document.cookie"]
        {
            assert!(!script.contains(loader), "the script now uses {loader}");
        }
    }
}

#[tokio::test]
async fn the_questions_have_one_address() {
    let answer = get("/fragor", &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::PERMANENT_REDIRECT, "/"));
}
