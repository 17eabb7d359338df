//! What is not answered, and what the refusal says.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{Method, StatusCode};
use libtest_mimic::Trial;
use serde_json::Value;

use super::{COUNTS, Got, NEEDS, PROJECTS, READER, get, send};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_closed_question_asks_for_sign_in,
        a_token_is_a_password_too,
        a_wrong_token_is_refused_even_where_none_is_needed,
        a_token_in_the_address_is_refused,
        an_unknown_question_is_404_for_everyone_alike,
        wrong_parameters_say_what_to_write,
        a_number_too_large_is_told_at_its_field,
        a_code_of_no_list_is_told_at_its_field,
        another_method_is_405,
        an_address_that_is_too_long_or_no_text_says_what_helps,
        a_token_too_long_is_told_on_pages_as_in_files,
        too_many_rows_are_a_refusal_in_a_file_and_said_on_a_page,
        the_page_bound_is_lifted_for_nobody_else,
        the_data_portal_reads_the_open_questions,
        the_catalogues_id_leads_to_it,
        a_page_of_any_host_may_read_what_is_open,
    ]
}

fn problem(got: &Got, status: StatusCode, code: &str) -> Value {
    let body = got.json();
    assert_eq!(got.status, status, "{body:#}");
    assert_eq!(got.header("content-type"), "application/problem+json");
    assert_eq!(got.header("cache-control"), "private, no-store");
    assert_eq!((body["status"].as_u64(), body["code"].as_str()), (Some(u64::from(status.as_u16())), Some(code)));
    for field in ["title", "detail", "requestId"] {
        assert!(body[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {body:#}");
    }
    body
}

async fn a_closed_question_asks_for_sign_in(app: DemoApp) {
    let path = format!("/fragor/{NEEDS}.csv");
    let got = get(&app, None, &path).await;
    let swedish = problem(&got, StatusCode::UNAUTHORIZED, "UNAUTHENTICATED");
    assert_eq!(swedish["title"], "Logga in först");
    let challenges: Vec<&str> =
        got.headers.get_all("www-authenticate").iter().map(|value| value.to_str().expect("text")).collect();
    assert!(challenges.iter().any(|one| one.starts_with("Bearer ")), "{challenges:?}");
    assert!(challenges.iter().any(|one| one.starts_with("Basic ")), "{challenges:?}");
    let english = send(&app, Method::GET, None, &path, &[("accept-language", "en")]).await;
    assert_eq!(problem(&english, StatusCode::UNAUTHORIZED, "UNAUTHENTICATED")["title"], "Sign in first");
    // A browser is not made to show its own password box.
    let browser = send(&app, Method::GET, None, &path, &[("sec-fetch-mode", "navigate")]).await;
    assert!(!browser.headers.get_all("www-authenticate").iter().any(|one| one.as_bytes().starts_with(b"Basic")));
    assert_eq!(get(&app, None, &format!("/fragor/{PROJECTS}.csv")).await.status, StatusCode::OK);
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

async fn a_token_is_a_password_too(app: DemoApp) {
    let path = format!("/fragor/{NEEDS}.csv");
    let bearer = get(&app, Some(READER), &path).await.well();
    for user in ["", "vem som helst", READER] {
        let authorization = basic(user, &app.token(READER));
        let got = send(&app, Method::GET, None, &path, &[("authorization", &authorization)]).await;
        assert_eq!(got.status, StatusCode::OK, "{user}");
        assert!(got.bytes == bearer.bytes && got.header("etag") == bearer.header("etag"), "{user}");
    }
}

async fn a_wrong_token_is_refused_even_where_none_is_needed(app: DemoApp) {
    let token = app.token(READER);
    let forged = format!("{}x", &token[..token.len() - 1]);
    for authorization in
        [basic("a", "b"), basic("a", &forged), format!("Bearer {forged}"), "Bearer a.b.c".into(), "Digest abc".into()]
    {
        for slug in [NEEDS, PROJECTS] {
            let path = format!("/fragor/{slug}.csv");
            let got = send(&app, Method::GET, None, &path, &[("authorization", &authorization)]).await;
            problem(&got, StatusCode::UNAUTHORIZED, "UNAUTHENTICATED");
        }
    }
}

async fn a_token_in_the_address_is_refused(app: DemoApp) {
    let token = app.token(READER);
    for name in ["token", "access_token", "api_key"] {
        let got = get(&app, None, &format!("/fragor/{NEEDS}.csv?{name}={token}")).await;
        let body = problem(&got, StatusCode::BAD_REQUEST, "SECRET_IN_ADDRESS");
        assert!(body["detail"].as_str().is_some_and(|text| text.contains("lösenord")), "{body:#}");
        assert!(!got.text().contains(&token), "the token is repeated");
    }
}

async fn an_unknown_question_is_404_for_everyone_alike(app: DemoApp) {
    let said = |got: &Got| {
        let body = problem(got, StatusCode::NOT_FOUND, "UNKNOWN_QUESTION");
        (body["title"].clone(), body["detail"].clone())
    };
    let nobody = said(&get(&app, None, "/fragor/finns-inte.csv").await);
    assert_eq!(nobody, said(&get(&app, Some(READER), "/fragor/finns-inte.csv").await));
    assert_eq!(nobody, said(&get(&app, None, "/fragor/..%2f..%2fetc.csv").await));
    assert_eq!(nobody, said(&get(&app, None, "/fragor/.csv").await));
}

async fn wrong_parameters_say_what_to_write(app: DemoApp) {
    let path = format!("/fragor/{COUNTS}.csv?period=igår&projekt=G%C3%B6teborg%20&visa=1&stad=1480");
    let got = get(&app, None, &path.replace('å', "%C3%A5")).await;
    let body = problem(&got, StatusCode::BAD_REQUEST, "PARAMETER_IS_WRONG");
    let named = |body: &Value| -> Vec<(String, String)> {
        let all = body["parameters"].as_array().expect("parameters").iter();
        all.map(|it| (it["name"].as_str().unwrap_or("").to_owned(), it["message"].as_str().unwrap_or("").to_owned()))
            .collect()
    };
    let swedish = named(&body);
    let message = |all: &[(String, String)], name: &str| {
        all.iter().find(|(known, _)| known == name).map(|(_, message)| message.clone()).unwrap_or_default()
    };
    assert!(message(&swedish, "period").starts_with("Skriv en period"), "{swedish:?}");
    assert!(message(&swedish, "stad").contains("projekt"), "{swedish:?}");
    let got = send(&app, Method::GET, None, &path.replace('å', "%C3%A5"), &[("accept-language", "en")]).await;
    let english = named(&problem(&got, StatusCode::BAD_REQUEST, "PARAMETER_IS_WRONG"));
    assert!(message(&english, "period").starts_with("Write a period"), "{english:?}");
    for (query, name) in
        [("format=excel", "format"), ("sprak=fi", "sprak"), ("updatedSince=2026-01-01", "updatedSince")]
    {
        let got = get(&app, None, &format!("/fragor/{COUNTS}.csv?{query}")).await;
        assert_eq!(problem(&got, StatusCode::BAD_REQUEST, "PARAMETER_IS_WRONG")["parameters"][0]["name"], name);
    }
}

/// With all else that is wrong, and what was meant is in the list.
async fn a_code_of_no_list_is_told_at_its_field(app: DemoApp) {
    let question = "/fragor/personer-som-behovs-efter-bransch";
    let file = format!("{question}.csv?lan=99&period=snart&bransch=ZZ9");
    for (lang, rule) in [("sv", "Koden finns inte i kodlistan"), ("en", "The code is not in the code list")] {
        let got = send(&app, Method::GET, None, &file, &[("accept-language", lang)]).await;
        let body = problem(&got, StatusCode::BAD_REQUEST, "PARAMETER_IS_WRONG");
        let said = |name: &str| {
            let all = body["parameters"].as_array().expect("parameters");
            let one = all.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("{name}: {body:#}"));
            one["message"].as_str().expect("a message").to_owned()
        };
        assert_eq!(body["parameters"].as_array().map(Vec::len), Some(3), "{body:#}");
        assert!(said("lan").starts_with(&format!("{rule}: 99;")), "{body:#}");
        assert!(said("lan").contains("(scheme: COUNTY)"), "{body:#}");
        assert!(said("bransch").starts_with(&format!("{rule}: ZZ9;")), "{body:#}");
        assert!(!said("period").is_empty(), "{body:#}");
    }
    let page = get(&app, None, &format!("{question}?lan=99")).await;
    assert!(page.status == StatusCode::BAD_REQUEST && page.text().contains("Välj i listan."), "{}", page.text());
    // An industry with the point that it is printed with is the same.
    let get = async |query: &str| get(&app, None, &format!("{question}.csv?bransch={query}")).await.well();
    assert!(get("62.010").await.bytes == get("62010").await.bytes);
}

/// Not in GraphQL's words, at no field: its integers have 32 bits.
async fn a_number_too_large_is_told_at_its_field(app: DemoApp) {
    let question = "/fragor/larmoten-som-korsade-sektorsgranser";
    assert_eq!(get(&app, None, &format!("{question}.csv?sektorer=2147483647")).await.status, StatusCode::OK);
    for (number, sv, en) in [
        ("2147483648", "Skriv högst: 2147483647.", "Write at most: 2147483647."),
        ("99999999999999999999", "Skriv högst: 2147483647.", "Write at most: 2147483647."),
        ("-2147483649", "Skriv minst: 1.", "Write at least: 1."),
    ] {
        for (lang, words) in [("sv", sv), ("en", en)] {
            let headers = [("accept-language", lang)];
            let file = format!("{question}.csv?sektorer={number}");
            let body = problem(
                &send(&app, Method::GET, None, &file, &headers).await,
                StatusCode::BAD_REQUEST,
                "PARAMETER_IS_WRONG",
            );
            let told = body["parameters"].as_array().expect("parameters");
            let told: Vec<_> = told.iter().map(|it| (it["name"].as_str(), it["message"].as_str())).collect();
            assert_eq!(told, [(Some("sektorer"), Some(words))], "{number}");
            let page = send(&app, Method::GET, None, &format!("{question}?sektorer={number}"), &headers).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{number}");
            // At the field: what is wrong stands beside what was written.
            assert!(page.text().contains(words) && page.text().contains(&format!("value=\"{number}\"")), "{number}");
        }
    }
}

async fn another_method_is_405(app: DemoApp) {
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let got = send(&app, method, Some(READER), &format!("/fragor/{NEEDS}.csv"), &[]).await;
        problem(&got, StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED");
        assert_eq!(got.header("allow"), "GET, HEAD");
    }
}

async fn too_many_rows_are_a_refusal_in_a_file_and_said_on_a_page(app: DemoApp) {
    use gateway::question::{AnswerOptions, Asker};
    let service = &app.service.questions;
    let asker = Asker::default();
    let question = service.question(PROJECTS, &asker).await.expect("an open question");
    let arguments = service.read(&question, &[]).expect("nothing asked for");
    let ask = async |wish: AnswerOptions| {
        let asking = service.asking(&asker, question.clone(), arguments.clone(), wish).await.expect("asked");
        asking.run().await
    };
    let all = ask(AnswerOptions::page(service.limits())).await.expect("run").table().await.expect("drawn");
    let count = all.table.rows.len() as u64;
    assert!(count > 2 && !all.is_cut);
    let refused =
        ask(AnswerOptions { most: count - 1, ..AnswerOptions::file(service.limits()) }).await.err().expect("refused");
    assert_eq!((refused.status().as_u16(), refused.code()), (413, "TOO_MANY_ROWS"));
    assert!(refused.detail(kernel::Lang::Sv).contains(&format!("fler än {} rader", count - 1)));
    assert!(ask(AnswerOptions { most: count, ..AnswerOptions::file(service.limits()) }).await.is_ok());
    let cut = ask(AnswerOptions { most: 2, ..AnswerOptions::page(service.limits()) })
        .await
        .expect("run")
        .table()
        .await
        .expect("drawn");
    assert!(cut.is_cut && cut.table.rows == all.table.rows[..2]);
}

async fn the_page_bound_is_lifted_for_nobody_else(app: DemoApp) {
    let question = app.service.questions.catalogue().get(PROJECTS).expect("a built-in question").clone();
    let (_, answer) = app.anonymous().answer(question.document(), serde_json::json!({ "first": 101 })).await;
    assert_eq!(answer["errors"][0]["extensions"]["rule"], "PAGE_SIZE_IS_WRONG", "{answer:#}");
}

async fn the_data_portal_reads_the_open_questions(app: DemoApp) {
    let got = send(&app, Method::GET, None, "/dcat.jsonld", &[("host", "nav.example")]).await.well();
    assert_eq!(got.header("content-type"), "application/ld+json");
    let text = got.text();
    assert!(text.contains("http://nav.example") && text.contains(&format!("/fragor/{PROJECTS}")), "{text}");
    assert!(!text.contains(&format!("/fragor/{NEEDS}")), "a closed question is published");
    let rdf = send(&app, Method::GET, None, "/dcat.rdf", &[("host", "nav.example")]).await.well();
    assert_eq!(rdf.header("content-type"), "application/rdf+xml");
    let page = format!("http://nav.example/fragor/{PROJECTS}#data");
    assert!(rdf.text().starts_with("<?xml") && rdf.text().contains(&page), "{}", rdf.text());
    // Behind proxies, each of which may add the scheme that it was asked by; pages say what the catalogue does.
    for (told, scheme) in [
        ("https", "https"),
        ("https, http", "https"),
        ("https,http", "https"),
        ("HTTPS", "https"),
        ("http, https", "http"),
    ] {
        let headers = [("host", "nav.example"), ("x-forwarded-proto", told)];
        let rdf = send(&app, Method::GET, None, "/dcat.rdf", &headers).await.well();
        assert!(rdf.text().contains(&format!("{scheme}://nav.example/fragor/katalog")), "{told}: {}", rdf.text());
        let page = send(&app, Method::GET, None, &format!("/fragor/{PROJECTS}"), &headers).await.well();
        assert!(page.text().contains(&format!("{scheme}://nav.example")), "{told}: {}", page.text());
    }
}

async fn the_catalogues_id_leads_to_it(app: DemoApp) {
    let catalogue = send(&app, Method::GET, None, "/dcat.jsonld", &[("host", "nav.example")]).await.well().json();
    let of = |kind: &str| {
        let node = catalogue["@graph"].as_array().into_iter().flatten().find(|node| node["@type"] == kind);
        node.and_then(|node| node["@id"].as_str()).expect("an id").to_owned()
    };
    let id = of("dcat:Catalog");
    assert!(of("foaf:Agent").starts_with(&format!("{id}#")), "who follows the publisher's id comes there too");
    let path = id.strip_prefix("http://nav.example").expect("of this host");
    for (accept, to) in [
        ("*/*", "/dcat.rdf"),
        ("application/rdf+xml", "/dcat.rdf"),
        ("application/ld+json, application/rdf+xml;q=0.9", "/dcat.jsonld"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/oppna-data"),
        ("image/png", "/dcat.rdf"),
    ] {
        let got = send(&app, Method::GET, None, path, &[("accept", accept)]).await;
        assert_eq!((got.status, got.header("location")), (StatusCode::SEE_OTHER, to), "{accept}");
        assert!(got.header("vary").to_ascii_lowercase().contains("accept"), "{accept}");
        send(&app, Method::GET, None, to, &[]).await.well();
    }
}

async fn a_page_of_any_host_may_read_what_is_open(app: DemoApp) {
    const ORIGIN: (&str, &str) = ("origin", "https://elsewhere.example");
    let allowed = "access-control-allow-origin";
    let open = format!("/fragor/{PROJECTS}");
    for path in [&format!("{open}.csv"), &format!("{open}.json"), "/dcat.jsonld", "/dcat.rdf", "/schema.graphql"] {
        let got = send(&app, Method::GET, None, path, &[ORIGIN]).await.well();
        assert_eq!(got.header(allowed), "*", "{path}");
    }
    let got = send(&app, Method::GET, None, &format!("{open}.csv"), &[ORIGIN]).await;
    assert!(got.header("access-control-expose-headers").contains("kompetensnav-cursor"));
    let again = [ORIGIN, ("if-none-match", got.header("etag"))];
    let known = send(&app, Method::GET, None, &format!("{open}.csv"), &again).await;
    assert_eq!((known.status, known.header(allowed)), (StatusCode::NOT_MODIFIED, "*"));
    // The browser asks first where more than the address is sent; never for anybody's sign-in.
    let asks = [ORIGIN, ("access-control-request-method", "GET"), ("access-control-request-headers", "if-none-match")];
    let first = send(&app, Method::OPTIONS, None, &format!("{open}.csv"), &asks).await;
    assert_eq!((first.status, first.header(allowed)), (StatusCode::NO_CONTENT, "*"));
    let headers = first.header("access-control-allow-headers");
    assert!(headers.contains("if-none-match") && !headers.contains("authorization"), "{headers}");
    let bought = app.texts("SELECT id FROM procurements WHERE disclosed_on IS NOT NULL").await;
    let release = format!("/upphandling/procurement_{}.json", bought[0]);
    let first = send(&app, Method::OPTIONS, None, &release, &asks).await;
    assert_eq!((first.status, first.header(allowed)), (StatusCode::NO_CONTENT, "*"));
    // Nor is it told less where it is refused.
    for path in [format!("{open}.csv?in=2020"), format!("{open}.json?format=svensk&lang=xx")] {
        let got = send(&app, Method::GET, None, &path, &[ORIGIN]).await;
        assert_eq!((got.status, got.header(allowed)), (StatusCode::BAD_REQUEST, "*"), "{path}");
    }
    // What is not open is nobody else's page's to read.
    let closed = format!("/fragor/{NEEDS}.csv");
    for method in [Method::GET, Method::OPTIONS] {
        assert_eq!(send(&app, method, None, &closed, &asks).await.header(allowed), "");
    }
    let own = send(&app, Method::GET, Some(READER), &closed, &[ORIGIN]).await.well();
    assert_eq!(own.header(allowed), "");
}

async fn an_address_that_is_too_long_or_no_text_says_what_helps(app: DemoApp) {
    let path = format!("/fragor/{PROJECTS}.csv?sok={}", "a".repeat(17_000));
    for (lang, words) in [("sv", "Välj färre värden."), ("en", "Choose fewer values.")] {
        let got = send(&app, Method::GET, None, &path, &[("accept-language", lang)]).await;
        let told = problem(&got, StatusCode::URI_TOO_LONG, "LIMIT_QUERY_STRING_BYTES");
        let detail = told["detail"].as_str().expect("words");
        assert!(detail.contains(words) && detail.contains("16384") && !detail.contains("POST"), "{detail}");
    }
    let got = get(&app, None, "/fragor/%FF%FE.csv").await;
    problem(&got, StatusCode::NOT_FOUND, "UNKNOWN_QUESTION");
    let page = get(&app, None, "/fragor/%FF%FE").await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::BAD_REQUEST, "text/html; charset=utf-8"));
}

async fn a_token_too_long_is_told_on_pages_as_in_files(app: DemoApp) {
    let bearer = format!("Bearer {}.{}.c", "a".repeat(20_000), "b".repeat(20_000));
    let headers = [("authorization", bearer.as_str())];
    let file = send(&app, Method::GET, None, &format!("/fragor/{PROJECTS}.csv"), &headers).await;
    problem(&file, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "TOKEN_TOO_LONG");
    for path in ["/".to_owned(), "/oppna-data".to_owned(), format!("/fragor/{PROJECTS}")] {
        let page = send(&app, Method::GET, None, &path, &headers).await;
        assert_eq!(page.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "{path}");
        assert!(page.text().contains("Din inloggning är för stor") && page.text().contains("grupper"), "{path}");
    }
}
