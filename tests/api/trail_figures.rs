//! Figures of the way from need to procurement, asked of the library by those who would ask: they are what is stored, and others are
//! told no more than they may know.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{DemoApp, trial::both},
    seed_questions::{STRANGER, closed, stored, sum, told, with},
    seeds::council,
};

const LEADER: &str = "demo-process-leader";
const COUNCIL: &str = "Göteborgsregionens kompetensråd";
const HUB: &str = "SELECT id FROM hubs WHERE name = 'Kompetensnav Göteborgsregionen'";

pub fn tests() -> Vec<Trial> {
    both![
        lead_times_by_council_and_year_are_those_of_the_needs,
        each_step_of_a_need_has_its_days,
        procurements_are_counted_by_state_and_year,
        what_procurements_cost_is_what_was_accepted,
        decisions_are_counted_by_kind_of_item_and_year,
        the_supply_stands_beside_the_needs_by_occupation,
    ]
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The days between pairs of dates, by the year of the first.
fn by_year(pairs: &[String]) -> BTreeMap<String, Vec<i64>> {
    let mut all: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for pair in pairs {
        let (from, to) = pair.split_once(' ').expect("two days");
        all.entry(from[..4].to_owned()).or_default().push((day(to) - day(from)).num_days());
    }
    all.values_mut().for_each(|days| days.sort_unstable());
    all
}

/// The day so many quarters into the sorted days, between two as far as its place lies.
fn quartile(days: &[i64], nth: usize) -> f64 {
    let (place, quarters) = ((days.len() - 1) * nth / 4, (days.len() - 1) * nth % 4);
    let (low, high) = (days[place], days[(place + 1).min(days.len() - 1)]);
    low as f64 + (high - low) as f64 * quarters as f64 / 4.0
}

async fn lead_times_by_council_and_year_are_those_of_the_needs(app: DemoApp) {
    let slug = "ledtider-efter-rad-och-ar";
    closed(&app, slug).await;
    let id = council(&app, COUNCIL).await;
    let own = id.trim_start_matches("council_");
    let pairs = app
        .texts(&format!(
            "SELECT CAST(reported_on AS text) || ' ' || CAST(endorsed_on AS text) FROM needs
             WHERE council_id = '{own}' AND endorsed_on IS NOT NULL AND status <> 'MERGED'"
        ))
        .await;
    let expected = by_year(&pairs);
    assert!(expected.len() > 1, "{expected:?}");
    let rows = told(&app, LEADER, slug, &format!("rad={id}")).await;
    assert_eq!(rows.len(), expected.len(), "{rows:#?}");
    for row in &rows {
        let days = &expected[row["year"].as_str().expect("a year")];
        assert_eq!(
            (row["needs_endorsed"].as_u64(), &row["council_id"]),
            (Some(days.len() as u64), &json!(id)),
            "{row:#}"
        );
        for (column, nth) in [("lower_quartile_days", 1), ("median_days", 2), ("upper_quartile_days", 3)] {
            assert_eq!(row[column].as_f64(), Some(quartile(days, nth)), "{column}: {row:#}");
        }
    }
    // To another organisation they are no more than others' records.
    for row in told(&app, STRANGER, slug, &format!("rad={id}")).await {
        assert_eq!(row["needs_endorsed_status"], "PERTURBED", "{row:#}");
        let few = row["needs_endorsed"].as_i64() < Some(10);
        assert!(!few || row["median_days"].is_null(), "{row:#}");
    }
}

async fn each_step_of_a_need_has_its_days(app: DemoApp) {
    let id = council(&app, COUNCIL).await;
    let own = id.trim_start_matches("council_");
    let query = "query($measure: StatisticsMeasure!, $council: [ID!]) { statistics(measure: $measure, groupBy: [], filter: { councilId: $council }) {
        audience source { kind } total { value status } rows { average { lowerQuartile median upperQuartile } } } }";
    for (measure, to) in [("DAYS_TO_TRIAGE", "triaged_on"), ("DAYS_TO_ACTION", "begun_on"), ("DAYS_TO_MET", "met_on")] {
        let sql = format!(
            "SELECT CAST(reported_on AS text) || ' ' || CAST({to} AS text) FROM needs
             WHERE council_id = '{own}' AND {to} IS NOT NULL AND status <> 'MERGED'"
        );
        let mut days: Vec<i64> = by_year(&app.texts(&sql).await).into_values().flatten().collect();
        days.sort_unstable();
        assert!(days.len() > 3, "{measure}: {days:?}");
        let asked = json!({ "measure": measure, "council": [id] });
        let told = app.speak_as(LEADER).ask(query, asked.clone()).await["statistics"].take();
        assert_eq!((&told["audience"], &told["source"]["kind"]), (&json!("OWNER"), &json!("ROLLUP")), "{measure}");
        assert_eq!(told["total"]["value"].as_u64(), Some(days.len() as u64), "{measure}");
        let average = &told["rows"][0]["average"];
        for (field, nth) in [("lowerQuartile", 1), ("median", 2), ("upperQuartile", 3)] {
            assert_eq!(average[field].as_f64(), Some(quartile(&days, nth)), "{measure} {field}");
        }
        let others = app.speak_as(STRANGER).ask(query, asked).await["statistics"].take();
        let protected = (&json!("COUNCIL"), &json!("PERTURBED"));
        assert_eq!((&others["audience"], &others["total"]["status"]), protected, "{measure}: {others:#}");
    }
}

