//! What comes of a meeting: minutes in draft and approved, and a need that a decision endorses.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{ITEM, NOTE, Table, act, refusal};
use crate::{
    choosing::options,
    forms::{after, filled, sent},
    harness::{
        App, DemoApp,
        elsewhere::{fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    networks::done,
};

pub fn tests() -> Vec<Trial> {
    both![
        minutes_in_draft_are_the_councils_own,
        approved_minutes_say_what_was_decided_by_the_names_of_the_day,
        a_need_is_endorsed_by_a_meeting_once,
        a_decision_of_the_council_itself_endorses_once,
        a_form_says_what_must_be_filled_in_of_two_and_offers_the_decision,
    ]
}

/// The council of the demonstration's process leader, and an industry council that it has just established.
pub(super) async fn branch(app: &App) -> (Value, Value) {
    let leader = app.speak_as("demo-process-leader");
    let own = leader.ask("{ viewer { roles { councilId } } }", json!({})).await;
    let council = own["viewer"]["roles"][0]["councilId"].clone();
    let established = json!({ "councilId": council, "name": "Branschråd vätgas", "sni": ["35"],
        "decisionReference": "§ 12/2026" });
    let branch = act(&leader, "establishIndustryCouncil", "industryCouncil { id }", established).await;
    (council, branch["id"].clone())
}

/// All that belongs to a meeting, by its id.
const ALL: &str = "query($id: ID!) { node(id: $id) { ... on CouncilMeeting { title items(first: 5) { totalCount }
    presences(first: 5) { totalCount } decisions(first: 5) { totalCount } } }
    councilMeetings(first: 5, filter: { id: { eq: $id } }) { totalCount }
    agendaItems(first: 5, filter: { meetingId: { eq: $id } }) { totalCount nodes { notes(first: 5) { totalCount } } }
    councilDecisions(first: 5, filter: { meetingId: { eq: $id } }) { totalCount nodes { votes(first: 5) { totalCount } } } }";

