//! What is told of others' records: the same to everyone, for a year, and in whatever words it is asked for; and it is said beforehand.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{project, values_of};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        the_same_people_are_told_alike_in_every_question,
        a_year_is_told_alike_to_everyone,
        nothing_done_today_moves_a_told_number,
        without_signing_in_the_open_tables_are_told,
        what_may_be_asked_is_said_beforehand,
        a_list_of_all_categories_is_no_filter,
        a_set_of_statuses_is_told_alike_whatever_empty_ones_stand_beside,
    ]
}

async fn the_same_people_are_told_alike_in_every_question(app: DemoApp) {
    // As a row, as a total over a filter, and beside their outcomes: one number, whoever is not one of theirs.
    let query = "query ($sex: [String!]) {
        rows: statistics(measure: PARTICIPANTS, groupBy: [SEX]) { rows { key { code } count { value status low high } } }
        crossed: statistics(measure: PARTICIPANTS, groupBy: [OUTCOME_KIND, SEX]) {
            rows(totals: true) { key { code } count { value } } }
        total: statistics(measure: PARTICIPANTS, groupBy: [], filter: { sex: $sex }) { total { value status } } }";
    let public = app.anonymous().ask(query, json!({ "sex": ["FEMALE"] })).await;
    let of = |told: &Value, codes: &[Value]| {
        let rows = told["rows"].as_array().expect("rows").iter();
        let same =
            |row: &&Value| row["key"].as_array().is_some_and(|key| key.iter().map(|part| &part["code"]).eq(codes));
        rows.clone().find(same).unwrap_or_else(|| panic!("{codes:?} in {told:#}"))["count"].clone()
    };
    let women = of(&public["rows"], &[json!("FEMALE")]);
    let value = women["value"].as_i64().expect("told");
    assert_eq!(women, json!({ "value": value, "status": "PERTURBED", "low": null, "high": null }));
    assert_eq!(public["total"]["total"], json!({ "value": value, "status": "PERTURBED" }));
    assert_eq!(of(&public["crossed"], &[Value::Null, json!("FEMALE")])["value"], json!(value));
    let sql = "SELECT count(*) FROM participations WHERE sex = 'FEMALE' AND status <> 'REGISTERED'";
    let stored = app.number(sql).await;
    assert!((stored - value).abs() <= 15, "{value} of {stored}");
    let leader = app.speak_as("demo-process-leader").ask(query, json!({ "sex": ["FEMALE"] })).await;
    assert_eq!(leader["rows"], public["rows"]);
}

async fn a_year_is_told_alike_to_everyone(app: DemoApp) {
    let query = "{ statistics(measure: PARTICIPANTS, groupBy: [MUNICIPALITY, SEX],
        filter: { from: \"2021-01-01\", to: \"2021-12-31\" }) {
        policyVersion threshold asOf total { value status } rows(totals: true) { key { code } count { value status low high } } } }";
    let told = app.anonymous().ask(query, json!({})).await["statistics"].take();
    assert_eq!((&told["policyVersion"], &told["threshold"]), (&json!("2026-12"), &json!(10)));
    let rows = told["rows"].as_array().expect("rows");
    assert!(rows.iter().all(|row| row["count"]["status"] == "PERTURBED"), "{told:#}");
    assert!(rows.iter().all(|row| row["count"]["value"].as_i64().is_some_and(|value| value == 0 || value >= 10)));
    let sql = "SELECT count(*) FROM participations WHERE starts_on BETWEEN '2021-01-01' AND '2021-12-31' AND status <> 'REGISTERED'";
    let total = told["total"]["value"].as_i64().expect("told");
    assert!((total - app.number(sql).await).abs() <= 15, "{total}");
    for subject in ["demo-process-leader", "demo-other-org-contact"] {
        assert_eq!(app.speak_as(subject).ask(query, json!({})).await["statistics"], told, "{subject}");
    }
}

