//! Every measure beside hand-written SQL: what its owner is told is what is stored. And the shape of the answer: columns by name,
//! an order over protected numbers only.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{Furnished, trial::both};

const SCHEMA: &str = include_str!("../../schema.graphql");

pub fn tests() -> Vec<Trial> {
    both![
        places_are_the_capacity_of_what_is_open,
        applications_starts_and_completions_are_counted_by_their_states,
        every_dimension_adds_up_to_the_total,
        the_first_lines_are_the_greatest_and_the_total_stays,
        a_part_of_the_key_is_a_column,
    ]
}

async fn project(app: &Furnished) -> Value {
    let query = "{ projects(first: 1, filter: { number: { eq: \"2020/00312\" } }) { nodes { id } } }";
    app.anonymous().ask(query, json!({})).await["projects"]["nodes"][0]["id"].clone()
}

/// The values of an enum of the schema.
fn values_of(name: &str) -> Vec<&'static str> {
    let start = format!("enum {name} {{");
    let body = SCHEMA.split_once(&start).and_then(|(_, rest)| rest.split_once('}')).expect("an enum").0;
    let is_name = |line: &&str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    body.lines().map(str::trim).filter(is_name).collect()
}

fn stored(id: &Value) -> &str {
    id.as_str().and_then(|id| id.split_once('_')).expect("a public id").1
}

async fn places_are_the_capacity_of_what_is_open(app: Furnished) {
    let query = "{ statistics(measure: PLACES, groupBy: [EFFORT_KIND, QUARTER]) { audience unit total { value status }
        rows { count { value } } } }";
    let told = app.anonymous().ask(query, json!({})).await["statistics"].take();
    let sql =
        "SELECT CAST(SUM(capacity) AS bigint) FROM occasions WHERE status IN ('CONFIRMED', 'ONGOING', 'FINISHED')";
    assert_eq!(
        (told["total"]["value"].as_i64(), &told["total"]["status"]),
        (Some(app.number(sql).await), &json!("EXACT"))
    );
    let rows = told["rows"].as_array().expect("rows");
    let sum: i64 = rows.iter().map(|row| row["count"]["value"].as_i64().expect("open to everyone")).sum();
    assert_eq!(Some(sum), told["total"]["value"].as_i64());
}

async fn applications_starts_and_completions_are_counted_by_their_states(app: Furnished) {
    let project = project(&app).await;
    let cases = [
        ("ENROLMENTS", "1 = 1"),
        ("APPLICATIONS", "source = 'APPLICATION'"),
        ("ENROLMENTS_STARTED", "status IN ('STARTED', 'COMPLETED', 'DROPPED_OUT')"),
        ("ENROLMENTS_COMPLETED", "status = 'COMPLETED'"),
    ];
    let query =
        "query ($measure: StatisticsMeasure!, $project: ID!) { statistics(measure: $measure, groupBy: [YEAR, SEX],
        filter: { projectId: [$project] }) { audience total { value } rows { count { value } } } }";
    let manager = app.speak_as("demo-project-manager");
    for (measure, condition) in cases {
        let told = manager.ask(query, json!({ "measure": measure, "project": project })).await["statistics"].take();
        let sql = format!("SELECT count(*) FROM enrolments WHERE project_id = '{}' AND {condition}", stored(&project));
        assert_eq!(
            (told["audience"].as_str(), told["total"]["value"].as_i64()),
            (Some("OWNER"), Some(app.number(&sql).await))
        );
        let rows = told["rows"].as_array().expect("rows");
        let sum: i64 = rows.iter().filter_map(|row| row["count"]["value"].as_i64()).sum();
        assert_eq!(Some(sum), told["total"]["value"].as_i64(), "{measure}");
    }
}

async fn every_dimension_adds_up_to_the_total(app: Furnished) {
    let project = project(&app).await;
    let query = "query ($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!, $project: ID!) {
        statistics(measure: $measure, groupBy: $by, filter: { projectId: [$project] }) {
            total { value } rows { count { value status } key { code label(lang: SV) } } } }";
    let manager = app.speak_as("demo-project-manager");
    for measure in ["ENROLMENTS", "PARTICIPANTS", "OUTCOMES", "PLACES"] {
        let mut asked = 0;
        for by in values_of("StatisticsDimension") {
            let variables = json!({ "measure": measure, "by": [by], "project": project });
            let (_, answer) = manager.answer(query, variables).await;
            if answer["errors"][0]["extensions"]["rule"] == "MEASURE_LACKS_DIMENSION" {
                continue;
            }
            let told = &answer["data"]["statistics"];
            let rows = told["rows"].as_array().unwrap_or_else(|| panic!("{measure} by {by}: {answer:#}"));
            let sum: i64 = rows.iter().filter_map(|row| row["count"]["value"].as_i64()).sum();
            assert_eq!(Some(sum), told["total"]["value"].as_i64(), "{measure} by {by}");
            for row in rows {
                assert!(row["key"][0]["label"].is_string(), "{measure} by {by}: no label in {row:#}");
            }
            asked += 1;
        }
        assert!(asked > 15, "{measure} has {asked} dimensions");
    }
}

async fn the_first_lines_are_the_greatest_and_the_total_stays(app: Furnished) {
    let query =
        "query ($first: Int, $descending: Boolean!) { statistics(measure: PARTICIPANTS, groupBy: [ORGANISATION, SEX],
        orderBy: { by: VALUE, descending: $descending }, first: $first) {
            total { value status } rows { count { value status } key { code } } } }";
    let leader = app.speak_as("demo-process-leader");
    let whole = leader.ask(query, json!({ "descending": true })).await["statistics"].take();
    let rows = whole["rows"].as_array().expect("rows");
    let shown = rows.iter().take_while(|row| row["count"]["value"].is_i64()).count();
    assert!(rows[shown..].iter().all(|row| row["count"]["value"].is_null()), "hidden ones last");
    assert!(rows[..shown].is_sorted_by_key(|row| -row["count"]["value"].as_i64().unwrap_or(0)));
    let first = leader.ask(query, json!({ "descending": true, "first": 3 })).await["statistics"].take();
    assert_eq!(first["rows"].as_array().map(Vec::as_slice), Some(&rows[..3]));
    assert_eq!(first["total"], whole["total"]);
    let least = leader.ask(query, json!({ "descending": false, "first": 100 })).await["statistics"].take();
    let least = least["rows"].as_array().expect("rows");
    assert!(least.iter().filter_map(|row| row["count"]["value"].as_i64()).is_sorted());
    let refused = app.anonymous().error(query, json!({ "descending": true, "first": 0 })).await;
    assert!(!refused.is_empty());
}

async fn a_part_of_the_key_is_a_column(app: Furnished) {
    let query = "{ statistics(measure: PARTICIPANTS, groupBy: [SEX, YEAR]) {
        rows { key { code } sex: part(dimension: SEX) { code label(lang: SV) } year: part(dimension: YEAR) { code } } } }";
    let told = app.anonymous().ask(query, json!({})).await;
    let rows = told["statistics"]["rows"].as_array().expect("rows");
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!((&row["sex"]["code"], &row["year"]["code"]), (&row["key"][0]["code"], &row["key"][1]["code"]));
    }
    assert!(rows.iter().any(|row| row["sex"]["label"] == "Kvinna"));
    let query = "{ statistics(measure: PARTICIPANTS, groupBy: [SEX]) { rows { part(dimension: COUNTY) { code } } } }";
    let (_, answer) = app.anonymous().answer(query, json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["rule"], "DIMENSION_IS_NOT_GROUPED_BY");
}
