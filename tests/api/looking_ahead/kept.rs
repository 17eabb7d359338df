//! What stands as a council looks ahead: a plan in its own year, values that go on with their goal, and who judges signals.

use futures_util::future::join_all;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{
    ADOPT, ASSESS, CAPTURE, CONSULT, IN_FORCE, LINK, NOTE, REVISE, adopted, adopting, council, drafted, judged, signal,
};
use crate::{
    council_meetings::public::decided,
    harness::{
        DemoApp,
        elsewhere::{fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    networks::done,
};

pub fn tests() -> Vec<Trial> {
    both![
        a_plan_is_in_force_in_its_own_year,
        of_plans_brought_into_force_at_once_one_is,
        a_goal_goes_on_with_what_was_noted_while_its_plan_was_revised,
        a_new_version_is_called_by_its_own_year_or_by_what_is_said,
        an_industry_council_that_is_dissolved_judges_nothing,
        a_signal_is_linked_once_to_an_industry,
        a_plan_of_the_demonstration_is_called_by_its_year,
    ]
}

async fn a_plan_is_in_force_in_its_own_year(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let (plan, version, _) = adopted(&app, 2027).await;
    let early = faults(&leader, IN_FORCE, &json!({ "id": plan, "expectedVersion": version })).await;
    assert_eq!(early, fault("PLAN_YEAR_HAS_NOT_BEGUN", "input.inForceFrom"));
    let held = "query($id: ID!) { node(id: $id) { ... on ActionPlan { status heldOn(day: \"2026-09-01\") } } }";
    let told = leader.ask(held, json!({ "id": plan })).await["node"].clone();
    assert_eq!(told, json!({ "status": "ADOPTED", "heldOn": false }));
}

async fn a_plan_of_the_demonstration_is_called_by_its_year(app: DemoApp) {
    let asked = "{ actionPlans(first: 50) { nodes { year title } } }";
    let plans = app.speak_as("demo-process-leader").ask(asked, json!({})).await["actionPlans"]["nodes"].take();
    let plans = plans.as_array().expect("a list");
    assert!(plans.len() >= 4, "{plans:#?}");
    for plan in plans {
        let year = plan["year"].as_i64().expect("a year").to_string();
        assert!(plan["title"].as_str().expect("a title").contains(&year), "{plan}");
    }
}

async fn of_plans_brought_into_force_at_once_one_is(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let mut plans = Vec::new();
    for _ in 0..3 {
        plans.push(adopted(&app, 2013).await);
    }
    let inputs: Vec<_> = plans.iter().map(|(id, version, _)| json!({ "id": id, "expectedVersion": version })).collect();
    let asked = inputs.iter().map(|input| leader.ask(IN_FORCE, json!({ "input": input })));
    let told = join_all(asked).await;
    let code = |data: &Value| data["bringActionPlanIntoForce"]["userErrors"][0]["code"].clone();
    let mut codes: Vec<_> = told.iter().map(code).collect();
    codes.sort_by_key(Value::to_string);
    let other = json!("ANOTHER_PLAN_IS_IN_FORCE");
    assert_eq!(codes, [other.clone(), other, Value::Null]);
}

const PLAN: &str = "mutation($input: PlanCouncilMeetingInput!) { planCouncilMeeting(input: $input) {
    meeting { id } userErrors { code path } } }";
const BEFORE: &str = "query($id: ID!) { meetingBriefing(meetingId: $id) {
    goals(first: 100) { valueNow wayGone goal { earlier { id } } } } }";

async fn a_goal_goes_on_with_what_was_noted_while_its_plan_was_revised(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let (plan, version, goal) = adopted(&app, 2012).await;
    let noting = |version: i64, value: i64| json!({ "planGoalId": goal, "expectedVersion": version, "value": value });
    done(&leader, IN_FORCE, json!({ "id": plan, "expectedVersion": version })).await;
    done(&leader, NOTE, noting(1, 50)).await;
    let next = done(&leader, REVISE, json!({ "id": plan, "expectedVersion": version + 1 })).await;
    done(&leader, NOTE, noting(2, 80)).await;
    let (id, first) = (&next["id"], next["version"].as_i64().expect("a version"));
    done(&leader, CONSULT, json!({ "id": id, "expectedVersion": first, "until": "2026-09-01" })).await;
    done(&leader, ADOPT, adopting(id, first + 1)).await;
    done(&leader, IN_FORCE, json!({ "id": id, "expectedVersion": first + 2 })).await;
    let asked = "query($id: ID!) { node(id: $id) { ... on ActionPlan { planGoals(first: 5) { nodes { latestValue earlier { id } } } } } }";
    let told = leader.ask(asked, json!({ "id": id })).await["node"]["planGoals"]["nodes"].take();
    assert_eq!(told, json!([{ "latestValue": 80, "earlier": { "id": goal } }]));
    let (council, _) = council(&app).await;
    let meeting = json!({ "councilId": council, "title": "Rådsmöte", "startsAt": "2026-09-15T08:00:00Z" });
    let meeting = done(&leader, PLAN, meeting).await["id"].clone();
    let told = leader.ask(BEFORE, json!({ "id": meeting })).await["meetingBriefing"]["goals"].take();
    let goals = told.as_array().expect("goals");
    let goes_on = goals.iter().find(|told| told["goal"]["earlier"]["id"] == goal).expect("the goal, in force");
    let known = json!({ "valueNow": 80, "wayGone": 0.4, "goal": { "earlier": { "id": goal } } });
    assert_eq!(goes_on, &known, "before the meeting it is known, too");
    let late = faults(&leader, NOTE, &noting(3, 90)).await;
    assert_eq!(late, fault("ACTION_PLAN_IS_NOT_IN_FORCE", "input"), "the goal goes on in the new version");
}

