//! What somebody does not reach is no zero: no built-in question tells a stranger 0 where those whose rows they are have another
//! number. Counts that are protected say so beside them, and are not asked here.

use http::StatusCode;
use libtest_mimic::Trial;
use questions::{Question, definition::IdOf};
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value, json};

use super::built_in::{library, none};
use crate::{
    harness::{
        DemoApp,
        acts::{CONTACT, appoint},
        trial::both,
    },
    seed_questions::{AVANTO, KNOWLEDGE_LIFT, ROBOTDALEN, STRANGER, answer, employer, manager, stored, told},
};

pub fn tests() -> Vec<Trial> {
    both![
        no_question_tells_a_stranger_a_false_zero,
        only_who_reaches_all_participants_is_told_how_far_a_project_has_come,
        a_project_that_nobody_takes_part_in_yet_is_told_at_nought,
    ]
}

/// Someone who leads each project and coordinates each hub.
async fn owner(app: &DemoApp) {
    for id in app.texts("SELECT id FROM projects ORDER BY id").await {
        appoint(app, "owner", "PROJECT_MANAGER", json!({ "projectId": format!("project_{id}") })).await;
    }
    for pair in app.texts("SELECT id || ' ' || council_id FROM hubs ORDER BY id").await {
        let (hub, council) = pair.split_once(' ').expect("two ids");
        let anchors = json!({ "hubId": format!("hub_{hub}"), "councilId": format!("council_{council}") });
        appoint(app, "owner", "HUB_COORDINATOR", anchors).await;
    }
}

/// The rows that this subject is told; none where the question is not answered so.
async fn rows(app: &DemoApp, subject: &str, slug: &str, query: &str) -> Vec<Map<String, Value>> {
    let (status, answer) = answer(app, Some(subject), slug, query).await;
    assert_ne!(status, StatusCode::TOO_MANY_REQUESTS, "{slug} as {subject}");
    answer["rows"].as_array().into_iter().flatten().filter_map(|row| row.as_object().cloned()).collect()
}

/// Whether both are of the same thing: no words of theirs differ.
fn is_same(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    one.iter().all(|(column, value)| {
        let (own, others) = (value.as_str(), other.get(column).and_then(Value::as_str));
        own.is_none() || others.is_none() || own == others
    })
}

/// Columns that tell `stranger` 0 and `owner` another number.
fn false_zeros<'r>(stranger: &'r Map<String, Value>, owner: &Map<String, Value>) -> Vec<&'r str> {
    let is_false = |(column, value): &(&String, &Value)| {
        let owned = owner.get(*column).and_then(Value::as_f64);
        value.as_f64() == Some(0.0) && owned.is_some_and(|number| number != 0.0)
    };
    let is_protected = |column: &str| stranger.contains_key(&format!("{column}_status"));
    let found = stranger.iter().filter(is_false).map(|(column, _)| column.as_str());
    found.filter(|column| !is_protected(column)).collect()
}

/// The query strings that a question is asked with: as it is, and of each project where it counts lists and takes one.
fn queries(question: &Question, projects: &[String]) -> Vec<String> {
    let parameters = &question.definition().parameters;
    let counts = ["totalCount", "fullCount"].iter().any(|count| question.document().contains(count));
    let of_project = parameters.iter().find(|parameter| counts && parameter.of == Some(IdOf::Project));
    let chosen = of_project.map(|parameter| parameter.address()).into_iter();
    let chosen = chosen.flat_map(|name| projects.iter().map(move |id| format!("{name}=project_{id}")));
    std::iter::once(String::new()).chain(chosen).collect()
}

async fn no_question_tells_a_stranger_a_false_zero(app: DemoApp) {
    owner(&app).await;
    let mut projects = Vec::new();
    for sql in [AVANTO, ROBOTDALEN, KNOWLEDGE_LIFT] {
        projects.push(stored(&app, sql).await);
    }
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (question, _) in library() {
        // Figures are protected, and say so.
        if question.rows().to_string() == "statistics.rows" {
            continue;
        }
        let slug = question.slug();
        for query in queries(&question, &projects) {
            let owned = rows(&app, "owner", slug, &query).await;
            if owned.is_empty() {
                continue;
            }
            for subject in [STRANGER, CONTACT, "demo-public-reader"] {
                for row in rows(&app, subject, slug, &query).await {
                    let mut same = owned.iter().filter(|own| is_same(&row, own));
                    let (Some(own), None) = (same.next(), same.next()) else { continue };
                    compared += 1;
                    let found = false_zeros(&row, own);
                    if !found.is_empty() {
                        wrong.push(format!("{slug}?{query} as {subject}: {found:?} of {row:?}"));
                    }
                }
            }
        }
    }
    none(&wrong);
    assert!(compared > 100, "{compared}");
}

async fn only_who_reaches_all_participants_is_told_how_far_a_project_has_come(app: DemoApp) {
    let slug = "hur-langt-mot-malen";
    let avanto = manager(&app, AVANTO).await;
    let query = format!("projekt={avanto}");
    employer(&app, "Matthews Swedot AB").await;
    for subject in [STRANGER, CONTACT, "employer", "demo-participant", "demo-process-leader", "demo-public-reader"] {
        for query in ["", &query] {
            let rows = told(&app, subject, slug, query).await;
            assert!(rows.iter().all(|row| row["participants"].is_null()), "{subject} {query}: {rows:#?}");
            assert!(rows.is_empty(), "{subject} {query}: {rows:#?}");
        }
    }
    assert!(!told(&app, "manager", slug, &query).await.is_empty());
    assert!(!told(&app, "demo-auditor", slug, "").await.is_empty());
}

async fn a_project_that_nobody_takes_part_in_yet_is_told_at_nought(app: DemoApp) {
    let slug = "hur-langt-mot-malen";
    let sql = "SELECT id FROM projects WHERE NOT EXISTS \
               (SELECT 1 FROM participations p WHERE p.project_id = projects.id) ORDER BY id";
    let project = app.texts(sql).await.first().expect("a project without participants").clone();
    let target = format!(
        "INSERT INTO project_targets (id, project_id, kind, value, precision_of_value, reached, follow_up) \
         VALUES ('{}', '{project}', 'EFFORTS', 77, 'EXACT', 5, 'Halvvägs')",
        "0".repeat(26)
    );
    app.db.connection().execute_unprepared(&target).await.unwrap_or_else(|error| panic!("{error}: {target}"));
    appoint(&app, "starter", "PROJECT_MANAGER", json!({ "projectId": format!("project_{project}") })).await;
    let query = format!("projekt=project_{project}");
    let rows = told(&app, "starter", slug, &query).await;
    let own = rows.iter().find(|row| row["target_value"] == 77).unwrap_or_else(|| panic!("no target: {rows:#?}"));
    let expected = (&json!(0), &json!(5), &json!("Halvvägs"));
    assert_eq!((&own["participants"], &own["target_reached"], &own["follow_up"]), expected, "{own:#}");
    // That nobody takes part is not told to others.
    for subject in [STRANGER, CONTACT, "demo-process-leader", "demo-public-reader"] {
        assert_eq!(told(&app, subject, slug, &query).await, Vec::<Value>::new(), "{subject}");
    }
}
