//! The questions of 2020/00312 (seed 003), each one document kept under `questions/003`, asked as the person who would ask
//! it; and the same document asked by someone without reach.

pub mod built_in;
mod cells;
mod files;
mod separators;
mod today;
mod zeros;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{DemoApp, trial::both};

const CARD: &str = include_str!("questions/003/a_project_card.graphql");
const AGAINST_PLAN: &str = include_str!("questions/003/b_participants_against_plan.graphql");
const TRACE: &str = include_str!("questions/003/c_trace.graphql");
const BACK: &str = include_str!("questions/003/c_back.graphql");
const MEMBERS: &str = include_str!("questions/003/d_members_and_industries.graphql");
const OCCUPATIONS: &str = include_str!("questions/003/e_transition_occupations.graphql");

/// Those who reach nobody's people or needs.
const STRANGERS: [&str; 2] = ["demo-other-org-contact", "demo-public-reader"];

pub fn tests() -> Vec<Trial> {
    let of_seed_003: Vec<Trial> = both![
        a_the_card_equals_the_project_banks,
        b_participants_stand_against_the_plan_and_small_numbers_are_hidden,
        b_the_project_manager_sees_every_number,
        c_the_trace_runs_from_input_to_outcome,
        c_the_trace_shows_a_stranger_no_need,
        c_an_outcome_leads_back_to_who_stood_behind_it,
        d_fourteen_members_and_the_industries,
        e_occupations_in_transition_have_neighbours_and_efforts,
    ];
    let of_the_library =
        [cells::tests(), files::tests(), built_in::tests(), separators::tests(), today::tests(), zeros::tests()];
    of_seed_003.into_iter().chain(of_the_library.into_iter().flatten()).collect()
}

async fn project(app: &DemoApp) -> Value {
    let query = "{ projects(first: 1, filter: { number: { eq: \"2020/00312\" } }) { nodes { id } } }";
    app.anonymous().ask(query, json!({})).await["projects"]["nodes"][0]["id"].clone()
}

async fn council(app: &DemoApp) -> Value {
    let query = "{ councils(first: 1, filter: { name: { startsWith: \"Göteborgsregionens\" } }) { nodes { id } } }";
    app.anonymous().ask(query, json!({})).await["councils"]["nodes"][0]["id"].clone()
}

fn nodes<'a>(value: &'a Value, field: &str) -> &'a Vec<Value> {
    value[field]["nodes"].as_array().unwrap_or_else(|| panic!("no {field} in {value:#}"))
}

async fn a_the_card_equals_the_project_banks(app: DemoApp) {
    let data = app.anonymous().with("Accept-Language", "sv").ask(CARD, json!({})).await;
    let card = &data["projects"]["nodes"][0];
    let money = json!({ "amount": "29177901.00", "currency": "SEK" });
    let expected = [
        ("/number", json!("2020/00312")),
        ("/name", json!("GR kompetensomställning")),
        ("/owner/name", json!("Göteborgsregionen")),
        ("/ownerUnit", json!("GR Utbildning")),
        ("/esfRegion/label", json!("Västsverige")),
        ("/plannedParticipants", json!(1750)),
        ("/startsOn", json!("2020-08-01")),
        ("/endsOn", json!("2022-12-31")),
        ("/totalBudget", money.clone()),
        ("/grantedSupport", money),
        ("/contactName", json!("Lena Hamberger")),
        ("/postcode", json!("40222")),
        ("/address", Value::Null),
        ("/programmeArea/code", json!("2014-2020:1")),
        ("/specificObjective/code", json!("2014-2020:1.1")),
        ("/unionRateBasisPoints", json!(5000)),
        ("/interventionField/code", json!("2014-2020:117")),
    ];
    for (path, value) in expected {
        assert_eq!(card.pointer(path), Some(&value), "{path} of {card:#}");
    }
}

async fn b_participants_stand_against_the_plan_and_small_numbers_are_hidden(app: DemoApp) {
    let project = project(&app).await;
    let data = app.speak_as("demo-process-leader").ask(AGAINST_PLAN, json!({ "project": project })).await;
    assert_eq!(data["node"]["plannedParticipants"], 1750);
    let split = &data["split"];
    assert_eq!((split["audience"].as_str(), split["threshold"].as_i64()), (Some("COUNCIL"), Some(10)));
    assert!(split["total"]["value"].as_i64().is_some_and(|total| total > 1000), "{split:#}");
    let rows = split["rows"].as_array().expect("rows");
    for row in rows {
        let count = &row["count"];
        let value = count["value"].as_i64();
        assert!(value.is_some_and(|n| n == 0 || n >= 10), "a small number is shown: {row:#}");
        assert!(count["status"] == "PERTURBED" && count["low"].is_null() && count["high"].is_null(), "{row:#}");
    }
    // Small cells are told as nothing: with noise the rows do not add up to the total.
    let sum: i64 = rows.iter().filter_map(|row| row["count"]["value"].as_i64()).sum();
    assert_ne!(Some(sum), split["total"]["value"].as_i64(), "a split this fine has small cells");
    let complete: Vec<&str> = data["completeness"]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["key"][0]["code"].as_str())
        .collect();
    assert_eq!(complete, ["COMPLETE", "INCOMPLETE"]);
}

