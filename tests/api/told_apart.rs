//! What stands on pages and in lists to choose from says which thing it is, and what it rests on.

use std::collections::{BTreeMap, BTreeSet};

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    forms::ROLES,
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Page, Reader},
    },
    networks::done,
};

pub fn tests() -> Vec<Trial> {
    both![
        no_two_choices_are_called_the_same,
        a_page_tells_what_a_score_a_plan_a_goal_and_a_signal_rest_on,
        a_year_is_written_as_a_year,
        what_weighs_in_a_plan_is_filled_in_where_it_is_changed,
    ]
}

/// Things to choose among, by the field that offers them: id and label.
fn offered(page: &Page) -> BTreeMap<String, Vec<(String, String)>> {
    let mut fields: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut name = String::new();
    let is_id = |value: &str| value.split_once('_').is_some_and(|(_, rest)| rest.len() == 26);
    for tag in page.html.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or((tag, ""));
        let of = |attribute: &str| {
            let rest = tag.split(&format!(" {attribute}=\"")).nth(1)?;
            rest.split('"').next().map(str::to_owned)
        };
        let is_box = tag.starts_with("input") && (tag.contains("\"radio\"") || tag.contains("\"checkbox\""));
        if tag.starts_with("select") || is_box {
            name = of("name").unwrap_or_default();
        }
        if let Some(value) = of("value").filter(|value| (is_box || tag.starts_with("option")) && is_id(value)) {
            fields.entry(name.clone()).or_default().push((value, text.trim().to_owned()));
        }
    }
    fields
}

async fn no_two_choices_are_called_the_same(Open(app): Open) {
    let (mut lists, mut wrong, mut seen) = (0, Vec::new(), BTreeSet::new());
    for (role, _) in ROLES {
        let reader = Reader::of(&app, role).await;
        let all = reader.get("/gor").await.html;
        let forms: BTreeSet<&str> =
            all.split("href=\"/gor/").skip(1).filter_map(|rest| rest.split(['"', '?']).next()).collect();
        for form in forms {
            let first = reader.get(&format!("/gor/{form}")).await;
            assert_eq!(first.status, StatusCode::OK, "{role}: {form}");
            let chooses = offered(&first).into_iter().next().filter(|_| first.html.contains("method=\"get\""));
            let mut pages = vec![first];
            // The form itself, with the first of what it can be about.
            if let Some((name, choices)) = chooses {
                pages.push(reader.get(&format!("/gor/{form}?{name}={}", choices[0].0)).await);
            }
            for page in pages {
                for (name, choices) in offered(&page) {
                    let labels: BTreeSet<&str> = choices.iter().map(|(_, label)| label.as_str()).collect();
                    let ids: BTreeSet<&str> = choices.iter().map(|(id, _)| id.as_str()).collect();
                    lists += 1;
                    if labels.len() != ids.len() && seen.insert((form.to_owned(), name.clone())) {
                        wrong.push(format!("{role} {form} {name}: {} of {}", labels.len(), ids.len()));
                    }
                }
            }
        }
    }
    assert!(lists > 100, "{lists} lists");
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Seats of a kind have names, and mandates their body, their standing and their day.
    let leader = Reader::of(&app, "process_leader").await;
    leader.get("/gor/closeSeat").await.says(&["Plats 2"]);
    leader.get("/gor/endMandate").await.says(&[" · Ordinarie · 20"]);
}

async fn one(app: &DemoApp, list: &str, arguments: &str, more: &str) -> (String, Value) {
    let asked = format!("{{ {list}(first: 1{arguments}) {{ nodes {{ id {more} }} }} }}");
    let found = app.speak_as("demo-process-leader").ask(&asked, json!({})).await[list]["nodes"][0].clone();
    let id = found["id"].as_str().unwrap_or_else(|| panic!("no {list}: {found}"));
    (format!("/ting/{id}"), found)
}

async fn a_page_tells_what_a_score_a_plan_a_goal_and_a_signal_rest_on(Open(app): Open) {
    let reader = Reader::of(&app, "process_leader").await;
    let (path, score) =
        one(&app, "needScores", "", "terms { sv: explanation(lang: SV) en: explanation(lang: EN) }").await;
    let (sv, en) = (reader.get(&path).await, reader.get(&format!("{path}?lang=en")).await);
    let terms = score["terms"].as_array().expect("terms");
    assert_eq!(terms.len(), 6);
    for term in terms {
        sv.says(&[term["sv"].as_str().expect("a sentence")]);
        en.says(&[term["en"].as_str().expect("a sentence")]);
    }
    let (path, plan) = one(&app, "actionPlans", "", "weights { urgency }").await;
    let weight = format!("<dt>Vikter för rangordning av behov: brådska</dt><dd>{}</dd>", plan["weights"]["urgency"]);
    reader.get(&path).await.says(&[&weight, "Vikter för rangordning av behov: befintligt utbud"]);
    let in_force = ", filter: { metric: { in: [NEEDS_MET] }, plan: { status: { eq: IN_FORCE } } }";
    let (path, goal) = one(&app, "planGoals", in_force, "figure { count { value } }").await;
    let figure = format!("<dt>Statistikens tal för planens år</dt><dd>{}", goal["figure"]["count"]["value"]);
    reader.get(&path).await.says(&[&figure]);
    let assessed = ", filter: { assessmentCount: { gte: 1 } }";
    let (path, signal) = one(&app, "signals", assessed, "relevanceMedian").await;
    let median = signal["relevanceMedian"].to_string().trim_end_matches(".0").replace('.', ",");
    reader.get(&path).await.says(&[&format!("<dt>Relevansens median</dt><dd>{median}</dd>")]);
}

async fn a_year_is_written_as_a_year(Open(app): Open) {
    let reader = Reader::of(&app, "process_leader").await;
    for address in ["/gor/draftActionPlan", "/gor/draftActionPlan?lang=en"] {
        reader.get(address).await.says(&["2000–2100."]);
    }
}

async fn what_weighs_in_a_plan_is_filled_in_where_it_is_changed(Open(app): Open) {
    let leader = app.speak_as("demo-process-leader");
    let held = leader.ask("{ viewer { roles { councilId } } }", json!({})).await;
    let draft = "mutation($input: DraftActionPlanInput!) { draftActionPlan(input: $input) {
        plan { id } userErrors { code path } } }";
    let input = json!({ "councilId": held["viewer"]["roles"][0]["councilId"], "year": 2030, "title": "Plan för 2030",
        "weights": { "volume": 77 } });
    let plan = done(&leader, draft, input).await["id"].clone();
    let reader = Reader::of(&app, "process_leader").await;
    let form = reader.get(&format!("/gor/changeActionPlan?id={}", plan.as_str().expect("an id"))).await.form();
    assert!(form.contains(&("weights.volume".to_owned(), "77".to_owned())), "{form:?}");
}
