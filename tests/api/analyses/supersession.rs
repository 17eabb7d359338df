//! What takes the place of an analysis or a plan is the later of the two, and a refusal names what could.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{AVANTO, CNC, Company, ROBOTDALEN, collect, company, done, plans::draft};
use crate::harness::{DemoApp, Speaker, trial::both};

pub fn tests() -> Vec<Trial> {
    both![an_earlier_analysis_takes_no_later_ones_place, a_plan_that_ran_out_takes_no_later_ones_place]
}

const SUPERSEDE_ANALYSIS: &str = "mutation($input: SupersedeAnalysisInput!) { supersedeAnalysis(input: $input) {
    analysis { id } userErrors { code message } } }";
const SUPERSEDE_PLAN: &str = "mutation($input: SupersedePlanInput!) { supersedePlan(input: $input) {
    plan { id } userErrors { code message } } }";

/// The code and the message of the one refusal.
async fn refusal(speaker: &Speaker<'_>, mutation: &str, input: Value) -> (String, String) {
    let data = speaker.ask(mutation, json!({ "input": input })).await;
    let payload = data.as_object().and_then(|data| data.values().next()).expect("one field");
    let told = |name: &str| payload["userErrors"][0][name].as_str().unwrap_or_default().to_owned();
    (told("code"), told("message"))
}

/// A published analysis of the company's, begun on that day.
async fn published(app: &DemoApp, company: &Company, began: &str) -> Value {
    let (contact, union_rep) = (app.speak_as("contact"), app.speak_as("union-rep"));
    let name = format!("Skala {began}");
    let scale = json!({ "organisationId": company.id, "name": name });
    let scale = done(&contact, "defineLevelScale", "DefineLevelScaleInput", "scale { id }", scale).await;
    let start = json!({ "organisationId": company.id, "scaleId": scale["id"], "title": format!("Analys {began}"),
        "startedOn": began });
    let id = done(&contact, "startAnalysis", "StartAnalysisInput", "analysis { id }", start).await["id"].clone();
    let require = json!({ "analysisId": id, "ssyk": "7223", "roleTitle": "Operatör", "skill": CNC, "level": 3 });
    done(&contact, "requireSkill", "RequireSkillInput", "requirement { id }", require).await;
    collect(&contact, &id).await;
    let step = |version: i32| json!({ "id": id, "expectedVersion": version });
    done(&contact, "calculateGaps", "CalculateGapsInput", "analysis { id }", step(2)).await;
    done(&union_rep, "validateAnalysis", "ValidateAnalysisInput", "analysis { id }", step(3)).await;
    done(&contact, "validateAnalysis", "ValidateAnalysisInput", "analysis { id }", step(4)).await;
    done(&contact, "publishAnalysis", "PublishAnalysisInput", "analysis { id }", step(5)).await;
    id
}

async fn an_earlier_analysis_takes_no_later_ones_place(app: DemoApp) {
    let company = company(&app, ROBOTDALEN).await;
    let contact = app.speak_as("contact");
    let earlier = published(&app, &company, "2021-03-01").await;
    let later = published(&app, &company, "2026-08-03").await;
    let wrong = json!({ "id": later, "expectedVersion": 6, "supersedingAnalysisId": earlier });
    let (code, message) = refusal(&contact, SUPERSEDE_ANALYSIS, wrong).await;
    assert_eq!(code, "SUPERSEDING_ANALYSIS_IS_WRONG");
    assert!(message.contains("det finns ingen sådan"), "{message}");
    let latest = published(&app, &company, "2026-08-31").await;
    let wrong = json!({ "id": later, "expectedVersion": 6, "supersedingAnalysisId": earlier });
    let (_, message) = refusal(&contact, SUPERSEDE_ANALYSIS, wrong).await;
    let (possible, not) = (latest.as_str().expect("an id"), earlier.as_str().expect("an id"));
    assert!(message.contains("Analys 2026-08-31") && message.contains(possible), "{message}");
    assert!(!message.contains(not), "{message}");
    for (id, by) in [(&earlier, &later), (&later, &latest)] {
        let right = json!({ "id": id, "expectedVersion": 6, "supersedingAnalysisId": by });
        done(&contact, "supersedeAnalysis", "SupersedeAnalysisInput", "analysis { id }", right).await;
    }
}

async fn a_plan_that_ran_out_takes_no_later_ones_place(app: DemoApp) {
    let company = company(&app, AVANTO).await;
    let contact = app.speak_as("contact");
    let present = draft(&contact, &company, "2026-01-01", "2026-12-31").await["id"].clone();
    let ended = draft(&contact, &company, "2019-01-01", "2019-12-31").await["id"].clone();
    let ran_out = draft(&contact, &company, "2026-01-01", "2026-08-31").await["id"].clone();
    let next = draft(&contact, &company, "2026-10-01", "2027-09-30").await["id"].clone();
    for wrong in [&ended, &ran_out] {
        let input = json!({ "id": present, "expectedVersion": 1, "supersedingPlanId": wrong });
        let (code, message) = refusal(&contact, SUPERSEDE_PLAN, input).await;
        assert_eq!(code, "SUPERSEDING_PLAN_IS_WRONG");
        assert!(message.contains("2026-10-01") && message.contains(next.as_str().expect("an id")), "{message}");
        assert!(!message.contains(wrong.as_str().expect("an id")), "{message}");
    }
    let right = json!({ "id": present, "expectedVersion": 1, "supersedingPlanId": next });
    let superseded = done(&contact, "supersedePlan", "SupersedePlanInput", "plan { status }", right).await;
    assert_eq!(superseded, json!({ "status": "SUPERSEDED" }));
}
