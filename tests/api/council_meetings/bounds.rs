//! What a meeting and the mandates at it do not take.

use futures_util::future::join;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{DECISION, ITEM, NOTE, PRESENCE, Table, act, doing, refusal};
use crate::{
    constitution::organisations,
    harness::{DemoApp, elsewhere::fault, trial::both},
};

pub fn tests() -> Vec<Trial> {
    both![
        what_becomes_of_a_decision_comes_after_its_meeting,
        what_is_withdrawn_is_not_published,
        who_reserved_takes_part,
        who_is_on_leave_is_away,
        a_mandate_lasts_as_long_as_it_took_part,
        nobody_takes_part_on_a_mandate_that_ends_meanwhile,
        nobody_is_left_to_sit_on_a_mandate_that_ends,
        a_mandate_that_is_to_end_is_held_until_then,
        a_last_day_is_said_with_the_first,
        a_full_agenda_takes_one_more,
        rules_are_not_changed_during_a_meeting,
        a_charter_with_a_wrong_first_day_gives_way,
    ]
}

/// A meeting in session with an item to decide.
async fn in_session(table: &Table<'_>, day: &str) -> (Value, Value) {
    let meeting = table.plan(day).await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, day, &table.members).await;
    (meeting, item)
}

async fn what_becomes_of_a_decision_comes_after_its_meeting(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (meeting, item) = in_session(&table, "2026-03-04").await;
    let proposal = table.propose(&item).await;
    table.settle(&proposal, json!("FOR")).await;
    let executing = json!({ "id": proposal, "expectedVersion": 2, "executedOn": "2026-03-04" });
    let rescinding = json!({ "id": proposal, "expectedVersion": 2, "reason": "Fattat på fel underlag" });
    let early = fault("MEETING_DOES_NOT_TAKE_THIS", "input");
    assert_eq!(refusal(&table.leader(), "executeDecision", DECISION, &executing).await, early);
    assert_eq!(refusal(&table.chair(), "rescindDecision", DECISION, &rescinding).await, early);
    table.close(&meeting, "2026-03-04").await;
    assert_eq!(act(&table.chair(), "rescindDecision", DECISION, rescinding).await["status"], "RESCINDED");
}

async fn what_is_withdrawn_is_not_published(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (meeting, item) = in_session(&table, "2026-03-04").await;
    let leader = table.leader();
    let mut notes = Vec::new();
    for (mandate, text) in [(&table.members[1], "Hör inte hit"), (&table.members[2], "Står kvar")] {
        let note = json!({ "itemId": item, "membershipId": mandate, "kind": "STATEMENT", "text": text });
        notes.push(act(&leader, "recordItemNote", NOTE, note).await["id"].clone());
    }
    let withdraw = json!({ "id": notes[0], "expectedVersion": 1, "reason": "Fel mandat" });
    act(&leader, "withdrawItemNote", NOTE, withdraw).await;
    table.close(&meeting, "2026-03-04").await;
    table.approve(&meeting).await;
    let asked =
        "query($id: ID!, $note: ID!) { node(id: $id) { ... on AgendaItem { notes(first: 5) { nodes { text } } } }
        note: node(id: $note) { ... on ItemNote { text withdrawnReason } } }";
    let told = app.anonymous().ask(asked, json!({ "id": item, "note": notes[0] })).await;
    let public = json!({ "node": { "notes": { "nodes": [{ "text": "Står kvar" }] } }, "note": null });
    assert_eq!(told, public);
    let told = leader.ask(asked, json!({ "id": item, "note": notes[0] })).await;
    assert_eq!(told["note"], json!({ "text": "Hör inte hit", "withdrawnReason": "Fel mandat" }));
}

async fn who_reserved_takes_part(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (_, item) = in_session(&table, "2026-03-04").await;
    table.propose(&item).await;
    let leader = table.leader();
    let note =
        |kind: &str| json!({ "itemId": item, "membershipId": table.members[2], "kind": kind, "text": "För dyrt" });
    let reservation = act(&leader, "recordItemNote", NOTE, note("RESERVATION")).await["id"].clone();
    for kind in ["AWAY", "DISQUALIFIED"] {
        let told = refusal(&leader, "recordItemNote", NOTE, &note(kind)).await;
        assert_eq!(told, fault("MANDATE_HAS_A_RESERVATION", "input.kind"), "{kind}");
    }
    let withdraw = json!({ "id": reservation, "expectedVersion": 1, "reason": "Lämnade mötet" });
    act(&leader, "withdrawItemNote", NOTE, withdraw).await;
    act(&leader, "recordItemNote", NOTE, note("AWAY")).await;
}

