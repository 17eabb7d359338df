//! Attack: someone without reach tries every way to other people's rows.

mod fields;
mod oracle;
mod stream;

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Role};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    access::rows::{TABLES, Table, covered, lists},
    harness::{DemoApp, Speaker, trial::both},
};

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        no_id_opens_what_is_out_of_reach,
        a_representation_that_names_no_entity_is_told_by_its_place,
        no_list_shows_what_is_out_of_reach,
        no_nesting_leads_out_of_reach,
        no_cursor_leads_out_of_reach,
        no_change_tells_what_exists,
        nobody_touches_what_is_out_of_reach,
    ];
    own.into_iter().chain(fields::tests()).chain(oracle::tests()).chain(stream::tests()).collect()
}

/// Those who try, with their roles.
pub const ATTACKERS: &[(&str, Option<Role>)] = &[
    ("", None),
    ("someone-without-a-role", None),
    ("demo-other-org-contact", Some(Role::OrgContact)),
    ("demo-participant", Some(Role::Participant)),
    ("demo-council-member", Some(Role::CouncilChair)),
    ("demo-provider", Some(Role::Provider)),
    ("demo-evaluator", Some(Role::Evaluator)),
];

/// The prefix of a list's ids.
const PREFIXES: &[(&str, &str)] = &[
    ("efforts", "effort"),
    ("occasions", "occasion"),
    ("enrolments", "enrolment"),
    ("outcomes", "outcome"),
    ("participations", "participation"),
    ("needs", "need"),
    ("endorsements", "endorsement"),
    ("triages", "triage"),
    ("councilMeetings", "councilmeeting"),
    ("agendaItems", "agendaitem"),
    ("councilDecisions", "decision"),
    ("signals", "signal"),
    ("actionPlans", "actionplan"),
    ("planGoals", "plangoal"),
    ("procurements", "procurement"),
    ("needScores", "score"),
    ("workforceSnapshots", "workforce"),
    ("roleAssignments", "role"),
    ("savedQuestions", "question"),
    ("accessTokens", "token"),
    ("learningSpreads", "spread"),
    ("networkMembers", "member"),
    ("healthAssessments", "health"),
    ("reflections", "reflection"),
    ("workplaces", "workplace"),
    ("businessGoals", "goal"),
    ("competenceAnalyses", "analysis"),
    ("developmentPlans", "plan"),
    ("employees", "employee"),
];

pub fn speaker<'a>(app: &'a DemoApp, subject: &str) -> Speaker<'a> {
    if subject.is_empty() { app.anonymous() } else { app.speak_as(subject) }
}

fn prefix(list: &str) -> &'static str {
    PREFIXES.iter().find(|(of, _)| *of == list).map(|(_, prefix)| *prefix).expect("every list has its prefix")
}

/// The type of a list's rows.
fn kind_of(list: &str) -> String {
    let one =
        list.strip_suffix("yses").map_or_else(|| list.trim_end_matches('s').to_owned(), |stem| format!("{stem}ysis"));
    format!("{}{}", one[..1].to_uppercase(), &one[1..])
}

fn act(list: &str) -> Action {
    lists().find(|(of, _)| *of == list).map(|(_, act)| act).expect("every list has its act")
}

/// Public ids of rows of `table`: those `subject` reaches, or those it does not.
pub async fn ids(app: &DemoApp, table: &Table, subject: &str, role: Option<Role>, reached: bool) -> Vec<String> {
    let covered = covered(table, act(table.list), subject, role);
    let not = if reached { "" } else { "NOT" };
    // An absent anchor makes the condition neither true nor false: not covered.
    let sql = format!("SELECT id FROM {} WHERE {not} COALESCE(({covered}), 1 = 0) ORDER BY id", table.name);
    app.texts(&sql).await.iter().map(|id| format!("{}_{id}", prefix(table.list))).collect()
}

