//! The page of access tokens, state by state, and what an attacker tries.

mod library;
mod page;
mod ring;

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use page::Page;
use ring::{FakeKeys, SECRET, field, signed_in, site};
use tower::ServiceExt;

const FORM: &str = "id=\"ny\"";
const REVOKE: &str = "form class=\"revoke\"";

/// A reader with a session, or without.
struct Reader {
    router: Router,
    cookie: String,
    keys: Arc<FakeKeys>,
}

impl Reader {
    async fn of(person: &str) -> Self {
        let (site, keys) = site();
        let router = web::router(site);
        let cookie = if person.is_empty() { String::new() } else { signed_in(&router, person).await };
        Self { router, cookie, keys }
    }

    async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), "").await
    }

    /// A form of ours, sent from a page of ours.
    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        self.post_with(path, form, &[("sec-fetch-site", "same-origin")]).await
    }

    async fn post_with(&self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = headers.iter().fold(Request::post(path), |request, (name, value)| request.header(*name, *value));
        self.send(request, &body).await
    }

    async fn send(&self, request: axum::http::request::Builder, body: &str) -> Page {
        let request = request.header("host", "nav.example").header("cookie", &self.cookie);
        let request = request.body(Body::from(body.to_owned())).expect("a request");
        let (parts, body) = self.router.clone().oneshot(request).await.expect("an answer").into_parts();
        let html = to_bytes(body, 16 << 20).await.expect("a body").to_vec();
        Page { status: parts.status, headers: parts.headers, html: String::from_utf8(html).expect("UTF-8") }
    }

    /// The form that makes a key, well filled in, with its hidden fields; `changes` stand in the place of what is there.
    async fn form(&self, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let page = self.get("/nycklar").await;
        let mut form = vec![
            ("svar", field(&page.html, FORM, "svar")),
            ("en-gang", field(&page.html, FORM, "en-gang")),
            ("andamal", "Power BI på kontoret".to_owned()),
            ("till", "2027-03-01".to_owned()),
            ("roll", "role_a".to_owned()),
            ("fraga", "behov-per-branschrad".to_owned()),
        ];
        for (name, value) in changes {
            form.retain(|(known, _)| known != name);
            form.push((name, (*value).to_owned()));
        }
        form
    }

    fn made(&self) -> usize {
        self.keys.made.lock().expect("alone").len()
    }
}

