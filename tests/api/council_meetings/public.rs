//! Whose minutes are everyone's, by the charter of the meeting's day, and by what decision a council is dissolved.

use futures_util::future::join3;
use http::{Method, StatusCode};
use libtest_mimic::Trial;
use migrations::{Migrator, MigratorTrait};
use serde_json::{Value, json};

use super::{DECISION, MEETING, Table, act, doing, endorsed::branch, refusal};
use crate::{
    constitution::{BEFORE, before},
    data::send,
    full_text::texts,
    harness::{
        App, DemoApp, Empty,
        elsewhere::{fault, give},
        trial::both,
        visitor::Open,
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        minutes_of_a_council_that_does_not_publish_are_its_own,
        decisions_are_in_everyones_figures_when_their_minutes_are_public,
        minutes_are_approved_while_something_becomes_of_their_decisions,
        what_was_public_before_stays_public,
        a_meeting_says_before_it_is_held_what_its_minutes_will_be,
        a_council_that_meets_is_dissolved_by_its_own_decision,
        a_working_group_of_an_industry_council_ends_by_that_council_s_decision,
        who_does_not_read_the_minutes_acts_by_the_decision,
    ]
}

/// An adopted decision of a council of the demonstration, on no need.
pub async fn decided(app: &App, council: &Value) -> Value {
    let asked = "query($council: ID!) { councilDecisions(first: 1, filter: { councilId: { eq: $council },
        status: { in: [ADOPTED, EXECUTED] }, not: { or: [{ endorses: {} }, { industryCouncil: {} }] },
        item: { paragraph: { gte: 1 } } }) { nodes { id } } }";
    let found = app.speak_as("demo-process-leader").ask(asked, json!({ "council": council })).await;
    found["councilDecisions"]["nodes"][0]["id"].clone()
}

/// A charter from that day on, which says whether minutes are public.
async fn charter(table: &Table<'_>, from: &str, publishes: Option<bool>) -> Value {
    let input = json!({ "councilId": table.council, "validFrom": from, "decidedOn": from, "quorumPercent": 51,
        "decisionRule": "MAJORITY", "noticeDays": 0, "publishesMinutes": publishes });
    act(&table.leader(), "adoptCharter", "charter { publishesMinutes }", input).await
}

const READ: &str = "query($id: ID!) { node(id: $id) { ... on CouncilMeeting { isPublic } }
    councilMeetings(first: 5, filter: { id: { eq: $id } }) { totalCount }
    agendaItems(first: 5, filter: { meetingId: { eq: $id } }) { totalCount } }";

/// Whether anyone reads the meeting, by every way there is.
async fn is_read(table: &Table<'_>, meeting: &Value) -> bool {
    let id = meeting.as_str().expect("an id");
    let told = table.app.anonymous().ask(READ, json!({ "id": id })).await;
    let lists = ["councilMeetings", "agendaItems"].map(|list| told[list]["totalCount"] == 1);
    let calendar = format!("/kalender/{}.ics", table.council.as_str().expect("an id"));
    let calendar = send(table.app, Method::GET, None, &calendar, &[]).await;
    let mut ways = vec![told["node"] != Value::Null, lists[0], lists[1]];
    ways.push(calendar.text().contains(&format!("UID:{id}")));
    for path in [format!("/oparl/1.1/meeting/{id}"), format!("/protokoll/{id}")] {
        let got = send(table.app, Method::GET, None, &path, &[]).await;
        assert!(matches!(got.status, StatusCode::OK | StatusCode::NOT_FOUND), "{path} {}", got.status);
        ways.push(got.status == StatusCode::OK);
    }
    assert!(ways.iter().all(|way| *way == ways[0]), "{ways:?}");
    ways[0]
}

