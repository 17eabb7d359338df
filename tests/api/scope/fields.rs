//! Field by field: whoever reaches a row about a person does not therefore read her name, her answers or her number.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{ATTACKERS, speaker};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        names_answers_and_numbers_each_have_their_readers,
        a_person_out_of_reach_is_nobody,
        a_protected_person_is_named_to_few,
        every_reading_is_noted,
        the_trail_and_the_read_log_are_for_few,
    ]
}

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
