//! What pages tell of a council's meeting: who stayed away, what was withdrawn, on which day it was, and who sat there.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{MEETING, NOTE, PRESENCE, Table, act, endorsed::branch, refusal};
use crate::{
    choosing::options,
    harness::{
        DemoApp, ISSUER,
        elsewhere::fault,
        trial::both,
        visitor::{Open, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        who_stayed_away_is_told_as_absent,
        a_note_that_is_withdrawn_is_told_so,
        minutes_keep_the_lines_of_a_statement_and_lead_nobody_astray,
        approved_minutes_keep_who_sat_there,
        minutes_in_draft_are_approved_anew_whoever_puts_a_name_right,
        a_meeting_is_on_its_swedish_day,
        at_a_meeting_the_mandates_of_who_meets_are_offered,
    ]
}

/// An industry council of the demonstration's own, whose leader reads its pages.
async fn own(app: &DemoApp) -> (Table<'_>, Reader<'_>) {
    let (council, branch) = branch(app).await;
    (Table::at(app, council, branch, 3).await, Reader::of(app, "process_leader").await)
}

fn text(id: &Value) -> &str {
    id.as_str().expect("an id")
}

async fn who_stayed_away_is_told_as_absent(Open(app): Open) {
    let (table, reader) = own(&app).await;
    let meeting = table.plan("2026-03-04").await;
    table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members[..2]).await;
    let away = json!({ "meetingId": meeting, "membershipId": table.members[2], "attended": false });
    let away = act(&table.leader(), "recordPresence", PRESENCE, away).await["id"].clone();
    let (page, own) = (format!("/ting/{}", text(&meeting)), format!("/ting/{}", text(&away)));
    let html = reader.get(&page).await.html;
    assert_eq!(html.matches("ej närvarande").count(), 1, "{html}");
    reader.get(&format!("{page}?lang=en")).await.says(&["not present"]);
    reader.get(&own).await.says(&["<dt>Närvarande</dt><dd>Nej</dd>", "<dt>Har rösträtt</dt><dd>Nej</dd>"]);
    reader.get(&format!("{own}?lang=en")).await.says(&["<dt>Present</dt><dd>No</dd>"]);
    // That something is invented is a mark, and not worth a word where it is not.
    assert!(!html.contains("Påhittat för demonstration</dt>"), "{html}");
}

async fn a_note_that_is_withdrawn_is_told_so(Open(app): Open) {
    let (table, reader) = own(&app).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let note =
        json!({ "itemId": item, "membershipId": table.members[2], "kind": "DISQUALIFIED", "text": "Äger bolaget" });
    let note = act(&table.leader(), "recordItemNote", NOTE, note).await;
    let (page, own) = (format!("/ting/{}", text(&item)), format!("/ting/{}", text(&note["id"])));
    let withdraw = format!("/gor/withdrawItemNote?id={}", text(&note["id"]));
    assert!(!reader.get(&page).await.html.contains("Återtagen"));
    reader.get(&own).await.says(&["<dd>Gäller</dd>", &withdraw]);
    let why = json!({ "id": note["id"], "expectedVersion": note["version"], "reason": "Fel person" });
    act(&table.leader(), "withdrawItemNote", NOTE, why).await;
    reader.get(&page).await.says(&["Återtagen"]);
    let html = reader.get(&own).await.html;
    assert!(html.contains("<dd>Återtagen</dd>") && !html.contains(&withdraw), "{html}");
    let offered = options(&reader.get("/gor/withdrawItemNote").await, "id");
    assert!(!offered.contains(&text(&note["id"]).to_owned()), "{offered:?}");
}

async fn minutes_keep_the_lines_of_a_statement_and_lead_nobody_astray(Open(app): Open) {
    let (table, reader) = own(&app).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let note =
        json!({ "itemId": item, "membershipId": table.members[2], "kind": "STATEMENT", "text": "Rad ett\nRad två" });
    act(&table.leader(), "recordItemNote", NOTE, note).await;
    table.close(&meeting, "2026-03-04").await;
    table.approve(&meeting).await;
    let nobody = Reader { app: &app, cookie: String::new() };
    let (minutes, page) = (format!("/protokoll/{}", text(&meeting)), format!("/ting/{}", text(&meeting)));
    let public = nobody.get(&minutes).await;
    public.says(&["<p>Rad ett</p><p>Rad två</p>"]);
    assert!(!public.html.contains(&page), "the meeting's own page asks who reads it");
    reader.get(&minutes).await.says(&[&page]);
}

const SITS: &str = "representative { id version name }";