fn pairs<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_signing_in_and_back() {
    let stranger = Reader::of("").await;
    let page = stranger.get("/nycklar?fraga=behov-per-branschrad").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.says(&[
        "Logga in för att hantera åtkomstnycklar",
        "/logga-in?tillbaka=%2Fnycklar%3Ffraga%3Dbehov-per-branschrad",
    ]);
    assert!(!page.html.contains("<form"), "there is nothing to fill in");
    assert!(!stranger.get("/").await.html.contains("href=\"/nycklar\""));
    // Neither a key nor a token of the request's own manages keys.
    for token in ["Bearer kn_hemlighet", "Bearer prov|agare"] {
        let page = stranger.send(Request::get("/nycklar").header("authorization", token), "").await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{token}");
    }
    for path in ["/nycklar", "/nycklar/aterkalla"] {
        assert_eq!(stranger.post(path, &[("svar", "a"), ("en-gang", "b")]).await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(stranger.made(), 0);
}

#[tokio::test]
async fn where_there_are_no_keys_there_is_no_page_of_them() {
    let (with, _) = site();
    let router = web::router(web::Site { keys: None, ..with });
    let cookie = signed_in(&router, "agare").await;
    let reader = Reader { router, cookie, keys: Arc::default() };
    assert_eq!(reader.get("/nycklar").await.status, StatusCode::NOT_FOUND);
    assert_eq!(reader.post("/nycklar", &[]).await.status, StatusCode::NOT_FOUND);
    for path in ["/", "/fragor/dold"] {
        assert!(!reader.get(path).await.html.contains("/nycklar"), "{path}");
    }
}

#[tokio::test]
async fn every_state_has_its_words() {
    let page = Reader::of("utan-ratt").await.get("/nycklar").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.says(&["Du kan inte ha åtkomstnycklar", "Ingen av dina roller får det"]);
    let page = Reader::of("nyborjare").await.get("/nycklar").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says(&["Här finns inga nycklar ännu.", "Skapa en nyckel"]);
    let page = Reader::of("granskare").await.get("/nycklar").await;
    page.says(&["Gammal rapport", "Din roll ser nycklarna men gör inga egna."]);
    assert!(!page.html.contains("name=\"andamal\"") && !page.html.contains("/nycklar/aterkalla"));
    let page = Reader::of("borta").await.get("/nycklar").await;
    assert_eq!((page.status, page.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    page.says(&["Tjänsten svarar inte just nu"]);
}

#[tokio::test]
async fn the_keys_are_listed_with_all_but_their_secrets() {
    let owner = Reader::of("agare").await;
    let page = owner.get("/nycklar").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "private, no-store"));
    page.says(&[
        "<dt>Skapad</dt><dd>5 oktober 2026 kl. 09.30</dd>",
        "Power BI &lt;på&gt; kontoret",
        "Kontaktperson, Åkeri &amp; Co",
        "1 mars 2027",
        "20 november 2026",
        "Gäller",
        "Har gått ut",
        "Återkallad för att",
        "Bytt dator",
        "href=\"/fragor/behov-per-branschrad\"",
        ">okand-fraga<",
        "href=\"/nycklar?efter=sida+tv%C3%A5\"",
        "aria-current=\"page\"",
    ]);
    assert_eq!(page.html.matches(REVOKE).count(), 1, "only what is active is revoked");
    let english = owner.get("/nycklar?lang=en").await;
    english.says(&["Access tokens", "1 March 2027", "Make a token", "action=\"/nycklar?lang=en\""]);
    let older = owner.get("/nycklar?efter=sida+tv%C3%A5").await;
    assert!(older.html.contains("Förra årets prov") && !older.html.contains("Äldre nycklar"));
}

#[tokio::test]
async fn a_question_leads_to_a_key_for_it() {
    let owner = Reader::of("agare").await;
    let question = owner.get("/fragor/behov-per-branschrad").await;
    question.says(&["DIN_TOKEN", "href=\"/nycklar?fraga=behov-per-branschrad#ny\"", "href=\"/nycklar\""]);
    let page = owner.get("/nycklar?fraga=behov-per-branschrad").await;
    page.says(&["value=\"behov-per-branschrad\" checked", FORM]);
    assert_eq!(page.html.matches(" checked").count(), 1);
    // Who makes none is led nowhere, nor whoever may not be found to.
    for name in ["granskare", "utan-ratt", "borta"] {
        let question = Reader::of(name).await.get("/fragor/behov-per-branschrad").await;
        question.says(&["DIN_TOKEN"]);
        assert!(!question.html.contains("/nycklar?fraga="), "{name}");
    }
}

#[tokio::test]
async fn a_secret_is_shown_once() {
    let owner = Reader::of("agare").await;
    let form = owner.form(&[]).await;
    let page = owner.post("/nycklar", &pairs(&form)).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "private, no-store"));
    page.says(&["Nyckeln är skapad", "Den här hemligheten visas inte igen.", SECRET, "Power BI på kontoret"]);
    {
        let made = owner.keys.made.lock().expect("alone");
        let (token, wish) = &made[0];
        assert_eq!((token.as_str(), wish.role.as_str()), ("prov|agare", "role_a"));
        assert_eq!(wish.questions, ["behov-per-branschrad"]);
        assert_eq!(
            (wish.purpose.as_str(), wish.expires_on.to_string().as_str()),
            ("Power BI på kontoret", "2027-03-01")
        );
    }
    let again = owner.post("/nycklar", &pairs(&form)).await;
    again.says(&["Nyckeln var redan skapad", "Hemligheten visas inte igen."]);
    assert!(!again.html.contains(SECRET));
    assert!(!owner.get("/nycklar").await.html.contains(SECRET));
    assert_eq!(owner.made(), 1);
    let next = owner.form(&[]).await;
    assert_ne!(next[1], form[1], "each form has a number of its own");
    owner.post("/nycklar", &pairs(&next)).await.says(&[SECRET]);
    assert_eq!(owner.made(), 2);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_the_rest_is_kept() {
    let owner = Reader::of("agare").await;
    let cases = [
        ("andamal", "", "falt-andamal", "Ändamål: Texten är tom."),
        ("till", "1 mars", "falt-till", "Sista dag: Skriv en dag som 2027-03-01."),
        ("till", "2029-01-01", "falt-till", "Sista dag: Högst ett år."),
        ("roll", "role_x", "falt-roll", "Nyckeln verkar som: Det finns ingen sådan."),
        ("fraga", "", "falt-fraga", "Frågor som nyckeln får ställa: Ange minst en fråga."),
    ];
    for (name, value, id, words) in cases {
        let mut form = owner.form(&[(name, value)]).await;
        form.retain(|(known, sent)| *known != "fraga" || !sent.is_empty());
        let page = owner.post("/nycklar", &pairs(&form)).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{name}={value}");
        page.says(&["<title>Fel: Åtkomstnycklar", "role=\"alert\"", words, &format!("href=\"#{id}\"")]);
        page.says(&[&format!("id=\"{id}\""), &format!("id=\"{id}-fel\""), &format!("{id}-hjalp {id}-fel\"")]);
        if name != "andamal" {
            page.says(&["value=\"Power BI på kontoret\""]);
        }
        if name != "fraga" {
            page.says(&["value=\"behov-per-branschrad\" checked"]);
        }
        if value == "1 mars" {
            page.says(&["value=\"1 mars\""]);
        }
    }
    assert_eq!(owner.made(), 0);
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    let owner = Reader::of("agare").await;
    let good = owner.form(&[("andamal", "Ondska")]).await;
    let elsewhere: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site"), ("origin", "http://nav.example")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    for headers in elsewhere {
        let page = owner.post_with("/nycklar", &pairs(&good), headers).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{headers:?}");
        page.says(&["kom inte härifrån", "Ingenting ändrades."]);
        assert!(!page.html.contains("Ondska"), "nothing of theirs is shown");
    }
    let another = Reader {
        cookie: signed_in(&owner.router, "agare").await,
        router: owner.router.clone(),
        keys: owner.keys.clone(),
    };
    let answer = another.form(&[]).await.swap_remove(0).1;
    for changes in
        [&[("svar", "abc")][..], &[("svar", "")], &[("svar", answer.as_str())], &[("en-gang", "")], &[("en-gang", "å")]]
    {
        let form = owner.form(changes).await;
        assert_eq!(owner.post("/nycklar", &pairs(&form)).await.status, StatusCode::BAD_REQUEST, "{changes:?}");
    }
    let revoke = [("svar", "abc"), ("en-gang", "b"), ("nyckel", "token_a"), ("version", "3"), ("skal", "x")];
    assert_eq!(owner.post("/nycklar/aterkalla", &revoke).await.status, StatusCode::BAD_REQUEST);
    assert_eq!((owner.made(), owner.keys.revoked.lock().expect("alone").len()), (0, 0));
    let large = "x".repeat(100_000);
    let form = owner.form(&[("andamal", &large)]).await;
    assert_eq!(owner.post("/nycklar", &pairs(&form)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_key_is_revoked_with_a_reason() {
    let owner = Reader::of("agare").await;
    let page = owner.get("/nycklar").await;
    let hidden = |name| field(&page.html, REVOKE, name);
    let (answer, once, id, version) = (hidden("svar"), hidden("en-gang"), hidden("nyckel"), hidden("version"));
    let form = |reason| {
        [("svar", answer.as_str()), ("en-gang", &once), ("nyckel", &id), ("version", &version), ("skal", reason)]
    };
    let wrong = owner.post("/nycklar/aterkalla", &form("")).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    wrong.says(&[
        "<details open",
        "href=\"#falt-skal-token_a\"",
        "id=\"falt-skal-token_a-fel\"",
        "Skäl: Texten är tom.",
    ]);
    let mut stale = form("Läckt");
    stale[3].1 = "2";
    owner.post("/nycklar/aterkalla", &stale).await.says(&["Någon annan hann före."]);
    assert!(owner.keys.revoked.lock().expect("alone").is_empty());
    let done = owner.post("/nycklar/aterkalla", &form("Läckt")).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/nycklar?klart=aterkallad"));
    owner.get("/nycklar?klart=aterkallad").await.says(&["Nyckeln är återkallad och kan inte längre användas."]);
    let revoked = owner.keys.revoked.lock().expect("alone");
    let (_, wish) = &revoked[0];
    assert_eq!((wish.id.as_str(), wish.version, wish.reason.as_str()), ("token_a", 3, "Läckt"));
}
