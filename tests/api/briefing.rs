//! Before a council's meeting: what happened since its last, as the meeting's own people read it, as others do, and on the page.

use http::StatusCode;
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    harness::{
        App, DemoApp,
        elsewhere::give,
        trial::both,
        visitor::{Open, Reader},
    },
    seeds::act,
};

pub fn tests() -> Vec<Trial> {
    both![
        what_happened_between_two_meetings_is_told_before_the_second,
        a_decision_is_followed_up_until_it_was_executed_before_the_last_meeting,
        more_news_than_a_page_holds_are_all_counted,
        more_papers_than_a_page_holds_are_all_told,
        whoever_does_not_reach_the_meeting_is_told_of_none,
        each_part_is_what_the_reader_reaches_anyway,
        participants_are_the_same_before_every_meeting,
        goals_are_told_as_of_the_two_meetings,
        the_statements_follow_the_question_and_not_the_rows,
        the_page_tells_the_same_in_both_languages,
    ]
}

const LEADER: &str = "demo-process-leader";

/// An industry council that is just established, with three members.
struct Table<'a> {
    app: &'a DemoApp,
    council: Value,
    branch: Value,
    members: Vec<Value>,
}

impl<'a> Table<'a> {
    async fn set(app: &'a DemoApp) -> Self {
        let own = app.speak_as(LEADER).ask("{ viewer { roles { councilId } } }", json!({})).await;
        let council = own["viewer"]["roles"][0]["councilId"].clone();
        let established = json!({ "councilId": council, "name": "Branschråd vätgas", "sni": ["35"],
            "decisionReference": "§ 12/2026" });
        let branch = act(app, LEADER, "establishIndustryCouncil", "industryCouncil { id }", established).await;
        let branch = branch["id"].clone();
        for (subject, role) in [("chair", "COUNCIL_CHAIR"), ("adjuster", "COUNCIL_MEMBER")] {
            give(app, subject, role, &council).await;
        }
        let found = app.anonymous().ask("{ organisations(first: 3) { nodes { id } } }", json!({})).await;
        let mut members = Vec::new();
        for organisation in found["organisations"]["nodes"].as_array().expect("organisations") {
            let invited = json!({ "councilId": council, "industryCouncilId": branch, "organisationId": organisation["id"],
                "seat": "EMPLOYER", "standing": "MEMBER", "mandateFrom": "2026-01-01" });
            let seat = act(app, LEADER, "inviteMember", "membership { id }", invited).await["id"].clone();
            for (step, version) in [("acceptInvitation", 1), ("startMandate", 2)] {
                let input = json!({ "id": seat, "expectedVersion": version });
                act(app, LEADER, step, "membership { id }", input).await;
            }
            members.push(seat);
        }
        Self { app, council, branch, members }
    }

    async fn plan(&self, day: &str) -> Value {
        let input = json!({ "councilId": self.council, "industryCouncilId": self.branch, "title": "Rådsmöte om vätgas",
            "startsAt": format!("{day}T08:00:00Z") });
        act(self.app, LEADER, "planCouncilMeeting", "meeting { id }", input).await["id"].clone()
    }

    /// A meeting held on that day, which adopted a decision; the ids of both.
    async fn held(&self, day: &str) -> (Value, Value) {
        let app = self.app;
        let meeting = self.plan(day).await;
        let item = json!({ "meetingId": meeting, "kind": "DECISION", "title": "Vätgas" });
        let item = act(app, LEADER, "addAgendaItem", "item { id }", item).await["id"].clone();
        let before = day.parse::<chrono::NaiveDate>().expect("a day") - chrono::Days::new(14);
        let shown = "meeting { id }";
        let convene = json!({ "id": meeting, "expectedVersion": 1, "convenedOn": before });
        act(app, LEADER, "conveneCouncilMeeting", shown, convene).await;
        let open = json!({ "id": meeting, "expectedVersion": 2, "openedAt": format!("{day}T08:05:00Z") });
        act(app, "chair", "openCouncilMeeting", shown, open).await;
        for (nth, mandate) in self.members.iter().enumerate() {
            let function = ["CHAIR", "VERIFIER"].get(nth);
            let input = json!({ "meetingId": meeting, "membershipId": mandate, "function": function });
            act(app, LEADER, "recordPresence", "presence { id }", input).await;
        }
        let proposed = json!({ "itemId": item, "text": "Rådet bygger upp kunskap om vätgas." });
        let decision = act(app, LEADER, "proposeDecision", "decision { id }", proposed).await["id"].clone();
        let settled = json!({ "id": decision, "expectedVersion": 1, "others": "FOR" });
        act(app, "chair", "settleDecision", "decision { id }", settled).await;
        let close = json!({ "id": meeting, "expectedVersion": 3, "closedAt": format!("{day}T10:00:00Z") });
        act(app, "chair", "closeCouncilMeeting", shown, close).await;
        (meeting, decision)
    }

