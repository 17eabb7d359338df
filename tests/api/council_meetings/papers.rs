//! Papers of meetings: who hands them in and who reads them, what they may be, and what decisions rested on.

use axum::body::{Body, to_bytes};
use http::{Method, Request, StatusCode, header};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{Table, act, endorsed::branch, refusal};
use crate::{
    data::{Got, send},
    harness::{
        App, DemoApp,
        elsewhere::{events, fault},
        trial::both,
        visitor::{self, Open, Reader},
    },
};

mod in_a_store;

pub fn tests() -> Vec<Trial> {
    let in_the_database: Vec<Trial> = both![
        a_paper_is_the_councils_own_until_the_minutes_are_approved,
        a_decision_keeps_the_edition_that_it_rested_on,
        only_the_councils_leaders_hand_in_files,
        a_file_is_what_its_bytes_say,
        a_file_is_given_by_pieces,
        what_is_not_published_is_told_of_by_its_ground_alone,
        who_reads_pages_is_told_in_words_that_there_is_no_file,
        a_paper_goes_through_its_forms,
    ];
    in_the_database.into_iter().chain(in_a_store::tests()).collect()
}

const PAPER: &str = "paper { id version status edition fileName mediaType bytes sha256 path }";
const PDF: &[u8] = b"%PDF-1.4\nThe first\n";

fn text(id: &Value) -> &str {
    id.as_str().expect("an id")
}

fn address(paper: &Value) -> String {
    format!("/underlag/{}", text(paper))
}

async fn get(app: &App, subject: Option<&str>, path: &str) -> Got {
    send(app, Method::GET, subject, path, &[]).await
}

/// Hands in a file.
pub(super) async fn put(
    app: &App,
    subject: Option<&str>,
    paper: &Value,
    name: &str,
    bytes: &[u8],
) -> (StatusCode, Value) {
    let mut request = Request::put(format!("{}?filnamn={name}", address(paper)));
    if let Some(subject) = subject {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
    }
    let request = request.body(Body::from(bytes.to_vec())).expect("a request");
    let (parts, body) = app.router().oneshot(request).await.expect("an answer").into_parts();
    let bytes = to_bytes(body, 1 << 20).await.expect("a body");
    (parts.status, serde_json::from_slice(&bytes).expect("JSON"))
}

async fn add(table: &Table<'_>, item: &Value, title: &str, access: &str) -> Value {
    let ground = (access == "COUNCIL").then_some("OSL_31");
    let input = json!({ "itemId": item, "kind": "OFFICIAL_STATEMENT", "title": title, "datedOn": "2026-02-18",
        "access": access, "ground": ground });
    act(&table.leader(), "addPaper", PAPER, input).await["id"].clone()
}

/// No such thing, in the words that are said of what was never there.
async fn is_unknown(app: &App, subject: Option<&str>, path: &str) {
    let got = get(app, subject, path).await;
    let never = get(app, subject, "/underlag/paper_7zzzzzzzzzzzzzzzzzzzzzzzzz").await;
    let said = |got: &Got| ["code", "title", "detail"].map(|name| got.json()[name].clone());
    assert_eq!((got.status, said(&got)), (StatusCode::NOT_FOUND, said(&never)), "{path}");
}