async fn minutes_of_a_council_that_does_not_publish_are_its_own(Open(app): Open) {
    let table = Table::set(&app, 3).await;
    assert_eq!(charter(&table, "2026-02-01", Some(false)).await["publishesMinutes"], false);
    let (own, _) = table.drafted("2026-03-04").await;
    for (by, signatory, version) in [("verifier", "VERIFIER", 5), ("chair", "CHAIR", 6)] {
        let input = json!({ "id": own, "expectedVersion": version, "signatory": signatory });
        act(&app.speak_as(by), "approveMinutes", MEETING, input).await;
    }
    assert!(!is_read(&table, &own).await);
    // Whoever belongs to the council reads them as before, and its calendar says that they are its own.
    let told = table.leader().ask(READ, json!({ "id": own })).await;
    assert_eq!(told["node"], json!({ "isPublic": false }));
    let calendar = format!("/kalender/{}.ics", table.council.as_str().expect("an id"));
    let calendar = send(&app, Method::GET, Some("leader"), &calendar, &[]).await;
    let calendar = calendar.text();
    assert!(calendar.contains("CLASS:PRIVATE") && !calendar.contains("CLASS:PUBLIC"), "{calendar}");
    let announce = json!({ "id": own, "expectedVersion": 7 });
    let told = refusal(&table.leader(), "announceMinutes", MEETING, &announce).await;
    assert_eq!(told, fault("MINUTES_ARE_THE_COUNCILS_OWN", "input"));

    // A council that decides to publish does so from then on, and goes on until it decides otherwise.
    assert_eq!(charter(&table, "2026-04-01", Some(true)).await["publishesMinutes"], true);
    assert_eq!(charter(&table, "2026-06-01", None).await["publishesMinutes"], true);
    let (open, _) = table.drafted("2026-06-10").await;
    for (by, signatory, version) in [("verifier", "VERIFIER", 5), ("chair", "CHAIR", 6)] {
        assert!(!is_read(&table, &open).await, "a draft is nobody else's");
        let input = json!({ "id": open, "expectedVersion": version, "signatory": signatory });
        act(&app.speak_as(by), "approveMinutes", MEETING, input).await;
    }
    assert!(is_read(&table, &open).await);
    assert!(!is_read(&table, &own).await, "what was approved as the council's own stays so");
    act(&table.leader(), "announceMinutes", MEETING, json!({ "id": open, "expectedVersion": 7 })).await;
    let minutes = format!("/protokoll/{}", open.as_str().expect("an id"));
    let page = send(&app, Method::GET, None, &minutes, &[]).await;
    let announced = page.text().split("Anslaget").nth(1).expect("the day of the announcement");
    assert!(announced.chars().take(80).collect::<String>().contains("2026"), "{}", page.text());
}

/// How many decisions of the table's council are told of.
async fn counted(table: &Table<'_>, subject: Option<&str>) -> i64 {
    let asked = "query($council: [ID!]) { statistics(measure: COUNCIL_DECISIONS, groupBy: [], filter: { councilId: $council }) {
        total { value } source { kind } } }";
    let speaker = subject.map_or_else(|| table.app.anonymous(), |subject| table.app.speak_as(subject));
    let told = speaker.ask(asked, json!({ "council": [table.council] })).await["statistics"].take();
    assert_eq!(told["source"]["kind"], "ROLLUP", "{told:#}");
    told["total"]["value"].as_i64().unwrap_or(0)
}

