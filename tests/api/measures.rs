//! Every measure beside hand-written SQL: what its owner is told is what is stored. And the shape of the answer: columns by name,
//! an order over protected numbers only.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{DemoApp, trial::both};

const SCHEMA: &str = include_str!("../../schema.graphql");

pub fn tests() -> Vec<Trial> {
    both![
        an_answer_says_what_it_was_read_from,
        an_answers_cost_says_what_was_read,
        places_are_the_capacity_of_what_is_open,
        applications_starts_and_completions_are_counted_by_their_states,
        every_dimension_adds_up_to_the_total,
        the_first_lines_are_the_greatest_and_the_total_stays,
        a_part_of_the_key_is_a_column,
        the_same_people_are_told_alike_in_every_question,
        a_year_is_told_alike_to_everyone,
        nothing_done_today_moves_a_told_number,
        without_signing_in_the_open_tables_are_told,
        waiting_times_are_those_of_the_needs,
        what_is_lacking_is_counted_need_by_need,
        participants_stand_against_their_projects_targets,
        womens_share_stands_beside_that_of_the_workforce,
        regions_and_memberships_are_those_of_the_day,
        a_note_says_what_was_done,
        what_may_be_asked_is_said_beforehand,
        a_list_of_all_categories_is_no_filter,
        a_set_of_statuses_is_told_alike_whatever_empty_ones_stand_beside,
    ]
}

async fn project(app: &DemoApp) -> Value {
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

async fn places_are_the_capacity_of_what_is_open(app: DemoApp) {
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

async fn an_answer_says_what_it_was_read_from(app: DemoApp) {
    let query = "query ($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!) {
        statistics(measure: $measure, groupBy: $by) { total { value } source { kind watermark } } }";
    let public = app.anonymous();
    let source = async |measure: &str, by: &str| {
        public.ask(query, json!({ "measure": measure, "by": [by] })).await["statistics"]["source"].take()
    };
    let sums = source("PARTICIPANTS", "SEX").await;
    assert_eq!(sums["kind"], "ROLLUP", "{sums:#}");
    let mark = sums["watermark"].as_str().expect("a mark").to_owned();
    assert_eq!(source("PARTICIPANTS", "SEX").await, sums, "nothing happened between");
    assert_eq!(source("NEEDS", "CAUSE").await, json!({ "kind": "RECORDS", "watermark": null }));
    let happened =
        "INSERT INTO outbox (id, name, version, subject, at) VALUES ('marked', 'Changed', 1, 'need_x', 1) RETURNING id";
    assert_eq!(app.texts(happened).await.len(), 1);
    // Of others' records nothing has happened since they were published; of one's own it has.
    assert_eq!(source("PARTICIPANTS", "SEX").await["watermark"], mark);
    let manager = app.speak_as("demo-project-manager");
    let own = json!({ "measure": "PARTICIPANTS", "by": ["SEX"], "project": project(&app).await });
    let query = "query ($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!, $project: ID!) {
        statistics(measure: $measure, groupBy: $by, filter: { projectId: [$project] }) { asOf source { watermark } } }";
    let told = manager.ask(query, own).await["statistics"].take();
    let last = app.number("SELECT max(position) FROM outbox").await;
    let live = told["source"]["watermark"].as_str().expect("a mark").to_owned();
    assert!(told["asOf"].is_null() && live != mark);
    // How much happens in the domains is not anyone's to know.
    assert!(live.parse() != Ok(last) && i64::from_str_radix(&live, 16) != Ok(last), "{live} tells {last}");
    assert_eq!((live.len(), mark.len()), (16, 16));
}

