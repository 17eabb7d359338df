//! A council's life through the API: notice, paragraphs in a row, what was postponed, and who holds its meetings.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        App, DemoApp, Speaker,
        elsewhere::{events, fault, faults, give},
        trial::both,
    },
    networks::done,
};

mod bounds;
mod decided;
mod dissolved;
mod endorsed;
pub mod feeds;
mod kept;
mod marked;
mod masked;
mod named;
mod papers;
pub mod public;
mod tagged;
mod told;
mod voted;

pub fn tests() -> Vec<Trial> {
    let more = [
        bounds::tests(),
        dissolved::tests(),
        marked::tests(),
        named::tests(),
        public::tests(),
        tagged::tests(),
        voted::tests(),
    ];
    at_meetings().into_iter().chain(more.into_iter().flatten()).collect()
}

fn at_meetings() -> Vec<Trial> {
    let held: Vec<Trial> = both![
        a_year_of_two_meetings_with_an_item_that_comes_back,
        a_notice_that_is_too_short_is_refused,
        only_the_councils_own_hold_its_meetings,
        what_was_tabled_comes_back_though_a_meeting_is_cancelled,
        what_is_written_after_an_approval_is_approved_anew,
    ];
    [held, decided::tests(), endorsed::tests(), kept::tests(), masked::tests(), papers::tests(), told::tests()]
        .into_iter()
        .flatten()
        .collect()
}

/// A mutation that shows so much of what it did. Its input is called as itself.
fn doing(name: &str, shown: &str) -> String {
    let input = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    format!("mutation($input: {input}!) {{ {name}(input: $input) {{ {shown} userErrors {{ code path }} }} }}")
}

async fn act(speaker: &Speaker<'_>, name: &str, shown: &str, input: Value) -> Value {
    done(speaker, &doing(name, shown), input).await
}

async fn refusal(speaker: &Speaker<'_>, name: &str, shown: &str, input: &Value) -> Vec<(String, String)> {
    faults(speaker, &doing(name, shown), input).await
}

const MEETING: &str = "meeting { id version status meetsOn firstParagraph lastParagraph approvedOn announcedOn }";
const ITEM: &str = "item { id version position paragraph paragraphYear }";
const PRESENCE: &str = "presence { id hasVote standing }";
const DECISION: &str = "decision { id version status decidedOn entitled quorum votesFor votesAgainst castingVote }";
const VOTE: &str = "vote { id version choice }";
const NOTE: &str = "note { id version kind }";

/// A council of its own, with so many ordinary mandates and a substitute's; its leader, chair and verifier are called so.
struct Table<'a> {
    app: &'a App,
    council: Value,
    industry_council: Value,
    members: Vec<Value>,
    substitute: Value,
}

impl<'a> Table<'a> {
    async fn set(app: &'a App, members: usize) -> Self {
        let admin = app.speak_as("demo-system-admin");
        let found = json!({ "kind": "REGIONAL", "name": "Nya rådet" });
        let council = act(&admin, "foundCouncil", "council { id }", found).await["id"].clone();
        let table = Self::at(app, council, Value::Null, members).await;
        let charter = json!({ "councilId": table.council, "validFrom": "2025-01-01", "decidedOn": "2025-01-01",
            "quorumPercent": 51, "decisionRule": "MAJORITY", "noticeDays": 0, "publishesMinutes": true });
        act(&table.leader(), "adoptCharter", "charter { id }", charter).await;
        table
    }

    async fn at(app: &'a App, council: Value, industry_council: Value, members: usize) -> Self {
        for (subject, role) in
            [("leader", "PROCESS_LEADER"), ("chair", "COUNCIL_CHAIR"), ("verifier", "COUNCIL_MEMBER")]
        {
            give(app, subject, role, &council).await;
        }
        let query = "query($n: Int!) { organisations(first: $n) { nodes { id } } }";
        let found = app.anonymous().ask(query, json!({ "n": members + 1 })).await;
        let organisations = found["organisations"]["nodes"].as_array().expect("organisations");
        let mut mandates = Vec::new();
        for (nth, organisation) in organisations.iter().enumerate() {
            let standing = if nth < members { "MEMBER" } else { "SUBSTITUTE" };
            let invited = json!({ "councilId": council, "industryCouncilId": industry_council,
                "organisationId": organisation["id"], "seat": "EMPLOYER", "standing": standing,
                "mandateFrom": "2026-01-01" });
            let leader = app.speak_as("leader");
            let seat = act(&leader, "inviteMember", "membership { id }", invited).await["id"].clone();
            for (step, version) in [("acceptInvitation", 1), ("startMandate", 2)] {
                act(&leader, step, "membership { id }", json!({ "id": seat, "expectedVersion": version })).await;
            }
            mandates.push(seat);
        }
        let substitute = mandates.pop().expect("a substitute");
        Self { app, council, industry_council, members: mandates, substitute }
    }