    async fn report(&self, title: &str) -> Value {
        let input = json!({ "industryCouncilId": self.branch, "title": title, "basis": "BOTH", "cause": "TECHNOLOGY_SHIFT",
            "horizon": "MEDIUM", "targetGroup": "EMPLOYEES", "peopleNeeded": 120, "codes": { "sni": "351" } });
        act(self.app, LEADER, "reportNeed", "need { id }", input).await["id"].clone()
    }

    async fn qualify(&self, need: &Value) {
        let input = json!({ "id": need, "expectedVersion": 1, "codes": { "sni": "351" } });
        act(self.app, "demo-hub-coordinator", "qualifyNeed", "need { id }", input).await;
    }

    async fn briefing(&self, meeting: &Value, fields: &str) -> Value {
        let query = format!("query($id: ID!) {{ meetingBriefing(meetingId: $id) {{ {fields} }} }}");
        self.app.speak_as(LEADER).ask(&query, json!({ "id": meeting })).await["meetingBriefing"].take()
    }
}

async fn what_happened_between_two_meetings_is_told_before_the_second(app: DemoApp) {
    let table = Table::set(&app).await;
    let (first, _) = table.held("2026-03-04").await;
    let cancelled = table.plan("2026-06-10").await;
    let input = json!({ "id": cancelled, "expectedVersion": 1, "reason": "För få kan komma" });
    act(&app, LEADER, "cancelCouncilMeeting", "meeting { id }", input).await;
    let (today, next) = (table.plan("2026-09-01").await, table.plan("2026-09-15").await);
    let need = table.report("Elektrolysörer").await;
    table.report("Rörledningar").await;
    table.qualify(&need).await;
    let signal = json!({ "councilId": table.council, "source": "TECHNOLOGY", "steep": "TECHNOLOGICAL", "sni": "35",
        "title": "Vätgas lagras i bergrum", "text": "Ett lager byggs.", "capturedOn": "2026-08-01" });
    act(&app, LEADER, "captureSignal", "signal { id }", signal).await;

    // The cancelled one and those to come are not the last that was held.
    let told = table.briefing(&next, "since until previous { id } meeting { id }").await;
    let expected = json!({ "since": "2026-03-04", "until": "2026-09-15", "previous": { "id": first },
        "meeting": { "id": next } });
    assert_eq!(told, expected);
    let fields = "newNeeds(first: 10) { totalCount nodes { title status } }
        progress { isCut moves { from to needs } needs(first: 10) { statusThen statusNow changedOn need { title } } }";
    let told = table.briefing(&next, fields).await;
    assert_eq!(told["newNeeds"]["totalCount"], 2, "{told:#}");
    let way = json!({ "statusThen": "REPORTED", "statusNow": "QUALIFIED", "changedOn": "2026-09-01",
        "need": { "title": "Elektrolysörer" } });
    let moves = json!([{ "from": "REPORTED", "to": "QUALIFIED", "needs": 1 }]);
    assert_eq!(told["progress"], json!({ "isCut": false, "moves": moves, "needs": [way] }));
    let news = table.briefing(&next, "newsByIndustry { industry { code } needs peopleNeeded signals }").await;
    let energy = json!({ "industry": { "code": "35" }, "needs": 2, "peopleNeeded": 240, "signals": 1 });
    assert!(news["newsByIndustry"].as_array().expect("industries").contains(&energy), "{news:#}");

    // A day is told before the meeting after it, and not before the one on it.
    let told = table.briefing(&today, fields).await;
    assert_eq!((&told["newNeeds"]["totalCount"], &told["progress"]["moves"]), (&json!(0), &json!([])), "{told:#}");

    // The need tells its steps itself, and the next meeting is found by who meets.
    let steps = "query($need: ID!, $branch: ID!) {
        node(id: $need) { ... on Need { transitions(first: 5) { nodes { from to takenOn } } } }
        meetingBriefing(industryCouncilId: $branch) { meeting { id } } }";
    let asked = json!({ "need": need, "branch": table.branch });
    let told = app.speak_as(LEADER).ask(steps, asked).await;
    let step = json!({ "from": "REPORTED", "to": "QUALIFIED", "takenOn": "2026-09-01" });
    assert_eq!(told["node"]["transitions"]["nodes"], json!([step]));
    assert_eq!(told["meetingBriefing"]["meeting"]["id"], today);
    for wrong in ["", "(first: 1)"] {
        let (_, answer) =
            app.speak_as(LEADER).answer(&format!("{{ meetingBriefing{wrong} {{ until }} }}"), json!({})).await;
        assert!(answer["errors"][0].is_object(), "{wrong}: {answer:#}");
    }
}