async fn decisions_are_in_everyones_figures_when_their_minutes_are_public(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    // The council's own minutes first, and from June on everyone's.
    charter(&table, "2026-02-01", Some(false)).await;
    charter(&table, "2026-06-01", Some(true)).await;
    let asked = "query($id: ID!) { node(id: $id) { ... on CouncilDecision { version } } }";
    for (day, public, version) in [("2026-03-04", 0, 2), ("2026-06-10", 1, 3)] {
        let meeting = table.plan(day).await;
        let item = table.add(&meeting, "DECISION", json!({})).await;
        table.open(&meeting, day, &table.members).await;
        let proposal = table.propose(&item).await;
        let own = counted(&table, Some("leader")).await;
        table.settle(&proposal, json!("FOR")).await;
        table.close(&meeting, day).await;
        assert_eq!(counted(&table, None).await, 0, "{day}: not before the approval");
        assert_eq!(counted(&table, Some("leader")).await, own + 1, "{day}: to the council when it is made");
        table.approve(&meeting).await;
        assert_eq!(counted(&table, None).await, public, "{day}");
        assert_eq!(table.leader().ask(asked, json!({ "id": proposal })).await["node"]["version"], version, "{day}");
    }
    assert_eq!(counted(&table, Some("leader")).await, 2);
    // What becomes of it afterwards changes nothing of that.
    let decided = "query($council: ID!) { councilDecisions(first: 1, filter: { councilId: { eq: $council } }) {
        nodes { id version } } }";
    let told = app.anonymous().ask(decided, json!({ "council": table.council })).await;
    let decision = &told["councilDecisions"]["nodes"][0];
    let done = json!({ "id": decision["id"], "expectedVersion": decision["version"], "executedOn": "2026-07-01" });
    act(&table.leader(), "executeDecision", "decision { id }", done).await;
    assert_eq!(counted(&table, None).await, 1);
}

async fn minutes_are_approved_while_something_becomes_of_their_decisions(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (leader, chair) = (table.leader(), table.chair());
    let [approve, execute, rescind] =
        [("approveMinutes", MEETING), ("executeDecision", DECISION), ("rescindDecision", DECISION)]
            .map(|(name, shown)| doing(name, shown));
    for (day, all) in [("2026-03-04", 3), ("2026-04-15", 6), ("2026-05-20", 9)] {
        let meeting = table.plan(day).await;
        let mut items = Vec::new();
        for _ in 0..3 {
            items.push(table.add(&meeting, "DECISION", json!({})).await);
        }
        table.open(&meeting, day, &table.members).await;
        let mut decisions = Vec::new();
        for item in &items {
            let decision = table.propose(item).await;
            table.settle(&decision, json!("FOR")).await;
            decisions.push(decision);
        }
        table.close(&meeting, day).await;
        act(&leader, "draftMinutes", MEETING, json!({ "id": meeting, "expectedVersion": 4 })).await;
        let sign = |signatory: &str, version: i64| json!({ "id": meeting, "expectedVersion": version, "signatory": signatory });
        act(&app.speak_as("verifier"), "approveMinutes", MEETING, sign("VERIFIER", 5)).await;
        // None waits for another in a circle; whoever comes after the approval is told of it.
        let done = json!({ "id": decisions[0], "expectedVersion": 2, "executedOn": "2026-07-01" });
        let undone = json!({ "id": decisions[1], "expectedVersion": 2, "reason": "Fattat på fel underlag" });
        let (approved, executed, rescinded) = join3(
            chair.ask(&approve, json!({ "input": sign("CHAIR", 6) })),
            leader.ask(&execute, json!({ "input": done })),
            chair.ask(&rescind, json!({ "input": undone })),
        )
        .await;
        assert_eq!(approved["approveMinutes"]["userErrors"], json!([]), "{approved:#}");
        for errors in [&executed["executeDecision"]["userErrors"], &rescinded["rescindDecision"]["userErrors"]] {
            assert!(*errors == json!([]) || errors[0]["code"] == "VERSION_IS_STALE", "{errors:#}");
        }
        assert_eq!(counted(&table, None).await, all, "{day}");
    }
}

/// Whether the council's own people are told that the minutes will be everyone's.
async fn will_be_public(table: &Table<'_>, meeting: &Value) -> bool {
    table.leader().ask(READ, json!({ "id": meeting })).await["node"]["isPublic"] == true
}