    fn leader(&self) -> Speaker<'a> {
        self.app.speak_as("leader")
    }

    fn chair(&self) -> Speaker<'a> {
        self.app.speak_as("chair")
    }

    async fn plan(&self, day: &str) -> Value {
        let input = json!({ "councilId": self.council, "industryCouncilId": self.industry_council, "title": "Rådsmöte",
            "startsAt": format!("{day}T06:00:00Z"), "place": "Gårda" });
        act(&self.leader(), "planCouncilMeeting", MEETING, input).await["id"].clone()
    }

    async fn add(&self, meeting: &Value, kind: &str, more: Value) -> Value {
        let mut input = json!({ "meetingId": meeting, "kind": kind, "title": "Vätgas" });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        act(&self.leader(), "addAgendaItem", ITEM, input).await["id"].clone()
    }

    /// Convened two weeks before and opened, with these of its members there, the first as chair and the second as verifier.
    async fn open(&self, meeting: &Value, day: &str, there: &[Value]) {
        let before = day.parse::<chrono::NaiveDate>().expect("a day") - chrono::Days::new(14);
        let convene = json!({ "id": meeting, "expectedVersion": 1, "convenedOn": before });
        act(&self.leader(), "conveneCouncilMeeting", MEETING, convene).await;
        let open = json!({ "id": meeting, "expectedVersion": 2, "openedAt": format!("{day}T06:05:00Z") });
        act(&self.chair(), "openCouncilMeeting", MEETING, open).await;
        for (nth, mandate) in there.iter().enumerate() {
            let function = ["CHAIR", "VERIFIER"].get(nth);
            let input = json!({ "meetingId": meeting, "membershipId": mandate, "function": function });
            act(&self.leader(), "recordPresence", PRESENCE, input).await;
        }
    }

    async fn propose(&self, item: &Value) -> Value {
        let input = json!({ "itemId": item, "text": "Rådet ställer sig bakom." });
        act(&self.leader(), "proposeDecision", DECISION, input).await["id"].clone()
    }

    async fn vote(&self, decision: &Value, mandate: &Value, choice: &str) -> Value {
        let input = json!({ "decisionId": decision, "membershipId": mandate, "choice": choice });
        act(&self.leader(), "recordVote", VOTE, input).await
    }

    async fn settle(&self, decision: &Value, how: Value) -> Value {
        let input = json!({ "id": decision, "expectedVersion": 1, "others": how });
        act(&self.chair(), "settleDecision", DECISION, input).await
    }

    async fn close(&self, meeting: &Value, day: &str) -> Value {
        let input = json!({ "id": meeting, "expectedVersion": 3, "closedAt": format!("{day}T07:30:00Z") });
        act(&self.chair(), "closeCouncilMeeting", MEETING, input).await
    }

    /// A meeting of which the minutes are drafted, at its version 5, and its item.
    async fn drafted(&self, day: &str) -> (Value, Value) {
        let meeting = self.plan(day).await;
        let item = self.add(&meeting, "INFORMATION", json!({})).await;
        self.open(&meeting, day, &self.members).await;
        self.close(&meeting, day).await;
        act(&self.leader(), "draftMinutes", MEETING, json!({ "id": meeting, "expectedVersion": 4 })).await;
        (meeting, item)
    }

    /// Something else is told of the item of [`Table::drafted`].
    async fn write_on(&self, item: &Value) {
        let said = json!({ "id": item, "expectedVersion": 2, "kind": "INFORMATION", "title": "Vätgas",
            "discussion": "Något annat", "position": 1 });
        act(&self.leader(), "changeAgendaItem", ITEM, said).await;
    }

    /// Drafted and approved by both.
    async fn approve(&self, meeting: &Value) -> Value {
        let input = json!({ "id": meeting, "expectedVersion": 4 });
        act(&self.leader(), "draftMinutes", MEETING, input).await;
        let verifier = json!({ "id": meeting, "expectedVersion": 5, "signatory": "VERIFIER" });
        act(&self.app.speak_as("verifier"), "approveMinutes", MEETING, verifier).await;
        let chair = json!({ "id": meeting, "expectedVersion": 6, "signatory": "CHAIR" });
        act(&self.chair(), "approveMinutes", MEETING, chair).await
    }
}

