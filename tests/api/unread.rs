//! Who may do a thing need not read it: sent again it is told as it was, and a form ends on a page that its sender may see. What the
//! pages lead to has a page.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Breadth, Role, policy::breadth};
use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    access::audience::SUBJECTS,
    forms::{NEED, ROLES, filled, sent},
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Reader},
    },
    questions::built_in::{library, required, things},
};

pub fn tests() -> Vec<Trial> {
    both![
        a_need_that_is_reported_again_is_told_as_it_was_to_whoever_may_report_one,
        a_representative_whom_the_administrator_does_not_read_is_told_again,
        a_form_for_what_its_sender_does_not_read_ends_on_a_page_of_hers,
        all_that_an_answer_leads_to_has_a_page,
        a_key_is_offered_to_whoever_may_make_one_and_to_nobody_else,
    ]
}

const REPORT: &str = "mutation($input: ReportNeedInput!) { reportNeed(input: $input) {
    need { id version title status } userErrors { code path } } }";
const NAME: &str = "mutation($input: NameRepresentativeInput!) { nameRepresentative(input: $input) {
    representative { id version name published } userErrors { code path } } }";
const CORRECT: &str = "mutation($input: CorrectRepresentativeInput!) { correctRepresentative(input: $input) {
    representative { id version name published } userErrors { code path } } }";

/// Mandates that last and that nobody has been named to sit on.
const FREE: &str = "SELECT id FROM memberships WHERE status = 'ACTIVE' AND mandate_to IS NULL
    AND id NOT IN (SELECT membership_id FROM council_representatives) ORDER BY id";

/// What is done once under a key and answered the same twice.
async fn twice(app: &DemoApp, subject: &str, key: &str, mutation: &str, input: Value) -> Value {
    let speaker = app.speak_as(subject).with("Idempotency-Key", key);
    let first = speaker.ask(mutation, json!({ "input": input })).await;
    let payload = first.as_object().and_then(|data| data.values().next()).expect("a payload");
    assert_eq!(payload["userErrors"], json!([]), "{subject}: {first:#}");
    let done = payload.as_object().expect("fields").iter().find(|(name, _)| *name != "userErrors");
    let done = done.map(|(_, done)| done.clone()).filter(|done| done["id"].is_string()).expect("what was done");
    let trail = app.number("SELECT count(*) FROM audit_entries").await;
    let again = speaker.ask(mutation, json!({ "input": input })).await;
    assert_eq!(again, first, "{subject}");
    assert_eq!(app.number("SELECT count(*) FROM audit_entries").await, trail, "{subject}: nothing is done twice");
    done
}

async fn reads(app: &DemoApp, subject: &str, id: &Value) -> bool {
    let data = app.speak_as(subject).ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
    !data["node"].is_null()
}

async fn a_need_that_is_reported_again_is_told_as_it_was_to_whoever_may_report_one(app: DemoApp) {
    let found = app.texts("SELECT id FROM councils WHERE name LIKE 'Göteborgsregionens%'").await;
    let council = format!("council_{}", found.first().expect("the council"));
    let mut unread = BTreeSet::new();
    for (subject, role) in SUBJECTS {
        // The organisation's contact reports her own organisation's, with a field of its own.
        let Some(role) = role.filter(|role| breadth(*role, Action::ReportNeed) == Breadth::Council) else { continue };
        let need = json!({ "councilId": council, "title": format!("Behov av {subject}"), "basis": "BOTH", "cause": "GROWTH",
            "horizon": "SHORT", "targetGroup": "EMPLOYEES", "peopleNeeded": 12 });
        let done = twice(&app, subject, "a-need", REPORT, need).await;
        let may_read = breadth(role, Action::ReadNeeds) != Breadth::Nothing;
        assert_eq!(reads(&app, subject, &done["id"]).await, may_read, "{subject}");
        if !may_read {
            unread.insert(role.as_str());
            // What was answered under the key is its sender's alone: another with the same key is told nothing of it.
            let other = app.speak_as("demo-evaluator").with("Idempotency-Key", "a-need");
            let same = json!({ "councilId": council, "title": format!("Behov av {subject}"), "basis": "BOTH",
                "cause": "GROWTH", "horizon": "SHORT", "targetGroup": "EMPLOYEES", "peopleNeeded": 12 });
            assert_eq!(other.refused(REPORT, json!({ "input": same })).await, "DENIED");
        }
    }
    assert_eq!(unread, BTreeSet::from([Role::UnionRep.as_str()]));
}

