//! The page of access tokens over the service: a key is made, asks, and is revoked; rights, rules and trail are those of the API.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{Request, StatusCode, header};
use libtest_mimic::Trial;

use super::role;
use crate::harness::{
    App, DemoApp,
    trial::both,
    visitor::{Open, Page, Reader, send},
};

pub fn tests() -> Vec<Trial> {
    both![
        a_key_is_made_on_the_page_asks_and_is_revoked,
        the_page_refuses_what_the_api_refuses,
        whoever_may_not_is_told_so,
        only_a_session_manages_keys,
        texts_of_the_forms_have_one_form,
    ]
}

const ASKED: &str = "projektkort";
const NUMBER: &str = "SELECT count(*) FROM access_tokens WHERE purpose = 'Prov av sidan'";

/// The form that makes a key, well filled in but for `changes`.
async fn key_form(
    reader: &Reader<'_>,
    assignment: &str,
    changes: &[(&'static str, &str)],
) -> Vec<(&'static str, String)> {
    let page = reader.get("/nycklar").await;
    let mut form = vec![
        ("svar", page.field("id=\"ny\"", "svar")),
        ("en-gang", page.field("id=\"ny\"", "en-gang")),
        ("andamal", "Prov av sidan".to_owned()),
        ("till", "2027-03-01".to_owned()),
        ("roll", assignment.to_owned()),
        ("fraga", ASKED.to_owned()),
    ];
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push((name, (*value).to_owned()));
    }
    form
}

async fn make(reader: &Reader<'_>, form: &[(&'static str, String)]) -> Page {
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    reader.post("/nycklar", &pairs).await
}

async fn asked(app: &App, slug: &str, secret: &str) -> StatusCode {
    let basic = STANDARD.encode(format!("kn:{secret}"));
    let request = Request::get(format!("/fragor/{slug}.csv")).header(header::AUTHORIZATION, format!("Basic {basic}"));
    send(app, request, "").await.status
}

/// The id of the first role that `subject` holds.
async fn assignment(app: &DemoApp, subject: &str) -> String {
    role(app, subject).await["id"].as_str().expect("a role").to_owned()
}

async fn a_key_is_made_on_the_page_asks_and_is_revoked(Open(app): Open) {
    let reader = Reader::of(&app, "hub_manager").await;
    reader.get("/").await.says(&["href=\"/nycklar\""]);
    let own = assignment(&app, "demo-hub-manager").await;
    let page = reader.get("/nycklar").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "private, no-store"));
    // What stands of the demonstration's is seen; it belongs to the same hub.
    page.says(&[&format!("value=\"{own}\""), "Navchef, Kompetensnav", "Prov med DuckDB", "Har gått ut"]);
    page.says(&["value=\"projektkort\"", "value=\"navets-oppna-insatser\""]);

    let form = key_form(&reader, &own, &[]).await;
    let made = make(&reader, &form).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "private, no-store"));
    made.says(&["Nyckeln är skapad", "Den här hemligheten visas inte igen.", "1 mars 2027"]);
    let secret = made.html.split("<code>kn_").nth(1).and_then(|rest| rest.split('<').next()).expect("a secret");
    let secret = format!("kn_{secret}");
    assert_eq!(asked(&app, ASKED, &secret).await, StatusCode::OK);
    assert_eq!(asked(&app, "vara-timmar", &secret).await, StatusCode::FORBIDDEN);
    let again = make(&reader, &form).await;
    again.says(&["Nyckeln var redan skapad"]);
    assert!(!again.html.contains(&secret) && app.number(NUMBER).await == 1, "one form, one key");
    let other = make(&reader, &key_form(&reader, &own, &[("en-gang", &form[1].1), ("till", "2027-01-01")]).await).await;
    assert_eq!((other.status, app.number(NUMBER).await), (StatusCode::BAD_REQUEST, 1), "another wish under its number");

    let page = reader.get("/nycklar").await;
    page.says(&["Prov av sidan", "1 september 2026"]);
    assert!(!page.html.contains(&secret));
    let hidden = |name| page.field("form class=\"revoke\"", name);
    let (answer, once, id, version) = (hidden("svar"), hidden("en-gang"), hidden("nyckel"), hidden("version"));
    let revoke = async |version: &str, reason: &str| {
        let form =
            [("svar", answer.as_str()), ("en-gang", &once), ("nyckel", &id), ("version", version), ("skal", reason)];
        reader.post("/nycklar/aterkalla", &form).await
    };
    revoke(&version, "").await.says(&["Skäl: Ange ett skäl"]);
    assert_eq!(revoke("7", "Läckt").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(asked(&app, ASKED, &secret).await, StatusCode::OK);
    let done = revoke(&version, "Läckt").await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/nycklar?klart=aterkallad"));
    assert_eq!(revoke(&version, "Läckt").await.status, StatusCode::SEE_OTHER, "sent twice, done once");
    assert_eq!(asked(&app, ASKED, &secret).await, StatusCode::UNAUTHORIZED, "it bites at once");
    reader.get("/nycklar").await.says(&["Återkallad", "Läckt"]);

    let trail = format!(
        "SELECT event || ' ' || principal || ' ' || reason FROM audit_entries WHERE subject = '{id}' ORDER BY id"
    );
    assert_eq!(
        app.texts(&trail).await,
        [
            "AccessTokenCreated kompetensnav-demo|demo-hub-manager Prov av sidan",
            "AccessTokenRevoked kompetensnav-demo|demo-hub-manager Läckt",
        ]
    );
    let outbox = format!("SELECT name FROM outbox WHERE subject = '{id}' ORDER BY position");
    assert_eq!(app.texts(&outbox).await, ["AccessTokenCreated", "AccessTokenRevoked"]);

    // A double click: one of the two answers has the secret, the other says that it has been told.
    for nth in 0..5 {
        let purpose = format!("Dubbelklick {nth}");
        let form = key_form(&reader, &own, &[("andamal", &purpose)]).await;
        let (one, other) = tokio::join!(make(&reader, &form), make(&reader, &form));
        assert_eq!((one.status, other.status), (StatusCode::OK, StatusCode::OK));
        let (told, not_told) = if one.html.contains("<code>kn_") { (one, other) } else { (other, one) };
        told.says(&["Nyckeln är skapad", "<code>kn_"]);
        not_told.says(&["Nyckeln var redan skapad", "Hemligheten visas inte igen."]);
        let number = format!("SELECT count(*) FROM access_tokens WHERE purpose = '{purpose}'");
        assert_eq!(app.number(&number).await, 1);
    }
}