/// A few of many, from all over.
fn sample(ids: &[String], count: usize) -> Vec<String> {
    ids.iter().step_by((ids.len() / count).max(1)).take(count).cloned().collect()
}

/// A router that asks for what is no entity is told which of its representations that is, by a code of its own and in one language.
async fn a_representation_that_names_no_entity_is_told_by_its_place(app: DemoApp) {
    const ENTITY: &str = "query($of: [_Any!]!) { _entities(representations: $of) { __typename } }";
    let good = json!({ "__typename": "Need", "id": "need_00000000000000000000000000" });
    let router = speaker(&app, "demo-council-member");
    for wrong in [
        json!({ "__typename": "Apa", "id": "x" }),
        json!({ "__typename": "Need" }),
        json!({ "id": "x" }),
        json!("Need"),
        json!([]),
    ] {
        let (_, answer) = router.answer(ENTITY, json!({ "of": [good, wrong] })).await;
        let error = &answer["errors"][0];
        let told = (&error["extensions"]["code"], &error["extensions"]["rule"], &error["extensions"]["field"]);
        assert_eq!(
            told,
            (&json!("INVALID"), &json!("ENTITY_IS_UNKNOWN"), &json!("representations.1")),
            "{wrong}: {answer}"
        );
    }
}

async fn no_id_opens_what_is_out_of_reach(app: DemoApp) {
    const NODES: &str = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
    const ENTITY: &str = "query($of: [_Any!]!) { _entities(representations: $of) { __typename } }";
    let mut tried = 0;
    for (subject, role) in ATTACKERS {
        let attacker = speaker(&app, subject);
        for table in TABLES {
            let foreign = sample(&ids(&app, table, subject, *role, false).await, 100);
            tried += foreign.len();
            let data = attacker.ask(NODES, json!({ "ids": foreign })).await;
            let opened: Vec<&Value> =
                data["nodes"].as_array().expect("a list").iter().filter(|node| !node.is_null()).collect();
            assert!(opened.is_empty(), "{subject:?} opens {opened:?}");
            for id in sample(&foreign, 2) {
                let data = attacker.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
                assert_eq!(data["node"], Value::Null, "{subject:?} {id}");
            }
            let kind = kind_of(table.list);
            let of: Vec<Value> =
                sample(&foreign, 20).iter().map(|id| json!({ "__typename": kind, "id": id })).collect();
            let data = attacker.ask(ENTITY, json!({ "of": of })).await;
            assert!(
                data["_entities"].as_array().expect("a list").iter().all(Value::is_null),
                "{subject:?} {kind}: {data}"
            );
            // What is within reach does open: the ids are of the right kind.
            let own = sample(&ids(&app, table, subject, *role, true).await, 20);
            let data = attacker.ask(NODES, json!({ "ids": own })).await;
            assert!(
                data["nodes"].as_array().expect("a list").iter().all(|node| !node.is_null()),
                "{subject:?} {}",
                table.list
            );
        }
    }
    assert!(tried > 1_000, "only {tried} ids were tried");
}

async fn no_list_shows_what_is_out_of_reach(app: DemoApp) {
    for (subject, role) in ATTACKERS {
        let attacker = speaker(&app, subject);
        for table in TABLES {
            let list = table.list;
            let kind = kind_of(list);
            let foreign = sample(&ids(&app, table, subject, *role, false).await, 200);
            let query = format!(
                "query($filter: {kind}Filter) {{ {list}(first: 100, filter: $filter) {{ totalCount nodes {{ id }} }} }}"
            );
            for filter in [
                json!({ "id": { "in": foreign } }),
                json!({ "or": [{ "id": { "in": foreign } }, { "id": { "in": foreign } }] }),
                json!({ "not": { "not": { "id": { "in": foreign } } } }),
            ] {
                let data = attacker.ask(&query, json!({ "filter": filter })).await;
                assert_eq!(data[list], json!({ "totalCount": 0, "nodes": [] }), "{subject:?} {list}");
            }
            let reached = ids(&app, table, subject, *role, true).await.len();
            for filter in
                [json!({ "or": [{}, { "id": { "in": foreign } }] }), json!({ "not": { "id": { "in": foreign } } })]
            {
                let data = attacker.ask(&query, json!({ "filter": filter })).await;
                assert_eq!(data[list]["totalCount"], reached, "{subject:?} {list} {filter}");
            }
        }
    }
}

