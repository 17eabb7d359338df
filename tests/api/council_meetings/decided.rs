//! What rests on a council's decision: its industry councils, its plans, and a need that it backs after it was reported.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{Table, act, refusal};
use crate::harness::{
    DemoApp,
    elsewhere::{fault, faults},
    trial::both,
};

pub fn tests() -> Vec<Trial> {
    both![
        an_industry_council_is_established_by_a_decision,
        a_plan_is_adopted_by_a_decision,
        a_plan_in_force_rests_on_its_decision,
        a_plan_whose_decision_is_rescinded_does_not_come_into_force,
        a_need_is_not_endorsed_before_it_was_reported,
    ]
}

const BRANCH: &str = "industryCouncil { id version establishedOn decisionReference decision { id } }";
const PLAN: &str = "plan { id version status adoptedOn decisionReference decision { id } }";

/// A proposal on a meeting of its own, which is open.
async fn proposed(table: &Table<'_>) -> (Value, Value) {
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    (meeting, table.propose(&item).await)
}

/// Faults of naming a decision and telling what it says beside it.
fn beside(day: &str) -> Vec<(String, String)> {
    let rule = "GROUNDS_FOLLOW_FROM_THE_DECISION";
    [fault(rule, &format!("input.{day}")), fault(rule, "input.decisionReference")].concat()
}

async fn an_industry_council_is_established_by_a_decision(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (leader, establish) = (table.leader(), "establishIndustryCouncil");
    let (meeting, decision) = proposed(&table).await;
    let by = json!({ "councilId": table.council, "name": "Branschråd vätgas", "sni": ["35"], "decisionId": decision });
    let not_its = fault("DECISION_IS_NOT_THE_COUNCILS", "input.decisionId");
    assert_eq!(refusal(&leader, establish, BRANCH, &by).await, not_its, "it is proposed only");
    table.settle(&decision, json!("FOR")).await;
    table.close(&meeting, "2026-03-04").await;
    let mut twofold = by.clone();
    (twofold["decisionReference"], twofold["establishedOn"]) = (json!("§ 7/2026"), json!("2026-03-04"));
    assert_eq!(refusal(&leader, establish, BRANCH, &twofold).await, beside("establishedOn"));
    let mut unknown = by.clone();
    unknown["decisionId"] = json!(format!("decision_{}", "0".repeat(26)));
    assert_eq!(refusal(&leader, establish, BRANCH, &unknown).await, fault("REFERENCE_IS_UNKNOWN", "input.decisionId"));
    let made = act(&leader, establish, BRANCH, by).await;
    let told = ["establishedOn", "decisionReference", "decision"].map(|name| made[name].clone());
    assert_eq!(told, [json!("2026-03-04"), json!("§ 1/2026, 2026-03-04"), json!({ "id": decision })]);
    let back =
        "query($id: ID!) { node(id: $id) { ... on CouncilDecision { industryCouncils(first: 5) { nodes { id } } } } }";
    let data = leader.ask(back, json!({ "id": decision })).await;
    assert_eq!(data["node"]["industryCouncils"]["nodes"], json!([{ "id": made["id"] }]));
}

/// A plan out for consultation, of version 4.
async fn consulted(table: &Table<'_>) -> Value {
    let leader = table.leader();
    let drafted = json!({ "councilId": table.council, "year": 2026, "title": "Handlingsplan" });
    let plan = act(&leader, "draftActionPlan", PLAN, drafted).await["id"].clone();
    let priority = json!({ "actionPlanId": plan, "expectedVersion": 1, "place": 1, "title": "Elektrifiering" });
    let priority = act(&leader, "addPlanPriority", "priority { id }", priority).await["id"].clone();
    let goal = json!({ "priorityId": priority, "title": "Montörer", "metric": "PARTICIPANTS", "unit": "personer",
        "baseline": 0, "target": 200, "dueOn": "2026-12-31" });
    act(&leader, "addPlanGoal", "goal { id }", goal).await;
    let consulting = json!({ "id": plan, "expectedVersion": 3, "until": "2026-09-01" });
    act(&leader, "consultOnActionPlan", PLAN, consulting).await;
    plan
}

/// A plan of version 5, adopted by a decision of version 2.
async fn adopted(table: &Table<'_>) -> (Value, Value) {
    let (meeting, decision) = proposed(table).await;
    table.settle(&decision, json!("FOR")).await;
    table.close(&meeting, "2026-03-04").await;
    let plan = consulted(table).await;
    let adopting = json!({ "id": plan, "expectedVersion": 4, "decisionId": decision });
    act(&table.leader(), "adoptActionPlan", PLAN, adopting).await;
    (plan, decision)
}

fn rescinding(decision: &Value) -> Value {
    json!({ "id": decision, "expectedVersion": 2, "reason": "Fattat på fel underlag" })
}