async fn the_page_refuses_what_the_api_refuses(Open(app): Open) {
    let reader = Reader::of(&app, "org_contact").await;
    let own = assignment(&app, "demo-org-contact").await;
    let others = assignment(&app, "demo-hub-manager").await;
    let cases: [(&'static str, &str, &str); 8] = [
        ("roll", &others, "href=\"#falt-roll\""),
        ("roll", "", "href=\"#falt-roll\""),
        ("andamal", " ", "Ändamål: Texten är tom"),
        ("till", "2027-09-02", "Sista dag: Nyckeln gäller från i dag och högst ett år."),
        ("till", "2026-08-31", "Sista dag: Nyckeln gäller från i dag och högst ett år."),
        ("till", "i mars", "Sista dag: Skriv en dag som 2027-03-01."),
        ("fraga", "finns-inte", "En av frågorna finns inte, eller så når rollen den inte."),
        ("fraga", "navets-oppna-insatser", "En av frågorna finns inte, eller så når rollen den inte."),
    ];
    for (name, value, words) in cases {
        let page = make(&reader, &key_form(&reader, &own, &[(name, value)]).await).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{name}={value}");
        page.says(&[words, "role=\"alert\""]);
    }
    let mut none = key_form(&reader, &own, &[]).await;
    none.retain(|(name, _)| *name != "fraga");
    make(&reader, &none).await.says(&["Ange minst en fråga som nyckeln får ställa."]);
    let english = reader.get("/nycklar?lang=en").await;
    english.says(&["Make a token", "action=\"/nycklar?lang=en\""]);
    // Another's key is not revoked, nor told from one that is not there.
    let page = reader.get("/nycklar").await;
    let (answer, once) = (page.field("id=\"ny\"", "svar"), page.field("id=\"ny\"", "en-gang"));
    let theirs = app.texts("SELECT id FROM access_tokens WHERE purpose = 'Prov med DuckDB'").await.remove(0);
    for id in [format!("token_{theirs}"), format!("token_{}", "z".repeat(26)), "något".to_owned()] {
        let form = [("svar", answer.as_str()), ("en-gang", &once), ("nyckel", &id), ("version", "1"), ("skal", "x")];
        let page = reader.post("/nycklar/aterkalla", &form).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{id}");
    }
    assert_eq!(app.number(NUMBER).await, 0);
    assert_eq!(
        app.number("SELECT count(*) FROM access_tokens WHERE revoked_at IS NOT NULL").await,
        1,
        "as it was loaded"
    );
}

async fn whoever_may_not_is_told_so(Open(app): Open) {
    for role in ["evaluator", "participant", "public_reader"] {
        let page = Reader::of(&app, role).await.get("/nycklar").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{role}");
        page.says(&["Du kan inte ha åtkomstnycklar"]);
    }
    let officer = Reader::of(&app, "dpo").await.get("/nycklar").await;
    officer.says(&["Power BI på personalavdelningen", "Prov med DuckDB", "gör inga egna"]);
    assert!(!officer.html.contains("/nycklar/aterkalla"));
    let administrator = Reader::of(&app, "system_admin").await.get("/nycklar").await;
    administrator.says(&["Power BI på personalavdelningen", "gör inga egna", "/nycklar/aterkalla"]);
    let other = Reader::of(&app, "other_org_contact").await.get("/nycklar").await;
    other.says(&["Här finns inga nycklar ännu."]);
}

async fn only_a_session_manages_keys(Open(app): Open) {
    let reader = Reader::of(&app, "hub_manager").await;
    let own = assignment(&app, "demo-hub-manager").await;
    let made = make(&reader, &key_form(&reader, &own, &[]).await).await;
    let secret = made.html.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).expect("a secret").to_owned();
    let form = key_form(&reader, &own, &[]).await;
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
    for token in [secret, app.token("demo-hub-manager")] {
        let bearer = format!("Bearer {token}");
        let page = send(&app, Request::get("/nycklar").header(header::AUTHORIZATION, &bearer), "").await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        page.says(&["Logga in för att hantera åtkomstnycklar", "/logga-in?tillbaka=%2Fnycklar"]);
        let request =
            Request::post("/nycklar").header(header::AUTHORIZATION, &bearer).header("sec-fetch-site", "same-origin");
        assert_eq!(send(&app, request, &body).await.status, StatusCode::UNAUTHORIZED);
    }
    let request =
        Request::post("/nycklar").header(header::COOKIE, &reader.cookie).header("sec-fetch-site", "cross-site");
    assert_eq!(send(&app, request, &body).await.status, StatusCode::BAD_REQUEST, "another site's form");
    assert_eq!(app.number(NUMBER).await, 1);
}