async fn a_meeting_says_before_it_is_held_what_its_minutes_will_be(Open(app): Open) {
    let table = Table::set(&app, 2).await;
    // What the charter left blank goes on as it was: they are published.
    assert_eq!(charter(&table, "2026-01-01", None).await["publishesMinutes"], true);
    let (soon, later) = (table.plan("2026-09-20").await, table.plan("2026-10-20").await);
    assert!(will_be_public(&table, &soon).await && will_be_public(&table, &later).await);
    assert!(!is_read(&table, &soon).await, "what is planned is the council's own all the same");
    // Another charter from October on: the meetings of its days follow it, and so does a meeting that is moved there.
    let other = json!({ "councilId": table.council, "validFrom": "2026-10-01", "decidedOn": "2026-08-15",
        "quorumPercent": 51, "decisionRule": "MAJORITY", "noticeDays": 0, "publishesMinutes": false });
    act(&table.leader(), "adoptCharter", "charter { id }", other).await;
    assert!(will_be_public(&table, &soon).await);
    assert!(!will_be_public(&table, &later).await);
    let moved = json!({ "id": soon, "expectedVersion": 1, "title": "Rådsmöte", "mode": "REMOTE",
        "startsAt": "2026-10-05T08:00:00Z" });
    act(&table.leader(), "changeCouncilMeeting", MEETING, moved).await;
    assert!(!will_be_public(&table, &soon).await);
    let planned = table.plan("2026-11-03").await;
    assert!(!will_be_public(&table, &planned).await);
}

async fn what_was_public_before_stays_public(Empty(database): Empty) {
    let charters =
        "INSERT INTO council_charters (id, version, council_id, body_id, valid_from, decided_on, quorum_percent,
            decision_rule, notice_days, casting_vote)
        VALUES ('h1', 1, 'c', 'c', '2020-01-01', '2020-01-01', 51, 'MAJORITY', 7, false)";
    let meetings =
        "INSERT INTO council_meetings (id, version, council_id, body_id, title, title_key, status, mode, starts_at,
            meets_on, meets_in, demonstration)
        VALUES ('k1', 7, 'c', 'c', 'K', 'k', 'MINUTES_APPROVED', 'REMOTE', 1780000000000000, '2026-05-28', 2026, false),
            ('k2', 5, 'c', 'c', 'K', 'k', 'MINUTES_DRAFT', 'REMOTE', 1780000000000000, '2026-05-28', 2026, false)";
    let rows = [BEFORE.as_slice(), &[charters, meetings]].concat();
    let connection = before(&database, "m0050_public_minutes_and_needs", &rows).await;
    Migrator::up(&connection, None).await.expect("up");
    let open = "SELECT id FROM council_meetings WHERE is_public ORDER BY id";
    let approved = "SELECT id FROM council_meetings WHERE is_public AND status = 'MINUTES_APPROVED' ORDER BY id";
    assert_eq!(texts(&connection, approved).await, ["k1"]);
    assert_eq!(texts(&connection, open).await, ["k1", "k2"], "and what is to be approved says what it will be");
    let by = "SELECT id FROM council_charters WHERE publishes_minutes ORDER BY id";
    assert_eq!(texts(&connection, by).await, ["h1"], "and so will be what is approved by it");
}

const ENDED: &str = "council { status dissolvedOn dissolutionReference dissolutionDecision { id } }";

/// What a body decides at a meeting of its own.
async fn adopted(table: &Table<'_>, day: &str) -> Value {
    let meeting = table.plan(day).await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, day, &table.members).await;
    let proposal = table.propose(&item).await;
    table.settle(&proposal, json!("FOR")).await;
    table.close(&meeting, day).await;
    proposal
}