async fn a_plan_in_force_rests_on_its_decision(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (leader, chair) = (table.leader(), table.chair());
    let (plan, decision) = adopted(&table).await;
    act(&leader, "bringActionPlanIntoForce", PLAN, json!({ "id": plan, "expectedVersion": 5 })).await;
    let held = refusal(&chair, "rescindDecision", "decision { id }", &rescinding(&decision)).await;
    assert_eq!(held, fault("PLAN_RESTS_ON_THE_DECISION", "input"));
    let closing = json!({ "id": plan, "expectedVersion": 6, "followUp": "Planen byggde på fel underlag." });
    act(&leader, "closeActionPlan", PLAN, closing).await;
    let rescinded = act(&chair, "rescindDecision", "decision { status }", rescinding(&decision)).await;
    assert_eq!(rescinded["status"], "RESCINDED");
}

async fn a_plan_whose_decision_is_rescinded_does_not_come_into_force(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (plan, decision) = adopted(&table).await;
    act(&table.chair(), "rescindDecision", "decision { id }", rescinding(&decision)).await;
    let late = json!({ "id": plan, "expectedVersion": 5 });
    let told = refusal(&table.leader(), "bringActionPlanIntoForce", PLAN, &late).await;
    assert_eq!(told, fault("PLAN_DECISION_IS_RESCINDED", "input"));
}

async fn a_plan_is_adopted_by_a_decision(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let (meeting, decision) = proposed(&table).await;
    table.settle(&decision, json!("FOR")).await;
    let plan = consulted(&table).await;
    let at = json!({ "id": plan, "expectedVersion": 4 });
    let with = |more: Value| {
        let mut input = at.clone();
        input.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
        input
    };
    let groundless = refusal(&leader, "adoptActionPlan", PLAN, &at).await;
    assert_eq!(groundless, fault("FIELD_IS_REQUIRED", "input.decisionReference"));
    let by = with(json!({ "decisionId": decision }));
    let early = refusal(&leader, "adoptActionPlan", PLAN, &by).await;
    assert_eq!(early, fault("DECISION_HAS_NO_PARAGRAPH_YET", "input.decisionId"));
    table.close(&meeting, "2026-03-04").await;
    let twofold = json!({ "decisionId": decision, "adoptedOn": "2026-03-04", "decisionReference": "§ 7" });
    assert_eq!(refusal(&leader, "adoptActionPlan", PLAN, &with(twofold)).await, beside("adoptedOn"));
    // Another council's decision is none of this one's.
    let elsewhere = Table::set(&app, 3).await;
    let (_, others) = proposed(&elsewhere).await;
    elsewhere.settle(&others, json!("FOR")).await;
    let told = refusal(&leader, "adoptActionPlan", PLAN, &with(json!({ "decisionId": others }))).await;
    assert_eq!(told, fault("DECISION_IS_NOT_THE_COUNCILS", "input.decisionId"));

    let adopted = act(&leader, "adoptActionPlan", PLAN, by).await;
    let told = ["status", "adoptedOn", "decisionReference", "decision"].map(|name| adopted[name].clone());
    let reference = json!("§ 1/2026, 2026-03-04");
    assert_eq!(told, [json!("ADOPTED"), json!("2026-03-04"), reference, json!({ "id": decision })]);
    let back =
        "query($id: ID!) { node(id: $id) { ... on CouncilDecision { actionPlans(first: 5) { nodes { id } } } } }";
    let data = leader.ask(back, json!({ "id": decision })).await;
    assert_eq!(data["node"]["actionPlans"]["nodes"], json!([{ "id": plan }]));
}

const ENDORSE: &str = "mutation($input: EndorseNeedInput!) { endorseNeed(input: $input) { endorsement { id } userErrors { code path } } }";

async fn a_need_is_not_endorsed_before_it_was_reported(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let reported = json!({ "councilId": table.council, "title": "Batteriteknik", "basis": "INCUMBENTS",
        "cause": "TECHNOLOGY_SHIFT", "horizon": "MEDIUM", "targetGroup": "UNDER_NOTICE", "peopleNeeded": 40 });
    let need = act(&leader, "reportNeed", "need { id }", reported).await["id"].clone();
    let coded = json!({ "id": need, "expectedVersion": 1, "codes": { "sni": "29" } });
    act(&leader, "qualifyNeed", "need { id }", coded).await;
    let eve = json!({ "needId": need, "expectedVersion": 2, "decidedOn": "2026-08-31", "reference": "§ 4" });
    assert_eq!(faults(&table.chair(), ENDORSE, &eve).await, fault("NEED_IS_REPORTED_LATER", "input.decidedOn"));
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "ENDORSEMENT", json!({ "needId": need })).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let decision = table.propose(&item).await;
    table.settle(&decision, json!("FOR")).await;
    table.close(&meeting, "2026-03-04").await;
    let by = json!({ "needId": need, "expectedVersion": 2, "decisionId": decision });
    assert_eq!(faults(&table.chair(), ENDORSE, &by).await, fault("NEED_IS_REPORTED_LATER", "input.decisionId"));
}