async fn minutes_in_draft_are_the_councils_own(Open(app): Open) {
    let (council, branch) = branch(&app).await;
    let table = Table::at(&app, council, branch, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({ "text": "Bakgrunden i korthet" })).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let note = json!({ "itemId": item, "membershipId": table.members[2], "kind": "RESERVATION", "text": "För dyrt" });
    act(&table.leader(), "recordItemNote", NOTE, note).await;
    table.settle(&proposal, json!("FOR")).await;

    let (mine, nobody) = (Reader::of(&app, "process_leader").await, Reader { app: &app, cookie: String::new() });
    let stranger = Reader::of(&app, "other_org_contact").await;
    let path = format!("/protokoll/{}", meeting.as_str().expect("an id"));
    // There are no minutes of what goes on.
    assert_eq!(mine.get(&path).await.status, StatusCode::NOT_FOUND);
    table.close(&meeting, "2026-03-04").await;
    let nothing = json!({ "node": null, "councilMeetings": { "totalCount": 0 },
        "agendaItems": { "totalCount": 0, "nodes": [] }, "councilDecisions": { "totalCount": 0, "nodes": [] } });
    let all = json!({ "node": { "title": "Rådsmöte", "items": { "totalCount": 1 }, "presences": { "totalCount": 3 },
        "decisions": { "totalCount": 1 } }, "councilMeetings": { "totalCount": 1 },
        "agendaItems": { "totalCount": 1, "nodes": [{ "notes": { "totalCount": 1 } }] },
        "councilDecisions": { "totalCount": 1, "nodes": [{ "votes": { "totalCount": 3 } }] } });
    for outsider in ["demo-hub-manager", "demo-other-org-contact", "demo-auditor", "demo-system-admin"] {
        assert_eq!(app.speak_as(outsider).ask(ALL, json!({ "id": meeting })).await, nothing, "{outsider}");
    }
    assert_eq!(app.anonymous().ask(ALL, json!({ "id": meeting })).await, nothing);
    assert_eq!(app.speak_as("demo-process-leader").ask(ALL, json!({ "id": meeting })).await, all);
    for reader in [&stranger, &nobody] {
        let hidden = reader.get(&path).await;
        let unknown = reader.get(&format!("/protokoll/councilmeeting_{}", "z".repeat(26))).await;
        assert_eq!((hidden.status, unknown.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    }
    let draft = mine.get(&path).await;
    assert_eq!(draft.status, StatusCode::OK, "{}", draft.html);
    draft.says(&["Utkast. ", "§ 1 ", "Vätgas</h2>", "Bakgrunden i korthet", "För dyrt", "Rådet ställer sig bakom."]);
    draft.says(&["<html lang=\"sv\">", "<caption>Röster</caption>", "columnheader\">Organisation</th>"]);
    mine.get(&format!("{path}?lang=en")).await.says(&["<html lang=\"en\">", "Draft. ", "<caption>Votes</caption>"]);

    table.approve(&meeting).await;
    assert_eq!(app.anonymous().ask(ALL, json!({ "id": meeting })).await, all);
    let published = nobody.get(&path).await;
    assert_eq!(published.status, StatusCode::OK, "{}", published.html);
    published.says(&["§ 1 ", "Vätgas</h2>", "För dyrt"]);
    assert!(!published.html.contains("Utkast. "), "{}", published.html);
}

async fn approved_minutes_say_what_was_decided_by_the_names_of_the_day(Open(app): Open) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let note = json!({ "itemId": item, "membershipId": table.members[2], "kind": "RESERVATION", "text": "För dyrt" });
    act(&table.leader(), "recordItemNote", NOTE, note).await;
    table.settle(&proposal, json!("FOR")).await;
    table.close(&meeting, "2026-03-04").await;
    table.approve(&meeting).await;
    let nobody = Reader { app: &app, cookie: String::new() };
    let path = format!("/protokoll/{}", meeting.as_str().expect("an id"));
    let approved = nobody.get(&path).await.html;

    let admin = app.speak_as("demo-system-admin");
    let of = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Membership { organisation { id version name } } } }";
    let seated = admin.ask(of, json!({ "ids": table.members })).await;
    let mut renamed = Vec::new();
    for member in seated["nodes"].as_array().expect("members") {
        let organisation = &member["organisation"];
        let name = format!("{} i morgondagens skepnad", organisation["name"].as_str().expect("a name"));
        let input = json!({ "id": organisation["id"], "expectedVersion": organisation["version"], "name": name });
        if !renamed.contains(&organisation["id"]) {
            act(&admin, "renameOrganisation", "organisation { id }", input).await;
            renamed.push(organisation["id"].clone());
        }
    }
    let asked = "query($id: ID!) { node(id: $id) { ... on CouncilDecision { version } } }";
    let leader = table.leader();
    let decided = leader.ask(asked, json!({ "id": proposal })).await;
    let done = json!({ "id": proposal, "expectedVersion": decided["node"]["version"] });
    act(&leader, "executeDecision", "decision { id }", done).await;

    let later = nobody.get(&path).await.html;
    let since = "<p>Efter mötet, utanför protokollet: verkställt.</p>";
    assert_eq!(later.replace(since, ""), approved);
    assert!(later.contains(since) && later.contains("Beslut: bifallet"), "{later}");
}

const ENDORSE: &str = "mutation($input: EndorseNeedInput!) { endorseNeed(input: $input) {
    endorsement { id decidedOn reference industryCouncil { id } need { version status }
        decision { id meeting { meetsOn } votes(first: 5) { nodes { choice membership { id } } } } }
    userErrors { code path } } }";

