//! Field by field: whoever reaches a row about a person does not therefore read her name, her answers or her number.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{ATTACKERS, speaker};
use crate::{
    harness::{DemoApp, trial::both},
    seeds::appoint,
};

pub fn tests() -> Vec<Trial> {
    both![
        names_answers_and_numbers_each_have_their_readers,
        a_person_out_of_reach_is_nobody,
        a_protected_person_is_named_to_few,
        what_is_known_at_work_stays_with_the_employer,
        every_reading_is_noted,
        the_trail_and_the_read_log_are_for_few,
    ]
}

/// What learning at work says of people, or of how many they are: a type that does has a row of [`AT_WORK`]. Who reads other rows is
/// held by `access/rows.rs`.
struct AtWork {
    of: &'static str,
    /// Of its ids.
    prefix: &'static str,
    table: &'static str,
    /// One that has a value.
    column: &'static str,
    fields: &'static [&'static str],
    /// Whether a project may be named in its rows, whose people then read them.
    in_project: bool,
    /// Whether the employer's contact, its line manager and its union read it.
    readers: [bool; 3],
}

#[rustfmt::skip]
const AT_WORK: [AtWork; 13] = [
    AtWork { of: "SkillAssessment", prefix: "assessment", table: "skill_assessments", column: "level", fields: &["level", "by", "assessedOn"],
        in_project: false, readers: [true, true, false] },
    AtWork { of: "Employee", prefix: "employee", table: "employees", column: "reference", fields: &["reference", "employedFrom"],
        in_project: false, readers: [true, true, false] },
    // Of so few the union is told no number.
    AtWork { of: "SkillGap", prefix: "gap", table: "skill_gaps", column: "assessed", fields: &["assessed", "below"],
        in_project: true, readers: [true, true, false] },
    AtWork { of: "SkillRequirement", prefix: "requirement", table: "skill_requirements", column: "level", fields: &["level"],
        in_project: false, readers: [true, true, true] },
    AtWork { of: "BusinessGoal", prefix: "goal", table: "business_goals", column: "statement", fields: &["statement"],
        in_project: false, readers: [true, true, true] },
    AtWork { of: "PlanLine", prefix: "planline", table: "plan_lines", column: "action", fields: &["action", "responsible"],
        in_project: true, readers: [true, true, true] },
    AtWork { of: "Workplace", prefix: "workplace", table: "workplaces", column: "headcount", fields: &["headcount"],
        in_project: false, readers: [true, true, true] },
    AtWork { of: "Reflection", prefix: "reflection", table: "reflections", column: "attendee_count", fields: &["attendeeCount"],
        in_project: true, readers: [true, true, true] },
    AtWork { of: "AgreedChange", prefix: "change", table: "agreed_changes", column: "what", fields: &["what", "responsible"],
        in_project: true, readers: [true, true, true] },
    AtWork { of: "HealthAssessment", prefix: "health", table: "health_assessments", column: "has_forum", fields: &["hasForum", "hasTime"],
        in_project: false, readers: [true, true, true] },
    AtWork { of: "LearningSpread", prefix: "spread", table: "learning_spreads", column: "colleagues_reached", fields: &["colleaguesReached"],
        in_project: true, readers: [true, true, true] },
    AtWork { of: "NetworkMember", prefix: "member", table: "network_members", column: "joined_on", fields: &["joinedOn"],
        in_project: true, readers: [true, false, false] },
    AtWork { of: "MeetingAttendance", prefix: "attendance", table: "meeting_attendances", column: "head_count", fields: &["headCount"],
        in_project: true, readers: [true, false, false] },
];
/// Those of the demonstration who have nothing to do with the rows, beside the attackers.
const OTHERS: [&str; 10] = [
    "demo-org-contact",
    "demo-union-rep",
    "demo-process-leader",
    "demo-hub-coordinator",
    "demo-hub-manager",
    "demo-project-manager",
    "demo-auditor",
    "demo-dpo",
    "demo-system-admin",
    "demo-public-reader",
];

