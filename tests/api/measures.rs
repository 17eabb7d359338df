//! Every measure beside hand-written SQL: what its owner is told is what is stored. And the shape of the answer: columns by name,
//! an order over protected numbers only.

mod told;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{DemoApp, acts::give, trial::both};

const SCHEMA: &str = include_str!("../../schema.graphql");

pub fn tests() -> Vec<Trial> {
    let measured: Vec<Trial> = both![
        an_answer_says_what_it_was_read_from,
        an_answers_cost_says_what_was_read,
        places_are_the_capacity_of_what_is_open,
        applications_starts_and_completions_are_counted_by_their_states,
        every_dimension_adds_up_to_the_total,
        the_first_lines_are_the_greatest_and_the_total_stays,
        a_part_of_the_key_is_a_column,
        waiting_times_are_those_of_the_needs,
        a_councils_lead_time_is_what_its_measures_tell,
        what_is_lacking_is_counted_need_by_need,
        participants_stand_against_their_projects_targets,
        womens_share_stands_beside_that_of_the_workforce,
        regions_and_memberships_are_those_of_the_day,
        a_note_says_what_was_done,
    ];
    [measured, told::tests()].into_iter().flatten().collect()
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
    assert_eq!(source("NEEDS", "CAUSE").await["kind"], "ROLLUP");
    assert_eq!(source("UNMET_NEED", "INDUSTRY").await, json!({ "kind": "RECORDS", "watermark": null }));
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
        needs: statistics(measure: UNMET_NEED, groupBy: [INDUSTRY]) { total { value } } }";
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

/// `Council.decisionLeadTime` is told from the records, of one's own councils only; the measures tell the same of them.
async fn a_councils_lead_time_is_what_its_measures_tell(app: DemoApp) {
    let found = app.texts("SELECT DISTINCT council_id FROM needs ORDER BY council_id").await;
    let councils: Vec<String> = found.iter().map(|id| format!("council_{id}")).collect();
    for council in &councils {
        give(&app, "leader-of-all", "PROCESS_LEADER", "councilId", council).await;
    }
    let leader = app.speak_as("leader-of-all");
    let own = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Council {
        decisionLeadTime { decided waiting medianDays } } } }";
    let own = leader.ask(own, json!({ "ids": councils })).await["nodes"].take();
    let query = "query ($measure: StatisticsMeasure!, $by: [StatisticsDimension!]!, $councils: [ID!]) {
        statistics(measure: $measure, groupBy: $by, filter: { councilId: $councils }) {
            audience rows { key { code } count { value } average { median } } } }";
    let told = async |measure: &str, by: &[&str]| {
        let asked = json!({ "measure": measure, "by": by, "councils": councils });
        let told = leader.ask(query, asked).await["statistics"].take();
        assert_eq!(told["audience"], "OWNER", "{measure}");
        told["rows"].as_array().expect("rows").clone()
    };
    let endorsed = told("DAYS_TO_ENDORSEMENT", &["COUNCIL"]).await;
    let by_status = told("NEEDS", &["COUNCIL", "STATUS"]).await;
    let mut compared = 0;
    for council in own.as_array().expect("councils") {
        let (id, time) = (&council["id"], &council["decisionLeadTime"]);
        let row = endorsed.iter().find(|row| row["key"][0]["code"] == *id);
        assert_eq!(time["decided"].as_i64(), Some(row.map_or(0, |row| row["count"]["value"].as_i64().unwrap_or(0))));
        assert_eq!(time["medianDays"].as_f64(), row.and_then(|row| row["average"]["median"].as_f64()), "{id}");
        let waits = |row: &&Value| {
            let key = &row["key"];
            key[0]["code"] == *id && (key[1]["code"] == "REPORTED" || key[1]["code"] == "QUALIFIED")
        };
        let waiting: i64 = by_status.iter().filter(waits).filter_map(|row| row["count"]["value"].as_i64()).sum();
        assert_eq!(time["waiting"].as_i64(), Some(waiting), "{id}");
        compared += usize::from(time["medianDays"].is_number());
    }
    assert!(compared > 1, "{compared} of {} councils have endorsed a need", councils.len());
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