/// What is everyone's of procurements.
const DISCLOSED: &str = "disclosed_on IS NOT NULL AND status <> 'EVALUATION'";

async fn procurements_are_counted_by_state_and_year(app: DemoApp) {
    let slug = "upphandlingar-efter-status-och-ar";
    closed(&app, slug).await;
    let hub = stored(&app, HUB).await;
    let all = app.number(&format!("SELECT count(*) FROM procurements WHERE hub_id = '{hub}'")).await;
    let open = app.number(&format!("SELECT count(*) FROM procurements WHERE hub_id = '{hub}' AND {DISCLOSED}")).await;
    assert!(open > 0 && open < all, "{open} of {all}");
    let query = format!("nav=hub_{hub}");
    let own = told(&app, "demo-hub-manager", slug, &query).await;
    assert_eq!(sum(&own, "procurements"), all, "{own:#?}");
    assert!(own.iter().all(|row| row["procurements_status"] == "EXACT"), "{own:#?}");
    assert!(!with(&own, "status_code", "PLANNED").is_empty(), "{own:#?}");
    let others = told(&app, STRANGER, slug, &query).await;
    assert_eq!(sum(&others, "procurements"), open, "{others:#?}");
    for before in ["PLANNED", "REQUEST_PUBLISHED", "EVALUATION"] {
        assert!(with(&others, "status_code", before).is_empty(), "{before}: {others:#?}");
    }
    let everywhere = format!("SELECT count(*) FROM procurements WHERE {DISCLOSED}");
    let unasked = told(&app, "demo-hub-manager", slug, "").await;
    assert_eq!(
        sum(&unasked, "procurements"),
        app.number(&everywhere).await,
        "unless the hub is chosen, as to everyone"
    );
}

/// The total of a measure of the hub's procurements, as this subject is told it.
async fn total(app: &DemoApp, subject: &str, measure: &str, hub: &str) -> Option<i64> {
    let query = "query($measure: StatisticsMeasure!, $hub: [ID!]) {
        statistics(measure: $measure, groupBy: [], filter: { hubId: $hub }) { total { value status } } }";
    let asked = json!({ "measure": measure, "hub": [format!("hub_{hub}")] });
    let told = app.speak_as(subject).ask(query, asked).await["statistics"]["total"].take();
    assert_eq!(told["status"], "EXACT", "{measure} as {subject}");
    told["value"].as_i64()
}

async fn what_procurements_cost_is_what_was_accepted(app: DemoApp) {
    let hub = stored(&app, HUB).await;
    let of_hub = format!("FROM procurements p JOIN quotes q ON q.procurement_id = p.id WHERE p.hub_id = '{hub}'");
    let accepted = format!(
        "SELECT CAST(SUM((q.amount_minor + 50) / 100) AS bigint) {of_hub} AND q.status = 'ACCEPTED' AND p.status <> 'CANCELLED'"
    );
    let value = app.number(&accepted).await;
    assert!(value > 1_000_000, "{value}");
    for subject in ["demo-hub-manager", STRANGER] {
        assert_eq!(total(&app, subject, "AWARDED_VALUE", &hub).await, Some(value), "{subject}");
    }
    let quotes = app.number(&format!("SELECT count(*) {of_hub}")).await;
    let disclosed = format!("SELECT count(*) {of_hub} AND p.disclosed_on IS NOT NULL AND p.status <> 'EVALUATION'");
    let opened = app.number(&disclosed).await;
    assert!(opened < quotes, "{opened} of {quotes}");
    assert_eq!(total(&app, "demo-hub-manager", "QUOTES_RECEIVED", &hub).await, Some(quotes));
    assert_eq!(total(&app, STRANGER, "QUOTES_RECEIVED", &hub).await, Some(opened), "not their number before the award");
}