const ROWS: &str = "{ participations(first: 20) { nodes { id birthYear sex participant { id name } sensitive { disability minority } } } }";
const PEOPLE: &str =
    "{ enrolments(first: 20) { nodes { id participant { id name } participation { id sensitive { disability } } } }
    outcomes(first: 20) { nodes { id participant { id name } } } }";
const IDENTITY: &str = "query($id: ID!) { personalIdentity(participantId: $id, purpose: \"Rapportering till finansiären\") { kind number birthDate } }";

/// All values at `field` anywhere in an answer.
fn values<'a>(data: &'a Value, field: &str, found: &mut Vec<&'a Value>) {
    match data {
        Value::Object(fields) => {
            found.extend(fields.get(field));
            fields.values().for_each(|value| values(value, field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| values(item, field, found)),
        _ => {}
    }
}

fn known(data: &Value, field: &str) -> (usize, usize) {
    let mut found = Vec::new();
    values(data, field, &mut found);
    (found.iter().filter(|value| !value.is_null()).count(), found.len())
}

async fn names_answers_and_numbers_each_have_their_readers(app: DemoApp) {
    // Reaches participations; reads names; reads sensitive answers; reads numbers.
    for (subject, rows, names, answers, numbers) in [
        ("", false, false, false, false),
        ("someone-without-a-role", false, false, false, false),
        ("demo-council-member", false, false, false, false),
        ("demo-process-leader", false, false, false, false),
        ("demo-dpo", false, false, false, false),
        ("demo-system-admin", false, false, false, false),
        ("demo-provider", false, false, false, false),
        ("demo-evaluator", true, false, false, false),
        ("demo-org-contact", true, true, false, false),
        ("demo-participant", true, true, false, false),
        ("demo-hub-coordinator", true, true, false, false),
        ("demo-hub-manager", true, true, false, false),
        ("demo-auditor", true, true, true, true),
        ("demo-project-manager", true, true, true, true),
    ] {
        let speaker = speaker(&app, subject);
        let data = speaker.ask(ROWS, json!({})).await;
        let shown = data["participations"]["nodes"].as_array().expect("rows").len();
        assert_eq!(shown > 0, rows, "{subject:?} reaches participations");
        assert_eq!(known(&data, "name").0 > 0, names, "{subject:?} reads names: {data}");
        assert_eq!(known(&data, "sensitive").0, if answers { shown } else { 0 }, "{subject:?} reads answers");
        let people = speaker.ask(PEOPLE, json!({})).await;
        let may_name = names || known(&people, "name").0 == 0;
        assert!(may_name, "{subject:?} reads names by enrolments or outcomes: {people}");
        assert!(answers || known(&people, "sensitive").0 == 0, "{subject:?} reads answers by enrolments");
        let someone = match data["participations"]["nodes"][0]["participant"]["id"].as_str() {
            Some(id) => id.to_owned(),
            None => format!("person_{}", app.texts("SELECT participant_id FROM participations ORDER BY id").await[0]),
        };
        let (_, answer) = speaker.answer(IDENTITY, json!({ "id": someone })).await;
        if numbers {
            assert!(answer["data"]["personalIdentity"]["number"].is_string(), "{subject}: {answer}");
        } else {
            assert_eq!(answer["errors"][0]["extensions"]["code"], "DENIED", "{subject:?}: {answer}");
            assert!(!answer.to_string().contains("number\":"), "{subject:?}: {answer}");
        }
    }
}

async fn what_is_known_at_work_stays_with_the_employer(app: DemoApp) {
    let held = |anchor: &str| {
        format!("SELECT {anchor} FROM role_assignments WHERE subject LIKE 'demo-%' AND {anchor} IS NOT NULL")
    };
    let council = format!("council_{}", app.texts("SELECT id FROM councils ORDER BY id").await[0]);
    for AtWork { of, prefix, table, column, fields, in_project, readers } in AT_WORK {
        let outside = format!("AND (project_id IS NULL OR project_id NOT IN ({}))", held("project_id"));
        let found = app
            .texts(&format!(
                "SELECT id || '/' || organisation_id FROM {table} WHERE {column} IS NOT NULL
                 AND organisation_id NOT IN ({}) {} ORDER BY id",
                held("organisation_id"),
                if in_project { outside.as_str() } else { "" },
            ))
            .await;
        let (id, organisation) = found.first().and_then(|row| row.split_once('/')).expect("a row of nobody's");
        let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on {of} {{ {} }} }} }}", fields.join(" "));
        let variables = json!({ "id": format!("{prefix}_{id}") });
        let known = async |subject: &str| {
            let data = speaker(&app, subject).ask(&query, variables.clone()).await;
            fields.iter().filter(|field| !data["node"][**field].is_null()).count()
        };
        for subject in ATTACKERS.iter().map(|(subject, _)| *subject).chain(OTHERS) {
            assert_eq!(known(subject).await, 0, "{subject:?} reads a {of}");
        }
        for (role, reads) in ["ORG_CONTACT", "LINE_MANAGER", "UNION_REP"].into_iter().zip(readers) {
            let subject = format!("{prefix}-{role}");
            let mut anchors = json!({ "organisationId": format!("org_{organisation}") });
            if role == "UNION_REP" {
                anchors["councilId"] = json!(council);
            }
            appoint(&app, &subject, role, anchors).await;
            assert_eq!(known(&subject).await, if reads { fields.len() } else { 0 }, "{subject} reads a {of}");
        }
    }
}

