//! What stands once it is recorded: whose approval it is, who was counted, whom a meeting has, and minutes that tell all of it.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{MEETING, NOTE, PRESENCE, Table, act, refusal};
use crate::harness::{
    DemoApp,
    elsewhere::{fault, give},
    trial::both,
    visitor::{Open, Reader},
};

pub fn tests() -> Vec<Trial> {
    both![
        who_is_chair_and_member_approves_once,
        who_was_counted_was_there,
        a_meeting_is_not_moved_away_from_whom_it_has,
        minutes_tell_every_note_and_every_vote,
    ]
}

async fn who_is_chair_and_member_approves_once(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    give(&app, "chair", "COUNCIL_MEMBER", &table.council).await;
    let (meeting, item) = table.drafted("2026-03-04").await;
    let sign =
        |signatory: &str, version: i64| json!({ "id": meeting, "expectedVersion": version, "signatory": signatory });
    let (chair, same) = (table.chair(), fault("MINUTES_ARE_SIGNED_BY_THE_SAME", "input"));
    act(&chair, "approveMinutes", MEETING, sign("CHAIR", 5)).await;
    assert_eq!(refusal(&chair, "approveMinutes", MEETING, &sign("VERIFIER", 6)).await, same);
    // What is written on is approved anew, by whomever, but still by two.
    table.write_on(&item).await;
    act(&chair, "approveMinutes", MEETING, sign("VERIFIER", 7)).await;
    assert_eq!(refusal(&chair, "approveMinutes", MEETING, &sign("CHAIR", 8)).await, same);
    give(&app, "verifier", "COUNCIL_CHAIR", &table.council).await;
    let approved = act(&app.speak_as("verifier"), "approveMinutes", MEETING, sign("CHAIR", 8)).await;
    assert_eq!(approved["status"], "MINUTES_APPROVED");
}

async fn who_was_counted_was_there(app: DemoApp) {
    let table = Table::set(&app, 4).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let leader = table.leader();
    let out = json!({ "itemId": item, "membershipId": table.members[3], "kind": "AWAY" });
    act(&leader, "recordItemNote", NOTE, out).await;
    table.vote(&proposal, &table.members[0], "FOR").await;
    // Until something is decided, who is there is corrected.
    let with = |mandate: &Value, attended: bool| json!({ "meetingId": meeting, "membershipId": mandate, "attended": attended });
    for attended in [false, true] {
        act(&leader, "recordPresence", PRESENCE, with(&table.members[2], attended)).await;
    }
    assert_eq!(table.settle(&proposal, Value::Null).await["entitled"], 3);
    let late = refusal(&leader, "recordPresence", PRESENCE, &with(&table.members[2], false)).await;
    assert_eq!(late, fault("PRESENCE_IS_COUNTED", "input"));
    let mut writes = with(&table.members[2], true);
    writes["function"] = json!("SECRETARY");
    act(&leader, "recordPresence", PRESENCE, writes).await;
    // Who had left was not counted.
    act(&leader, "recordPresence", PRESENCE, with(&table.members[3], false)).await;
}

async fn a_meeting_is_not_moved_away_from_whom_it_has(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let meeting = table.plan("2026-09-20").await;
    table.add(&meeting, "DISCUSSION", json!({})).await;
    act(&leader, "conveneCouncilMeeting", MEETING, json!({ "id": meeting, "expectedVersion": 1 })).await;
    for mandate in &table.members {
        let expected = json!({ "meetingId": meeting, "membershipId": mandate, "attended": false });
        act(&leader, "recordPresence", PRESENCE, expected).await;
    }
    let ending = json!({ "id": table.members[2], "expectedVersion": 3, "on": "2026-09-25", "reason": "Avsade sig" });
    act(&leader, "endMandate", "membership { id }", ending).await;
    let moved = |day: &str| {
        json!({ "id": meeting, "expectedVersion": 2, "title": "Rådsmöte", "mode": "REMOTE",
        "startsAt": format!("{day}T08:00:00Z") })
    };
    let stray = refusal(&leader, "changeCouncilMeeting", MEETING, &moved("2026-09-26")).await;
    assert_eq!(stray, fault("PRESENCE_IS_OF_ANOTHER_DAY", "input"));
    let held = act(&leader, "changeCouncilMeeting", MEETING, moved("2026-09-25")).await;
    assert_eq!(held["meetsOn"], "2026-09-25");
}

/// The id as it is stored.
fn stored(id: &Value) -> &str {
    id.as_str().and_then(|id| id.rsplit_once('_')).expect("an id").1
}

async fn minutes_tell_every_note_and_every_vote(Open(app): Open) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    table.settle(&proposal, json!("FOR")).await;
    table.close(&meeting, "2026-03-04").await;
    table.approve(&meeting).await;
    // As at a meeting of very many: more than are read with the item and the decision at once.
    let (of_item, of_proposal) = (stored(&item), stored(&proposal));
    let place = format!("'{of_item}', '{}', '{}', m.id, m.organisation_id", stored(&meeting), stored(&table.council));
    let notes = format!(
        "INSERT INTO item_notes (id, version, item_id, meeting_id, council_id, membership_id, organisation_id, kind, text)
         SELECT m.id, 1, {place}, 'STATEMENT', 'Sagt av ' || m.id FROM memberships m RETURNING text"
    );
    let votes = format!(
        "INSERT INTO decision_votes (id, version, decision_id, item_id, meeting_id, council_id, membership_id,
             organisation_id, choice)
         SELECT m.id, 1, '{of_proposal}', {place}, 'ABSTAINED' FROM memberships m WHERE NOT EXISTS (
             SELECT 1 FROM decision_votes v WHERE v.decision_id = '{of_proposal}' AND v.membership_id = m.id)
         RETURNING id"
    );
    let (noted, voted) = (app.texts(&notes).await, app.texts(&votes).await.len());
    assert!(noted.len() > 25 && voted > 25, "{} notes, {voted} votes", noted.len());
    let nobody = Reader { app: &app, cookie: String::new() };
    let page = nobody.get(&format!("/protokoll/{}", meeting.as_str().expect("an id"))).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let missing: Vec<_> = noted.iter().filter(|said| !page.html.contains(said.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // Those of the three who were there, and the others'.
    let (_, of_items) = page.html.split_once("<h2 id=\"paragraf-1\">").expect("a paragraph after those present");
    assert_eq!(of_items.matches("<th scope=\"row\"").count(), voted + 3);
}