async fn a_decision_of_the_council_itself_endorses_once(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (leader, chair) = (table.leader(), table.chair());
    let established = json!({ "councilId": table.council, "name": "Branschråd vätgas", "sni": ["35"],
        "decisionReference": "§ 12/2026" });
    let branch = act(&leader, "establishIndustryCouncil", "industryCouncil { id }", established).await["id"].clone();
    let reported = json!({ "industryCouncilId": branch, "title": "Batteriteknik", "basis": "INCUMBENTS",
        "cause": "TECHNOLOGY_SHIFT", "horizon": "MEDIUM", "targetGroup": "UNDER_NOTICE", "peopleNeeded": 40 });
    let need = act(&leader, "reportNeed", "need { id }", reported).await["id"].clone();
    let coded = json!({ "id": need, "expectedVersion": 1, "codes": { "sni": "29" } });
    act(&leader, "qualifyNeed", "need { id }", coded).await;
    let meeting = table.plan("2026-09-01").await;
    let item = table.add(&meeting, "ENDORSEMENT", json!({ "needId": need })).await;
    table.open(&meeting, "2026-09-01", &table.members).await;
    let decision = table.propose(&item).await;
    table.settle(&decision, json!("FOR")).await;
    let mut endorsing = json!({ "needId": need, "expectedVersion": 2, "decisionId": decision });
    let early = faults(&chair, ENDORSE, &endorsing).await;
    assert_eq!(early, fault("DECISION_HAS_NO_PARAGRAPH_YET", "input.decisionId"));
    table.close(&meeting, "2026-09-01").await;
    let endorsed = done(&chair, ENDORSE, endorsing.clone()).await;
    assert_eq!((&endorsed["industryCouncil"], &endorsed["reference"]), (&Value::Null, &json!("§ 1/2026, 2026-09-01")));
    endorsing["expectedVersion"] = endorsed["need"]["version"].clone();
    assert_eq!(faults(&chair, ENDORSE, &endorsing).await, fault("NEED_IS_ENDORSED_ALREADY", "input"));
    let mut by_reference = json!({ "needId": need, "decidedOn": "2026-09-01", "reference": "§ 9" });
    by_reference["expectedVersion"] = endorsed["need"]["version"].clone();
    assert_eq!(faults(&chair, ENDORSE, &by_reference).await, fault("NEED_IS_ENDORSED_ALREADY", "input"));

    // What it rests on holds as long as it does.
    let rescinding = json!({ "id": decision, "expectedVersion": 2, "reason": "Fattat på fel underlag" });
    let held = refusal(&chair, "rescindDecision", "decision { id }", &rescinding).await;
    assert_eq!(held, fault("ENDORSEMENT_RESTS_ON_THE_DECISION", "input"));
    let withdrawing = json!({ "id": endorsed["id"], "expectedVersion": 1, "reason": "Fel underlag" });
    act(&chair, "withdrawEndorsement", "endorsement { id }", withdrawing).await;
    let rescinded = act(&chair, "rescindDecision", "decision { status }", rescinding).await;
    assert_eq!(rescinded["status"], "RESCINDED");
    let late = faults(&chair, ENDORSE, &endorsing).await;
    assert_eq!(late, fault("DECISION_DOES_NOT_ENDORSE", "input.decisionId"));
}

/// What is said after the label of a field of a form, without what is said after the next.
fn beside(html: &str, field: &str) -> String {
    let label = html.split(&format!("<label for=\"falt-{field}\">")).nth(1).unwrap_or_default();
    label.split("</label>").next().unwrap_or_default().to_owned()
}

async fn a_form_says_what_must_be_filled_in_of_two_and_offers_the_decision(Open(app): Open) {
    let leader = app.speak_as("demo-process-leader");
    let (council, branch) = branch(&app).await;
    let table = Table::at(&app, council, branch.clone(), 3).await;
    let reported = json!({ "industryCouncilId": branch, "title": "Batteriteknik", "basis": "INCUMBENTS",
        "cause": "TECHNOLOGY_SHIFT", "horizon": "MEDIUM", "targetGroup": "UNDER_NOTICE", "peopleNeeded": 40 });
    let need = act(&leader, "reportNeed", "need { id }", reported).await["id"].clone();
    let coded = json!({ "id": need, "expectedVersion": 1, "codes": { "sni": "29" } });
    act(&leader, "qualifyNeed", "need { id }", coded).await;
    let reader = Reader::of(&app, "council_member").await;
    let path = format!("/gor/endorseNeed?needId={}", need.as_str().expect("an id"));
    let form = reader.get(&path).await;
    // Nothing was decided: how it is stated is the only way.
    assert!(!form.html.contains("falt-decisionId"), "{}", form.html);
    for field in ["decidedOn", "reference"] {
        assert!(!beside(&form.html, field).contains("optional"), "{field}: {}", form.html);
    }

    let meeting = table.plan("2026-09-01").await;
    let item = table.add(&meeting, "ENDORSEMENT", json!({ "needId": need })).await;
    table.open(&meeting, "2026-09-01", &table.members).await;
    let decision = table.propose(&item).await;
    table.settle(&decision, json!("FOR")).await;
    assert!(!reader.get(&path).await.html.contains("falt-decisionId"), "it has no paragraph yet");
    table.close(&meeting, "2026-09-01").await;
    let form = reader.get(&path).await;
    assert_eq!(options(&form, "decisionId"), [decision.as_str().expect("an id")]);
    assert!(beside(&form.html, "decidedOn").contains("(ange detta eller rådsbeslut)"), "{}", form.html);
    assert!(beside(&form.html, "reference").contains("(ange detta eller rådsbeslut)"), "{}", form.html);
    let english = reader.get(&format!("{path}&lang=en")).await;
    assert!(beside(&english.html, "decidedOn").contains("(give this or council decision)"), "{}", english.html);
    // Whoever chooses the decision says nothing beside it.
    let chosen = [("decisionId", decision.as_str().expect("an id"))];
    let (_, page) = after(&reader, &sent(&reader, "/gor/endorseNeed", &filled(&form, &chosen)).await).await;
    page.says(&["§ 1/2026, 2026-09-01"]);
}