async fn a_person_out_of_reach_is_nobody(app: DemoApp) {
    let missing = format!("person_{}", "z".repeat(26));
    const PERSON: &str = "query($id: ID!) { participant(id: $id) { id name } }";
    for (subject, _) in ATTACKERS {
        let own = format!(
            "SELECT organisation_id FROM role_assignments WHERE subject = '{subject}' AND organisation_id IS NOT NULL"
        );
        let herself = format!(
            "SELECT participant_id FROM role_assignments WHERE subject = '{subject}' AND participant_id IS NOT NULL"
        );
        let project =
            format!("SELECT project_id FROM role_assignments WHERE subject = '{subject}' AND project_id IS NOT NULL");
        let sql = format!("SELECT id FROM participants WHERE id NOT IN ({herself}) AND id NOT IN
            (SELECT participant_id FROM participations WHERE organisation_id IN ({own}) OR project_id IN ({project})) ORDER BY id");
        let speaker = speaker(&app, subject);
        let nobody = speaker.ask(PERSON, json!({ "id": missing })).await;
        assert_eq!(nobody["participant"], Value::Null);
        let unnumbered = speaker.answer(IDENTITY, json!({ "id": missing })).await.1["errors"][0]["extensions"].clone();
        let foreign = app.texts(&sql).await;
        assert!(foreign.len() > 20, "{subject:?}: there are others");
        for id in foreign.iter().step_by(foreign.len() / 10).map(|id| format!("person_{id}")) {
            assert_eq!(speaker.ask(PERSON, json!({ "id": id })).await, nobody, "{subject:?} {id}");
            let number = speaker.answer(IDENTITY, json!({ "id": id })).await.1["errors"][0]["extensions"].clone();
            assert_eq!(number["code"], unnumbered["code"], "{subject:?} {id}");
            let node = speaker.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
            assert_eq!(node["node"], Value::Null);
        }
    }
    // Who reads numbers reads none outside her project.
    let manager = app.speak_as("demo-project-manager");
    let outside = app
        .texts(
            "SELECT id FROM participants WHERE id NOT IN (SELECT participant_id FROM participations WHERE project_id IN
        (SELECT project_id FROM role_assignments WHERE subject = 'demo-project-manager'))",
        )
        .await;
    for id in [format!("person_{}", outside[0]), missing] {
        assert_eq!(manager.error(IDENTITY, json!({ "id": id })).await, "NOT_FOUND");
    }
}

