//! What an organisation is called in approved minutes is what it was called on the day, however it is renamed afterwards.

use http::{Method, StatusCode};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{DECISION, ITEM, MEETING, PRESENCE, Table, act, doing, refusal};
use crate::{
    data::send,
    harness::{
        DemoApp,
        elsewhere::fault,
        trial::both,
        visitor::{Open, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        approved_minutes_keep_what_organisations_are_called,
        who_had_no_name_that_day_keeps_its_first,
        approved_minutes_keep_what_an_item_that_came_back_is_called,
    ]
}

/// An organisation of its own, called so from that day on, and its mandate in the council.
async fn seated(table: &Table<'_>, name: &str, from: &str) -> (Value, Value) {
    let register = json!({ "name": name, "namedFrom": from, "kind": "COMPANY" });
    let admin = table.app.speak_as("demo-system-admin");
    let organisation = act(&admin, "registerOrganisation", "organisation { id }", register).await["id"].clone();
    let invited = json!({ "councilId": table.council, "organisationId": organisation, "seat": "EMPLOYER",
        "standing": "MEMBER", "mandateFrom": "2026-01-01" });
    let mandate = act(&table.leader(), "inviteMember", "membership { id }", invited).await["id"].clone();
    for (step, version) in [("acceptInvitation", 1), ("startMandate", 2)] {
        act(&table.leader(), step, "membership { id }", json!({ "id": mandate, "expectedVersion": version })).await;
    }
    (organisation, mandate)
}

fn renaming(organisation: &Value, version: i32, name: &str, from: &str) -> Value {
    json!({ "id": organisation, "expectedVersion": version, "name": name, "from": from })
}

/// That the new name does not hold from that day on, and from which day it could.
async fn must_wait(table: &Table<'_>, input: Value, possible: &str) {
    let mutation = doing("renameOrganisation", "organisation { id }").replace("code path", "code path message");
    let told = table.app.speak_as("demo-system-admin").ask(&mutation, json!({ "input": input })).await;
    let errors = &told["renameOrganisation"]["userErrors"];
    let is_told = errors[0]["code"] == "MINUTES_TELL_THE_NAME"
        && errors[0]["path"] == json!(["input", "from"])
        && errors[0]["message"].as_str().is_some_and(|message| message.contains(possible));
    assert!(is_told && errors[1].is_null(), "{input}: {told:#}");
}

async fn approved_minutes_keep_what_organisations_are_called(Open(app): Open) {
    let table = Table::set(&app, 3).await;
    let (there, mandate) = seated(&table, "Vätgas AB", "2020-01-01").await;
    let (away, absent) = seated(&table, "Bränsleceller AB", "2020-01-01").await;
    let meeting = table.plan("2026-08-20").await;
    table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-08-20", &[table.members.as_slice(), &[mandate]].concat()).await;
    let serving = json!({ "meetingId": meeting, "membershipId": table.substitute, "servesForId": absent });
    act(&table.leader(), "recordPresence", PRESENCE, serving).await;
    table.close(&meeting, "2026-08-20").await;
    act(&table.leader(), "draftMinutes", MEETING, json!({ "id": meeting, "expectedVersion": 4 })).await;
    let sign =
        |signatory: &str, version: i32| json!({ "id": meeting, "expectedVersion": version, "signatory": signatory });
    act(&app.speak_as("verifier"), "approveMinutes", MEETING, sign("VERIFIER", 5)).await;

    // Who has read another name approves anew.
    let admin = app.speak_as("demo-system-admin");
    for (organisation, name) in [(&there, "Vätgas i Väst AB"), (&away, "Bränsleceller i Väst AB")] {
        let input = renaming(organisation, 1, name, "2026-06-01");
        act(&admin, "renameOrganisation", "organisation { id }", input).await;
    }
    let approved = "query($id: ID!) { node(id: $id) { ... on CouncilMeeting { version verifierApprovedOn } } }";
    let told = table.leader().ask(approved, json!({ "id": meeting })).await["node"].take();
    assert_eq!(told, json!({ "version": 8, "verifierApprovedOn": null }));
    act(&app.speak_as("verifier"), "approveMinutes", MEETING, sign("VERIFIER", 8)).await;
    act(&table.chair(), "approveMinutes", MEETING, sign("CHAIR", 9)).await;

    let (nobody, path) = (Reader { app: &app, cookie: String::new() }, format!("/protokoll/{}", text(&meeting)));
    let file = async || {
        let got = send(&app, Method::GET, None, &format!("{path}.pdf"), &[("host", "nav.example")]).await;
        assert_eq!(got.status, StatusCode::OK);
        got.header("etag").to_owned()
    };
    let (page, tag) = (nobody.get(&path).await, file().await);
    page.says(&["Vätgas i Väst AB", "Bränsleceller i Väst AB"]);
    for organisation in [&there, &away] {
        for from in ["2026-06-02", "2026-08-19", "2026-08-20"] {
            must_wait(&table, renaming(organisation, 2, "Något annat AB", from), "2026-08-21").await;
        }
    }
    assert_eq!(nobody.get(&path).await.html, page.html);
    // What the minutes do not tell of can change.
    for organisation in [&there, &away] {
        let input = renaming(organisation, 2, "Något annat AB", "2026-08-21");
        act(&admin, "renameOrganisation", "organisation { id }", input).await;
    }
    assert_eq!((nobody.get(&path).await.html, file().await), (page.html, tag));
    // Whoever reads the votes as open data is told what it was called when, too.
    let roll =
        send(&app, Method::GET, None, &format!("/popolo/{}.json", text(&table.council)), &[]).await.well().json();
    let told = roll["organizations"].as_array().expect("organizations").iter().find(|one| one["id"] == there);
    let names = json!([
        { "name": "Vätgas AB", "start_date": "2020-01-01", "end_date": "2026-05-31" },
        { "name": "Vätgas i Väst AB", "start_date": "2026-06-01", "end_date": "2026-08-20" },
    ]);
    assert_eq!(told.map(|one| (&one["name"], &one["other_names"])), Some((&json!("Något annat AB"), &names)));
}

async fn who_had_no_name_that_day_keeps_its_first(Open(app): Open) {
    let table = Table::set(&app, 3).await;
    let (organisation, mandate) = seated(&table, "Vätgas AB", "2026-08-25").await;
    let meeting = table.plan("2026-08-20").await;
    table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-08-20", &[table.members.as_slice(), &[mandate]].concat()).await;
    table.close(&meeting, "2026-08-20").await;
    table.approve(&meeting).await;
    let (nobody, path) = (Reader { app: &app, cookie: String::new() }, format!("/protokoll/{}", text(&meeting)));
    let page = nobody.get(&path).await;
    page.says(&["Vätgas AB"]);
    let admin = app.speak_as("demo-system-admin");
    let input = renaming(&organisation, 1, "Något annat AB", "2026-08-28");
    act(&admin, "renameOrganisation", "organisation { id }", input).await;
    assert_eq!(nobody.get(&path).await.html, page.html);
}

async fn approved_minutes_keep_what_an_item_that_came_back_is_called(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let first = table.plan("2026-03-04").await;
    let item = table.add(&first, "DECISION", json!({})).await;
    table.open(&first, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let left = json!({ "id": proposal, "expectedVersion": 1, "reason": "Underlaget saknas" });
    act(&table.chair(), "postponeDecision", DECISION, left).await;
    table.close(&first, "2026-03-04").await;
    let second = table.plan("2026-06-10").await;
    let back = table.add(&second, "DECISION", json!({ "continuesId": item })).await;
    table.open(&second, "2026-06-10", &table.members).await;
    let proposal = table.propose(&back).await;
    table.settle(&proposal, json!("FOR")).await;
    table.close(&second, "2026-06-10").await;
    let named = |version: i32, title: &str| json!({ "id": item, "expectedVersion": version, "kind": "DECISION", "title": title, "position": 1 });
    act(&table.leader(), "changeAgendaItem", ITEM, named(2, "Vätgas och el")).await;
    table.approve(&second).await;
    let other = refusal(&table.leader(), "changeAgendaItem", ITEM, &named(3, "Bara el")).await;
    assert_eq!(other, fault("MINUTES_TELL_THE_TITLE", "input.title"));
    let mut said = named(3, "Vätgas och el");
    said["discussion"] = json!("Underlaget kommer i maj");
    act(&table.leader(), "changeAgendaItem", ITEM, said).await;
}

fn text(id: &Value) -> &str {
    id.as_str().expect("an id")
}