async fn decisions_are_counted_by_kind_of_item_and_year(app: DemoApp) {
    let id = council(&app, COUNCIL).await;
    let own = id.trim_start_matches("council_");
    let made = format!(
        "SELECT count(*) FROM council_decisions d JOIN council_meetings m ON m.id = d.meeting_id
         WHERE d.council_id = '{own}' AND d.status <> 'PROPOSED'"
    );
    let (all, open) = (app.number(&made).await, app.number(&format!("{made} AND m.status = 'MINUTES_APPROVED'")).await);
    assert!(open > 0 && open <= all, "{open} of {all}");
    let query = "query($council: [ID!]) { statistics(measure: COUNCIL_DECISIONS, groupBy: [YEAR, ITEM_KIND, STATUS],
        filter: { councilId: $council }) { total { value status } rows { count { value }
            key { code label(lang: SV) } kind: part(dimension: ITEM_KIND) { code } } } }";
    for (subject, expected) in [(LEADER, all), (STRANGER, open)] {
        let told = app.speak_as(subject).ask(query, json!({ "council": [id] })).await["statistics"].take();
        assert_eq!(told["total"], json!({ "value": expected, "status": "EXACT" }), "{subject}");
        let rows = told["rows"].as_array().expect("rows");
        let added: i64 = rows.iter().filter_map(|row| row["count"]["value"].as_i64()).sum();
        assert_eq!(added, expected, "{subject}: each decision once");
        let labelled =
            |row: &Value| row["key"].as_array().is_some_and(|key| key.iter().all(|part| part["label"].is_string()));
        assert!(rows.iter().all(labelled), "{told:#}");
    }
}

async fn the_supply_stands_beside_the_needs_by_occupation(app: DemoApp) {
    let slug = "behov-mot-utbudet-efter-yrke";
    closed(&app, slug).await;
    let rows = told(&app, LEADER, slug, "antal=500").await;
    assert_eq!(rows, told(&app, STRANGER, slug, "antal=500").await, "everyone is told alike");
    let mut beside = 0;
    // Whose occupation is not told stands beside education of none.
    for row in rows.iter().filter(|row| row["occupation_group_code"] != "UNKNOWN") {
        let group = row["occupation_group_code"].as_str().expect("a group");
        let sql = format!(
            "SELECT count(*) FROM education_events e JOIN education_offerings o ON o.id = e.offering_id
             WHERE substr(o.ssyk_code, 1, 3) = '{group}' AND e.removed_on IS NULL AND NOT e.is_cancelled
                 AND o.is_described AND o.removed_on IS NULL"
        );
        let offered = app.number(&sql).await;
        let told = row["events_offered"].as_i64();
        assert!(told == Some(offered) || told.is_none() && offered == 0, "{offered} events: {row:#}");
        assert_eq!(row["people_needed_status"], "PERTURBED", "{row:#}");
        beside += offered;
    }
    assert!(!rows.is_empty() && beside > 0, "{rows:#?}");
    let query = "{ statistics(measure: EDUCATION_EVENTS, groupBy: [DATED]) { total { value status }
        rows { count { value } part(dimension: DATED) { code } } } }";
    let told = app.anonymous().ask(query, json!({})).await["statistics"].take();
    let sql = "SELECT count(*) FROM education_events e WHERE e.removed_on IS NULL AND NOT e.is_cancelled
        AND EXISTS (SELECT 1 FROM education_offerings o WHERE o.id = e.offering_id AND o.is_described AND o.removed_on IS NULL)";
    assert_eq!(told["total"], json!({ "value": app.number(sql).await, "status": "EXACT" }));
    let undated = told["rows"].as_array().expect("rows").iter().find(|row| row["part"]["code"] == "UNDATED");
    let sql = format!("{sql} AND e.starts_on IS NULL");
    assert_eq!(undated.and_then(|row| row["count"]["value"].as_i64()).unwrap_or(0), app.number(&sql).await);
}
