//! Odd texts at every input: both databases answer alike, and nothing of it is a fault of ours.

use axum::body::{Body, to_bytes};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{Request, StatusCode};
use libtest_mimic::Trial;
use sea_orm::{DbBackend, Statement};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{
    harness::{DemoApp, Speaker, trial::both},
    privacy::{lines_with, listen},
};

/// Begins the ids of this module's requests, so that their lines are found among everybody's.
const MARK: &str = "odd-texts";

fn speak_as<'a>(app: &'a DemoApp, subject: &str) -> Speaker<'a> {
    listen();
    app.speak_as(subject).with("x-request-id", &format!("{MARK}.{subject}"))
}

fn anonymous(app: &DemoApp) -> Speaker<'_> {
    listen();
    app.anonymous().with("x-request-id", &format!("{MARK}.nobody"))
}

/// Whatever was asked so far: what is odd is the caller's fault, and the log has no error of ours.
fn nothing_went_wrong() {
    let lines = lines_with(MARK);
    assert!(lines.iter().any(|line| line.contains("answered")), "the log has nothing of these requests");
    let wrong: Vec<&String> = lines.iter().filter(|line| line.contains(" ERROR ")).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

pub fn tests() -> Vec<Trial> {
    both![
        nul_is_refused_wherever_a_text_can_stand,
        nul_in_an_address_is_refused_naming_its_parameter,
        what_no_key_holds_is_found_nowhere,
        a_search_is_as_long_as_anyone_likes,
        dates_have_four_digits_of_year,
        days_that_nobody_means_are_not_stored,
        a_forged_cursor_is_a_wrong_cursor,
        the_database_is_asked_nothing_with_nul_in_it,
        addresses_find_the_same_however_letters_are_written,
    ]
}

/// Status, code and message of a question that is refused as a whole.
async fn refused(app: &DemoApp, query: &str, variables: Value) -> (StatusCode, String, String) {
    let (status, answer) = speak_as(app, "demo-system-admin").answer(query, variables).await;
    let error = &answer["errors"][0];
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{query}: {answer:#}")).to_owned();
    (status, text(&error["extensions"]["code"]), text(&error["message"]))
}

async fn nul_is_refused_wherever_a_text_can_stand(app: DemoApp) {
    for (query, variables, named) in [
        (
            "query ($nul: String = \"\\u0000\") { councils(first: 5, filter: { name: { contains: $nul } }) { totalCount } }",
            json!({}),
            "nul",
        ),
        (
            "query ($nul: String!) { councils(first: 5, filter: { name: { contains: $nul } }) { totalCount } }",
            json!({ "nul": "a\0b" }),
            "nul",
        ),
        (
            "query ($by: CouncilFilter!) { councils(first: 5, filter: $by) { totalCount } }",
            json!({ "by": { "or": [{ "name": { "eq": "\0" } }] } }),
            "by",
        ),
        ("{ councils(first: 5, filter: { name: { startsWith: \"\\u0000\" } }) { totalCount } }", json!({}), "filter"),
        (
            "{ projects(first: 5, filter: { number: { in: [\"2020/00312\", \"a\\u0000\"] } }) { totalCount } }",
            json!({}),
            "filter",
        ),
        ("{ node(id: \"org_\\u0000\") { id } }", json!({}), "id"),
        ("{ councils(first: 5, after: \"\\u0000\") { totalCount } }", json!({}), "after"),
        (
            "{ councils(first: 5) { totalCount @include(if: true) nodes { name @skip(if: \"\\u0000\") } } }",
            json!({}),
            "if",
        ),
        (
            "mutation ($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { userErrors { code } } }",
            json!({ "input": { "name": "Prov\0 AB", "kind": "COMPANY" } }),
            "input",
        ),
        ("query ($unused: String) { councils(first: 1) { totalCount } }", json!({ "unused": "\0" }), "unused"),
    ] {
        let (status, code, message) = refused(&app, query, variables).await;
        assert_eq!((status, code.as_str()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"), "{query}");
        assert!(message.contains(&format!("”{named}”")), "{query}: {message}");
    }
    // Two signs that only look like it.
    let query = "{ councils(first: 5, filter: { name: { contains: \"\\\\u0000\" } }) { totalCount } }";
    assert_eq!(anonymous(&app).ask(query, json!({})).await["councils"]["totalCount"], 0);
    nothing_went_wrong();
}

async fn get(app: &DemoApp, path: &str) -> (StatusCode, String) {
    listen();
    get_as(app, path, None).await
}

async fn get_as(app: &DemoApp, path: &str, token: Option<&str>) -> (StatusCode, String) {
    let mut request = Request::get(path).header("x-request-id", format!("{MARK}.pages"));
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let request = request.body(Body::empty()).expect("a request");
    let answer = app.router().oneshot(request).await.expect("an answer");
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 16 << 20).await.expect("a body");
    (status, String::from_utf8_lossy(&body).into_owned())
}

async fn nul_in_an_address_is_refused_naming_its_parameter(app: DemoApp) {
    let token = app.token("demo-council-member");
    for format in ["csv", "json", "parquet"] {
        let (status, said) = get(&app, &format!("/fragor/projektkort.{format}?diarienummer=%00")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{said}");
        assert!(said.contains("diarienummer"), "{said}");
    }
    for path in [
        "/fragor/projektkort?diarienummer=%00",
        "/fragor/projektkort%00.csv",
        "/fragor/%00",
        "/fragor/a%00b.xlsx",
        "/fragor/A%20b.json",
        "/ting/%00",
        "/ting/need_%00",
        "/gor/%00",
        "/gor/a%00b",
        "/katalog%00",
        "/fragor/projektkort.csv?diarienummer=a&%00=b",
        "/fragor/projekt-i-korthet.csv?updatedSince=%00",
        "/fragor?q=%00",
        "/graphql?query=%7Bcouncils(first:1,filter:%7Bname:%7Bcontains:%22%5Cu0000%22%7D%7D)%7BtotalCount%7D%7D",
    ] {
        for token in [None, Some(&*token)] {
            let (status, said) = get_as(&app, path, token).await;
            assert!(status.as_u16() < 500, "{path}: {status} {said}");
        }
    }
    nothing_went_wrong();
}

async fn what_no_key_holds_is_found_nowhere(app: DemoApp) {
    const COUNT: &str = "query ($by: TextFilter) { organisations(first: 1, filter: { name: $by }) { totalCount } }";
    let count =
        async |by: Value| anonymous(&app).ask(COUNT, json!({ "by": by })).await["organisations"]["totalCount"].clone();
    let all = count(Value::Null).await;
    assert_ne!(all, 0);
    for text in ["%", "_", "\\", "{", "%%", "\u{1}", "\u{200d}", "\u{fe0f}"] {
        for how in ["contains", "startsWith", "eq"] {
            assert_eq!(count(json!({ how: text })).await, 0, "{how} {text:?}");
        }
    }
    for text in ["", " ", "\u{a0}\t"] {
        assert_eq!(count(json!({ "contains": text })).await, all, "{text:?}");
    }
    // What is not seen is not looked for.
    assert_ne!(count(json!({ "contains": "region\u{200b}" })).await, 0);
    nothing_went_wrong();
}

/// SQLite takes no pattern of more than 50,000 bytes.
async fn a_search_is_as_long_as_anyone_likes(app: DemoApp) {
    let long = "x".repeat(60_000);
    let query =
        "query ($by: TextFilter!, $key: String!) { organisations(first: 1, filter: { name: $by }) { totalCount }
        projects(first: 1, filter: { number: { eq: $key } }) { totalCount } }";
    for how in ["contains", "startsWith", "eq"] {
        let data = anonymous(&app).ask(query, json!({ "by": { how: long }, "key": long })).await;
        assert_eq!(
            (&data["organisations"]["totalCount"], &data["projects"]["totalCount"]),
            (&json!(0), &json!(0)),
            "{how}"
        );
    }
    nothing_went_wrong();
}

/// Days are text on SQLite: a year before the first or after 9999 would sort among the others.
async fn dates_have_four_digits_of_year(app: DemoApp) {
    let query = "query ($day: Date!) { projects(first: 1, filter: { startsOn: { from: $day } }) { totalCount } }";
    for day in ["-999-01-01", "+2024-1-01", "+20240-1-1", "2024- 1-01", "2024-1-001"] {
        let (status, code, _) = refused(&app, query, json!({ "day": day })).await;
        assert_eq!((status, code.as_str()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"), "{day}");
    }
    for day in ["0000-01-01", "9999-12-31"] {
        anonymous(&app).ask(query, json!({ "day": day })).await;
    }
    nothing_went_wrong();
}

/// A filter only compares, and may say that it has no end; what is kept is of a year that people mean.
async fn days_that_nobody_means_are_not_stored(app: DemoApp) {
    let leader = speak_as(&app, "demo-process-leader");
    let council = leader.ask("{ councils(first: 1) { nodes { id } } }", json!({})).await;
    let council = &council["councils"]["nodes"][0]["id"];
    let report = "mutation ($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code path message } } }";
    for (day, code) in [
        ("0000-01-01", "DATE_IS_OUT_OF_RANGE"),
        ("1899-12-31", "DATE_IS_OUT_OF_RANGE"),
        ("2201-01-01", "DATE_IS_OUT_OF_RANGE"),
        ("9999-12-31", "DATE_IS_OUT_OF_RANGE"),
        ("2026-02-30", "DATE_IS_WRONG"),
    ] {
        let input = json!({ "councilId": council, "title": "Svetsare", "basis": "BOTH", "cause": "GROWTH", "horizon": "SHORT",
            "targetGroup": "EMPLOYEES", "peopleNeeded": 1, "neededBy": day });
        let told = leader.ask(report, json!({ "input": input })).await;
        let errors = &told["reportNeed"]["userErrors"];
        assert_eq!(
            (&errors[0]["code"], &errors[0]["path"]),
            (&json!(code), &json!(["input", "neededBy"])),
            "{day}: {told:#}"
        );
    }
    nothing_went_wrong();
}

async fn a_forged_cursor_is_a_wrong_cursor(app: DemoApp) {
    const PAGE: &str = "query ($after: String) { needs(first: 2, after: $after, orderBy: [{ field: PEOPLE_NEEDED }, { field: TITLE }]) {
        pageInfo { endCursor } } }";
    let member = speak_as(&app, "demo-council-member");
    let given = member.ask(PAGE, json!({})).await;
    let given = given["needs"]["pageInfo"]["endCursor"].as_str().expect("a cursor");
    let honest: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(given).expect("base64")).expect("JSON");
    let mut forged = 0;
    for place in 0..honest["v"].as_array().expect("values").len() {
        for value in [
            json!({ "T": "a\0b" }),
            json!({ "T": "a" }),
            json!({ "I": 1 }),
            json!({ "I": i64::MAX }),
            json!({ "D": "2024-01-01" }),
            json!({ "D": "+262142-01-01" }),
            json!({ "B": true }),
        ] {
            let mut cursor = honest.clone();
            cursor["v"][place] = value;
            let after = URL_SAFE_NO_PAD.encode(cursor.to_string());
            let (status, answer) = member.answer(PAGE, json!({ "after": after })).await;
            let code = &answer["errors"][0]["extensions"]["code"];
            assert!(status == StatusCode::OK && (code.is_null() || code == "INVALID"), "{cursor}: {answer:#}");
            forged += usize::from(!code.is_null());
        }
    }
    assert!(forged >= 12, "{forged}");
    nothing_went_wrong();
}

/// What the edge has not kept out is refused before either database sees it.
async fn the_database_is_asked_nothing_with_nul_in_it(app: DemoApp) {
    let backend = app.db.connection().get_database_backend();
    let sql = if backend == DbBackend::Sqlite { "SELECT ?" } else { "SELECT CAST($1 AS text)" };
    let before = app.db.statements_sent();
    let refused = app.db.all(Statement::from_sql_and_values(backend, sql, ["a\0".into()])).await.expect_err("refused");
    assert!(matches!(refused, kernel::Error::Invalid { .. }), "{refused}");
    assert_eq!(app.db.statements_sent(), before);
    let answered = app.db.all(Statement::from_sql_and_values(backend, sql, ["a".into()])).await.expect("an answer");
    assert_eq!(answered[0].try_get_by_index::<String>(0).expect("a text"), "a");
}

/// As a Mac writes them, with the blanks that are pasted along.
async fn addresses_find_the_same_however_letters_are_written(app: DemoApp) {
    let escaped = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let sql = "UPDATE projects SET number = '2020/\u{c5}ng 1' WHERE number = '2020/00312'";
    sea_orm::ConnectionTrait::execute_unprepared(app.db.connection(), sql).await.expect("done");
    let of = async |number: &str, format: &str| {
        let (status, said) = get(&app, &format!("/fragor/projektkort{format}?diarienummer={}", escaped(number))).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        said
    };
    let composed = of("2020/\u{c5}ng 1", ".csv").await;
    assert_eq!(composed.lines().count(), 2, "{composed}");
    for other in ["2020/A\u{30a}ng 1", "2020/\u{212b}ng\u{a0}1", " 2020/\u{c5}ng\u{2009}1 ", "2020/\u{c5}n\u{ad}g 1"] {
        assert_eq!(of(other, ".csv").await, composed, "{other:?}");
        assert!(of(other, "").await.contains("GR kompetensomst\u{e4}llning"), "{other:?}");
    }
    let links = async |search: &str| -> Vec<String> {
        let (status, said) = get(&app, &format!("/?q={}", escaped(search))).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        let links = said.split("href=\"/fragor/").skip(1).filter_map(|rest| rest.split('"').next());
        links.map(str::to_owned).collect()
    };
    for (composed, others) in [
        ("f\u{f6}rankring", ["fo\u{308}rankring", "F\u{d6}RANKRING", "f\u{f6}r\u{ad}ankring\u{a0}"]),
        ("p\u{e5}gick", ["pa\u{30a}gick", "P\u{c5}GICK", "\u{a0}pa\u{30a}gick"]),
        (
            "r\u{e5}dets ledam\u{f6}ter",
            ["ra\u{30a}dets\u{a0}ledamo\u{308}ter", "r\u{e5}dets  ledam\u{f6}ter", "R\u{c5}DETS LEDAM\u{d6}TER"],
        ),
    ] {
        let found = links(composed).await;
        for other in others {
            assert_eq!(links(other).await, found, "{other:?}");
        }
    }
    assert!(!links("f\u{f6}rankring").await.is_empty() && !links("p\u{e5}gick").await.is_empty());
}