/// Ways from what everyone sees to what few see. Each list asks for its total.
const WALKS: &[&str] = &[
    "efforts(first: 40) { nodes { id enrolments(first: 50) { totalCount nodes { ...E } } outcomes(first: 50) { totalCount nodes { ...O } }
        needs(first: 20) { totalCount nodes { id triage { id } endorsements(first: 5) { nodes { id } } } } } }",
    "occasions(first: 60) { nodes { id enrolments(first: 50) { totalCount nodes { ...E } } effort { id enrolments(first: 5) { nodes { id } } } } }",
    "projects(first: 20) { nodes { id participations(first: 50) { totalCount nodes { ...P } } enrolments(first: 20) { totalCount nodes { ...E } }
        outcomes(first: 20) { totalCount nodes { ...O } } efforts(first: 20) { totalCount nodes { id } } } }",
    "organisations(first: 100) { nodes { id participations(first: 10) { totalCount nodes { ...P } } enrolments(first: 10) { totalCount nodes { ...E } }
        outcomes(first: 10) { totalCount nodes { ...O } } needs(first: 10) { totalCount nodes { id } } workforce(first: 10) { totalCount nodes { id } }
        providedEfforts(first: 5) { totalCount nodes { id enrolments(first: 5) { totalCount nodes { id } } } } } }",
    "hubs(first: 20) { nodes { id enrolments(first: 30) { totalCount nodes { ...E } } outcomes(first: 30) { totalCount nodes { ...O } }
        triages(first: 30) { totalCount nodes { id } } efforts(first: 30) { totalCount nodes { id } } } }",
    "councils(first: 20) { nodes { id needs(first: 30) { totalCount nodes { id } } roleAssignments(first: 30) { totalCount nodes { id } }
        efforts(first: 30) { totalCount nodes { id } } industryCouncils(first: 10) { nodes { id needs(first: 20) { totalCount nodes { id } } } } } }",
    "enrolments(first: 60) { nodes { ...E occasion { id enrolments(first: 10) { totalCount nodes { ...E } } } participation { ...P } } }",
    "participations(first: 60) { nodes { ...P enrolments(first: 10) { totalCount nodes { ...E } } outcomes(first: 10) { totalCount nodes { ...O } }
        project { id participations(first: 10) { totalCount nodes { id } } } organisation { id participations(first: 10) { totalCount nodes { id } } } } }",
    "outcomes(first: 60) { nodes { ...O enrolment { ...E } participation { ...P } effort { id outcomes(first: 10) { totalCount nodes { id } } } } }",
];
const FRAGMENTS: &str = "
    fragment E on Enrolment { id status participant { id } }
    fragment O on Outcome { id kind participant { id } }
    fragment P on Participation { id status participant { id } }";

/// Every id in an answer.
fn met(data: &Value, ids: &mut BTreeSet<String>) {
    match data {
        Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| met(value, ids));
        }
        Value::Array(items) => items.iter().for_each(|item| met(item, ids)),
        _ => {}
    }
}

/// Lists whose total is less than what they show, or more where all is shown.
fn miscounted(data: &Value, wrong: &mut Vec<String>) {
    match data {
        Value::Object(fields) => {
            if let (Some(total), Some(nodes)) =
                (fields.get("totalCount").and_then(Value::as_u64), fields.get("nodes").and_then(Value::as_array))
            {
                let (total, shown) = (total as usize, nodes.len());
                // The shortest page asked for is five long.
                if total < shown || (shown < 5 && total != shown) {
                    wrong.push(format!("{total} counted, {shown} shown"));
                }
            }
            fields.values().for_each(|value| miscounted(value, wrong));
        }
        Value::Array(items) => items.iter().for_each(|item| miscounted(item, wrong)),
        _ => {}
    }
}