async fn approved_minutes_keep_who_sat_there(Open(app): Open) {
    let (table, _) = own(&app).await;
    let leader = table.leader();
    let named =
        json!({ "membershipId": table.members[1], "name": "Åsa Ek", "validFrom": "2026-01-01", "published": true });
    let sits = act(&leader, "nameRepresentative", SITS, named).await;
    let correction = |version: &Value, name: &str, published: bool| json!({ "id": sits["id"], "expectedVersion": version, "name": name, "published": published });
    let meeting = table.plan("2026-03-04").await;
    table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    table.close(&meeting, "2026-03-04").await;
    let minutes = json!({ "id": meeting, "expectedVersion": 4 });
    act(&leader, "draftMinutes", MEETING, minutes).await;
    let verify = |version: i32| json!({ "id": meeting, "expectedVersion": version, "signatory": "VERIFIER" });
    act(&app.speak_as("verifier"), "approveMinutes", MEETING, verify(5)).await;
    // Who has read another name approves anew.
    let mended = act(&leader, "correctRepresentative", SITS, correction(&sits["version"], "Åsa Ekh", true)).await;
    act(&app.speak_as("verifier"), "approveMinutes", MEETING, verify(7)).await;
    let chair = json!({ "id": meeting, "expectedVersion": 8, "signatory": "CHAIR" });
    let approved = act(&table.chair(), "approveMinutes", MEETING, chair).await;
    assert_eq!(approved["status"], "MINUTES_APPROVED");
    let nobody = Reader { app: &app, cookie: String::new() };
    let path = format!("/protokoll/{}", text(&meeting));
    let told = nobody.get(&path).await;
    assert_eq!(told.status, StatusCode::OK);
    told.says(&["Åsa Ekh"]);

    let stands = fault("MINUTES_TELL_WHO_SAT", "input");
    let other = correction(&mended["version"], "Någon Annan", true);
    assert_eq!(refusal(&leader, "correctRepresentative", SITS, &other).await, stands);
    let instead = json!({ "membershipId": table.members[1], "name": "Någon Annan", "validFrom": "2026-02-01" });
    assert_eq!(refusal(&leader, "nameRepresentative", SITS, &instead).await, stands);
    let never = json!({ "id": sits["id"], "expectedVersion": mended["version"], "validTo": "2026-03-03" });
    assert_eq!(refusal(&leader, "endRepresentation", SITS, &never).await, stands);
    assert_eq!(nobody.get(&path).await.html, told.html);
    // What the minutes do not tell of can change.
    act(&leader, "correctRepresentative", SITS, correction(&mended["version"], "Åsa Ekh", true)).await;
    let next = json!({ "membershipId": table.members[1], "name": "Någon Annan" });
    act(&leader, "nameRepresentative", SITS, next).await;
    assert_eq!(nobody.get(&path).await.html, told.html);
}

async fn minutes_in_draft_are_approved_anew_whoever_puts_a_name_right(Open(app): Open) {
    let (table, _) = own(&app).await;
    let leader = table.leader();
    let of = "query($id: ID!) { node(id: $id) { ... on Membership { organisation { id } } } }";
    let organisation = leader.ask(of, json!({ "id": table.members[1] })).await["node"]["organisation"]["id"].take();
    let contact =
        json!({ "issuer": ISSUER, "subject": "contact", "role": "ORG_CONTACT", "organisationId": organisation });
    act(&app.speak_as("demo-system-admin"), "assignRole", "roleAssignment { id }", contact).await;
    let named = json!({ "membershipId": table.members[1], "name": "Åsa Ek", "validFrom": "2026-01-01" });
    let sits = act(&leader, "nameRepresentative", SITS, named).await;
    let meeting = table.plan("2026-03-04").await;
    table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    table.close(&meeting, "2026-03-04").await;
    act(&leader, "draftMinutes", MEETING, json!({ "id": meeting, "expectedVersion": 4 })).await;
    let verify = json!({ "id": meeting, "expectedVersion": 5, "signatory": "VERIFIER" });
    act(&app.speak_as("verifier"), "approveMinutes", MEETING, verify).await;
    let right = json!({ "id": sits["id"], "expectedVersion": sits["version"], "name": "Åsa Ekh", "published": false });
    act(&app.speak_as("contact"), "correctRepresentative", SITS, right).await;
    let approved = "query($id: ID!) { node(id: $id) { ... on CouncilMeeting { version verifierApprovedOn } } }";
    let told = leader.ask(approved, json!({ "id": meeting })).await["node"].take();
    assert_eq!(told, json!({ "version": 7, "verifierApprovedOn": null }));
}

async fn a_meeting_is_on_its_swedish_day(Open(app): Open) {
    let (table, reader) = own(&app).await;
    let input = json!({ "councilId": table.council, "industryCouncilId": table.industry_council, "title": "Nyårsmöte",
        "startsAt": "2027-01-01T00:30:00+01:00" });
    let meeting = act(&table.leader(), "planCouncilMeeting", MEETING, input).await;
    assert_eq!(meeting["meetsOn"], "2027-01-01");
    let html = reader.get(&format!("/ting/{}", text(&meeting["id"]))).await.html;
    assert!(html.contains("1 januari 2027") && !html.contains("31 december 2026"), "{html}");
}

async fn at_a_meeting_the_mandates_of_who_meets_are_offered(Open(app): Open) {
    let (table, reader) = own(&app).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-03-04", &[]).await;
    let mut own: Vec<&str> = table.members.iter().chain([&table.substitute]).map(text).collect();
    own.sort_unstable();
    let all = options(&reader.get("/gor/recordPresence").await, "membershipId");
    assert!(all.len() > own.len(), "{all:?}");
    for (command, named, id) in [("recordPresence", "meetingId", &meeting), ("recordItemNote", "itemId", &item)] {
        let page = reader.get(&format!("/gor/{command}?{named}={}", text(id))).await;
        let mut offered = options(&page, "membershipId");
        offered.sort_unstable();
        assert_eq!(offered, own, "{command}");
    }
}