async fn a_need_is_endorsed_by_a_meeting_once(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let (council, branch) = branch(&app).await;
    let reported = json!({ "industryCouncilId": branch, "title": "Batteriteknik", "basis": "INCUMBENTS",
        "cause": "TECHNOLOGY_SHIFT", "horizon": "MEDIUM", "targetGroup": "UNDER_NOTICE", "peopleNeeded": 40 });
    let need = act(&leader, "reportNeed", "need { id }", reported).await["id"].clone();
    let coded = json!({ "id": need, "expectedVersion": 1, "codes": { "sni": "29" } });
    act(&leader, "qualifyNeed", "need { id }", coded).await;

    let table = Table::at(&app, council, branch.clone(), 3).await;
    let meeting = table.plan("2026-09-01").await;
    let needless = json!({ "meetingId": meeting, "kind": "ENDORSEMENT", "title": "Förankring" });
    let told = refusal(&table.leader(), "addAgendaItem", ITEM, &needless).await;
    assert_eq!(told, fault("ENDORSEMENT_NEEDS_A_NEED", "input.needId"));
    let item = table.add(&meeting, "ENDORSEMENT", json!({ "needId": need })).await;
    table.open(&meeting, "2026-09-01", &table.members).await;
    let decision = table.propose(&item).await;
    let endorsing = json!({ "needId": need, "expectedVersion": 2, "decisionId": decision });
    let chair = table.chair();
    let early = faults(&chair, ENDORSE, &endorsing).await;
    assert_eq!(early, fault("DECISION_DOES_NOT_ENDORSE", "input.decisionId"));
    table.settle(&decision, json!("FOR")).await;
    table.close(&meeting, "2026-09-01").await;

    // What follows from the decision is not told beside it; without one it must be.
    let mut stated = endorsing.clone();
    (stated["reference"], stated["decidedOn"]) = (json!("§ 4"), json!("2026-09-01"));
    let twofold = [
        fault("GROUNDS_FOLLOW_FROM_THE_DECISION", "input.decidedOn"),
        fault("GROUNDS_FOLLOW_FROM_THE_DECISION", "input.reference"),
    ];
    assert_eq!(faults(&chair, ENDORSE, &stated).await, twofold.concat());
    let groundless = json!({ "needId": need, "expectedVersion": 2 });
    let without = [fault("FIELD_IS_REQUIRED", "input.decidedOn"), fault("FIELD_IS_REQUIRED", "input.reference")];
    assert_eq!(faults(&chair, ENDORSE, &groundless).await, without.concat());

    let endorsed = done(&chair, ENDORSE, endorsing.clone()).await;
    assert_eq!(
        (&endorsed["decidedOn"], &endorsed["reference"]),
        (&json!("2026-09-01"), &json!("§ 1/2026, 2026-09-01"))
    );
    assert_eq!((&endorsed["industryCouncil"]["id"], &endorsed["need"]["status"]), (&branch, &json!("ENDORSED")));
    let on = &endorsed["decision"];
    assert_eq!((&on["id"], &on["meeting"]["meetsOn"]), (&decision, &json!("2026-09-01")));
    let votes = on["votes"]["nodes"].as_array().expect("votes");
    assert!(votes.len() == 3 && votes.iter().all(|vote| table.members.contains(&vote["membership"]["id"])), "{on:#}");

    // An industry council endorses a need once, however it says so.
    let mut again = endorsing;
    again["expectedVersion"] = endorsed["need"]["version"].clone();
    assert_eq!(faults(&chair, ENDORSE, &again).await, fault("NEED_IS_ENDORSED_ALREADY", "input"));
    let by_reference = json!({ "needId": need, "expectedVersion": endorsed["need"]["version"], "industryCouncilId": branch,
        "decidedOn": "2026-09-01", "reference": "§ 9" });
    assert_eq!(faults(&chair, ENDORSE, &by_reference).await, fault("NEED_IS_ENDORSED_ALREADY", "input"));

    // The employer sees the endorsement's grounds once the minutes are everyone's, the public no endorsement.
    let seen = "query($id: ID!) { node(id: $id) { ... on Endorsement { decision { id } } } }";
    let hub = app.speak_as("demo-hub-manager");
    assert_eq!(hub.ask(seen, json!({ "id": endorsed["id"] })).await["node"], json!({ "decision": null }));
    table.approve(&meeting).await;
    assert_eq!(hub.ask(seen, json!({ "id": endorsed["id"] })).await["node"], json!({ "decision": { "id": decision } }));
    assert_eq!(app.anonymous().ask(seen, json!({ "id": endorsed["id"] })).await["node"], Value::Null);
}