async fn no_nesting_leads_out_of_reach(app: DemoApp) {
    for (subject, role) in ATTACKERS {
        let attacker = speaker(&app, subject);
        let mut reached: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for table in TABLES {
            reached.insert(prefix(table.list), ids(&app, table, subject, *role, true).await.into_iter().collect());
        }
        for walk in WALKS {
            let used: String = ["E", "O", "P"]
                .iter()
                .zip(FRAGMENTS.lines().skip(1))
                .filter(|(name, _)| walk.contains(&format!("...{name}")))
                .map(|(_, fragment)| fragment)
                .collect();
            let data = attacker.ask(&format!("{{ {walk} }} {used}"), json!({})).await;
            let (mut found, mut wrong) = (BTreeSet::new(), Vec::new());
            met(&data, &mut found);
            miscounted(&data, &mut wrong);
            let out: Vec<&String> = found
                .iter()
                .filter(|id| {
                    let kind = id.split_once('_').map_or("", |(kind, _)| kind);
                    reached.get(kind).is_some_and(|reached| !reached.contains(*id))
                })
                .collect();
            assert!(
                out.is_empty(),
                "{subject:?} meets {} rows out of reach, e.g. {:?}, by {walk}",
                out.len(),
                &out[..out.len().min(3)]
            );
            assert!(wrong.is_empty(), "{subject:?}: {wrong:?} by {walk}");
        }
    }
}

async fn no_cursor_leads_out_of_reach(app: DemoApp) {
    let query = "query($after: String, $before: String, $first: Int, $last: Int) { enrolments(first: $first, last: $last, after: $after, before: $before,
        orderBy: [{ field: APPLIED_ON, direction: DESC }]) { totalCount edges { cursor node { id } } } }";
    let manager = app.speak_as("demo-hub-manager").ask(query, json!({ "first": 5 })).await;
    let cursor = manager["enrolments"]["edges"][2]["cursor"].clone();
    assert!(cursor.is_string(), "{manager}");
    let table = TABLES.iter().find(|table| table.list == "enrolments").expect("enrolments");
    for (subject, role) in ATTACKERS {
        let attacker = speaker(&app, subject);
        let own: BTreeSet<String> = ids(&app, table, subject, *role, true).await.into_iter().collect();
        for asked in [json!({ "first": 100, "after": cursor }), json!({ "last": 100, "before": cursor })] {
            let data = attacker.ask(query, asked).await;
            assert_eq!(data["enrolments"]["totalCount"], own.len(), "{subject:?}");
            let edges = data["enrolments"]["edges"].as_array().expect("edges");
            let out = edges.iter().filter(|edge| !own.contains(edge["node"]["id"].as_str().unwrap_or_default()));
            assert_eq!(out.count(), 0, "{subject:?}");
        }
    }
}