async fn a_year_of_two_meetings_with_an_item_that_comes_back(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let first = table.plan("2026-03-04").await;
    table.add(&first, "INFORMATION", json!({})).await;
    let postponed = table.add(&first, "DECISION", json!({})).await;
    table.open(&first, "2026-03-04", &table.members).await;
    let proposal = table.propose(&postponed).await;

    // A meeting does not end with something left to decide.
    let close = json!({ "id": first, "expectedVersion": 3, "closedAt": "2026-03-04T10:00:00Z" });
    let early = refusal(&table.chair(), "closeCouncilMeeting", MEETING, &close).await;
    assert_eq!(early, fault("DECISIONS_ARE_OPEN", "input"));
    let why = json!({ "id": proposal, "expectedVersion": 1, "reason": "Underlaget saknas" });
    let left = act(&table.chair(), "postponeDecision", DECISION, why).await;
    assert_eq!((&left["status"], &left["decidedOn"]), (&json!("POSTPONED"), &json!("2026-03-04")));
    let held = table.close(&first, "2026-03-04").await;
    assert_eq!((&held["firstParagraph"], &held["lastParagraph"]), (&json!(1), &json!(2)), "{held:#}");
    let approved = table.approve(&first).await;
    assert_eq!((&approved["status"], &approved["approvedOn"]), (&json!("MINUTES_APPROVED"), &json!("2026-09-01")));
    let announce = json!({ "id": first, "expectedVersion": 7 });
    let announced = act(&table.leader(), "announceMinutes", MEETING, announce).await;
    assert_eq!(announced["announcedOn"], "2026-09-01");
    let course = ["Planned", "Convened", "Opened", "Closed"].map(|step| format!("CouncilMeeting{step}"));
    let minutes = ["Drafted", "Signed", "Approved", "Announced"].map(|step| format!("Minutes{step}"));
    assert_eq!(events(&app, &first).await, [course, minutes].concat());

    // What was postponed comes back once, at another meeting, and the paragraphs go on.
    let second = table.plan("2026-06-10").await;
    let same = json!({ "meetingId": second, "kind": "DECISION", "title": "Vätgas", "continuesId": postponed });
    let back = act(&table.leader(), "addAgendaItem", ITEM, same.clone()).await["id"].clone();
    let twice = refusal(&table.leader(), "addAgendaItem", ITEM, &same).await;
    assert_eq!(twice, fault("KEY_IS_TAKEN", "input.continuesId"));
    table.open(&second, "2026-06-10", &table.members).await;
    let proposal = table.propose(&back).await;
    let adopted = table.settle(&proposal, json!("FOR")).await;
    assert_eq!(
        (&adopted["status"], &adopted["votesFor"], &adopted["quorum"]),
        (&json!("ADOPTED"), &json!(3), &json!(2))
    );
    let held = table.close(&second, "2026-06-10").await;
    assert_eq!((&held["firstParagraph"], &held["lastParagraph"]), (&json!(3), &json!(3)), "{held:#}");
    let executed = json!({ "id": proposal, "expectedVersion": 2, "executedOn": "2026-07-01" });
    assert_eq!(act(&table.leader(), "executeDecision", DECISION, executed).await["status"], "EXECUTED");

    // One query tells why, for whoever reads the council's own.
    let trail = "query($id: ID!) { node(id: $id) { ... on AgendaItem { paragraph paragraphYear
        continues { id decisions(first: 5) { nodes { status statusReason } } }
        decisions(first: 5) { nodes { status votes(first: 10) { totalCount nodes { choice membership { id } } } } } } } }";
    let told = table.leader().ask(trail, json!({ "id": back })).await["node"].take();
    assert_eq!((&told["paragraph"], &told["paragraphYear"]), (&json!(3), &json!(2026)), "{told:#}");
    let before = json!([{ "status": "POSTPONED", "statusReason": "Underlaget saknas" }]);
    assert_eq!(told["continues"], json!({ "id": postponed, "decisions": { "nodes": before } }));
    let votes = &told["decisions"]["nodes"][0]["votes"];
    assert_eq!(votes["totalCount"], 3, "{told:#}");
    let voted = votes["nodes"].as_array().expect("votes").iter().map(|vote| vote["membership"]["id"].clone());
    assert!(voted.collect::<Vec<_>>().iter().all(|mandate| table.members.contains(mandate)), "{told:#}");

    // In a row, and never twice.
    let council = table.council.as_str().expect("an id").trim_start_matches("council_");
    let numbers =
        format!("SELECT CAST(paragraph AS text) FROM agenda_items WHERE body_id = '{council}' ORDER BY paragraph");
    assert_eq!(app.texts(&numbers).await, ["1", "2", "3"]);
}

