//! Figures of reflections, analyses, plans, meetings and networks through the API: the own as they are stored, others' told of
//! several together, and meetings and networks open to everyone.

use std::collections::BTreeSet;

use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use statistics::rollup::{Added, Publication};

use crate::harness::{DemoApp, Speaker, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        nobody_is_told_of_one_organisation_but_itself_and_its_project,
        of_many_organisations_everyone_signed_in_is_told_the_same,
        meetings_and_networks_are_told_to_everyone_as_they_are,
    ]
}

const ASK: &str = "query($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!, $filter: StatisticsFilter) {
    statistics(measure: $measure, groupBy: $by, filter: $filter) { audience asOf total { value status }
        rows { key { code label(lang: SV) } count { value status } against { ratio } } } }";
/// The letters of an id, in order.
const LETTERS: &str = "0123456789abcdefghjkmnpqrstvwxyz";
const OWN: [&str; 7] = [
    "REFLECTIONS",
    "REFLECTION_ATTENDEES",
    "INSIGHTS",
    "COLLEAGUES_REACHED",
    "ANALYSES_PUBLISHED",
    "PLAN_LINES",
    "STRATEGIC_LINES",
];

async fn run(app: &DemoApp, sql: &str) {
    app.db.connection().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
}

/// Reflections with an insight, and a plan of ten lines with four strategic ones, at each of these organisations, in 2025.
async fn at_work(app: &DemoApp, organisations: &[String], project: &str) {
    for (nth, organisation) in organisations.iter().enumerate() {
        let id = |of: usize| format!("{:0>26}", 80_000 + nth * 100 + of);
        run(
            app,
            &format!(
                "INSERT INTO workplaces (id, version, organisation_id, name, name_key)
                 VALUES ('{}', 1, '{organisation}', 'Provplatsen', 'provplatsen')",
                id(0)
            ),
        )
        .await;
        for session in 1..=10 {
            run(
                app,
                &format!(
                    "INSERT INTO reflections (id, version, organisation_id, workplace_id, project_id, kind, status, planned_on, held_on,
                        minutes, attendee_count, next_time, next_time_theme)
                     VALUES ('{}', 3, '{organisation}', '{}', '{project}', 'ROLE_SWAP', 'NOTES_SHARED', '2025-05-05', '2025-05-05', 5,
                        8, 'Vi byter oftare', 'ROLES')",
                    id(session),
                    id(0)
                ),
            )
            .await;
        }
        for plan in 20..23 {
            run(
                app,
                &format!(
                    "INSERT INTO development_plans (id, version, organisation_id, project_id, valid_from, valid_to, status, adopted_on,
                        lines, strategic_lines)
                     VALUES ('{}', 2, '{organisation}', '{project}', '2025-01-01', '2025-12-31', 'SUPERSEDED', '2025-02-03', 10, 4)",
                    id(plan)
                ),
            )
            .await;
        }
    }
}

/// Twelve organisations of which nobody of the demonstration is the contact, and the manager's project, as they are stored. The ids of
/// tests count, so those are chosen that are told apart as random ones would be: by what their last letter stands for.
async fn many(app: &DemoApp) -> (Vec<String>, String) {
    let own = "SELECT organisation_id FROM role_assignments WHERE organisation_id IS NOT NULL";
    let all = app.texts(&format!("SELECT id FROM organisations WHERE id NOT IN ({own}) ORDER BY id")).await;
    let mut groups = BTreeSet::new();
    let group = |id: &str| id.chars().last().and_then(|letter| LETTERS.find(letter)).map(|place| place % 16);
    let chosen: Vec<String> = all.into_iter().filter(|id| groups.insert(group(id))).take(12).collect();
    assert!(chosen.len() > 7, "{chosen:?}");
    let project = "SELECT project_id FROM role_assignments WHERE subject = 'demo-project-manager'";
    (chosen, app.texts(project).await.remove(0))
}

async fn asked(speaker: &Speaker<'_>, measure: &str, by: &[&str], filter: Value) -> Value {
    let variables = json!({ "measure": measure, "by": by, "filter": filter });
    speaker.ask(ASK, variables).await["statistics"].take()
}

async fn rule(speaker: &Speaker<'_>, measure: &str, by: &[&str], filter: Value) -> Value {
    let (_, answer) = speaker.answer(ASK, json!({ "measure": measure, "by": by, "filter": filter })).await;
    answer["errors"][0]["extensions"]["rule"].clone()
}