/// Changes that name a row: who tries, and how, with the row's place in the input left open.
fn changes() -> Vec<(&'static str, Option<Role>, &'static str, &'static str, Value)> {
    let version = |more: Value| {
        let mut input = json!({ "expectedVersion": 1 });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        input
    };
    let leader = ("demo-process-leader", Some(Role::ProcessLeader));
    let contact = ("demo-other-org-contact", Some(Role::OrgContact));
    let provider_like = ("demo-hub-coordinator", Some(Role::HubCoordinator));
    let manager = ("demo-project-manager", Some(Role::ProjectManager));
    vec![
        (
            leader.0,
            leader.1,
            "needs",
            "mutation($input: QualifyNeedInput!) { qualifyNeed(input: $input) { need { id } userErrors { code message path } } }",
            version(json!({ "id": "?", "codes": { "sni": "29" } })),
        ),
        (
            leader.0,
            leader.1,
            "needs",
            "mutation($input: SettleNeedInput!) { settleNeed(input: $input) { need { id } userErrors { code message path } } }",
            version(json!({ "id": "?", "settlement": "LAPSED", "reason": "x" })),
        ),
        (
            "demo-council-member",
            Some(Role::CouncilChair),
            "needs",
            "mutation($input: EndorseNeedInput!) { endorseNeed(input: $input) { endorsement { id } userErrors { code message path } } }",
            version(json!({ "needId": "?", "decidedOn": "2026-09-01", "reference": "§ 1" })),
        ),
        (
            provider_like.0,
            provider_like.1,
            "enrolments",
            "mutation($input: StartEnrolmentInput!) { startEnrolment(input: $input) { enrolment { id } userErrors { code message path } } }",
            version(json!({ "id": "?" })),
        ),
        (
            provider_like.0,
            provider_like.1,
            "enrolments",
            "mutation($input: RecordOutcomeInput!) { recordOutcome(input: $input) { outcome { id } userErrors { code message path } } }",
            json!({ "enrolmentId": "?", "kind": "NEW_JOB", "observedOn": "2026-08-01", "source": "HUB" }),
        ),
        (
            manager.0,
            manager.1,
            "participations",
            "mutation($input: ExitParticipationInput!) { exitParticipation(input: $input) { participation { id } userErrors { code message path } } }",
            version(json!({ "id": "?" })),
        ),
        (
            manager.0,
            manager.1,
            "participations",
            "mutation($input: RecordOutcomeInput!) { recordOutcome(input: $input) { outcome { id } userErrors { code message path } } }",
            json!({ "participationId": "?", "kind": "NEW_JOB", "observedOn": "2026-08-01", "source": "HUB" }),
        ),
        (
            provider_like.0,
            provider_like.1,
            "efforts",
            "mutation($input: AdvanceEffortInput!) { advanceEffort(input: $input) { effort { id } userErrors { code message path } } }",
            version(json!({ "id": "?", "step": "TRIAGE" })),
        ),
        (
            contact.0,
            contact.1,
            "participations",
            "mutation($input: EnrolInput!) { nominateParticipant(input: $input) { enrolment { id } userErrors { code message path } } }",
            json!({ "occasionId": "*", "participationId": "?" }),
        ),
        (
            contact.0,
            contact.1,
            "participants",
            "mutation($input: EnrolInput!) { nominateParticipant(input: $input) { enrolment { id } userErrors { code message path } } }",
            json!({ "occasionId": "*", "participantId": "?" }),
        ),
        (
            "demo-participant",
            Some(Role::Participant),
            "participations",
            "mutation($input: EnrolInput!) { applyForPlace(input: $input) { enrolment { id } userErrors { code message path } } }",
            json!({ "occasionId": "*", "participationId": "?" }),
        ),
        (
            "demo-participant",
            Some(Role::Participant),
            "participants",
            "mutation($input: EnrolInput!) { applyForPlace(input: $input) { enrolment { id } userErrors { code message path } } }",
            json!({ "occasionId": "*", "participantId": "?" }),
        ),
    ]
}

fn filled(input: &Value, id: &str, occasion: &str) -> Value {
    let mut filled = input.clone();
    for value in filled.as_object_mut().expect("fields").values_mut() {
        match value.as_str() {
            Some("?") => *value = json!(id),
            Some("*") => *value = json!(occasion),
            _ => {}
        }
    }
    filled
}