async fn an_answers_cost_says_what_was_read(app: DemoApp) {
    let query = "{ people: statistics(measure: PARTICIPANTS, groupBy: [SEX]) { total { value } }
        needs: statistics(measure: NEEDS, groupBy: [CAUSE]) { total { value } } }";
    let (_, answer) = app.anonymous().answer(query, json!({})).await;
    let cost = &answer["extensions"]["cost"];
    let sources = json!([{ "path": "needs", "source": "RECORDS", "cost": 20_000 },
        { "path": "people", "source": "ROLLUP", "cost": 0 }]);
    assert_eq!(cost["sources"], sources, "{cost:#}");
    // Each table at its price and two fields of it; what counting records took is charged beside them.
    assert_eq!((&cost["requested"], &cost["actual"]), (&json!(1_004), &json!(21_004)), "{cost:#}");
    let (_, answer) = app.anonymous().answer("{ __typename }", json!({})).await;
    assert!(answer["extensions"]["cost"]["actual"].is_u64() && answer["extensions"]["cost"]["sources"].is_null());
}

async fn applications_starts_and_completions_are_counted_by_their_states(app: DemoApp) {
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

async fn every_dimension_adds_up_to_the_total(app: DemoApp) {
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

async fn the_first_lines_are_the_greatest_and_the_total_stays(app: DemoApp) {
    let query =
        "query ($first: Int, $descending: Boolean!) { statistics(measure: PARTICIPANTS, groupBy: [INDUSTRY, SEX],
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
    let refused = leader.error(query, json!({ "descending": true, "first": 0 })).await;
    assert!(!refused.is_empty());
}

async fn a_part_of_the_key_is_a_column(app: DemoApp) {
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

async fn council(app: &DemoApp) -> Value {
    let query = "{ councils(first: 1, filter: { name: { startsWith: \"Göteborgsregionens\" } }) { nodes { id } } }";
    app.anonymous().ask(query, json!({})).await["councils"]["nodes"][0]["id"].clone()
}

/// From a day that does not matter: the difference of two is the same from any.
fn day(text: &str) -> i64 {
    text.parse::<chrono::NaiveDate>().expect("a date").signed_duration_since(chrono::NaiveDate::default()).num_days()
}

async fn waiting_times_are_those_of_the_needs(app: DemoApp) {
    let council = council(&app).await;
    let query = "query ($measure: StatisticsMeasure!, $council: ID!) { statistics(measure: $measure, groupBy: [],
        filter: { councilId: [$council] }) { audience total { value } rows { average { mean median } } } }";
    let start = "(SELECT MIN(c.starts_on) FROM need_efforts l JOIN occasions c ON c.effort_id = l.effort_id
        WHERE l.need_id = n.id AND c.starts_on >= n.endorsed_on AND c.status IN ('ONGOING', 'FINISHED'))";
    let cases = [
        ("DAYS_TO_ENDORSEMENT", "n.reported_on", "n.endorsed_on"),
        ("DAYS_ENDORSEMENT_TO_START", "n.endorsed_on", start),
        ("DAYS_TO_START", "n.reported_on", start),
    ];
    for (measure, from, to) in cases {
        let sql = format!(
            "SELECT CAST({from} AS text) || ' ' || CAST({to} AS text) FROM needs n WHERE n.council_id = '{}'
             AND n.status <> 'MERGED' AND n.endorsed_on IS NOT NULL AND {to} IS NOT NULL",
            stored(&council)
        );
        let pairs = app.texts(&sql).await;
        let mut days: Vec<i64> =
            pairs.iter().filter_map(|pair| pair.split_once(' ')).map(|(from, to)| day(to) - day(from)).collect();
        days.sort_unstable();
        let variables = json!({ "measure": measure, "council": council });
        let told = app.speak_as("demo-process-leader").ask(query, variables).await["statistics"].take();
        assert_eq!(told["audience"], "OWNER");
        assert_eq!(told["total"]["value"].as_u64(), Some(days.len() as u64), "{measure}");
        assert!(days.len() > 3, "{measure}: {days:?}");
        let mean = days.iter().sum::<i64>() as f64 / days.len() as f64;
        let median = (days[(days.len() - 1) / 2] + days[days.len() / 2]) as f64 / 2.0;
        let average = &told["rows"][0]["average"];
        assert_eq!(average["median"].as_f64(), Some(median), "{measure}");
        assert!(average["mean"].as_f64().is_some_and(|told| (told - mean).abs() < 1e-6), "{measure}");
    }
}