async fn nobody_is_told_of_one_organisation_but_itself_and_its_project(app: DemoApp) {
    let (organisations, project) = many(&app).await;
    at_work(&app, &organisations[..1], &project).await;
    let one = json!({ "organisationId": [format!("org_{}", organisations[0])] });
    let refused = json!("ORGANISATION_IS_NOT_TOLD");
    for measure in OWN {
        for subject in ["demo-org-contact", "demo-process-leader", "demo-hub-manager", "demo-auditor", "demo-provider"]
        {
            let speaker = app.speak_as(subject);
            assert_eq!(rule(&speaker, measure, &["YEAR"], one.clone()).await, refused, "{subject} of {measure}");
            assert_eq!(rule(&speaker, measure, &["ORGANISATION"], json!({})).await, refused, "{subject} of {measure}");
        }
        let told = rule(&app.anonymous(), measure, &["YEAR"], json!({})).await;
        assert_eq!(told, "TABLE_IS_NOT_OPEN", "{measure}");
    }
    // The project reads the rows, so it reads their number too; of the demonstration's own it may hold more.
    let manager = app.speak_as("demo-project-manager");
    let own = json!({ "projectId": [format!("project_{project}")] });
    for (measure, sql) in [
        (
            "REFLECTIONS",
            "SELECT count(*) FROM reflections WHERE status NOT IN ('PLANNED', 'CANCELLED') AND project_id =",
        ),
        (
            "REFLECTION_ATTENDEES",
            "SELECT CAST(SUM(attendee_count) AS bigint) FROM reflections WHERE status NOT IN ('PLANNED', 'CANCELLED') AND project_id =",
        ),
        (
            "STRATEGIC_LINES",
            "SELECT CAST(SUM(strategic_lines) AS bigint) FROM development_plans WHERE adopted_on IS NOT NULL AND project_id =",
        ),
    ] {
        let told = asked(&manager, measure, &["MONTH", "COUNTY"], own.clone()).await;
        let stored = app.number(&format!("{sql} '{project}'")).await;
        assert_eq!((&told["audience"], &told["asOf"]), (&json!("OWNER"), &Value::Null), "{measure}");
        assert_eq!(told["total"], json!({ "value": stored, "status": "EXACT" }), "{measure}");
    }
}

async fn of_many_organisations_everyone_signed_in_is_told_the_same(app: DemoApp) {
    let (organisations, project) = many(&app).await;
    at_work(&app, &organisations, &project).await;
    let leader = app.speak_as("demo-process-leader");
    let before = asked(&leader, "REFLECTIONS", &["YEAR"], json!({})).await;
    Publication::new(&app.db).anew(Added::Quarterly).await.expect("it is published");
    let kinds = asked(&leader, "REFLECTIONS", &["YEAR", "REFLECTION_KIND"], json!({})).await;
    assert_ne!(kinds["total"], before["total"], "what was added is told when it is published, not before");
    let in_2025 = |told: &Value, of: &str| {
        let rows = told["rows"].as_array().expect("rows").iter();
        let mut found = rows.filter(|row| row["key"][0]["code"] == "2025" && row["key"][1]["code"] == of);
        found.next().unwrap_or_else(|| panic!("{of}: {told:#}")).clone()
    };
    let swaps = in_2025(&kinds, "ROLE_SWAP");
    assert_eq!((&swaps["count"]["status"], &swaps["key"][1]["label"]), (&json!("PERTURBED"), &json!("Byta roll")));
    assert!(swaps["count"]["value"].as_i64().is_some_and(|told| told > 30), "{swaps:#}");
    let themes = asked(&leader, "INSIGHTS", &["YEAR", "INSIGHT_THEME"], json!({})).await;
    assert_eq!(in_2025(&themes, "ROLES")["key"][1]["label"], "Roller och uppgifter");
    let selected = json!({ "reflectionKind": ["ROLE_SWAP"], "from": "2025-01-01", "to": "2025-12-31" });
    let selected = asked(&leader, "REFLECTIONS", &[], selected).await;
    assert_eq!(selected["total"], swaps["count"], "one number, however it is asked for");

    let plans = asked(&leader, "STRATEGIC_LINES", &["YEAR", "STATUS"], json!({})).await;
    let share = in_2025(&plans, "SUPERSEDED")["against"]["ratio"].as_f64().expect("a share of many organisations");
    assert!((0.1..1.2).contains(&share), "{share}");
    for subject in ["demo-org-contact", "demo-hub-coordinator", "demo-other-org-contact"] {
        let speaker = app.speak_as(subject);
        assert_eq!(asked(&speaker, "REFLECTIONS", &["YEAR", "REFLECTION_KIND"], json!({})).await, kinds, "{subject}");
    }
}

async fn meetings_and_networks_are_told_to_everyone_as_they_are(app: DemoApp) {
    let public = app.anonymous();
    let held = "SELECT count(*) FROM learning_meetings WHERE status IN ('HELD', 'DOCUMENTED', 'CLOSED')";
    for (measure, sql) in [
        ("LEARNING_MEETINGS", held.to_owned()),
        ("BOUNDARY_CROSSING_MEETINGS", format!("{held} AND sectors_met >= 2")),
        (
            "NETWORK_ORGANISATIONS",
            "SELECT CAST(COALESCE(SUM(organisations), 0) AS bigint) FROM professional_networks WHERE status = 'ACTIVE'"
                .to_owned(),
        ),
    ] {
        let told = asked(&public, measure, &["PROJECT"], json!({})).await;
        let stored = app.number(&sql).await;
        assert_eq!(told["total"], json!({ "value": stored, "status": "EXACT" }), "{measure}");
        let rows = told["rows"].as_array().expect("rows").iter();
        assert_eq!(rows.filter_map(|row| row["count"]["value"].as_i64()).sum::<i64>(), stored, "{measure}");
    }
    // How many people came is nobody's to sum.
    let refused = rule(&public, "LEARNING_MEETINGS", &["ORGANISATION"], json!({})).await;
    assert_eq!(refused, "MEASURE_LACKS_DIMENSION");
}