async fn who_is_on_leave_is_away(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let leaving = json!({ "id": table.members[2], "expectedVersion": 3, "reason": "Föräldraledig" });
    act(&leader, "takeLeave", "membership { id }", leaving).await;
    let meeting = table.plan("2026-03-04").await;
    table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members[..2]).await;
    let with = |attended: bool, function: Option<&str>| {
        json!({ "meetingId": meeting, "membershipId": table.members[2],
        "attended": attended, "function": function })
    };
    let there = refusal(&leader, "recordPresence", PRESENCE, &with(true, None)).await;
    assert_eq!(there, fault("MANDATE_IS_ON_LEAVE", "input.attended"));
    let writes = refusal(&leader, "recordPresence", PRESENCE, &with(false, Some("SECRETARY"))).await;
    assert_eq!(writes, fault("FUNCTION_NEEDS_PRESENCE", "input.function"));
    act(&leader, "recordPresence", PRESENCE, with(false, None)).await;
    let serving = json!({ "meetingId": meeting, "membershipId": table.substitute, "servesForId": table.members[2] });
    assert_eq!(act(&leader, "recordPresence", PRESENCE, serving).await["hasVote"], true);
}

async fn a_mandate_lasts_as_long_as_it_took_part(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    in_session(&table, "2026-03-04").await;
    let leader = table.leader();
    let ending = |day: &str| json!({ "id": table.members[2], "expectedVersion": 3, "on": day, "reason": "Avsade sig" });
    let early = refusal(&leader, "endMandate", "membership { id }", &ending("2026-03-03")).await;
    assert_eq!(early, fault("MANDATE_TOOK_PART_LATER", "input"));
    let ended = act(&leader, "endMandate", "membership { mandateTo }", ending("2026-03-04")).await;
    assert_eq!(ended["mandateTo"], "2026-03-04");
}

async fn nobody_takes_part_on_a_mandate_that_ends_meanwhile(app: DemoApp) {
    let table = Table::set(&app, 8).await;
    let meeting = table.plan("2026-03-04").await;
    table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &[]).await;
    let leader = table.leader();
    let (ends, records) = (doing("endMandate", "membership { id }"), doing("recordPresence", PRESENCE));
    for mandate in &table.members {
        let ending =
            json!({ "input": { "id": mandate, "expectedVersion": 3, "on": "2026-03-03", "reason": "Avsade sig" } });
        let recording = json!({ "input": { "meetingId": meeting, "membershipId": mandate } });
        let (ended, recorded) = join(leader.ask(&ends, ending), leader.ask(&records, recording)).await;
        let told = (&ended["endMandate"]["userErrors"], &recorded["recordPresence"]["userErrors"]);
        let took_part = json!([{ "code": "MANDATE_TOOK_PART_LATER", "path": ["input"] }]);
        let had_ended = json!([{ "code": "MANDATE_IS_NOT_THE_MEETINGS", "path": ["input", "membershipId"] }]);
        let is_one = told == (&took_part, &json!([])) || told == (&json!([]), &had_ended);
        assert!(is_one, "{told:#?}");
    }
}

async fn nobody_is_left_to_sit_on_a_mandate_that_ends(app: DemoApp) {
    let table = Table::set(&app, 8).await;
    let leader = table.leader();
    let (ends, names) =
        (doing("endMandate", "membership { id }"), doing("nameRepresentative", "representative { id }"));
    for mandate in &table.members {
        let ending = json!({ "input": { "id": mandate, "expectedVersion": 3, "reason": "Avsade sig" } });
        let naming = json!({ "input": { "membershipId": mandate, "name": "Astrid Exempelgren" } });
        let (ended, _) = join(leader.ask(&ends, ending), leader.ask(&names, naming)).await;
        assert_eq!(ended["endMandate"]["userErrors"], json!([]), "{ended:#}");
    }
    let asked = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Membership { representatives(first: 5) { nodes { validTo } } } } }";
    let told = leader.ask(asked, json!({ "ids": table.members })).await;
    let nodes = told["nodes"].as_array().expect("mandates");
    let mut sitting = nodes.iter().flat_map(|one| one["representatives"]["nodes"].as_array().expect("a list"));
    assert!(sitting.all(|one| one["validTo"] == "2026-09-01"), "{told:#}");
}