async fn a_protected_person_is_named_to_few(app: DemoApp) {
    let project = "SELECT project_id FROM role_assignments WHERE subject = 'demo-project-manager'";
    // One of the project's people is given protection.
    let people = app
        .texts(&format!(
            "SELECT participant_id FROM participations WHERE project_id IN ({project}) AND organisation_id IN
        (SELECT organisation_id FROM role_assignments WHERE subject = 'demo-org-contact') ORDER BY id"
        ))
        .await;
    let sql = format!("UPDATE participants SET protected = {} WHERE id = '{}'", "true", people[0]);
    sea_orm::ConnectionTrait::execute_unprepared(app.db.connection(), &sql).await.expect("protected");
    let query = "query($id: ID!) { participations(first: 5, filter: { participantId: { eq: $id } }) { nodes { id participant { id name } } } }";
    for (subject, named) in [
        ("demo-project-manager", true),
        ("demo-hub-coordinator", false),
        ("demo-hub-manager", false),
        ("demo-auditor", false),
        ("demo-org-contact", false),
        ("demo-evaluator", false),
    ] {
        let data = app.speak_as(subject).ask(query, json!({ "id": format!("person_{}", people[0]) })).await;
        let nodes = data["participations"]["nodes"].as_array().expect("rows");
        assert!(!nodes.is_empty(), "{subject} reaches her row");
        assert_eq!(known(&data, "name").0 > 0, named, "{subject}: {data}");
    }
}

async fn every_reading_is_noted(app: DemoApp) {
    let noted = async || app.number("SELECT count(*) FROM read_log").await;
    let manager = app.speak_as("demo-project-manager").with("X-Purpose", "Slutrapport");
    let before = noted().await;
    let data = manager.ask(ROWS, json!({})).await;
    let (names, _) = known(&data, "name");
    let (answers, _) = known(&data, "sensitive");
    assert_eq!(noted().await - before, (names + answers) as i64);
    let fields = app
        .texts("SELECT DISTINCT principal || ' ' || coalesce(purpose, '-') || ' ' || fields FROM read_log ORDER BY 1")
        .await;
    assert_eq!(
        fields,
        [
            "kompetensnav-demo|demo-project-manager Slutrapport disability, minority",
            "kompetensnav-demo|demo-project-manager Slutrapport name"
        ]
    );
    let before = noted().await;
    app.speak_as("demo-evaluator").ask(ROWS, json!({})).await;
    manager.ask("{ participations(first: 20) { nodes { id birthYear participant { id } } } }", json!({})).await;
    assert_eq!(noted().await, before, "what was not shown was not read");
}

async fn the_trail_and_the_read_log_are_for_few(app: DemoApp) {
    const BOTH: &str = "query($thing: ID!, $person: ID!) { auditTrail(subjectId: $thing, first: 100) { action } readLog(participantId: $person, first: 100) { fields } }";
    let herself = app.texts("SELECT participant_id FROM role_assignments WHERE subject = 'demo-participant'").await;
    let project = "SELECT project_id FROM role_assignments WHERE subject = 'demo-project-manager'";
    let others = app
        .texts(&format!(
            "SELECT participant_id FROM participations WHERE project_id IN ({project}) AND participant_id <> '{}' ORDER BY id",
            herself[0]
        ))
        .await;
    let thing = format!("project_{}", app.texts(project).await[0]);
    let (herself, other) = (format!("person_{}", herself[0]), format!("person_{}", others[0]));
    // There is something to read: the manager has named both.
    let name = "query($id: ID!) { participant(id: $id) { name } }";
    for person in [&herself, &other] {
        let shown = app.speak_as("demo-project-manager").ask(name, json!({ "id": person })).await;
        assert!(shown["participant"]["name"].is_string(), "{person}");
    }
    let subjects = crate::access::audience::SUBJECTS.iter().map(|(subject, _)| *subject);
    for subject in subjects {
        let of = async |person: &str| {
            let data = speaker(&app, subject).ask(BOTH, json!({ "thing": thing, "person": person })).await;
            let some = |field: &str| data[field].as_array().is_some_and(|lines| !lines.is_empty());
            (some("auditTrail"), some("readLog"))
        };
        let expected = match subject {
            "demo-dpo" | "demo-auditor" => [(true, true), (true, true)],
            "demo-participant" => [(false, true), (false, false)],
            _ => [(false, false), (false, false)],
        };
        assert_eq!(
            [of(&herself).await, of(&other).await],
            expected,
            "{subject:?}: trail and read log, of herself and of another"
        );
    }
}