async fn a_notice_that_is_too_short_is_refused(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let charter = json!({ "councilId": table.council, "validFrom": "2026-01-01", "decidedOn": "2026-01-01",
        "quorumPercent": 51, "decisionRule": "MAJORITY", "noticeDays": 10, "castingVote": true });
    let data = table.leader().ask(&doing("adoptCharter", ""), json!({ "input": charter })).await;
    assert_eq!(data["adoptCharter"]["userErrors"], json!([]), "{data:#}");
    let meeting = table.plan("2026-09-10").await;
    let convene = json!({ "id": meeting, "expectedVersion": 1 });
    let leader = table.leader();
    let empty = refusal(&leader, "conveneCouncilMeeting", MEETING, &convene).await;
    assert_eq!(empty, fault("AGENDA_IS_EMPTY", "input"));
    table.add(&meeting, "DISCUSSION", json!({})).await;
    // Nine days from today.
    let late = refusal(&leader, "conveneCouncilMeeting", MEETING, &convene).await;
    assert_eq!(late, fault("NOTICE_IS_TOO_SHORT", "input"));
    let moved = json!({ "id": meeting, "expectedVersion": 1, "title": "Rådsmöte", "mode": "REMOTE",
        "startsAt": "2026-09-11T08:00:00Z" });
    act(&leader, "changeCouncilMeeting", MEETING, moved.clone()).await;
    let convene = json!({ "id": meeting, "expectedVersion": 2 });
    assert_eq!(act(&leader, "conveneCouncilMeeting", MEETING, convene).await["status"], "CONVENED");
    // Who was convened is not moved to an earlier day without notice.
    let mut earlier = moved;
    (earlier["expectedVersion"], earlier["startsAt"]) = (json!(3), json!("2026-09-09T08:00:00Z"));
    let told = refusal(&leader, "changeCouncilMeeting", MEETING, &earlier).await;
    assert_eq!(told, fault("NOTICE_IS_TOO_SHORT", "input"));
    let open = json!({ "id": meeting, "expectedVersion": 3 });
    let early = refusal(&table.chair(), "openCouncilMeeting", MEETING, &open).await;
    assert_eq!(early, fault("MEETS_ON_ANOTHER_DAY", "input.openedAt"));
    let cancel = json!({ "id": meeting, "expectedVersion": 3, "reason": "För få anmälda" });
    assert_eq!(act(&leader, "cancelCouncilMeeting", MEETING, cancel).await["status"], "CANCELLED");
}

async fn what_was_tabled_comes_back_though_a_meeting_is_cancelled(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let first = table.plan("2026-03-04").await;
    let postponed = table.add(&first, "DECISION", json!({})).await;
    table.open(&first, "2026-03-04", &table.members).await;
    let proposal = table.propose(&postponed).await;
    let why = json!({ "id": proposal, "expectedVersion": 1, "reason": "Underlaget saknas" });
    act(&table.chair(), "postponeDecision", DECISION, why).await;
    let (second, third) = (table.plan("2026-09-10").await, table.plan("2026-09-11").await);
    let again = json!({ "continuesId": postponed });
    table.add(&second, "DECISION", again.clone()).await;
    let cancel = json!({ "id": second, "expectedVersion": 1, "reason": "För få anmälda" });
    act(&table.leader(), "cancelCouncilMeeting", MEETING, cancel).await;
    table.add(&third, "DECISION", again).await;
}