async fn a_representative_whom_the_administrator_does_not_read_is_told_again(app: DemoApp) {
    const ADMIN: &str = "demo-system-admin";
    let seats = app.texts(FREE).await;
    let [first, second, ..] = seats.as_slice() else { panic!("two mandates: {seats:?}") };
    let named = |seat: &str, name: &str, published: bool| json!({ "membershipId": format!("seat_{seat}"), "name": name, "published": published });
    let hidden = twice(&app, ADMIN, "hidden", NAME, named(first, "Åsa Ek", false)).await;
    assert_eq!(hidden["name"], "Åsa Ek");
    assert!(!reads(&app, ADMIN, &hidden["id"]).await);
    let shown = twice(&app, ADMIN, "shown", NAME, named(second, "Bo Al", true)).await;
    assert!(reads(&app, ADMIN, &shown["id"]).await);
    // What takes the name from its maker's own eyes is told again, too.
    let input = json!({ "id": shown["id"], "expectedVersion": shown["version"], "name": "Bo Ahl", "published": false });
    let corrected = twice(&app, ADMIN, "corrected", CORRECT, input.clone()).await;
    assert_eq!((&corrected["name"], &corrected["published"]), (&json!("Bo Ahl"), &json!(false)));
    assert!(!reads(&app, ADMIN, &shown["id"]).await);
    // Without the key it is what does not exist, as before.
    assert_eq!(app.speak_as(ADMIN).refused(CORRECT, json!({ "input": input })).await, "NOT_FOUND");
}

async fn a_form_for_what_its_sender_does_not_read_ends_on_a_page_of_hers(Open(app): Open) {
    let union = Reader::of(&app, "union_rep").await;
    let form = filled(&union.get("/gor/reportNeed").await, NEED);
    let changed = sent(&union, "/gor/reportNeed", &form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.html);
    let address = changed.header("location").to_owned();
    let need = address.strip_prefix("/gor?klart=reportNeed&ting=").unwrap_or_else(|| panic!("{address}"));
    assert!(need.starts_with("need_"), "{address}");
    let page = union.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}");
    page.says(&["Klart. Ändringen är sparad.", &format!("Anmäl behov: <code>{need}</code>"), "men inte läsa det"]);
    // She has no page of it, as the line says.
    assert_eq!(union.get(&format!("/ting/{need}")).await.status, StatusCode::NOT_FOUND);
    let again = sent(&union, "/gor/reportNeed", &form).await;
    assert_eq!((again.status, again.header("location")), (StatusCode::SEE_OTHER, address.as_str()));
    let trail = format!("SELECT count(*) FROM audit_entries WHERE subject = '{need}'");
    assert_eq!(app.number(&trail).await, 1, "a form is good for one change");
    // What is no id is not shown, and no command that the reader has not.
    for odd in
        ["/gor?klart=reportNeed&ting=Ring+08-123", "/gor?klart=foundCouncil&ting=need_01arz3ndektsv4rrffq69g5fav"]
    {
        let page = union.get(odd).await;
        page.says(&["Klart. Ändringen är sparad."]);
        assert!(!page.html.contains("men inte läsa det"), "{odd}");
    }
    // Who reads it comes to its own page.
    let leader = Reader::of(&app, "process_leader").await;
    let form = filled(&leader.get("/gor/reportNeed").await, NEED);
    let changed = sent(&leader, "/gor/reportNeed", &form).await;
    assert!(changed.header("location").starts_with("/ting/need_"), "{}", changed.header("location"));
}

async fn all_that_an_answer_leads_to_has_a_page(Open(app): Open) {
    let things = things(&app).await;
    let roles: BTreeSet<String> = library().into_iter().map(|(_, head)| head.demo).collect();
    let mut readers: BTreeMap<String, Reader<'_>> = BTreeMap::new();
    for role in roles {
        let reader = Reader::of(&app, &role).await;
        readers.insert(role, reader);
    }
    // One of each kind, as each role: another is of the same kind.
    let mut led: BTreeMap<(String, String), (String, String)> = BTreeMap::new();
    for (question, head) in library() {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(required(&question, &things)).finish();
        let address = format!("/fragor/{}?{query}", question.slug());
        let page = readers[&head.demo].get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address} as {}: {}", head.demo, page.html);
        for id in page.html.split("href=\"/ting/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let kind = id.split('_').next().unwrap_or_default();
            led.entry((head.demo.clone(), kind.to_owned())).or_insert_with(|| (id.to_owned(), address.clone()));
        }
    }
    for ((role, kind), (id, address)) in &led {
        let page = readers[role].get(&format!("/ting/{id}")).await;
        assert_eq!(page.status, StatusCode::OK, "{address} leads {role} to a {kind} that has no page");
    }
    let kinds: BTreeSet<&str> = led.keys().map(|(_, kind)| kind.as_str()).collect();
    assert!(kinds.len() > 5 && !kinds.contains("person"), "{kinds:?}");
}

async fn a_key_is_offered_to_whoever_may_make_one_and_to_nobody_else(Open(app): Open) {
    let mut offered = 0;
    for (name, role) in ROLES {
        let reader = Reader::of(&app, name).await;
        let page = reader.get("/fragor/vara-timmar").await;
        let may = breadth(*role, Action::CreateAccessToken) != Breadth::Nothing;
        assert_eq!(page.html.contains("/nycklar?fraga=vara-timmar"), may, "{name}");
        if may {
            assert_eq!(page.status, StatusCode::OK, "{name}: {}", page.html);
            assert_eq!(reader.get("/nycklar?fraga=vara-timmar").await.status, StatusCode::OK, "{name}");
            offered += 1;
        }
    }
    assert!(offered > 4 && offered < ROLES.len(), "{offered}");
}