async fn what_is_lacking_is_counted_need_by_need(app: DemoApp) {
    let council = council(&app).await;
    let query = "query ($council: ID!) { statistics(measure: UNMET_NEED, groupBy: [STATUS],
        filter: { councilId: [$council] }) { total { value } rows { key { code } count { value } } } }";
    let told = app.speak_as("demo-process-leader").ask(query, json!({ "council": council })).await["statistics"].take();
    let fives = |rounding: &str| {
        format!(
            "CAST((SELECT COALESCE(SUM(((SELECT COUNT(*) FROM enrolments x WHERE x.effort_id = l.effort_id
                 AND x.status = 'COMPLETED') + {rounding}) / 5), 0) FROM need_efforts l WHERE l.need_id = n.id) AS text)"
        )
    };
    let sql = format!(
        "SELECT n.status || ' ' || CAST(n.people_needed AS text) || ' ' || {} || ' ' || {} FROM needs n
         WHERE n.council_id = '{}' AND n.status NOT IN ('MERGED', 'REJECTED', 'LAPSED')",
        fives("0"),
        fives("4"),
        stored(&council)
    );
    // What was completed is counted in whole fives by chance, downwards or upwards.
    let lacking = |line: &String, completed: usize| -> i64 {
        let parts: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| parts[at].parse::<i64>().expect("a number");
        if parts[0] == "MET" { 0 } else { (number(1) - number(completed) * 5).max(0) }
    };
    let lines = app.texts(&sql).await;
    let [most, least] = [2, 3].map(|completed| lines.iter().map(|line| lacking(line, completed)).sum::<i64>());
    let needed =
        format!("SELECT CAST(SUM(people_needed) AS bigint) FROM needs WHERE council_id = '{}'", stored(&council));
    let total = told["total"]["value"].as_i64().expect("the council's own");
    assert!((least..=most).contains(&total), "{total} is not in {least}–{most}");
    assert!(least > 0 && most < app.number(&needed).await);
    let met = told["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["key"][0]["code"] == "MET").cloned());
    assert!(met.is_none_or(|row| row["count"]["value"] == 0));
}

async fn participants_stand_against_their_projects_targets(app: DemoApp) {
    let project = project(&app).await;
    let query = "query ($project: ID!) { statistics(measure: PARTICIPANTS_AGAINST_TARGET, groupBy: [PROJECT, SEX],
        filter: { projectId: [$project] }) {
            rows(totals: true) { sex: part(dimension: SEX) { code } project: part(dimension: PROJECT) { code }
                count { value } against { count { value status } ratio } } } }";
    let told =
        app.speak_as("demo-project-manager").ask(query, json!({ "project": project })).await["statistics"].take();
    let rows = told["rows"].as_array().expect("rows");
    let count = format!("SELECT count(*) FROM participations WHERE project_id = '{}'", stored(&project));
    let reached = app.number(&count).await;
    let whole =
        rows.iter().find(|row| row["sex"]["code"].is_null() && row["project"]["code"] == project).expect("a total");
    assert_eq!((&whole["count"]["value"], &whole["against"]["count"]["value"]), (&json!(reached), &json!(1750)));
    assert_eq!(whole["against"]["ratio"].as_f64(), Some(reached as f64 / 1750.0));
    let women = rows.iter().find(|row| row["sex"]["code"] == "FEMALE").expect("women");
    assert_eq!(women["against"]["count"]["value"], 1750);
    for measure in ["PARTICIPANTS_TARGET", "HOURS_TARGET", "HOURS_AGAINST_TARGET"] {
        let query = format!(
            "{{ statistics(measure: {measure}, groupBy: [PROJECT]) {{ total {{ value }} rows {{
            against {{ count {{ value }} }} }} }} }}"
        );
        let told = app.speak_as("demo-process-leader").ask(&query, json!({})).await["statistics"].take();
        let kind = if measure.starts_with("HOURS") { "HOURS" } else { "PARTICIPANTS" };
        let stated = match kind {
            "HOURS" => "SELECT CAST(SUM(value) AS bigint) FROM project_targets WHERE kind = 'HOURS'".to_owned(),
            _ => "SELECT CAST(SUM(COALESCE(p.planned_participants, (SELECT SUM(t.value) FROM project_targets t
                WHERE t.project_id = p.id AND t.kind = 'PARTICIPANTS'))) AS bigint) FROM projects p"
                .to_owned(),
        };
        match measure.ends_with("TARGET") && !measure.contains("AGAINST") {
            true => assert_eq!(told["total"]["value"].as_i64(), Some(app.number(&stated).await), "{measure}"),
            false => assert!(told["total"].is_object(), "{told:#}"),
        }
    }
}