async fn what_is_written_after_an_approval_is_approved_anew(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (meeting, item) = table.drafted("2026-03-04").await;
    let sign =
        |signatory: &str, version: i64| json!({ "id": meeting, "expectedVersion": version, "signatory": signatory });
    let (chair, verifier) = (table.chair(), app.speak_as("verifier"));
    act(&verifier, "approveMinutes", MEETING, sign("VERIFIER", 5)).await;
    table.write_on(&item).await;
    let unread = refusal(&chair, "approveMinutes", MEETING, &sign("CHAIR", 6)).await;
    assert_eq!(unread, fault("VERSION_IS_STALE", "input"));
    let alone = act(&chair, "approveMinutes", MEETING, sign("CHAIR", 7)).await;
    assert_eq!(alone["status"], "MINUTES_DRAFT", "the verifier approved something else");
    let both = act(&verifier, "approveMinutes", MEETING, sign("VERIFIER", 8)).await;
    assert_eq!(both["status"], "MINUTES_APPROVED");
}

async fn only_the_councils_own_hold_its_meetings(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let planned = json!({ "councilId": table.council, "title": "Rådsmöte", "startsAt": "2026-03-04T08:00:00Z" });
    for subject in ["demo-hub-manager", "demo-org-contact", "verifier", "demo-system-admin"] {
        let denied = refusal(&app.speak_as(subject), "planCouncilMeeting", MEETING, &planned).await;
        assert_eq!(denied, fault("DENIED", "input"), "{subject}");
    }
    // Another council's leader.
    let elsewhere = refusal(&app.speak_as("demo-process-leader"), "planCouncilMeeting", MEETING, &planned).await;
    assert_eq!(elsewhere, fault("DENIED", "input"));
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    let strange = json!({ "meetingId": meeting, "kind": "INFORMATION", "title": "Ett till" });
    let told = refusal(&app.speak_as("demo-process-leader"), "addAgendaItem", ITEM, &strange).await;
    assert_eq!(told, fault("REFERENCE_IS_UNKNOWN", "input.meetingId"));
    // Another council's need is as one that does not exist.
    let foreign = app.speak_as("demo-process-leader").ask("{ needs(first: 1) { nodes { id } } }", json!({})).await;
    let foreign = &foreign["needs"]["nodes"][0]["id"];
    assert!(foreign.is_string());
    for need in [foreign, &json!(format!("need_{}", "0".repeat(26)))] {
        let about = json!({ "meetingId": meeting, "kind": "NEED_INPUT", "title": "Behov", "needId": need });
        let told = refusal(&table.leader(), "addAgendaItem", ITEM, &about).await;
        assert_eq!(told, fault("REFERENCE_IS_UNKNOWN", "input.needId"));
    }
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let settle = json!({ "id": proposal, "expectedVersion": 1, "others": "FOR" });
    for subject in ["leader", "verifier"] {
        let denied = refusal(&app.speak_as(subject), "settleDecision", DECISION, &settle).await;
        assert_eq!(denied, fault("DENIED", "input"), "{subject}");
    }
    table.settle(&proposal, json!("FOR")).await;
    table.close(&meeting, "2026-03-04").await;
    let draft = json!({ "id": meeting, "expectedVersion": 4 });
    act(&table.leader(), "draftMinutes", MEETING, draft).await;
    // The verifier does not sign as chair, nor the chair as verifier.
    for (subject, signatory) in [("verifier", "CHAIR"), ("chair", "VERIFIER"), ("leader", "VERIFIER")] {
        let sign = json!({ "id": meeting, "expectedVersion": 5, "signatory": signatory });
        let denied = refusal(&app.speak_as(subject), "approveMinutes", MEETING, &sign).await;
        assert_eq!(denied, fault("DENIED", "input"), "{subject} as {signatory}");
    }
}