async fn a_decision_is_followed_up_until_it_was_executed_before_the_last_meeting(app: DemoApp) {
    let table = Table::set(&app).await;
    let (_, first) = table.held("2026-03-04").await;
    let (second_meeting, second) = table.held("2026-06-10").await;
    let next = table.plan("2026-09-15").await;
    let followed = async |meeting: &Value| {
        let told = table.briefing(meeting, "decisions(first: 10) { nodes { id status } }").await;
        let nodes = told["decisions"]["nodes"].as_array().expect("decisions").clone();
        nodes.into_iter().map(|node| (node["id"].clone(), node["status"].clone())).collect::<Vec<_>>()
    };
    let adopted = json!("ADOPTED");
    let both = vec![(second.clone(), adopted.clone()), (first.clone(), adopted.clone())];
    assert_eq!(followed(&next).await, both, "the latest first");
    assert_eq!(followed(&second_meeting).await, [(first.clone(), adopted.clone())], "its own comes after it");
    let execute = async |decision: &Value, day: &str| {
        let input = json!({ "id": decision, "expectedVersion": 2, "executedOn": day });
        act(&app, LEADER, "executeDecision", "decision { id }", input).await;
    };
    execute(&first, "2026-05-01").await;
    execute(&second, "2026-07-01").await;
    let executed = json!("EXECUTED");
    assert_eq!(followed(&next).await, [(second, executed.clone())], "what was done before the last is told no more");
    assert_eq!(followed(&second_meeting).await, [(first, executed)]);
}

async fn more_news_than_a_page_holds_are_all_counted(app: DemoApp) {
    let table = Table::set(&app).await;
    table.held("2026-03-04").await;
    let next = table.plan("2026-09-15").await;
    let council = table.council.as_str().and_then(|id| id.strip_prefix("council_")).expect("an id");
    let many = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5001)
         INSERT INTO signals (id, version, council_id, source, title, title_key, text, captured_on, steep, sni_code, status,
             assessments)
         SELECT '0000000000000000000' || CAST(1000000 + i AS text), 1, '{council}', 'TECHNOLOGY', 'Vätgas', 'vatgas',
             'Ett lager byggs.', '2026-08-01', 'TECHNOLOGICAL', '35', 'CAPTURED', 0 FROM n"
    );
    app.db.connection().execute_unprepared(&many).await.expect("signals");
    let told =
        table.briefing(&next, "newSignals(first: 1) { totalCount } newsByIndustry { industry { code } signals }").await;
    let industries = told["newsByIndustry"].as_array().expect("industries").iter();
    let counted: i64 = industries.filter_map(|news| news["signals"].as_i64()).sum();
    assert!(counted > 5_000 && json!(counted) == told["newSignals"]["totalCount"], "{told:#}");
}