async fn a_paper_is_the_councils_own_until_the_minutes_are_approved(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let open = add(&table, &item, "Det öppna", "PUBLIC").await;
    let secret = add(&table, &item, "Det hemliga", "COUNCIL").await;
    for paper in [&open, &secret] {
        // Without a file there is nothing to fetch, for anyone.
        is_unknown(&app, Some("leader"), &address(paper)).await;
        let (status, told) = put(&app, Some("leader"), paper, "F%C3%B6rslag.pdf", PDF).await;
        assert_eq!((status, &told["fileName"]), (StatusCode::CREATED, &json!("Förslag.pdf")), "{told}");
    }
    let outsiders = [None, Some("demo-hub-manager"), Some("demo-other-org-contact"), Some("demo-system-admin")];
    for outsider in outsiders {
        is_unknown(&app, outsider, &address(&open)).await;
        is_unknown(&app, outsider, &address(&secret)).await;
    }
    let mine = get(&app, Some("leader"), &address(&secret)).await.well();
    assert_eq!(mine.bytes, PDF);
    assert_eq!(mine.header("content-type"), "application/pdf");
    assert_eq!(mine.header("x-content-type-options"), "nosniff");
    assert!(mine.header("content-security-policy").contains("sandbox"));
    let name = mine.header("content-disposition");
    assert_eq!(name, "attachment; filename=\"F_rslag.pdf\"; filename*=UTF-8''F%C3%B6rslag.pdf");
    let tag = mine.header("etag").to_owned();
    let known = send(&app, Method::GET, Some("leader"), &address(&secret), &[("if-none-match", &tag)]).await;
    assert_eq!((known.status, known.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let head = send(&app, Method::HEAD, Some("verifier"), &address(&secret), &[]).await;
    assert_eq!((head.status, head.header("content-length")), (StatusCode::OK, PDF.len().to_string().as_str()));

    table.open(&meeting, "2026-03-04", &table.members).await;
    table.close(&meeting, "2026-03-04").await;
    is_unknown(&app, None, &address(&open)).await;
    table.approve(&meeting).await;
    for reader in outsiders {
        assert_eq!(get(&app, reader, &address(&open)).await.well().bytes, PDF);
        is_unknown(&app, reader, &address(&secret)).await;
        is_unknown(&app, reader, &format!("/oparl/1.1/paper/{}", text(&secret))).await;
    }
    let told = get(&app, None, &format!("/oparl/1.1/paper/{}", text(&open))).await.well().json();
    assert_eq!((&told["name"], &told["mainFile"]["size"]), (&json!("Det öppna"), &json!(PDF.len())));
    let list = get(&app, None, "/oparl/1.1/papers").await.well().text().to_owned();
    assert!(list.contains("Det öppna") && !list.contains("Det hemliga"), "{list}");
    let meeting_page = get(&app, None, &format!("/protokoll/{}", text(&meeting))).await;
    let html = meeting_page.text();
    assert!(html.contains("Beslutsunderlag</h3>") && html.contains(&address(&open)), "{html}");
    assert!(!html.contains("Det hemliga") && !html.contains(text(&secret)), "{html}");
    let node = "query($id: ID!) { node(id: $id) { id } }";
    assert_eq!(app.anonymous().ask(node, json!({ "id": secret })).await["node"], Value::Null);

    // Each time that what is not everyone's was handed out is in the read log, and nothing else.
    const LOG: &str = "query($id: ID!) { documentReadings(paperId: $id, first: 10) { principal fields } }";
    let read = async |subject: &str, paper: &Value| {
        let told = app.speak_as(subject).ask(LOG, json!({ "id": paper })).await;
        told["documentReadings"].as_array().expect("lines").clone()
    };
    let lines = read("demo-dpo", &secret).await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(text(&lines[0]["principal"]).ends_with("|leader") && lines[0]["fields"] == "file", "{lines:?}");
    assert_eq!(read("demo-dpo", &open).await.len(), 0);
    assert_eq!(read("leader", &secret).await.len(), 0, "the log is for few");

    // A secret ends, and what was overlooked is withdrawn.
    let access = json!({ "id": secret, "expectedVersion": 2, "access": "PUBLIC" });
    act(&table.leader(), "setPaperAccess", PAPER, access).await;
    assert_eq!(get(&app, None, &address(&secret)).await.well().bytes, PDF);
    let withdraw = json!({ "id": secret, "expectedVersion": 3, "reason": "Personuppgifter" });
    assert_eq!(act(&table.leader(), "withdrawPaper", PAPER, withdraw).await["status"], "WITHDRAWN");
    is_unknown(&app, None, &address(&secret)).await;
    assert_eq!(get(&app, Some("leader"), &address(&secret)).await.well().bytes, PDF);
    let course = ["PaperAdded", "PaperFiled", "PaperOpened", "PaperWithdrawn"];
    assert_eq!(events(&app, &secret).await, course);
}

async fn what_is_not_published_is_told_of_by_its_ground_alone(app: DemoApp) {
    const WITHHELD: &str = "query($id: ID!) { node(id: $id) { ... on AgendaItem { papers(first: 5) { totalCount }
        withheldPapers(first: 5) { totalCount nodes { ground } } } } }";
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let first = add(&table, &item, "Det hemliga", "COUNCIL").await;
    put(&app, Some("leader"), &first, "hemligt.pdf", PDF).await;
    let next = json!({ "id": first, "expectedVersion": 2, "title": "Det hemliga", "datedOn": "2026-02-25" });
    let secret = act(&leader, "supersedePaper", PAPER, next).await["id"].clone();
    put(&app, Some("leader"), &secret, "hemligt.pdf", PDF).await;
    let own = json!({ "itemId": item, "kind": "BACKGROUND", "title": "Arbetsmaterial", "access": "COUNCIL" });
    act(&leader, "addPaper", PAPER, own).await;
    let told = async |subject: Option<&str>| {
        let speaker = subject.map_or_else(|| app.anonymous(), |subject| app.speak_as(subject));
        speaker.ask(WITHHELD, json!({ "id": item })).await["node"].clone()
    };
    table.open(&meeting, "2026-03-04", &table.members).await;
    table.close(&meeting, "2026-03-04").await;
    assert_eq!(told(None).await, Value::Null);
    table.approve(&meeting).await;
    // The edition that stands, once; what is kept without a stated ground, not at all.
    for outsider in [None, Some("demo-hub-manager"), Some("demo-other-org-contact"), Some("demo-system-admin")] {
        let expected = json!({ "papers": { "totalCount": 0 },
            "withheldPapers": { "totalCount": 1, "nodes": [{ "ground": "OSL_31" }] } });
        assert_eq!(told(outsider).await, expected, "{outsider:?}");
        for paper in [&first, &secret] {
            is_unknown(&app, outsider, &address(paper)).await;
        }
    }
    let minutes = format!("/protokoll/{}", text(&meeting));
    const SAID: &str = "Underlaget publiceras inte (31 kap. OSL";
    let html = get(&app, None, &minutes).await.text().to_owned();
    assert_eq!(html.matches(SAID).count(), 1, "{html}");
    for hidden in ["Det hemliga", "hemligt.pdf", "Arbetsmaterial", text(&secret)] {
        assert!(!html.contains(hidden), "{hidden} in {html}");
    }
    // What is for everyone after all stands there itself, and what is withdrawn does not.
    let access = json!({ "id": secret, "expectedVersion": 2, "access": "PUBLIC" });
    act(&leader, "setPaperAccess", PAPER, access).await;
    let html = get(&app, None, &minutes).await.text().to_owned();
    assert!(html.contains("Det hemliga") && !html.contains(SAID), "{html}");
    let restrict = json!({ "id": secret, "expectedVersion": 3, "access": "COUNCIL", "ground": "GDPR" });
    act(&leader, "setPaperAccess", PAPER, restrict).await;
    assert_eq!(told(None).await["withheldPapers"]["nodes"], json!([{ "ground": "GDPR" }]));
    let withdraw = json!({ "id": secret, "expectedVersion": 4, "reason": "Personuppgifter" });
    act(&leader, "withdrawPaper", PAPER, withdraw).await;
    assert_eq!(told(None).await["withheldPapers"]["totalCount"], 0);
}