async fn a_mandate_that_is_to_end_is_held_until_then(app: DemoApp) {
    let table = Table::set(&app, 2).await;
    let leader = table.leader();
    let ending = json!({ "id": table.members[1], "expectedVersion": 3, "on": "2026-09-30", "reason": "Ersätts" });
    act(&leader, "endMandate", "membership { id }", ending).await;
    let naming = json!({ "membershipId": table.members[1], "name": "Astrid Exempelgren" });
    let named = act(&leader, "nameRepresentative", "representative { validFrom validTo }", naming.clone()).await;
    assert_eq!(named, json!({ "validFrom": "2026-09-01", "validTo": "2026-09-30" }));
    let ended = json!({ "id": table.members[0], "expectedVersion": 3, "on": "2026-08-31", "reason": "Ersatt" });
    act(&leader, "endMandate", "membership { id }", ended).await;
    let late = json!({ "membershipId": table.members[0], "name": "Bo Provberg", "validFrom": "2026-08-01" });
    let told = refusal(&leader, "nameRepresentative", "representative { id }", &late).await;
    assert_eq!(told, fault("MANDATE_IS_NOT_HELD", "input"));
}

async fn a_last_day_is_said_with_the_first(app: DemoApp) {
    let table = Table::set(&app, 2).await;
    let leader = table.leader();
    let organisation = organisations(&app, 4).await.pop().expect("an organisation");
    let inviting = json!({ "councilId": table.council, "organisationId": organisation, "seat": "UNION",
        "standing": "MEMBER", "mandateFrom": "2027-01-01", "mandateTo": "2027-12-31" });
    let seat = act(&leader, "inviteMember", "membership { id }", inviting).await["id"].clone();
    act(&leader, "acceptInvitation", "membership { id }", json!({ "id": seat, "expectedVersion": 1 })).await;
    let mut starting = json!({ "id": seat, "expectedVersion": 2, "mandateTo": "2028-06-30" });
    let told = refusal(&leader, "startMandate", "membership { id }", &starting).await;
    assert_eq!(told, fault("FIELD_IS_REQUIRED", "input.mandateFrom"));
    starting["mandateFrom"] = json!("2027-01-01");
    let started = act(&leader, "startMandate", "membership { mandateTo }", starting).await;
    assert_eq!(started["mandateTo"], "2028-06-30");
}

async fn a_full_agenda_takes_one_more(app: DemoApp) {
    let table = Table::set(&app, 2).await;
    let meeting = table.plan("2026-09-20").await;
    table.add(&meeting, "DISCUSSION", json!({ "position": 500 })).await;
    let item = json!({ "meetingId": meeting, "kind": "DISCUSSION", "title": "Övriga frågor" });
    let item = act(&table.leader(), "addAgendaItem", ITEM, item).await;
    assert_eq!(item["position"], 500);
    let same =
        json!({ "id": item["id"], "expectedVersion": 1, "kind": "DISCUSSION", "title": "Övrigt", "position": 500 });
    act(&table.leader(), "changeAgendaItem", ITEM, same).await;
}

fn charter(table: &Table<'_>, from: &str) -> Value {
    json!({ "councilId": table.council, "validFrom": from, "decidedOn": "2026-08-15", "quorumSeats": 1,
        "decisionRule": "CONSENSUS" })
}

const CHARTER: &str = "charter { validFrom }";

async fn rules_are_not_changed_during_a_meeting(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    in_session(&table, "2026-09-01").await;
    let told = refusal(&table.leader(), "adoptCharter", CHARTER, &charter(&table, "2026-09-01")).await;
    assert_eq!(told, fault("MEETING_GOES_ON", "input"));
    act(&table.leader(), "adoptCharter", CHARTER, charter(&table, "2026-09-02")).await;
}

async fn a_charter_with_a_wrong_first_day_gives_way(app: DemoApp) {
    let table = Table::set(&app, 2).await;
    for from in ["2036-10-01", "2026-10-01"] {
        act(&table.leader(), "adoptCharter", CHARTER, charter(&table, from)).await;
    }
    let asked = "query($id: ID!) { node(id: $id) { ... on Council { charters(first: 5, asOf: \"2036-10-02\") {
        nodes { validFrom validTo } } } } }";
    let told = app.anonymous().ask(asked, json!({ "id": table.council })).await;
    let only = json!([{ "validFrom": "2026-10-01", "validTo": null }]);
    assert_eq!(told["node"]["charters"]["nodes"], only);
}