async fn more_papers_than_a_page_holds_are_all_told(Open(app): Open) {
    let table = Table::set(&app).await;
    let meeting = table.plan("2026-09-15").await;
    let item = json!({ "meetingId": meeting, "kind": "DECISION", "title": "Vätgas" });
    let item = act(&app, LEADER, "addAgendaItem", "item { id }", item).await["id"].clone();
    let stored = |id: &Value| id.as_str().and_then(|id| id.split_once('_')).expect("an id").1.to_owned();
    let (of, on, council) = (stored(&meeting), stored(&item), stored(&table.council));
    // The last but one was withdrawn.
    let many = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 230)
         INSERT INTO meeting_papers (id, version, item_id, meeting_id, council_id, kind, title, title_key, dated_on, access,
             edition, superseded, withdrawn_reason)
         SELECT '0000000000000000000' || CAST(1000000 + i AS text), 1, '{on}', '{of}', '{council}', 'BACKGROUND',
             'Underlag nr ' || CAST(i AS text), 'underlag', '2026-08-01', 'COUNCIL', 1, false,
             CASE WHEN i = 229 THEN 'Fel' END FROM n"
    );
    app.db.connection().execute_unprepared(&many).await.expect("papers");
    let path = format!("/infor/{}", meeting.as_str().expect("an id"));
    let page = Reader::of(&app, "process_leader").await.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let told: Vec<bool> = (1..=230).map(|nth| page.html.contains(&format!("Underlag nr {nth}<"))).collect();
    assert_eq!(told.iter().filter(|is_told| **is_told).count(), 229);
    assert!(!told[228] && told[229], "but what was withdrawn");
}

async fn whoever_does_not_reach_the_meeting_is_told_of_none(app: DemoApp) {
    let table = Table::set(&app).await;
    let next = table.plan("2026-09-15").await;
    let query = "query($id: ID!, $branch: ID!) { by: meetingBriefing(meetingId: $id) { until newNeeds(first: 1) { totalCount } }
        next: meetingBriefing(industryCouncilId: $branch) { until } }";
    let asked = json!({ "id": next, "branch": table.branch });
    let told = app.speak_as("demo-council-member").ask(query, asked.clone()).await;
    assert_eq!((&told["by"]["until"], &told["next"]["until"]), (&json!("2026-09-15"), &json!("2026-09-15")));
    let unknown = format!("councilmeeting_{}", "7".repeat(26));
    let nothing = json!({ "by": null, "next": null });
    for outsider in ["demo-hub-manager", "demo-other-org-contact", "demo-auditor", "demo-system-admin"] {
        let speaker = app.speak_as(outsider);
        assert_eq!(speaker.ask(query, asked.clone()).await, nothing, "{outsider}");
        let missing = json!({ "id": unknown, "branch": table.branch });
        assert_eq!(speaker.ask(query, missing).await, nothing, "{outsider}");
    }
    assert_eq!(app.anonymous().ask(query, asked).await, nothing);
}

/// The demonstration's latest meeting whose minutes everyone reads.
async fn published(app: &App) -> Value {
    let query = "{ councilMeetings(first: 1, filter: { status: { eq: MINUTES_APPROVED } },
        orderBy: [{ field: MEETS_ON, direction: DESC }]) { nodes { id } } }";
    app.anonymous().ask(query, json!({})).await["councilMeetings"]["nodes"][0]["id"].clone()
}

async fn each_part_is_what_the_reader_reaches_anyway(app: DemoApp) {
    let meeting = published(&app).await;
    let query = "query($id: ID!) { meetingBriefing(meetingId: $id) { since newNeeds(first: 5) { totalCount }
        newSignals(first: 5) { totalCount } newsByIndustry { signals } progress { moves { needs } needs(first: 5) { changedOn } }
        decisions(first: 5) { totalCount nodes { id } } goals(first: 5) { goal { id } } } }";
    let asked = json!({ "id": meeting });
    let everyone = app.anonymous().ask(query, asked.clone()).await["meetingBriefing"].take();
    let own = app.speak_as(LEADER).ask(query, asked).await["meetingBriefing"].take();
    for part in ["newNeeds", "newSignals"] {
        assert_eq!(everyone[part]["totalCount"], 0, "{part}: {everyone:#}");
    }
    assert_eq!(everyone["newsByIndustry"], json!([]));
    assert_eq!(everyone["progress"], json!({ "moves": [], "needs": [] }));
    // Approved minutes and adopted plans are everyone's.
    for part in ["since", "decisions", "goals"] {
        assert_eq!(everyone[part], own[part], "{part}");
    }
    assert!(everyone["since"].is_string() && !everyone["goals"].as_array().expect("goals").is_empty(), "{everyone:#}");
}