async fn a_council_that_meets_is_dissolved_by_its_own_decision(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let decision = adopted(&table, "2026-03-04").await;
    let mut ending = json!({ "id": table.council, "expectedVersion": 1, "reason": "Uppdraget är slutfört" });
    let at_decision = |rule| fault(rule, "input.decisionId");
    let leader = table.leader();
    let bare = refusal(&leader, "dissolveCouncil", ENDED, &ending).await;
    assert_eq!(bare, at_decision("DISSOLUTION_RESTS_ON_A_DECISION"));
    let (other, _) = branch(&app).await;
    ending["decisionId"] = decided(&app, &other).await;
    let foreign = refusal(&leader, "dissolveCouncil", ENDED, &ending).await;
    assert_eq!(foreign, at_decision("DECISION_IS_NOT_THE_COUNCILS"));
    ending["decisionId"] = decision.clone();
    let ended = act(&leader, "dissolveCouncil", ENDED, ending).await;
    let expected = json!({ "status": "DISSOLVED", "dissolvedOn": "2026-09-01",
        "dissolutionReference": "§ 1/2026, 2026-03-04", "dissolutionDecision": { "id": decision } });
    assert_eq!(ended, expected);
    // Who dissolves it again is told that it is, and not that a decision is wrong.
    let mut again = json!({ "id": table.council, "expectedVersion": 2, "reason": "Uppdraget är slutfört" });
    let twice = refusal(&leader, "dissolveCouncil", ENDED, &again).await;
    assert_eq!(twice, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    again["decisionId"] = decided(&app, &other).await;
    let twice = refusal(&leader, "dissolveCouncil", ENDED, &again).await;
    assert_eq!(twice, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
}

async fn a_working_group_of_an_industry_council_ends_by_that_council_s_decision(app: DemoApp) {
    let (council, branch) = branch(&app).await;
    let admin = app.speak_as("demo-system-admin");
    let shown = "council { id kind parent { id } industryCouncil { id } }";
    let name = "Arbetsgruppen för elektrolys";
    let mut founding = json!({ "kind": "SUB_REGIONAL", "name": name, "industryCouncilId": branch });
    let told = refusal(&admin, "foundCouncil", shown, &founding).await;
    assert_eq!(told, fault("ONLY_A_WORKING_GROUP_IS_OF_AN_INDUSTRY_COUNCIL", "input.industryCouncilId"));
    founding["kind"] = json!("WORKING_GROUP");
    let group = act(&admin, "foundCouncil", shown, founding).await;
    assert_eq!((&group["parent"]["id"], &group["industryCouncil"]["id"]), (&council, &branch));
    let asked =
        "query($id: ID!) { node(id: $id) { ... on IndustryCouncil { workingGroups(first: 5) { nodes { id } } } } }";
    let told = app.anonymous().ask(asked, json!({ "id": branch })).await;
    assert_eq!(told["node"]["workingGroups"]["nodes"], json!([{ "id": group["id"] }]));

    let table = Table::at(&app, council.clone(), branch.clone(), 3).await;
    give(&app, "leader", "PROCESS_LEADER", &group["id"]).await;
    let leader = table.leader();
    let mut ending = json!({ "id": group["id"], "expectedVersion": 1, "reason": "Uppdraget är slutfört" });
    let decision = adopted(&table, "2026-03-04").await;
    let bare = refusal(&leader, "dissolveCouncil", ENDED, &ending).await;
    assert_eq!(bare, fault("DISSOLUTION_RESTS_ON_A_DECISION", "input.decisionId"));
    let by_council = decided(&app, &council).await;
    ending["decisionId"] = by_council.clone();
    let above = refusal(&leader, "dissolveCouncil", ENDED, &ending).await;
    assert_eq!(above, fault("DECISION_IS_NOT_THE_COUNCILS", "input.decisionId"), "the industry council's is asked for");

    // The industry council goes after its groups, by decision of the council above it.
    let name = "advanceIndustryCouncil";
    let shown = "industryCouncil { status dissolutionDecision { id } }";
    let mut step = json!({ "id": branch, "expectedVersion": 1, "step": "DISSOLVE", "reason": "Uppgår i ett annat" });
    let bare = refusal(&leader, name, shown, &step).await;
    assert_eq!(bare, fault("DISSOLUTION_RESTS_ON_A_DECISION", "input.decisionId"));
    step["decisionId"] = by_council.clone();
    assert_eq!(refusal(&leader, name, shown, &step).await, fault("WORKING_GROUPS_REMAIN", "input"));
    ending["decisionId"] = decision.clone();
    let ended = act(&leader, "dissolveCouncil", ENDED, ending).await;
    assert_eq!((&ended["status"], &ended["dissolutionDecision"]["id"]), (&json!("DISSOLVED"), &decision));
    let mut early = step.clone();
    early["step"] = json!("ACTIVATE");
    let told = refusal(&leader, name, shown, &early).await;
    assert_eq!(told, fault("ONLY_A_DISSOLUTION_TAKES_A_DECISION", "input.decisionId"));
    let gone = act(&leader, name, shown, step).await;
    assert_eq!(gone, json!({ "status": "DISSOLVED", "dissolutionDecision": { "id": by_council } }));
}

async fn who_does_not_read_the_minutes_acts_by_the_decision(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let admin = app.speak_as("demo-system-admin");
    let decision = adopted(&table, "2026-03-04").await;
    let meeting = table.plan("2026-04-08").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-04-08", &table.members).await;
    let proposal = table.propose(&item).await;
    let asked = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on CouncilDecision { id } }
        organisations(first: 1) { nodes { id } } }";
    let told = admin.ask(asked, json!({ "ids": [decision, proposal] })).await;
    assert_eq!(told["nodes"], json!([null, null]), "the minutes are the council's own");
    let operator = &told["organisations"]["nodes"][0]["id"];
    let unknown = fault("REFERENCE_IS_UNKNOWN", "input.decisionId");

    let named = json!({ "councilId": table.council, "operatorId": operator, "name": "Nya navet",
        "establishedOn": "2026-01-01" });
    let hub = act(&admin, "establishHub", "hub { id }", named).await["id"].clone();
    let paid = json!({ "hubId": hub, "kind": "REGIONAL_GRANT", "funderId": operator, "validFrom": "2026-01-01" });
    act(&admin, "addHubFunding", "funding { id }", paid).await;
    let (name, shown) = ("makeHubPermanent", "hub { status }");
    let mut lasting = json!({ "id": hub, "expectedVersion": 1, "operatorId": operator, "from": "2026-03-03",
        "yearlyBudget": { "amount": "4000000" }, "decisionId": proposal });
    assert_eq!(refusal(&admin, name, shown, &lasting).await, unknown, "it is proposed only");
    lasting["decisionId"] = decision.clone();
    let early = fault("HUB_IS_NOT_PERMANENT_BEFORE_ITS_DECISION", "input.from");
    assert_eq!(refusal(&admin, name, shown, &lasting).await, early);
    lasting["from"] = json!("2026-03-04");
    assert_eq!(act(&admin, name, shown, lasting).await["status"], "PERMANENT");
    let rescinding = json!({ "id": decision, "expectedVersion": 2, "reason": "Fattat på fel underlag" });
    let held = refusal(&table.chair(), "rescindDecision", "decision { id }", &rescinding).await;
    assert_eq!(held, fault("ACT_RESTS_ON_THE_DECISION", "input"));

    let mut ending = json!({ "id": table.council, "expectedVersion": 1, "reason": "Uppdraget är slutfört" });
    let bare = refusal(&admin, "dissolveCouncil", ENDED, &ending).await;
    assert_eq!(bare, fault("DISSOLUTION_RESTS_ON_A_DECISION", "input.decisionId"));
    ending["decisionId"] = proposal;
    assert_eq!(refusal(&admin, "dissolveCouncil", ENDED, &ending).await, unknown);
    ending["decisionId"] = decision;
    let ended = act(&admin, "dissolveCouncil", ENDED, ending).await;
    let told = (&ended["status"], &ended["dissolutionReference"]);
    assert_eq!(told, (&json!("DISSOLVED"), &json!("§ 1/2026, 2026-03-04")));
}