async fn nothing_done_today_moves_a_told_number(app: DemoApp) {
    let query = "{ people: statistics(measure: PARTICIPANTS, groupBy: [SEX, EMPLOYMENT_SITUATION, OUTCOME_KIND]) {
            asOf rows(totals: true) { key { code } count { value status } } }
        hours: statistics(measure: HOURS, groupBy: [EFFORT_KIND, YEAR]) { rows(totals: true) { count { value } } }
        needs: statistics(measure: PEOPLE_NEEDED, groupBy: [INDUSTRY]) { rows(totals: true) { count { value } } }
        efforts(first: 20) { nodes { enrolmentCounts { total { value } by { code count { value status } } }
            outcomeCounts { total { value } by { code count { value } } } } } }";
    let stranger = app.speak_as("demo-other-org-contact");
    let before = stranger.ask(query, json!({})).await;
    for change in [
        "UPDATE participations SET sex = 'FEMALE', status = 'EXITED' WHERE id IN (SELECT id FROM participations LIMIT 40) RETURNING id",
        "DELETE FROM outcomes WHERE id IN (SELECT id FROM outcomes LIMIT 25) RETURNING id",
        "UPDATE enrolments SET minutes = minutes + 999, status = 'DROPPED_OUT' WHERE id IN (SELECT id FROM enrolments LIMIT 30) RETURNING id",
        "UPDATE needs SET people_needed = people_needed + 500 RETURNING id",
        "UPDATE organisations SET sni_code = '62010', kind = 'OTHER' RETURNING id",
    ] {
        assert!(!app.texts(change).await.is_empty());
    }
    assert_eq!(stranger.ask(query, json!({})).await, before);
}

async fn without_signing_in_the_open_tables_are_told(app: DemoApp) {
    let query = "{ statistics(measure: PARTICIPANTS, groupBy: [COMPLETENESS, EDUCATION_LEVEL]) { total { value } } }";
    let (_, answer) = app.anonymous().answer(query, json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["rule"], "TABLE_IS_NOT_OPEN", "{answer:#}");
    assert!(app.speak_as("demo-process-leader").ask(query, json!({})).await["statistics"]["total"]["value"].is_i64());
}