/// Someone else's rows, for a change by `subject`.
async fn foreign(app: &DemoApp, subject: &str, role: Option<Role>, list: &str) -> Vec<String> {
    match TABLES.iter().find(|table| table.list == list) {
        Some(table) => ids(app, table, subject, role, false).await,
        None => {
            let table = TABLES.iter().find(|table| table.list == "participations").expect("participations");
            let covered = covered(table, act("participations"), subject, role);
            let sql = format!(
                "SELECT id FROM participants WHERE id NOT IN (SELECT participant_id FROM participations WHERE {covered}) ORDER BY id"
            );
            app.texts(&sql).await.iter().map(|id| format!("person_{id}")).collect()
        }
    }
}

async fn no_change_tells_what_exists(app: DemoApp) {
    let occasion = app
        .texts(
            "SELECT o.id FROM occasions o JOIN efforts e ON e.id = o.effort_id WHERE e.status = 'OPEN' ORDER BY o.id",
        )
        .await;
    let occasion = format!("occasion_{}", occasion.first().expect("an effort is open"));
    let trail = app.number("SELECT count(*) FROM audit_entries").await;
    let mut tried = 0;
    for (subject, role, list, mutation, input) in changes() {
        let attacker = speaker(&app, subject);
        let foreign = sample(&foreign(&app, subject, role, list).await, 5);
        let kind = foreign.first().and_then(|id| id.split_once('_')).map_or("", |(kind, _)| kind);
        let missing = attacker
            .ask(mutation, json!({ "input": filled(&input, &format!("{kind}_{}", "z".repeat(26)), &occasion) }))
            .await;
        for id in &foreign {
            tried += 1;
            let data = attacker.ask(mutation, json!({ "input": filled(&input, id, &occasion) })).await;
            assert_eq!(data, missing, "{subject} {mutation}: {id} is told apart from what does not exist");
            let payload = data.as_object().and_then(|data| data.values().next()).expect("one field");
            let code = payload["userErrors"][0]["code"].as_str().unwrap_or_else(|| panic!("{subject} did it: {data}"));
            assert!(["NOT_FOUND", "DENIED", "REFERENCE_IS_UNKNOWN"].contains(&code), "{subject} {mutation}: {code}");
        }
    }
    assert!(tried > 20, "only {tried} were tried");
    assert_eq!(app.number("SELECT count(*) FROM audit_entries").await, trail, "nothing was done");
}

async fn nobody_touches_what_is_out_of_reach(app: DemoApp) {
    // In someone else's name: the own act, another's anchor.
    let other = app.texts("SELECT id FROM organisations WHERE id NOT IN (SELECT organisation_id FROM role_assignments WHERE subject = 'demo-other-org-contact' AND organisation_id IS NOT NULL) ORDER BY id").await;
    let council = app.texts("SELECT council_id FROM role_assignments WHERE subject = 'demo-process-leader'").await;
    let need = |organisation: &str| {
        json!({ "input": { "councilId": format!("council_{}", council[0]), "organisationId": organisation, "title": "x", "basis": "BOTH",
            "cause": "OTHER", "horizon": "SHORT", "targetGroup": "ALL", "peopleNeeded": 1 } })
    };
    const REPORT: &str =
        "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code } } }";
    let contact = app.speak_as("demo-other-org-contact");
    assert_eq!(contact.refused(REPORT, need(&format!("org_{}", other[0]))).await, "DENIED");
    assert_eq!(contact.refused(REPORT, need(&format!("org_{}", "z".repeat(26)))).await, "DENIED");
    const WORKFORCE: &str =
        "mutation($input: ReportWorkforceInput!) { reportWorkforce(input: $input) { userErrors { code } } }";
    let figures = |organisation: &str| json!({ "input": { "organisationId": organisation, "countedOn": "2026-08-31", "women": 1, "men": 1, "others": 0 } });
    let foreign = contact.ask(WORKFORCE, figures(&format!("org_{}", other[0]))).await;
    let missing = contact.ask(WORKFORCE, figures(&format!("org_{}", "z".repeat(26)))).await;
    assert_eq!(foreign, missing);
    assert_eq!(foreign["reportWorkforce"]["userErrors"][0]["code"], "DENIED");
}