const CHANGE: &str = "mutation($input: ChangeActionPlanInput!) { changeActionPlan(input: $input) {
    plan { version } userErrors { code path } } }";
const CALLED: &str = "mutation($input: ReviseActionPlanInput!) { reviseActionPlan(input: $input) {
    plan { year title } userErrors { code path } } }";

async fn a_new_version_is_called_by_its_own_year_or_by_what_is_said(Open(app): Open) {
    let leader = app.speak_as("demo-process-leader");
    let reader = Reader::of(&app, "process_leader").await;
    for (year, said, expected) in [
        (2014, json!({}), json!({ "year": 2014, "title": "Handlingsplan 2014" })),
        (2015, json!({ "year": 2027 }), json!({ "year": 2027, "title": "Handlingsplan 2027" })),
        (2016, json!({ "year": 2027, "title": "Vägen framåt" }), json!({ "year": 2027, "title": "Vägen framåt" })),
    ] {
        let (plan, version, _) = drafted(&app, year).await;
        let called = json!({ "id": plan, "expectedVersion": version, "title": format!("Handlingsplan {year}") });
        done(&leader, CHANGE, called).await;
        done(&leader, CONSULT, json!({ "id": plan, "expectedVersion": version + 1, "until": "2026-09-01" })).await;
        done(&leader, ADOPT, adopting(&plan, version + 2)).await;
        done(&leader, IN_FORCE, json!({ "id": plan, "expectedVersion": version + 3 })).await;
        let mut revising = json!({ "id": plan, "expectedVersion": version + 4, "year": said["year"] });
        revising["title"] = json!("x".repeat(201));
        assert_eq!(faults(&leader, CALLED, &revising).await, fault("TEXT_LENGTH_IS_WRONG", "input.title"));
        revising["title"] = said["title"].clone();
        // The form holds no title of the year that was.
        let form = reader.get(&format!("/gor/reviseActionPlan?id={}", plan.as_str().expect("an id"))).await.form();
        let title = form.iter().find(|(name, _)| name == "title").map(|(_, value)| value.as_str());
        assert_eq!(title, Some(""), "{form:?}");
        assert_eq!(done(&leader, CALLED, revising).await, expected);
    }
}

const ESTABLISH: &str = "mutation($input: EstablishIndustryCouncilInput!) { establishIndustryCouncil(input: $input) {
    industryCouncil { id } userErrors { code path } } }";
const ADVANCE: &str = "mutation($input: AdvanceIndustryCouncilInput!) { advanceIndustryCouncil(input: $input) {
    industryCouncil { status } userErrors { code path } } }";

async fn an_industry_council_that_is_dissolved_judges_nothing(app: DemoApp) {
    let (own, _) = council(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let made = json!({ "councilId": own, "name": "Branschråd vätgas", "sni": ["35"], "decisionReference": "§ 7/2026" });
    let branch = done(&leader, ESTABLISH, made).await["id"].clone();
    let id = done(&leader, CAPTURE, signal(&own)).await["id"].clone();
    done(&leader, ASSESS, judged(&id, 1, &branch, 5)).await;
    let ending = json!({ "id": branch, "expectedVersion": 1, "step": "DISSOLVE", "reason": "Uppgår i ett annat",
        "decisionId": decided(&app, &own).await });
    done(&leader, ADVANCE, ending).await;
    let late = faults(&leader, ASSESS, &judged(&id, 2, &branch, 1)).await;
    assert_eq!(late, fault("ASSESSING_COUNCIL_IS_DISSOLVED", "input"));
}

async fn a_signal_is_linked_once_to_an_industry(app: DemoApp) {
    let (own, industry_councils) = council(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let id = done(&leader, CAPTURE, signal(&own)).await["id"].clone();
    done(&leader, ASSESS, judged(&id, 1, &industry_councils[0], 5)).await;
    let linking = |version: i64, sni: &str| json!({ "signalId": id, "expectedVersion": version, "sni": sni });
    done(&leader, LINK, linking(2, "29")).await;
    assert_eq!(faults(&leader, LINK, &linking(3, "29")).await, fault("SIGNAL_IS_LINKED_ALREADY", "input"));
    done(&leader, LINK, linking(3, "35")).await;
}