async fn participants_are_the_same_before_every_meeting(app: DemoApp) {
    let table = Table::set(&app).await;
    let fields = "projects(first: 10) { nodes { id number participantCount { value status }
        targets(first: 1, filter: { kind: { eq: PARTICIPANTS } }) { nodes { value } } } }";
    let mut told = Vec::new();
    for day in ["2021-06-10", "2022-06-10"] {
        let meeting = table.plan(day).await;
        told.push(table.briefing(&meeting, fields).await["projects"]["nodes"].take());
    }
    let project = &told[0][0];
    assert_eq!(project["number"], "2020/00312", "{told:#?}");
    assert_eq!(project["targets"]["nodes"], json!([{ "value": 1750 }]));
    assert_ne!(project["participantCount"]["status"], "EXACT", "the leader accounts for none of them");
    // Two meetings give no difference, and a briefing tells what the project does.
    assert_eq!(told[0], told[1]);
    let query = "query($id: ID!) { node(id: $id) { ... on Project { participantCount { value status } } } }";
    let alone = app.speak_as(LEADER).ask(query, json!({ "id": project["id"] })).await;
    assert_eq!(alone["node"]["participantCount"], project["participantCount"]);
    let gone = table.plan("2023-06-10").await;
    assert_eq!(table.briefing(&gone, fields).await["projects"]["nodes"], json!([]), "it had ended");
}

async fn goals_are_told_as_of_the_two_meetings(app: DemoApp) {
    let table = Table::set(&app).await;
    table.held("2026-03-04").await;
    let next = table.plan("2026-09-15").await;
    let noted = "readings(first: 20, orderBy: [{ field: NOTED_ON, direction: DESC }]) { nodes { value notedOn } }";
    let fields = format!(
        "goals(first: 10) {{ valueThen valueNow wayGone isReached
        goal {{ baseline target {noted} earlier {{ {noted} earlier {{ {noted} }} }} }} }}"
    );
    let told = table.briefing(&next, &fields).await["goals"].take();
    let goals = told.as_array().expect("goals");
    assert!(!goals.is_empty(), "a plan is in force");
    for told in goals {
        let goal = &told["goal"];
        let before = |day: &str| {
            let versions = [goal, &goal["earlier"], &goal["earlier"]["earlier"]];
            let mut readings =
                versions.into_iter().flat_map(|one| one["readings"]["nodes"].as_array().into_iter().flatten());
            let latest = readings.find(|reading| reading["notedOn"].as_str() < Some(day));
            latest.map_or(Value::Null, |reading| reading["value"].clone())
        };
        let (then, now) = (before("2026-03-04"), before("2026-09-15"));
        assert_eq!((&told["valueThen"], &told["valueNow"]), (&then, &now), "{told:#}");
        let way = now.as_f64().zip(goal["baseline"].as_f64()).zip(goal["target"].as_f64());
        let gone = way.map(|((now, from), to)| (now - from) / (to - from));
        assert!(told["wayGone"].as_f64().zip(gone).is_none_or(|(told, gone)| (told - gone).abs() < 1e-9), "{told:#}");
        assert_eq!(told["isReached"].as_bool(), Some(gone.is_some_and(|gone| gone >= 1.0)), "{told:#}");
    }
}