async fn a_decision_keeps_the_edition_that_it_rested_on(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    let first = add(&table, &item, "Underlag", "PUBLIC").await;
    put(&app, Some("leader"), &first, "a.pdf", PDF).await;
    let next =
        |paper: &Value| json!({ "id": paper, "expectedVersion": 2, "title": "Underlag", "datedOn": "2026-02-25" });
    let second = act(&leader, "supersedePaper", PAPER, next(&first)).await;
    assert_eq!((&second["edition"], &second["path"]), (&json!(2), &Value::Null));
    let second = second["id"].clone();
    put(&app, Some("leader"), &second, "a.txt", "Ny lydelse".as_bytes()).await;
    let again = refusal(
        &leader,
        "supersedePaper",
        PAPER,
        &json!({ "id": first, "expectedVersion": 3, "title": "Underlag",
        "datedOn": "2026-02-25" }),
    )
    .await;
    assert_eq!(again, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    table.settle(&proposal, json!("FOR")).await;
    // A third comes afterwards, and changes nothing of what was decided by.
    let third = act(&leader, "supersedePaper", PAPER, next(&second)).await["id"].clone();
    const RESTED: &str =
        "query($id: ID!) { node(id: $id) { ... on CouncilDecision { papers(first: 5) { nodes { id edition } } } } }";
    let rested = leader.ask(RESTED, json!({ "id": proposal })).await;
    assert_eq!(rested["node"]["papers"]["nodes"], json!([{ "id": second, "edition": 2 }]));
    table.close(&meeting, "2026-03-04").await;
    table.approve(&meeting).await;
    let html = get(&app, None, &format!("/protokoll/{}", text(&meeting))).await.text().to_owned();
    assert!(html.contains(&address(&second)) && !html.contains(&address(&first)), "{html}");
    // What is approved stays as it is.
    let (status, told) = put(&app, Some("leader"), &third, "a.pdf", PDF).await;
    assert_eq!((status, &told["code"]), (StatusCode::CONFLICT, &json!("MEETING_DOES_NOT_TAKE_THIS")));
    let late = json!({ "itemId": item, "kind": "APPENDIX", "title": "För sent", "access": "PUBLIC" });
    assert_eq!(refusal(&leader, "addPaper", PAPER, &late).await, fault("MEETING_DOES_NOT_TAKE_THIS", "input"));
}

async fn only_the_councils_leaders_hand_in_files(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let paper = add(&table, &item, "Underlag", "PUBLIC").await;
    const KEPT: &str = "SELECT count(*) FROM paper_files";
    let kept = app.number(KEPT).await;
    let never = json!("paper_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    for (subject, status) in [
        (None, StatusCode::UNAUTHORIZED),
        (Some("demo-hub-manager"), StatusCode::FORBIDDEN),
        (Some("verifier"), StatusCode::FORBIDDEN),
        // Another council's is as one that does not exist.
        (Some("demo-process-leader"), StatusCode::NOT_FOUND),
    ] {
        let told = put(&app, subject, &paper, "a.pdf", PDF).await;
        let of_none = put(&app, subject, &never, "a.pdf", PDF).await;
        assert_eq!((told.0, &told.1["code"]), (status, &of_none.1["code"]), "{subject:?}: {}", told.1);
        assert_eq!(of_none.0, status, "{subject:?}");
    }
    assert_eq!(app.number(KEPT).await, kept);
    let (status, _) = put(&app, Some("chair"), &paper, "a.pdf", PDF).await;
    assert_eq!(status, StatusCode::CREATED);
    let strange = json!({ "itemId": item, "kind": "APPENDIX", "title": "Annans", "access": "PUBLIC" });
    let told = refusal(&app.speak_as("demo-process-leader"), "addPaper", PAPER, &strange).await;
    assert_eq!(told, fault("REFERENCE_IS_UNKNOWN", "input.itemId"));
}

async fn a_file_is_what_its_bytes_say(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let paper = add(&table, &item, "Underlag", "PUBLIC").await;
    for (name, bytes, code) in [
        ("a.pdf", &b""[..], "FILE_IS_EMPTY"),
        ("", PDF, "FIELD_IS_REQUIRED"),
        ("a.png", PDF, "FILE_IS_OF_ANOTHER_FORMAT"),
        ("a.html", &b"<script>alert(1)</script>"[..], "FILE_IS_OF_ANOTHER_FORMAT"),
        ("a.pdf", &b"MZ\x90\0"[..], "FILE_IS_OF_NO_FORMAT"),
    ] {
        let (status, told) = put(&app, Some("leader"), &paper, name, bytes).await;
        assert_eq!((status, &told["code"]), (StatusCode::BAD_REQUEST, &json!(code)), "{name}: {told}");
        // Which part is wrong, and what is taken.
        let part = if name.is_empty() { "filnamn" } else { "body" };
        assert_eq!((&told["parameters"][0]["name"], &told["parameters"][0]["rule"]), (&json!(part), &json!(code)));
        let words = told["detail"].as_str().expect("words");
        assert!(words.contains("10 MB") && words.contains(".pdf, .odt"), "{told}");
    }
    let posted = send(&app, Method::POST, Some("leader"), &address(&paper), &[]).await;
    assert_eq!((posted.status, posted.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD, PUT"));
    let mut large = PDF.to_vec();
    large.resize(10_000_001, b'x');
    let (status, told) = put(&app, Some("leader"), &paper, "a.pdf", &large).await;
    assert_eq!((status, &told["code"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!("LIMIT_BODY_BYTES")));
    assert!(text(&told["detail"]).contains("10 MB"), "{told}");
    let longest = &large[..10_000_000];
    let (status, told) = put(&app, Some("leader"), &paper, "a.pdf", longest).await;
    assert_eq!((status, &told["bytes"]), (StatusCode::CREATED, &json!(10_000_000)), "{told}");
    assert_eq!(get(&app, Some("leader"), &address(&paper)).await.well().bytes, longest);
    // Two that come at once are one.
    let twice = add(&table, &item, "Två gånger", "PUBLIC").await;
    let once = || put(&app, Some("leader"), &twice, "a.pdf", PDF);
    let (one, other) = tokio::join!(once(), once());
    let mut statuses = [one.0, other.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED]);
    // The same again is as before, and another is another edition's.
    let (status, again) = put(&app, Some("leader"), &paper, "a.pdf", longest).await;
    assert_eq!((status, &again["sha256"]), (StatusCode::OK, &told["sha256"]));
    let (status, told) = put(&app, Some("leader"), &paper, "a.pdf", PDF).await;
    assert_eq!((status, &told["code"]), (StatusCode::CONFLICT, &json!("PAPER_HAS_A_FILE")));
}

async fn asked(app: &App, paper: &Value, headers: &[(&str, &str)]) -> Got {
    send(app, Method::GET, Some("leader"), &address(paper), headers).await
}

/// A file, which is [`PDF`], is given by pieces as RFC 9110 has it.
async fn pieces(app: &App, paper: &Value) {
    let whole = asked(app, paper, &[]).await.well();
    assert_eq!((whole.bytes.as_slice(), whole.header("accept-ranges")), (PDF, "bytes"));
    let (tag, all) = (whole.header("etag").to_owned(), PDF.len());
    for (range, from, to) in
        [("bytes=0-4", 0, 5), ("bytes=5-", 5, all), ("bytes=-4", all - 4, all), ("bytes=3-9999", 3, all)]
    {
        for conditions in [&[("range", range)][..], &[("range", range), ("if-range", tag.as_str())]] {
            let got = asked(app, paper, conditions).await;
            assert_eq!((got.status, got.bytes.as_slice()), (StatusCode::PARTIAL_CONTENT, &PDF[from..to]), "{range}");
            assert_eq!(got.header("content-range"), format!("bytes {from}-{}/{all}", to - 1));
            assert_eq!(got.header("content-length"), (to - from).to_string());
            assert_eq!((got.header("etag"), got.header("content-type")), (tag.as_str(), "application/pdf"));
        }
    }
    for outside in ["bytes=4000-", "bytes=-0"] {
        let got = asked(app, paper, &[("range", outside)]).await;
        assert_eq!((got.status, got.bytes.len()), (StatusCode::RANGE_NOT_SATISFIABLE, 0), "{outside}");
        assert_eq!(got.header("content-range"), format!("bytes */{all}"));
    }
    // What is no one range of bytes, and what goes on with another file, is answered whole.
    for whole in ["bytes=0-1,3-4", "rows=0-1", "bytes=4-1"] {
        assert_eq!(asked(app, paper, &[("range", whole)]).await.well().bytes, PDF, "{whole}");
    }
    let weak = format!("W/{tag}");
    for other in ["\"other\"", weak.as_str(), "Tue, 01 Sep 2026 08:00:00 GMT"] {
        let got = asked(app, paper, &[("range", "bytes=0-4"), ("if-range", other)]).await.well();
        assert_eq!((got.bytes.as_slice(), got.header("content-range")), (PDF, ""), "{other}");
    }
    let known = asked(app, paper, &[("range", "bytes=0-4"), ("if-none-match", tag.as_str())]).await;
    assert_eq!((known.status, known.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let head = send(app, Method::HEAD, Some("leader"), &address(paper), &[("range", "bytes=0-4")]).await;
    assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
    for name in ["accept-ranges", "content-disposition", "content-length", "content-type", "etag"] {
        assert_eq!(head.header(name), whole.header(name), "{name}");
    }
}

async fn a_file_is_given_by_pieces(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let paper = add(&table, &item, "Underlag", "PUBLIC").await;
    assert_eq!(put(&app, Some("leader"), &paper, "a.pdf", PDF).await.0, StatusCode::CREATED);
    pieces(&app, &paper).await;
    // A piece is no way around who reads it.
    let got = send(&app, Method::GET, None, &address(&paper), &[("range", "bytes=0-4")]).await;
    assert_eq!((got.status, got.header("content-range")), (StatusCode::NOT_FOUND, ""));
}

async fn who_reads_pages_is_told_in_words_that_there_is_no_file(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let paper = add(&table, &item, "Underlag", "COUNCIL").await;
    put(&app, Some("leader"), &paper, "a.pdf", PDF).await;
    let never = json!("paper_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    for (lang, words) in
        [("sv", "Det finns inte, eller så når du det inte"), ("en", "It does not exist, or you do not reach it")]
    {
        let browser = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("accept-language", lang)];
        for one in [&paper, &never] {
            let got = send(&app, Method::GET, None, &address(one), &browser).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND);
            assert!(got.header("content-type").starts_with("text/html"), "{lang}");
            assert!(got.text().contains(words), "{}", got.text());
        }
    }
}

/// A form in parts, as a browser sends it.
async fn sent(reader: &Reader<'_>, path: &str, answer: &str, name: &str, bytes: &str) -> visitor::Page {
    let body = format!(
        "--skiljer\r\ncontent-disposition: form-data; name=\"svar\"\r\n\r\n{answer}\r\n--skiljer\r\ncontent-disposition: form-data; \
         name=\"en-gang\"\r\n\r\nett-nummer\r\n--skiljer\r\ncontent-disposition: form-data; name=\"fil\"; \
         filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n{bytes}\r\n--skiljer--\r\n"
    );
    let request = Request::post(path)
        .header(header::COOKIE, &reader.cookie)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=skiljer");
    visitor::send(reader.app, request, &body).await
}

async fn a_paper_goes_through_its_forms(Open(app): Open) {
    let (council, branch) = branch(&app).await;
    let table = Table::at(&app, council, branch, 3).await;
    let reader = Reader::of(&app, "process_leader").await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let form = reader.get(&format!("/gor/addPaper?itemId={}", text(&item))).await;
    let hidden = |name| form.field("form class=\"ask command\" method=\"post\"", name);
    let (answer, once) = (hidden("svar"), hidden("en-gang"));
    let fields = [
        ("svar", answer.as_str()),
        ("en-gang", once.as_str()),
        ("itemId", text(&item)),
        ("kind", "BACKGROUND"),
        ("title", "Läget"),
        ("access", "COUNCIL"),
    ];
    let added = reader.post("/gor/addPaper", &fields).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html);
    let place = added.header("location").split('?').next().unwrap_or_default().to_owned();
    let id = place.rsplit('/').next().expect("an id").to_owned();
    let hand_in = format!("/lamna-underlag/{id}");
    reader.get(&place).await.says(&[&format!("href=\"{hand_in}\""), "Lämna filen"]);
    reader.get(&format!("/ting/{}", text(&item))).await.says(&["Läget"]);
    let page = reader.get(&hand_in).await;
    page.says(&["enctype=\"multipart/form-data\"", "type=\"file\"", "Högst 10 MB"]);
    let answer = page.field("form class=\"ask command\" method=\"post\"", "svar");
    let wrong = sent(&reader, &hand_in, &answer, "läget.png", "Det är text").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    wrong.says(&["role=\"alert\"", "href=\"#falt-fil\""]);
    let missing = sent(&reader, &hand_in, &answer, "", "").await;
    missing.says(&["välj en fil"]);
    let strange = sent(&reader, &hand_in, "inte-svaret", "läget.txt", "Läget är gott.").await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);
    strange.says(&["Ingenting ändrades."]);
    let done = sent(&reader, &hand_in, &answer, "läget.txt", "Läget är gott.").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    reader.get(&place).await.says(&[&format!("href=\"/underlag/{id}\""), "läget.txt"]);
    let file = reader.get(&format!("/underlag/{id}")).await;
    assert_eq!((file.status, file.html.as_str()), (StatusCode::OK, "Läget är gott."));
    let nobody = Reader { app: &app, cookie: String::new() };
    assert_eq!(nobody.get(&format!("/underlag/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(nobody.get(&hand_in).await.status, StatusCode::UNAUTHORIZED);
    reader.get(&format!("/infor/{}", text(&meeting))).await.says(&["Beslutsunderlag till mötet</h2>", "Läget"]);
}