async fn womens_share_stands_beside_that_of_the_workforce(app: DemoApp) {
    let query = "{ statistics(measure: PARTICIPANTS_AGAINST_WORKFORCE, groupBy: [INDUSTRY, SEX]) {
        rows { industry: part(dimension: INDUSTRY) { code label } sex: part(dimension: SEX) { code }
            count { value } share(over: [SEX])
            against { count { value } ratio share(over: [SEX]) shareRatio(over: [SEX]) } } } }";
    let told = app.speak_as("demo-process-leader").ask(query, json!({})).await["statistics"].take();
    let rows = told["rows"].as_array().expect("rows");
    let mut compared = 0;
    for row in rows.iter().filter(|row| row["sex"]["code"] == "FEMALE" && row["against"]["shareRatio"].is_f64()) {
        let number = |value: &Value| value.as_f64().expect("a number");
        let (mine, theirs) = (number(&row["share"]), number(&row["against"]["share"]));
        assert!((number(&row["against"]["shareRatio"]) - mine / theirs).abs() < 1e-9);
        assert!(number(&row["against"]["count"]["value"]) >= 10.0, "{row:#}");
        compared += 1;
    }
    assert!(compared > 0, "{told:#}");
    let query = "{ statistics(measure: WORKFORCE, groupBy: [SEX]) { rows { share(over: [YEAR]) } } }";
    let (_, answer) = app.speak_as("demo-process-leader").answer(query, json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["rule"], "DIMENSION_IS_NOT_GROUPED_BY");
}

async fn regions_and_memberships_are_those_of_the_day(app: DemoApp) {
    let council = council(&app).await;
    let project = project(&app).await;
    let query = "query ($council: ID!, $project: ID!, $day: Date) { statistics(measure: PARTICIPANTS, groupBy: [MEMBER_COUNCIL],
        filter: { memberOf: [$council], projectId: [$project], asOf: $day }) { total { value }
            rows { key { code label } count { value } } } }";
    let of = async |day: Value| {
        let variables = json!({ "council": council, "project": project, "day": day });
        let told = app.speak_as("demo-project-manager").ask(query, variables).await;
        told["statistics"]["total"]["value"].as_i64()
    };
    assert_eq!(of(json!("1999-01-01")).await, Some(0), "no council had been formed");
    let now = "{ statistics(measure: WORKFORCE, groupBy: [MEMBER_COUNCIL, REGION], filter: { asOf: \"2021-12-31\" }) {
        rows { key { code label } } } }";
    let told = app.speak_as("demo-process-leader").ask(now, json!({})).await;
    assert!(told["statistics"]["rows"].is_array());
}

async fn a_note_says_what_was_done(app: DemoApp) {
    let query = "query ($measure: StatisticsMeasure!) { statistics(measure: $measure, groupBy: [INDUSTRY, YEAR]) {
        note sv: note(lang: SV) en: note(lang: EN) } }";
    for measure in ["PARTICIPANTS", "NEEDS"] {
        let told =
            app.speak_as("demo-other-org-contact").ask(query, json!({ "measure": measure })).await["statistics"].take();
        let (sv, en) = (told["sv"].as_str().expect("a note"), told["en"].as_str().expect("a note"));
        assert!(sv != en && sv.ends_with('.') && en.ends_with('.') && !sv.starts_with("Alla tal"), "{told:#}");
    }
    let query = "{ statistics(measure: PARTICIPANTS_TARGET, groupBy: []) { note(lang: EN) } }";
    let told = app.anonymous().ask(query, json!({})).await;
    assert_eq!(told["statistics"]["note"], "All numbers are shown as they are.");
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