async fn the_statements_follow_the_question_and_not_the_rows(app: DemoApp) {
    let leader = app.speak_as(LEADER);
    // Without an earlier meeting everything before is told, and that is hundreds of needs.
    let own =
        leader.ask("{ viewer { roles { councilId } } }", json!({})).await["viewer"]["roles"][0]["councilId"].take();
    let input = json!({ "councilId": own, "title": "Rådsmöte", "startsAt": "2022-10-01T08:00:00Z" });
    let meeting = act(&app, LEADER, "planCouncilMeeting", "meeting { id }", input).await["id"].clone();
    let query = "query($id: ID!, $n: Int!) { meetingBriefing(meetingId: $id) { newsByIndustry { needs }
        newNeeds(first: $n) { nodes { id } } newSignals(first: $n) { nodes { id } }
        progress { needs(first: $n) { need { id industryCouncil { id } } } }
        decisions(first: $n) { nodes { id endorses { id } } } projects(first: $n) { nodes { id } } } }";
    let mut sent = Vec::new();
    for n in [1, 20, 100] {
        let asked = json!({ "id": meeting, "n": n });
        let mut least = u64::MAX;
        for _ in 0..4 {
            let before = app.db.statements_sent();
            let told = leader.ask(query, asked.clone()).await["meetingBriefing"].take();
            least = least.min(app.db.statements_sent() - before);
            assert_eq!(told["newNeeds"]["nodes"].as_array().map(Vec::len), Some(n), "{n}");
            assert_eq!(told["progress"]["needs"].as_array().map(Vec::len), Some(n), "{n}");
        }
        sent.push(least);
    }
    assert!(sent.iter().all(|one| *one == sent[0]), "{sent:?}");
    assert!(sent[0] <= 14, "{sent:?}");
}

async fn the_page_tells_the_same_in_both_languages(Open(app): Open) {
    let table = Table::set(&app).await;
    table.held("2026-03-04").await;
    let next = table.plan("2026-09-15").await;
    let need = table.report("Elektrolysörer").await;
    table.qualify(&need).await;
    let id = |of: &Value| of.as_str().expect("an id").to_owned();
    let path = format!("/infor/{}", id(&next));
    let (mine, nobody) = (Reader::of(&app, "process_leader").await, Reader { app: &app, cookie: String::new() });
    let page = mine.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    page.says(&["<html lang=\"sv\">", "Inför mötet 15 september 2026</h1>", "4 mars 2026", "Elektrolysörer"]);
    page.says(&["Nya behov</h2>", "Behovens väg</h2>", "Anmält → kvalificerat: 1.", "Beslut att följa upp</h2>"]);
    page.says(&["Rådet bygger upp kunskap om vätgas.", "Handlingsplanens mål</h2>", "Deltagare mot mål</h2>"]);
    page.says(&["<th scope=\"col\">Status inför mötet</th>", "<th scope=\"row\">"]);
    assert!(!page.html.contains("<script"), "{}", page.html);
    let english = mine.get(&format!("{path}?lang=en")).await;
    english.says(&[
        "<html lang=\"en\">",
        "Before the meeting 15 September 2026",
        "New needs</h2>",
        "Reported → qualified: 1.",
    ]);

    // It is found from the meeting and from whose meeting it is.
    mine.get(&format!("/ting/{}", id(&next))).await.says(&[&format!("href=\"{path}\"")]);
    let of_branch = format!("/infor/{}", id(&table.branch));
    mine.get(&format!("/ting/{}", id(&table.branch))).await.says(&[&format!("href=\"{of_branch}\"")]);
    mine.get(&of_branch).await.says(&["Inför mötet 15 september 2026</h1>"]);
    mine.get(&format!("/ting/{}", id(&table.council))).await.says(&[&format!("/infor/{}", id(&table.council))]);

    let stranger = Reader::of(&app, "other_org_contact").await;
    let unknown = format!("/infor/councilmeeting_{}", "7".repeat(26));
    for reader in [&stranger, &nobody] {
        for hidden in [&path, &unknown] {
            assert_eq!(reader.get(hidden).await.status, StatusCode::NOT_FOUND, "{hidden}");
        }
        // Whether one is planned is not told either.
        reader.get(&of_branch).await.says(&["Inget möte är planerat framöver som du når."]);
    }
}
