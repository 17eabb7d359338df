//! The minutes of a council's meeting as PDF: whose they are, that they say what their page says, and that readers can read them.

use http::{Method, StatusCode};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{NOTE, Table, act, endorsed::branch};
use crate::{
    data::{Got, send},
    harness::{
        App, Need,
        local_server::LocalServer,
        python::{Packages, python},
        trial::{both, both_needing},
        visitor::{Open, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    let told: Vec<Trial> = both![
        a_pdf_is_whose_the_page_is,
        a_known_copy_of_a_pdf_is_not_made_again,
        a_pdf_takes_any_text,
        what_is_too_long_for_a_pdf_is_told_so,
    ];
    let checked: Vec<Trial> = both_needing![
        Need::Validator;
        minutes_are_sound_pdf_ua,
        a_draft_is_sound_pdf_ua,
    ];
    [told, checked].into_iter().flatten().collect()
}

fn text(id: &Value) -> &str {
    id.as_str().expect("an id")
}

/// Asks as a browser that sends this cookie.
async fn ask(app: &App, method: Method, cookie: &str, path: &str, more: &[(&str, &str)]) -> Got {
    let headers = [&[("host", "nav.example"), ("cookie", cookie)][..], more].concat();
    send(app, method, None, path, &headers).await
}

async fn get(app: &App, cookie: &str, path: &str) -> Got {
    ask(app, Method::GET, cookie, path, &[]).await
}

/// A meeting that has been, with a decision, a vote by each, and a reservation, with its table and the path of its minutes.
async fn held<'a>(app: &'a App, more: Value) -> (Table<'a>, Value, String) {
    let (council, branch) = branch(app).await;
    let table = Table::at(app, council, branch, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", more).await;
    table.add(&meeting, "INFORMATION", json!({ "title": "Läget i länet" })).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let said = json!({ "itemId": item, "membershipId": table.members[2], "kind": "RESERVATION", "text": "För dyrt\nOch för sent" });
    act(&table.leader(), "recordItemNote", NOTE, said).await;
    table.settle(&proposal, json!("FOR")).await;
    table.close(&meeting, "2026-03-04").await;
    let path = format!("/protokoll/{}", text(&meeting));
    (table, meeting, path)
}

async fn a_pdf_is_whose_the_page_is(Open(app): Open) {
    let (table, meeting, path) = held(&app, json!({ "text": "Bakgrunden i korthet" })).await;
    let file = format!("{path}.pdf");
    let mine = Reader::of(&app, "process_leader").await;
    let stranger = Reader::of(&app, "other_org_contact").await;
    let never = get(&app, "", &format!("/protokoll/councilmeeting_{}.pdf", "7".repeat(26))).await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
    for cookie in ["", stranger.cookie.as_str()] {
        let hidden = get(&app, cookie, &file).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        assert_eq!(hidden.header("content-type"), never.header("content-type"));
        assert!(hidden.header("etag").is_empty());
        assert_eq!(ask(&app, Method::HEAD, cookie, &file, &[]).await.status, StatusCode::NOT_FOUND);
    }
    let draft = get(&app, &mine.cookie, &file).await.well();
    assert_eq!(draft.header("content-type"), "application/pdf");
    assert!(draft.bytes.starts_with(b"%PDF-1.7"));
    table.approve(&meeting).await;
    let approved = get(&app, "", &file).await.well();
    assert_ne!(approved.bytes, draft.bytes);
    // The same minutes are the same bytes, whoever reads them.
    assert_eq!(get(&app, &stranger.cookie, &file).await.well().bytes, approved.bytes);
    let saved = approved.header("content-disposition");
    assert!(saved.starts_with("attachment; filename=\"Protokoll 2026-03-04"), "{saved}");
    assert!(saved.contains("; filename*=UTF-8''Protokoll%202026-03-04%2C%20"), "{saved}");
    let nobody = Reader { app: &app, cookie: String::new() };
    nobody.get(&path).await.says(&[&format!("href=\"{file}\""), "Ladda ner som PDF"]);
    nobody.get(&format!("{path}?lang=en")).await.says(&[&format!("href=\"{file}?lang=en\""), "Download as PDF"]);
}

async fn a_known_copy_of_a_pdf_is_not_made_again(Open(app): Open) {
    let (table, meeting, path) = held(&app, json!({})).await;
    table.approve(&meeting).await;
    let file = format!("{path}.pdf");
    let got = get(&app, "", &file).await.well();
    let tag = got.header("etag").to_owned();
    assert_eq!(tag.len(), 34, "{tag}");
    assert_eq!(got.header("cache-control"), "private, no-cache");
    for known in [tag.as_str(), "*", &format!("\"a\", W/{tag}")] {
        let same = ask(&app, Method::GET, "", &file, &[("if-none-match", known)]).await;
        assert_eq!((same.status, same.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{known}");
        assert_eq!(same.header("etag"), tag);
    }
    let other = ask(&app, Method::GET, "", &file, &[("if-none-match", "\"a\"")]).await.well();
    assert_eq!(other.bytes, got.bytes);
    let head = ask(&app, Method::HEAD, "", &file, &[]).await.well();
    assert_eq!((head.bytes.len(), head.header("etag")), (0, tag.as_str()));
    for name in ["content-type", "content-disposition", "cache-control", "content-language"] {
        assert_eq!(head.header(name), got.header(name), "{name}");
    }
    let english = get(&app, "", &format!("{file}?lang=en")).await.well();
    assert_ne!(english.header("etag"), tag);
    assert_eq!((got.header("content-language"), english.header("content-language")), ("sv", "en"));
    // What is announced is told in it.
    act(&table.leader(), "announceMinutes", super::MEETING, json!({ "id": meeting, "expectedVersion": 7 })).await;
    assert_ne!(get(&app, "", &file).await.well().header("etag"), tag);
}

/// Says something else of the meeting's first item than a form lets one say.
async fn discuss(app: &App, meeting: &Value, said: &str) {
    let id = text(meeting).trim_start_matches("councilmeeting_");
    let said = format!(
        "UPDATE agenda_items SET discussion = '{said}' WHERE meeting_id = '{id}' AND paragraph = 1 RETURNING id"
    );
    assert_eq!(app.texts(&said).await.len(), 1);
}

async fn a_pdf_takes_any_text(Open(app): Open) {
    let odd = "🎓 👩🏽‍🏫 مرحبا بكم שלום 漢字 हिन्दी q\u{301}\u{323} #panic() *a* _b_ `c` $d$ <e> @f // /* \\ ~ -- \"g\" 'h' = - + [i]";
    let (table, meeting, path) = held(&app, json!({ "title": "Läget 🎓 漢字", "text": odd })).await;
    table.approve(&meeting).await;
    let file = format!("{path}.pdf");
    let got = get(&app, "", &file).await.well();
    assert!(got.bytes.starts_with(b"%PDF-1.7"));
    for said in ["Öppenhetsprincip".repeat(600), "ord ".repeat(2_500)] {
        discuss(&app, &meeting, &said).await;
        assert!(get(&app, "", &file).await.well().bytes.len() > got.bytes.len());
    }
}

async fn what_is_too_long_for_a_pdf_is_told_so(Open(app): Open) {
    let (table, meeting, path) = held(&app, json!({})).await;
    table.approve(&meeting).await;
    discuss(&app, &meeting, &"Ord ".repeat(150_000)).await;
    let file = format!("{path}.pdf");
    for method in [Method::GET, Method::HEAD] {
        assert_eq!(ask(&app, method, "", &file, &[]).await.status, StatusCode::BAD_REQUEST);
    }
    let refused = get(&app, "", &file).await;
    assert!(refused.text().contains("Det är för långt för att bli en PDF"), "{}", refused.text());
    assert!(get(&app, "", &format!("{file}?lang=en")).await.text().contains("It is too long to become a PDF"));
}

/// What a PDF of the minutes should be, as `papers.py` asks.
fn expected(path: &str, cookie: &str, title: &str, author: &str) -> Value {
    json!({ "path": path, "cookie": cookie, "lang": "sv", "title": title, "author": author, "written": "2026-09-01", "draft": false,
        "columns": [2, 2], "headings": [[1, title], [2, "Närvarande"], [2, "§ 1 Vätgas"], [3, "Beslut: bifallet"], [3, "Bakgrund"],
            [3, "Anteckningar"], [2, "§ 2 Läget i länet"], [2, "Justering"]] })
}

async fn read(app: &App, mut said: Value) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    said["address"] = json!(server.url());
    python("papers.py", Packages::Today, &said.to_string()).await.expect("Python runs").expect_well();
}

/// What the body that met is called.
async fn body(app: &App, table: &Table<'_>) -> String {
    let query = "query($id: ID!) { node(id: $id) { ... on IndustryCouncil { name } } }";
    let found = app.speak_as("demo-system-admin").ask(query, json!({ "id": table.industry_council })).await;
    text(&found["node"]["name"]).to_owned()
}

async fn minutes_are_sound_pdf_ua(Open(app): Open) {
    let background =
        "Bakgrunden i korthet\n\nOch i längden: ".to_owned() + &"konstitutionsutredningsbetänkande".repeat(20);
    let (table, meeting, path) = held(&app, json!({ "text": background })).await;
    table.approve(&meeting).await;
    let name = body(&app, &table).await;
    read(&app, expected(&path, "", &format!("Protokoll 4 mars 2026, {name}"), &name)).await;
    let mut english = expected(&path, "", &format!("Minutes 4 March 2026, {name}"), &name);
    english["lang"] = json!("en");
    let words = [(1, "Present"), (3, "Decision: adopted"), (4, "Background"), (5, "Notes"), (7, "Approval")];
    for (at, heading) in words {
        english["headings"][at][1] = json!(heading);
    }
    read(&app, english).await;
}

async fn a_draft_is_sound_pdf_ua(Open(app): Open) {
    let (table, _, path) = held(&app, json!({ "text": "Bakgrunden" })).await;
    let mine = Reader::of(&app, "process_leader").await;
    let name = body(&app, &table).await;
    let mut said = expected(&path, &mine.cookie, &format!("Protokoll 4 mars 2026, {name}"), &name);
    (said["draft"], said["written"]) = (json!(true), Value::Null);
    read(&app, said).await;
}