/// As a Mac writes them, and with the blank that a word processor puts: stored as the API stores them.
async fn texts_of_the_forms_have_one_form(Open(app): Open) {
    let reader = Reader::of(&app, "hub_manager").await;
    let own = assignment(&app, "demo-hub-manager").await;
    let made =
        make(&reader, &key_form(&reader, &own, &[("andamal", "Prov\u{a0}av a\u{30a}tkomst\u{200b}")]).await).await;
    made.says(&["Nyckeln \u{e4}r skapad"]);
    let stored = "SELECT count(*) FROM access_tokens WHERE purpose = 'Prov av \u{e5}tkomst'";
    assert_eq!(app.number(stored).await, 1, "{:?}", app.texts("SELECT purpose FROM access_tokens").await);
    let page = reader.get("/nycklar").await;
    page.says(&["Prov av \u{e5}tkomst"]);
    let hidden = |name| page.field("form class=\"revoke\"", name);
    let (answer, once, id, version) = (hidden("svar"), hidden("en-gang"), hidden("nyckel"), hidden("version"));
    let form = [
        ("svar", answer.as_str()),
        ("en-gang", &once),
        ("nyckel", &id),
        ("version", &version),
        ("skal", "La\u{308}ckt\u{a0}i\u{202f}ma\u{30a}ndags"),
    ];
    assert_eq!(reader.post("/nycklar/aterkalla", &form).await.status, StatusCode::SEE_OTHER);
    let stored = "SELECT count(*) FROM access_tokens WHERE revoked_reason = 'L\u{e4}ckt i m\u{e5}ndags'";
    assert_eq!(app.number(stored).await, 1);
    let trail = format!("SELECT reason FROM audit_entries WHERE subject = '{id}' ORDER BY id");
    assert_eq!(app.texts(&trail).await, ["Prov av \u{e5}tkomst", "L\u{e4}ckt i m\u{e5}ndags"]);
}