async fn b_the_project_manager_sees_every_number(app: DemoApp) {
    let project = project(&app).await;
    let data = app.speak_as("demo-project-manager").ask(AGAINST_PLAN, json!({ "project": project })).await;
    let split = &data["split"];
    assert_eq!(split["audience"], "OWNER");
    let rows = split["rows"].as_array().expect("rows");
    let sum: i64 = rows.iter().map(|row| row["count"]["value"].as_i64().expect("every number is shown")).sum();
    let id = project.as_str().and_then(|id| id.strip_prefix("project_")).expect("an id").to_owned();
    let stored = app.number(&format!("SELECT count(*) FROM participations WHERE project_id = '{id}'")).await;
    assert_eq!((Some(sum), sum), (split["total"]["value"].as_i64(), stored));
}

async fn c_the_trace_runs_from_input_to_outcome(app: DemoApp) {
    let council = council(&app).await;
    let data = app.speak_as("demo-process-leader").ask(TRACE, json!({ "council": council })).await;
    let council = &data["node"];
    assert!(council["decisionLeadTime"]["medianDays"].as_f64().is_some_and(|days| days >= 0.0), "{council:#}");
    let industry_councils = nodes(council, "industryCouncils");
    assert_eq!(industry_councils.len(), 8);
    let needs: Vec<&Value> = industry_councils.iter().flat_map(|branch| nodes(branch, "needs")).collect();
    let whole = needs.iter().find(|need| {
        !nodes(need, "endorsements").is_empty()
            && nodes(need, "efforts").iter().any(|effort| {
                effort["outcomeCounts"]["total"].is_object()
                    || !effort["outcomeCounts"]["by"].as_array().expect("counts").is_empty()
            })
    });
    let need = whole.expect("a need that was endorsed, answered and came to something");
    assert!(need["endorsements"]["nodes"][0]["reference"].as_str().is_some_and(|reference| !reference.is_empty()));
}

async fn c_the_trace_shows_a_stranger_no_need(app: DemoApp) {
    let council = council(&app).await;
    for stranger in STRANGERS {
        let data = app.speak_as(stranger).ask(TRACE, json!({ "council": council })).await;
        assert_eq!(data["node"]["decisionLeadTime"], Value::Null, "{stranger}");
        for branch in nodes(&data["node"], "industryCouncils") {
            assert!(nodes(branch, "needs").is_empty(), "{stranger}: {branch:#}");
        }
    }
}

async fn c_an_outcome_leads_back_to_who_stood_behind_it(app: DemoApp) {
    let data = app.speak_as("demo-project-manager").ask(BACK, json!({ "first": 50 })).await;
    let outcomes = nodes(&data, "outcomes");
    let back = outcomes.iter().find_map(|outcome| {
        let need = nodes(&outcome["enrolment"]["occasion"]["effort"], "needs").first()?;
        nodes(need, "endorsements").first()?["reference"].as_str().map(str::to_owned)
    });
    assert!(back.is_some_and(|reference| !reference.is_empty()), "no outcome leads back: {data:#}");
    for stranger in STRANGERS {
        let data = app.speak_as(stranger).ask(BACK, json!({ "first": 50 })).await;
        let project = app.number("SELECT count(*) FROM outcomes").await;
        assert!(
            project > 0
                && nodes(&data, "outcomes").iter().all(|o| o["enrolment"]["occasion"]["effort"]["needs"]["nodes"]
                    .as_array()
                    .is_none_or(Vec::is_empty)),
            "{stranger}"
        );
    }
    assert!(nodes(&app.anonymous().ask(BACK, json!({})).await, "outcomes").is_empty());
}

async fn d_fourteen_members_and_the_industries(app: DemoApp) {
    let data = app.anonymous().ask(MEMBERS, json!({ "on": "2020-08-01" })).await;
    let council = &data["councils"]["nodes"][0];
    assert_eq!((council["foundedYear"].as_i64(), council["members"]["totalCount"].as_i64()), (Some(2018), Some(14)));
    let names: Vec<&str> =
        nodes(council, "members").iter().filter_map(|seat| seat["organisation"]["name"].as_str()).collect();
    for founder in ["Göteborgsregionen", "Göteborgs Stad", "Business Region Göteborg AB", "Västra Götalandsregionen"]
    {
        assert!(names.contains(&founder), "{founder} in {names:?}");
    }
    assert!(
        nodes(council, "industryCouncils")
            .iter()
            .all(|branch| branch["industries"].as_array().is_some_and(|i| !i.is_empty()))
    );
    let later = app.anonymous().ask(MEMBERS, json!({ "on": "2021-06-01" })).await;
    let later: Vec<&Value> =
        nodes(&later["councils"]["nodes"][0], "members").iter().map(|seat| &seat["organisation"]["name"]).collect();
    let then: Vec<&Value> = nodes(council, "members").iter().map(|seat| &seat["organisation"]["name"]).collect();
    assert_ne!(then, later, "composition develops over time");
}

async fn e_occupations_in_transition_have_neighbours_and_efforts(app: DemoApp) {
    let data = app.speak_as("demo-hub-coordinator").ask(OCCUPATIONS, json!({})).await;
    let needs = nodes(&data, "needs");
    let neighbours =
        |need: &&Value| need["occupation"]["concept"]["substitutes"].as_array().is_some_and(|s| !s.is_empty());
    assert!(needs.iter().any(|need| neighbours(&need)), "{data:#}");
    assert!(
        needs.iter().any(|need| !nodes(need, "efforts").is_empty()),
        "no current effort answers any of them: {data:#}"
    );
    for stranger in STRANGERS {
        let own = app.speak_as(stranger).ask(OCCUPATIONS, json!({})).await;
        assert!(nodes(&own, "needs").is_empty(), "{stranger} sees others' needs");
    }
}