/// What is said of each further dimension is what happens when it is asked for, and nothing counts as asked.
async fn what_may_be_asked_is_said_beforehand(app: DemoApp) {
    let options = "query ($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!, $filter: StatisticsFilter) {
        statisticsOptions(measure: $measure, groupBy: $by, filter: $filter) { answer refusal { code path message }
            dimensions { dimension answer refusal { code path } } } }";
    let table = "query ($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!, $filter: StatisticsFilter) {
        statistics(measure: $measure, groupBy: $by, filter: $filter) { total { status } against: rows { against { count { status } } } } }";
    let project = project(&app).await;
    let own = json!({ "projectId": [project] });
    let cases = [
        (app.anonymous(), "PARTICIPANTS", json!(["SEX"]), json!({})),
        (app.speak_as("demo-council-admin"), "PARTICIPANTS", json!(["SEX", "PROJECT"]), json!({})),
        (app.speak_as("demo-council-admin"), "NEEDS", json!(["CAUSE"]), json!({})),
        (app.speak_as("demo-project-manager"), "PARTICIPANTS", json!(["SEX", "AGE_BAND", "STATUS"]), own.clone()),
        (app.speak_as("demo-project-manager"), "HOURS", json!(["ORGANISATION"]), json!({})),
        (app.anonymous(), "PARTICIPANTS_AGAINST_TARGET", json!([]), json!({})),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for (client, measure, by, filter) in cases {
        let asked = json!({ "measure": measure, "by": by, "filter": filter });
        let (_, answer) = client.answer(options, asked.clone()).await;
        let told = &answer["data"]["statisticsOptions"];
        assert!(answer["extensions"]["cost"]["tables"].is_null(), "nothing is asked: {answer:#}");
        let refused = |code: &Value, path: &Value| format!("{code} {path}");
        let happens = async |by: Value| {
            let (_, answer) = client.answer(table, json!({ "measure": measure, "by": by, "filter": filter })).await;
            let error = &answer["errors"][0];
            if error.is_null() {
                let rows = answer["data"]["statistics"]["against"].as_array().expect("rows");
                let other = rows.iter().any(|row| row["against"]["count"]["status"] == "PERTURBED");
                let exact = answer["data"]["statistics"]["total"]["status"] == "EXACT" && !other;
                return (if exact { "EXACT" } else { "PROTECTED" }.to_owned(), String::new());
            }
            let path: Vec<&str> = error["extensions"]["field"].as_str().unwrap_or_default().split('.').collect();
            ("REFUSED".to_owned(), refused(&error["extensions"]["rule"], &json!(path)))
        };
        let said = |of: &Value| {
            let refusal = &of["refusal"];
            let why = if refusal.is_null() { String::new() } else { refused(&refusal["code"], &refusal["path"]) };
            (of["answer"].as_str().expect("an answer").to_owned(), why)
        };
        assert_eq!(said(told), happens(by.clone()).await, "{measure} {by}");
        for option in told["dimensions"].as_array().expect("dimensions") {
            let mut more = by.clone();
            more.as_array_mut().expect("a list").push(option["dimension"].clone());
            let (said, happens) = (said(option), happens(more).await);
            assert!(
                said == happens || happens.1.starts_with("\"TABLE_IS_TOO_LARGE"),
                "{measure} {option}: {happens:?}"
            );
            seen.insert(said.0);
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["EXACT", "PROTECTED", "REFUSED"]);
    // Words in the caller's language, with what is answered instead.
    let asked = json!({ "measure": "PARTICIPANTS", "by": ["ORGANISATION", "SEX"], "filter": {} });
    let told = app.speak_as("demo-council-admin").ask(options, asked).await["statisticsOptions"]["refusal"].take();
    assert_eq!((&told["code"], &told["path"]), (&json!("CROSSING_IS_NOT_TOLD"), &json!(["groupBy"])));
    assert!(told["message"].as_str().is_some_and(|text| text.contains("bredare indelning")), "{told}");
}

/// The same contributions have one told total, whatever is named beside them, in whatever order and how often: nobody averages
/// the noise away by naming what is empty.
async fn a_set_of_statuses_is_told_alike_whatever_empty_ones_stand_beside(app: DemoApp) {
    const HOURS: &str = "query Hours($project: ID!, $status: [String!]) {
        statistics(measure: HOURS, groupBy: [QUARTER], filter: { projectId: [$project], status: $status }) {
            audience total { value status } } }";
    let full = ["COMPLETED", "STARTED", "DROPPED_OUT"];
    let with_minutes = app.texts("SELECT DISTINCT status FROM enrolments WHERE minutes > 0 ORDER BY status").await;
    assert!(with_minutes.len() >= 2 && with_minutes.iter().all(|status| full.contains(&status.as_str())));
    let empty: Vec<&str> = values_of("EnrolmentStatus").into_iter().filter(|status| !full.contains(status)).collect();
    assert_eq!(empty.len(), 9, "{empty:?}");
    let project = project(&app).await;
    let stranger = app.speak_as("demo-other-org-contact");
    // What is told, or by which rule and at which field nothing is; what an answer cost is another matter.
    let told = async |status: &[&str]| {
        let (_, answer) = stranger.answer(HOURS, json!({ "project": project, "status": status })).await;
        let error = &answer["errors"][0];
        json!([answer["data"], error["message"], error["extensions"]["rule"], error["extensions"]["field"]])
    };
    let alone = told(&full).await;
    assert_eq!(alone[0]["statistics"]["total"]["status"], "PERTURBED", "{alone:#}");
    for subset in 0..1_usize << empty.len() {
        let beside = empty.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1).map(|(_, status)| *status);
        let mut status: Vec<&str> = full.into_iter().chain(beside).collect();
        let places = status.len();
        status.rotate_left(subset % places);
        status.extend_from_within(..subset % 3);
        assert_eq!(told(&status).await, alone, "{status:?}");
    }
    // One value is told, the same however often it stands there; what is empty has no hours and no noise.
    for status in full.iter().chain(&empty) {
        let one = told(&[status]).await;
        assert!(one[0]["statistics"]["total"]["value"].is_i64(), "{status}: {one:#}");
        let has_hours = with_minutes.iter().any(|with| with == status);
        assert_eq!(one[0]["statistics"]["total"]["value"] != 0, has_hours, "{status}: {one:#}");
        assert_eq!(told(&[status, status, status]).await, one, "{status}");
        let others = full.iter().chain(&empty).filter(|other| !with_minutes.iter().any(|with| with == *other));
        for other in others {
            assert_eq!(told(&[status, other]).await, one, "{status}, {other}");
        }
    }
}

/// A measure, a list of its filter, all values of the list, and those in which nothing of others' records can stand.
fn lists() -> Vec<(&'static str, &'static str, Vec<&'static str>, &'static [&'static str])> {
    let with = |name: &str, more: &[&'static str]| {
        let mut values = values_of(name);
        values.extend(more.iter().filter(|one| !values.contains(one)).collect::<Vec<_>>());
        values
    };
    let enrolments = || with("EnrolmentStatus", &[]);
    let needs: Vec<&str> = values_of("NeedStatus").into_iter().filter(|status| *status != "MERGED").collect();
    let before =
        &["NOMINATED", "APPLIED", "ELIGIBLE", "WAITLISTED", "OFFERED", "CONFIRMED", "REJECTED", "WITHDRAWN", "NO_SHOW"];
    vec![
        ("HOURS", "status", enrolments(), before),
        ("ENROLMENTS", "status", enrolments(), &["NOMINATED", "APPLIED", "WITHDRAWN"]),
        ("ENROLMENTS_STARTED", "status", enrolments(), before),
        ("PARTICIPANTS", "status", with("ParticipationStatus", &[]), &["REGISTERED"]),
        ("PARTICIPANTS", "sex", with("Sex", &["UNKNOWN"]), &[]),
        ("PARTICIPANTS", "employmentSituation", with("EmploymentSituation", &["UNKNOWN"]), &[]),
        ("PARTICIPANTS", "outcomeKind", with("OutcomeKind", &["NONE"]), &[]),
        ("HOURS", "effortKind", with("EffortKind", &["UNKNOWN"]), &["UNKNOWN"]),
        ("OUTCOMES", "outcomeKind", with("OutcomeKind", &["NONE"]), &["NONE"]),
        ("NEEDS", "status", needs, &["REPORTED"]),
        ("NEEDS", "cause", with("NeedCause", &[]), &[]),
        ("PEOPLE_NEEDED", "horizon", with("NeedHorizon", &[]), &[]),
    ]
}

/// One set of contributions has one told total: no list, an empty one, one of all, and one of all that can have any.
async fn a_list_of_all_categories_is_no_filter(app: DemoApp) {
    const ASKED: &str =
        "query ($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!, $filter: StatisticsFilter) {
        statistics(measure: $measure, groupBy: $by, filter: $filter) { audience total { value status }
            rows(totals: true) { key { code } count { value status } } } }";
    let project = project(&app).await;
    let mut seen = 0;
    for who in ["demo-other-org-contact", "demo-project-manager"] {
        let speaker = app.speak_as(who);
        for (measure, field, all, lacking) in lists() {
            let of_needs = ["NEEDS", "PEOPLE_NEEDED"].contains(&measure);
            for by in [&[][..], &["YEAR"], &["QUARTER"]] {
                let told = async |list: Option<Vec<&str>>| {
                    let mut filter = json!({});
                    if !of_needs {
                        filter["projectId"] = json!([project]);
                    }
                    if let Some(list) = list {
                        filter[field] = json!(list);
                    }
                    let (_, answer) =
                        speaker.answer(ASKED, json!({ "measure": measure, "by": by, "filter": filter })).await;
                    assert!(answer["errors"].is_null(), "{measure} {field}: {answer:#}");
                    answer["data"].clone()
                };
                let without = told(None).await;
                assert_eq!(told(Some(Vec::new())).await, without, "{measure} {field} {by:?}: []");
                assert_eq!(told(Some(all.clone())).await, without, "{measure} {field} {by:?}: all");
                if without["statistics"]["audience"] == "OWNER" {
                    continue;
                }
                let carrying: Vec<&str> = all.iter().copied().filter(|one| !lacking.contains(one)).collect();
                let some = carrying.iter().chain(lacking.iter().take(1)).copied().rev().collect();
                assert_eq!(told(Some(carrying)).await, without, "{measure} {field} {by:?}: those that carry");
                assert_eq!(told(Some(some)).await, without, "{measure} {field} {by:?}: and one more");
                seen += usize::from(without["statistics"]["total"]["value"] != 0);
            }
        }
    }
    assert!(seen > 15, "{seen} tables of something");
    // A dimension keeps to the list that says so, though it selects nothing of the records.
    let by_status = json!({ "measure": "HOURS", "by": ["STATUS"],
        "filter": { "projectId": [project], "status": ["COMPLETED", "STARTED", "DROPPED_OUT"] } });
    let told = app.speak_as("demo-other-org-contact").ask(ASKED, by_status).await;
    for row in told["statistics"]["rows"].as_array().expect("rows") {
        let code = row["key"][0]["code"].as_str();
        assert!(code.is_none_or(|code| ["COMPLETED", "STARTED", "DROPPED_OUT"].contains(&code)), "{told:#}");
    }
}
