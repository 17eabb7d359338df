//! How a council looks ahead, through the API: signals that each industry council judges for itself, action plans with goals that are
//! followed up, and needs that are ranked by what can be reckoned again.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp,
        elsewhere::{events, fault, faults, give, other_council},
        trial::both,
    },
    networks::done,
    seed_questions::told,
};

mod kept;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        s3_f16_a_signal_is_judged_by_each_industry_council_and_their_spread_is_told,
        an_assessment_is_kept_when_a_later_one_replaces_it,
        a_signal_is_linked_to_what_it_bears_on_and_put_aside_with_a_reason,
        signals_are_their_own_councils,
        a_plan_is_in_force_until_its_new_version_is,
        a_draft_is_the_councils_own_and_what_it_adopted_is_everyones,
        a_goal_is_followed_up_and_held_against_the_statistics,
        a_need_is_prioritised_by_a_score_that_is_reckoned_again_and_explained,
        a_merged_need_is_found_from_the_one_that_stays,
        two_needs_do_not_become_part_of_each_other,
        a_need_is_met_by_what_a_follow_up_showed,
        work_on_a_need_whose_backing_was_withdrawn_takes_a_waiver,
        the_library_tells_of_signals_goals_and_scores,
    ];
    [own, kept::tests()].into_iter().flatten().collect()
}

const CAPTURE: &str = "mutation($input: CaptureSignalInput!) { captureSignal(input: $input) {
    signal { id version status capturedOn possibleSteps { step } } userErrors { code path } } }";
const ASSESS: &str = "mutation($input: AssessSignalInput!) { assessSignal(input: $input) {
    assessment { id assessedOn earlier { id replacedOn relevance } signal { version status
        assessmentCount relevanceLowest relevanceMedian relevanceHighest } } userErrors { code path } } }";
const LINK: &str = "mutation($input: LinkSignalInput!) { linkSignal(input: $input) {
    link { id need { id } sni { code } signal { version status } } userErrors { code path } } }";
const SETTLE: &str = "mutation($input: SettleSignalInput!) { settleSignal(input: $input) {
    signal { version status statusReason } userErrors { code path } } }";
const DRAFT: &str = "mutation($input: DraftActionPlanInput!) { draftActionPlan(input: $input) {
    plan { id version status edition weights { volume existingSupply } } userErrors { code path } } }";
const PRIORITY: &str = "mutation($input: AddPlanPriorityInput!) { addPlanPriority(input: $input) {
    priority { id plan { version priorityCount } } userErrors { code path } } }";
const GOAL: &str = "mutation($input: AddPlanGoalInput!) { addPlanGoal(input: $input) {
    goal { id version plan { version goalCount } } userErrors { code path } } }";
const CONSULT: &str = "mutation($input: ConsultOnActionPlanInput!) { consultOnActionPlan(input: $input) {
    plan { version status consultationUntil } userErrors { code path } } }";
const ADOPT: &str = "mutation($input: AdoptActionPlanInput!) { adoptActionPlan(input: $input) {
    plan { version status adoptedOn decisionReference } userErrors { code path } } }";
const IN_FORCE: &str = "mutation($input: BringActionPlanIntoForceInput!) { bringActionPlanIntoForce(input: $input) {
    plan { id version status inForceFrom revises { id status endedOn } } userErrors { code path } } }";
const REVISE: &str = "mutation($input: ReviseActionPlanInput!) { reviseActionPlan(input: $input) {
    plan { id version status edition goalCount revises { id } planGoals(first: 5) { nodes { title earlier { id } } } }
    userErrors { code path } } }";
const CLOSE: &str = "mutation($input: CloseActionPlanInput!) { closeActionPlan(input: $input) {
    plan { status followUp endedOn } userErrors { code path } } }";
const NOTE: &str = "mutation($input: NoteGoalValueInput!) { noteGoalValue(input: $input) {
    reading { id value notedOn goal { version latestValue wayGone isReached } } userErrors { code path } } }";
const SCORE: &str = "mutation($input: ScoreNeedInput!) { scoreNeed(input: $input) {
    score { id score recomputed endorsingCouncils replacedOn earlier { id replacedOn }
        terms { ground input weight term sv: explanation(lang: SV) } need { id version status } }
    userErrors { code path } } }";
const REPORT: &str = "mutation($input: ReportNeedInput!) { reportNeed(input: $input) {
    need { id version } userErrors { code path } } }";
const QUALIFY: &str = "mutation($input: QualifyNeedInput!) { qualifyNeed(input: $input) {
    need { id version } userErrors { code path } } }";
const ENDORSE: &str = "mutation($input: EndorseNeedInput!) { endorseNeed(input: $input) {
    endorsement { id version need { id version } } userErrors { code path } } }";
const WITHDRAW: &str = "mutation($input: WithdrawEndorsementInput!) { withdrawEndorsement(input: $input) {
    endorsement { id } userErrors { code path } } }";
const MERGE: &str = "mutation($input: MergeNeedInput!) { mergeNeed(input: $input) {
    need { id status mergedInto { id } } userErrors { code path } } }";
const SETTLE_NEED: &str = "mutation($input: SettleNeedInput!) { settleNeed(input: $input) {
    need { status followUp } userErrors { code path } } }";
const EFFORT: &str = "mutation($input: LinkEffortToNeedInput!) { linkEffortToNeed(input: $input) {
    link { waiverReason need { status } } userErrors { code path } } }";

/// The process leader's council, and its industry councils.
async fn council(app: &DemoApp) -> (Value, Vec<Value>) {
    let data = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    let own = roles.iter().map(|held| &held["councilId"]).find(|id| id.is_string()).expect("a council").clone();
    let query = "query($c: ID!) { industryCouncils(first: 3, filter: { councilId: { eq: $c } }) { nodes { id } } }";
    let data = app.anonymous().ask(query, json!({ "c": own })).await;
    let nodes = data["industryCouncils"]["nodes"].as_array().expect("industry councils");
    (own, nodes.iter().map(|node| node["id"].clone()).collect())
}

fn signal(council: &Value) -> Value {
    json!({ "councilId": council, "source": "TECHNOLOGY", "steep": "TECHNOLOGICAL", "sni": "29",
        "title": "Celler monteras av robotar", "text": "Två tillverkare ställer om sina linor.",
        "sourceTitle": "Besök", "sourceAddress": "https://exempel.se/linor", "capturedOn": "2026-08-01" })
}

fn judged(signal: &Value, version: i64, by: &Value, relevance: i64) -> Value {
    json!({ "signalId": signal, "expectedVersion": version, "industryCouncilId": by, "relevance": relevance,
        "horizon": "MEDIUM", "confidence": "HIGH", "assessedOn": "2026-08-10" })
}

/// A need of the council's, qualified; endorsed where that is wanted. Its id and version.
async fn need(app: &DemoApp, title: &str, endorsed: bool) -> (Value, i64) {
    let (council, _) = council(app).await;
    let input = json!({ "councilId": council, "title": title, "basis": "BOTH", "cause": "TECHNOLOGY_SHIFT",
        "horizon": "MEDIUM", "targetGroup": "EMPLOYEES", "peopleNeeded": 120, "peopleNow": 40 });
    let id = done(&app.speak_as("demo-process-leader"), REPORT, input).await["id"].clone();
    let coded = json!({ "id": id, "expectedVersion": 1, "codes": { "sni": "29" } });
    done(&app.speak_as("demo-hub-coordinator"), QUALIFY, coded).await;
    if !endorsed {
        return (id, 2);
    }
    endorse(app, &id, 2).await;
    (id, 3)
}

/// The council's backing of a need: the endorsement's id.
async fn endorse(app: &DemoApp, need: &Value, version: i64) -> Value {
    let input = json!({ "needId": need, "expectedVersion": version, "decidedOn": "2026-09-01", "reference": "§ 4" });
    done(&app.speak_as("demo-council-member"), ENDORSE, input).await["id"].clone()
}

/// A draft for that year with one priority and one goal: the plan's id, its version and the goal's id.
async fn drafted(app: &DemoApp, year: i64) -> (Value, i64, Value) {
    let (council, industry_councils) = council(app).await;
    let leader = app.speak_as("demo-process-leader");
    let plan = json!({ "councilId": council, "year": year, "title": "Handlingsplan" });
    let plan = done(&leader, DRAFT, plan).await;
    assert_eq!((&plan["status"], &plan["edition"]), (&json!("DRAFT"), &json!(1)));
    assert_eq!(plan["weights"], json!({ "volume": 20, "existingSupply": 30 }), "the usual weights");
    let priority = json!({ "actionPlanId": plan["id"], "expectedVersion": 1, "place": 1, "title": "Elektrifiering",
        "sni": "29", "industryCouncilId": industry_councils[0] });
    let priority = done(&leader, PRIORITY, priority).await;
    let goal = json!({ "priorityId": priority["id"], "title": "Utbildade montörer", "metric": "PARTICIPANTS",
        "unit": "personer", "baseline": 0, "target": 200, "dueOn": format!("{year}-12-31") });
    let goal = done(&leader, GOAL, goal).await;
    assert_eq!(goal["plan"], json!({ "version": 3, "goalCount": 1 }));
    (plan["id"].clone(), 3, goal["id"].clone())
}

fn adopting(plan: &Value, version: i64) -> Value {
    json!({ "id": plan, "expectedVersion": version, "adoptedOn": "2026-08-20", "decisionReference": "Protokoll 2026:5 § 7" })
}

/// The same, adopted by a decision.
async fn adopted(app: &DemoApp, year: i64) -> (Value, i64, Value) {
    let (plan, version, goal) = drafted(app, year).await;
    let leader = app.speak_as("demo-process-leader");
    done(&leader, CONSULT, json!({ "id": plan, "expectedVersion": version, "until": "2026-09-01" })).await;
    done(&leader, ADOPT, adopting(&plan, version + 1)).await;
    (plan, version + 2, goal)
}

async fn s3_f16_a_signal_is_judged_by_each_industry_council_and_their_spread_is_told(app: DemoApp) {
    let (own, industry_councils) = council(&app).await;
    let leader = app.speak_as("demo-process-leader");
    for subject in ["demo-org-contact", "demo-project-manager", "demo-auditor", "demo-system-admin"] {
        assert_eq!(faults(&app.speak_as(subject), CAPTURE, &signal(&own)).await, fault("DENIED", "input"), "{subject}");
    }
    let captured = done(&app.speak_as("demo-council-member"), CAPTURE, signal(&own)).await;
    assert_eq!((&captured["status"], &captured["capturedOn"]), (&json!("CAPTURED"), &json!("2026-08-01")));
    let id = &captured["id"];
    for (wrong, told) in [
        (json!({ "relevance": 6 }), fault("NUMBER_IS_OUT_OF_RANGE", "input.relevance")),
        (json!({ "assessedOn": "2026-07-31" }), fault("ASSESSMENT_IS_TOO_EARLY", "input.assessedOn")),
        (json!({ "assessedOn": "2027-01-01" }), fault("DATE_IS_IN_THE_FUTURE", "input.assessedOn")),
    ] {
        let mut input = judged(id, 1, &industry_councils[0], 5);
        let (field, value) = wrong.as_object().and_then(|wrong| wrong.iter().next()).expect("a field");
        input[field] = value.clone();
        assert_eq!(faults(&leader, ASSESS, &input).await, told, "{wrong}");
    }
    let manager = app.speak_as("demo-hub-manager");
    let denied = faults(&manager, ASSESS, &judged(id, 1, &industry_councils[0], 5)).await;
    assert_eq!(denied, fault("DENIED", "input"), "the hub captures, and the councils judge");
    for (nth, relevance, spread) in
        [(0, 5, json!([1, 5, 5.0, 5])), (1, 2, json!([2, 2, 3.5, 5])), (2, 1, json!([3, 1, 2.0, 5]))]
    {
        let version = nth as i64 + 1;
        let one = done(&leader, ASSESS, judged(id, version, &industry_councils[nth], relevance)).await;
        let told = &one["signal"];
        assert_eq!(told["status"], "ASSESSED");
        let named = ["assessmentCount", "relevanceLowest", "relevanceMedian", "relevanceHighest"];
        assert_eq!(json!(named.map(|name| &told[name])), spread, "{nth}");
    }
    let ordered = "query($id: ID!) { signals(first: 1, filter: { id: { eq: $id }, relevanceHighest: { gte: 5 } },
        orderBy: [{ field: RELEVANCE_MEDIAN, direction: DESC }]) { nodes { id } } }";
    let found = leader.ask(ordered, json!({ "id": id })).await;
    assert_eq!(found["signals"]["nodes"][0]["id"], *id);
    assert_eq!(events(&app, id).await, ["SignalCaptured", "SignalAssessed", "SignalAssessed", "SignalAssessed"]);
}

async fn an_assessment_is_kept_when_a_later_one_replaces_it(app: DemoApp) {
    let (own, industry_councils) = council(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let id = done(&leader, CAPTURE, signal(&own)).await["id"].clone();
    let first = done(&leader, ASSESS, judged(&id, 1, &industry_councils[0], 2)).await["id"].clone();
    let mut later = judged(&id, 2, &industry_councils[0], 4);
    later["assessedOn"] = json!("2026-08-20");
    let second = done(&leader, ASSESS, later).await;
    assert_eq!(second["earlier"], json!({ "id": first, "replacedOn": "2026-08-20", "relevance": 2 }));
    assert_eq!((&second["signal"]["assessmentCount"], &second["signal"]["relevanceLowest"]), (&json!(1), &json!(4)));
    let asked = "query($id: ID!) { node(id: $id) { ... on Signal {
        then: assessments(first: 9, asOf: \"2026-08-19\") { nodes { relevance } }
        now: assessments(first: 9, asOf: \"2026-08-20\") { nodes { relevance } }
        all: assessments(first: 9) { totalCount } } } }";
    let told = leader.ask(asked, json!({ "id": id })).await["node"].clone();
    assert_eq!(told["then"]["nodes"], json!([{ "relevance": 2 }]));
    assert_eq!(told["now"]["nodes"], json!([{ "relevance": 4 }]));
    assert_eq!(told["all"]["totalCount"], 2);
}

async fn a_signal_is_linked_to_what_it_bears_on_and_put_aside_with_a_reason(app: DemoApp) {
    let (own, industry_councils) = council(&app).await;
    let (need, _) = need(&app, "Robotceller", false).await;
    let leader = app.speak_as("demo-process-leader");
    let id = done(&leader, CAPTURE, signal(&own)).await["id"].clone();
    let linking = |version: i64| json!({ "signalId": id, "expectedVersion": version, "needId": need, "sni": "29" });
    assert_eq!(faults(&leader, LINK, &linking(1)).await, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    done(&leader, ASSESS, judged(&id, 1, &industry_councils[0], 5)).await;
    let nowhere = json!({ "signalId": id, "expectedVersion": 2 });
    assert_eq!(faults(&leader, LINK, &nowhere).await, fault("LINK_LEADS_NOWHERE", "input.needId"));
    let link = done(&leader, LINK, linking(2)).await;
    assert_eq!((&link["need"]["id"], &link["signal"]["status"]), (&need, &json!("LINKED")));
    let from_need =
        "query($id: ID!) { node(id: $id) { ... on Need { signalLinks(first: 5) { nodes { signal { id } } } } } }";
    let told = leader.ask(from_need, json!({ "id": need })).await;
    assert_eq!(told["node"]["signalLinks"]["nodes"], json!([{ "signal": { "id": id } }]));
    let twice = faults(&leader, LINK, &linking(3)).await;
    assert_eq!(twice, fault("SIGNAL_IS_LINKED_ALREADY", "input"), "whatever else is said of it");
    let settling = |version: i64, reason: &str| json!({ "id": id, "expectedVersion": version, "settlement": "REFUTED", "reason": reason });
    assert_eq!(faults(&leader, SETTLE, &settling(3, " ")).await, fault("REASON_IS_REQUIRED", "input.reason"));
    let refuted = done(&leader, SETTLE, settling(3, "Linorna såldes")).await;
    assert_eq!((&refuted["status"], &refuted["statusReason"]), (&json!("REFUTED"), &json!("Linorna såldes")));
    let after = faults(&leader, ASSESS, &judged(&id, 4, &industry_councils[1], 5)).await;
    assert_eq!(after, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
}

async fn signals_are_their_own_councils(app: DemoApp) {
    let (own, _) = council(&app).await;
    let id = done(&app.speak_as("demo-process-leader"), CAPTURE, signal(&own)).await["id"].clone();
    let asked = "query($id: ID!) { node(id: $id) { id } }";
    for subject in ["demo-council-member", "demo-hub-manager", "demo-auditor"] {
        assert_eq!(app.speak_as(subject).ask(asked, json!({ "id": id })).await["node"]["id"], id, "{subject}");
    }
    give(&app, "elsewhere", "PROCESS_LEADER", &other_council(&app).await).await;
    for subject in ["elsewhere", "demo-org-contact", "demo-provider", "someone-without-a-role"] {
        assert_eq!(app.speak_as(subject).ask(asked, json!({ "id": id })).await["node"], Value::Null, "{subject}");
    }
    assert_eq!(app.anonymous().ask(asked, json!({ "id": id })).await["node"], Value::Null);
    let stranger = app.speak_as("elsewhere");
    let settling = json!({ "id": id, "expectedVersion": 1, "settlement": "ARCHIVED", "reason": "Inte vår" });
    let missing = json!({ "id": format!("signal_{}", "0".repeat(26)), "expectedVersion": 1, "settlement": "ARCHIVED",
        "reason": "Inte vår" });
    assert_eq!(faults(&stranger, SETTLE, &settling).await, faults(&stranger, SETTLE, &missing).await);
}

async fn a_plan_is_in_force_until_its_new_version_is(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let (plan, version, goal) = drafted(&app, 2010).await;
    let at = |version: i64| json!({ "id": plan, "expectedVersion": version });
    let early = faults(&leader, ADOPT, &adopting(&plan, version)).await;
    assert_eq!(early, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    done(&leader, CONSULT, json!({ "id": plan, "expectedVersion": version, "until": "2026-09-01" })).await;
    let decided = done(&leader, ADOPT, adopting(&plan, version + 1)).await;
    assert_eq!(decided["decisionReference"], "Protokoll 2026:5 § 7");
    assert_eq!(decided["status"], "ADOPTED");
    assert_eq!(faults(&leader, REVISE, &at(version + 2)).await, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    done(&leader, IN_FORCE, at(version + 2)).await;

    let (beside, beside_version, _) = adopted(&app, 2010).await;
    let beside = json!({ "id": beside, "expectedVersion": beside_version });
    assert_eq!(faults(&leader, IN_FORCE, &beside).await, fault("ANOTHER_PLAN_IS_IN_FORCE", "input"));

    let next = done(&leader, REVISE, at(version + 3)).await;
    assert_eq!((&next["edition"], &next["revises"]["id"], &next["goalCount"]), (&json!(2), &plan, &json!(1)));
    let carried = json!([{ "title": "Utbildade montörer", "earlier": { "id": goal } }]);
    assert_eq!(next["planGoals"]["nodes"], carried, "the goals go with it");
    let twice = faults(&leader, REVISE, &at(version + 3)).await;
    assert_eq!(twice, fault("ACTION_PLAN_IS_BEING_REVISED", "input"));
    let (id, first) = (&next["id"], next["version"].as_i64().expect("a version"));
    done(&leader, CONSULT, json!({ "id": id, "expectedVersion": first, "until": "2026-09-01" })).await;
    done(&leader, ADOPT, adopting(id, first + 1)).await;
    let now = done(&leader, IN_FORCE, json!({ "id": id, "expectedVersion": first + 2 })).await;
    let over = json!({ "id": plan, "status": "REVISED", "endedOn": "2026-09-01" });
    assert_eq!((&now["status"], &now["revises"]), (&json!("IN_FORCE"), &over));
    let closing = json!({ "id": id, "expectedVersion": first + 3, "followUp": "Målet nåddes." });
    let closed = done(&leader, CLOSE, closing).await;
    assert_eq!((&closed["status"], &closed["followUp"]), (&json!("CLOSED"), &json!("Målet nåddes.")));
}

async fn a_draft_is_the_councils_own_and_what_it_adopted_is_everyones(app: DemoApp) {
    let (plan, version, goal) = drafted(&app, 2031).await;
    let asked = "query($plan: ID!, $goal: ID!) { plan: node(id: $plan) { ... on ActionPlan { status
        priorities(first: 5) { totalCount } } } goal: node(id: $goal) { ... on PlanGoal { title } } }";
    let ids = json!({ "plan": plan, "goal": goal });
    let hidden = json!({ "plan": null, "goal": null });
    assert_eq!(app.anonymous().ask(asked, ids.clone()).await, hidden);
    assert_eq!(app.speak_as("demo-org-contact").ask(asked, ids.clone()).await, hidden);
    assert_eq!(app.speak_as("demo-council-member").ask(asked, ids.clone()).await["plan"]["status"], "DRAFT");
    for subject in ["demo-hub-manager", "demo-org-contact", "demo-auditor"] {
        let input = json!({ "id": plan, "expectedVersion": version, "until": "2026-09-01" });
        assert_eq!(faults(&app.speak_as(subject), CONSULT, &input).await, fault("DENIED", "input"), "{subject}");
    }
    let leader = app.speak_as("demo-process-leader");
    done(&leader, CONSULT, json!({ "id": plan, "expectedVersion": version, "until": "2026-09-01" })).await;
    assert_eq!(app.anonymous().ask(asked, ids.clone()).await, hidden, "opinions are asked for by the council itself");
    done(&leader, ADOPT, adopting(&plan, version + 1)).await;
    let open = json!({ "plan": { "status": "ADOPTED", "priorities": { "totalCount": 1 } },
        "goal": { "title": "Utbildade montörer" } });
    assert_eq!(app.anonymous().ask(asked, ids).await, open);
}

async fn a_goal_is_followed_up_and_held_against_the_statistics(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let (plan, version, goal) = adopted(&app, 2011).await;
    let noting = |version: i64, value: i64, on: &str| json!({ "planGoalId": goal, "expectedVersion": version, "value": value, "notedOn": on });
    let early = faults(&leader, NOTE, &noting(1, 10, "2026-09-01")).await;
    assert_eq!(early, fault("ACTION_PLAN_IS_NOT_IN_FORCE", "input"));
    done(&leader, IN_FORCE, json!({ "id": plan, "expectedVersion": version })).await;
    let reading = done(&leader, NOTE, noting(1, 50, "2026-09-01")).await;
    let far = json!({ "version": 2, "latestValue": 50, "wayGone": 0.25, "isReached": false });
    assert_eq!(reading["goal"], far);
    let before = done(&leader, NOTE, noting(2, 20, "2026-08-25")).await;
    assert_eq!(before["goal"]["latestValue"], 50, "the latest day counts, not the latest note");
    let asked =
        "query($id: ID!) { node(id: $id) { ... on PlanGoal { readings(first: 9, orderBy: [{ field: NOTED_ON }]) {
        nodes { value } } } } }";
    let told = leader.ask(asked, json!({ "id": goal })).await;
    assert_eq!(told["node"]["readings"]["nodes"], json!([{ "value": 20 }, { "value": 50 }]));

    // Of the demonstration's own year: needs exactly for the council, participants protected; an effort's number is noted only.
    let figures = "query($metric: [GoalMetric!]) { planGoals(first: 20, filter: { plan: { status: { eq: IN_FORCE } },
        year: { eq: 2026 }, metric: { in: $metric } }) { nodes { figure { count { value status } asOf } } } }";
    let needs = leader.ask(figures, json!({ "metric": ["NEEDS_MET"] })).await;
    let needs = needs["planGoals"]["nodes"].as_array().expect("goals").clone();
    assert!(!needs.is_empty() && needs.iter().all(|goal| goal["figure"]["count"]["status"] == "EXACT"), "{needs:#?}");
    let (_, priced) = leader.answer(figures, json!({ "metric": ["NEEDS_MET"] })).await;
    let requested = priced["extensions"]["cost"]["requested"].as_u64().expect("a price");
    assert!(requested >= 20 * 100, "a figure costs what a table does: {priced:#}");
    let people = leader.ask(figures, json!({ "metric": ["PARTICIPANTS"] })).await;
    let people = people["planGoals"]["nodes"].as_array().expect("goals").clone();
    assert!(!people.is_empty() && people.iter().all(is_protected), "{people:#?}");
    let other = leader.ask(figures, json!({ "metric": ["OTHER"] })).await;
    let other = other["planGoals"]["nodes"].as_array().expect("goals").clone();
    assert!(!other.is_empty() && other.iter().all(|goal| goal["figure"].is_null()), "{other:#?}");
    let public = app.anonymous().ask(figures, json!({ "metric": ["PARTICIPANTS"] })).await;
    let public = public["planGoals"]["nodes"].as_array().expect("goals").clone();
    assert!(!public.is_empty() && public.iter().all(is_protected), "{public:#?}");
}

/// Whether others' people are told of as they are told of in statistics.
fn is_protected(goal: &Value) -> bool {
    goal["figure"]["count"]["status"].as_str().is_some_and(|status| status != "EXACT")
}

fn scoring(need: &Value, version: i64, plan: &Value) -> Value {
    json!({ "needId": need, "expectedVersion": version, "actionPlanId": plan, "substitutabilityGap": 40,
        "equalityEffect": 50, "existingSupply": 10, "rationale": "Få närliggande yrken" })
}

async fn a_need_is_prioritised_by_a_score_that_is_reckoned_again_and_explained(app: DemoApp) {
    let manager = app.speak_as("demo-hub-manager");
    let (plan, ..) = adopted(&app, 2033).await;
    let (bare, bare_version) = need(&app, "Utan stöd", false).await;
    let unbacked = faults(&manager, SCORE, &scoring(&bare, bare_version, &plan)).await;
    assert_eq!(unbacked, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    let (need, version) = need(&app, "Batteriteknik", true).await;
    for subject in ["demo-hub-coordinator", "demo-process-leader", "demo-council-member", "demo-org-contact"] {
        let denied = faults(&app.speak_as(subject), SCORE, &scoring(&need, version, &plan)).await;
        assert_eq!(denied, fault("DENIED", "input"), "{subject}");
    }
    let (draft, ..) = drafted(&app, 2034).await;
    let undecided = faults(&manager, SCORE, &scoring(&need, version, &draft)).await;
    assert_eq!(undecided, fault("PLAN_GIVES_NO_WEIGHTS", "input.actionPlanId"));

    let first = done(&manager, SCORE, scoring(&need, version, &plan)).await;
    // 20·80 + 25·50 + 15·40 + 20·25 + 10·50 − 30·10
    assert_eq!((&first["score"], &first["recomputed"]), (&json!(4_150), &json!(4_150)));
    assert_eq!((&first["need"]["status"], &first["endorsingCouncils"]), (&json!("PRIORITISED"), &json!(1)));
    let terms = first["terms"].as_array().expect("terms");
    let sum: i64 = terms.iter().map(|term| term["term"].as_i64().expect("a number")).sum();
    assert_eq!((terms.len(), sum), (6, 4_150));
    let product = |term: &Value| term["input"].as_i64().expect("a number") * term["weight"].as_i64().expect("a number");
    assert!(terms.iter().all(|term| term["term"].as_i64().map(i64::abs) == Some(product(term))), "{terms:#?}");
    assert_eq!(terms[0]["sv"], "Volym (80 personer saknas): 80 × 20 = 1600");

    let mut anew = scoring(&need, version + 1, &plan);
    anew["existingSupply"] = json!(100);
    let second = done(&manager, SCORE, anew).await;
    assert_eq!((&second["score"], &second["earlier"]["id"]), (&json!(1_450), &first["id"]));
    let held = "query($n: ID!) { needScores(first: 5, filter: { needId: { eq: $n } }) { totalCount }
        now: needScores(first: 5, filter: { needId: { eq: $n }, heldOn: \"2026-09-01\" }) { nodes { id score } } }";
    let told = app.speak_as("demo-council-member").ask(held, json!({ "n": need })).await;
    assert_eq!(told["needScores"]["totalCount"], 2, "what it was before is kept");
    assert_eq!(told["now"]["nodes"], json!([{ "id": second["id"], "score": 1_450 }]));
    let outside = app.speak_as("demo-org-contact").ask(held, json!({ "n": need })).await;
    assert_eq!(outside["needScores"]["totalCount"], 0);
    assert_eq!(events(&app, &need).await.last().map(String::as_str), Some("NeedPrioritised"));
}

async fn a_merged_need_is_found_from_the_one_that_stays(app: DemoApp) {
    let (own, industry_councils) = council(&app).await;
    let ((gone, version), (kept, _)) = (need(&app, "Battericeller", false).await, need(&app, "Celler", false).await);
    let leader = app.speak_as("demo-process-leader");
    let signal = done(&leader, CAPTURE, signal(&own)).await["id"].clone();
    done(&leader, ASSESS, judged(&signal, 1, &industry_councils[0], 5)).await;
    done(&leader, LINK, json!({ "signalId": signal, "expectedVersion": 2, "needId": gone })).await;
    let merging = json!({ "id": gone, "expectedVersion": version, "intoId": kept });
    done(&app.speak_as("demo-hub-coordinator"), MERGE, merging).await;
    let asked =
        "query($id: ID!) { node(id: $id) { ... on Need { mergedFrom(first: 5) { nodes { id status mergedInto { id }
        signalLinks(first: 5) { nodes { signal { id } } } } } } } }";
    let told = leader.ask(asked, json!({ "id": kept })).await;
    let whole = json!([{ "id": gone, "status": "MERGED", "mergedInto": { "id": kept },
        "signalLinks": { "nodes": [{ "signal": { "id": signal } }] } }]);
    assert_eq!(told["node"]["mergedFrom"]["nodes"], whole, "nothing that led to it is lost");
    assert_eq!(events(&app, &gone).await, ["NeedReported", "NeedQualified", "NeedMerged"]);
}

async fn two_needs_do_not_become_part_of_each_other(app: DemoApp) {
    let coordinator = app.speak_as("demo-hub-coordinator");
    for _ in 0..4 {
        let (one, version) = need(&app, "Battericeller", false).await;
        let (other, _) = need(&app, "Celler", false).await;
        let merging = |gone: &Value, kept: &Value| json!({ "id": gone, "expectedVersion": version, "intoId": kept });
        let (there, back) = (json!({ "input": merging(&one, &other) }), json!({ "input": merging(&other, &one) }));
        let told = futures_util::future::join(coordinator.ask(MERGE, there), coordinator.ask(MERGE, back)).await;
        let mut told = [told.0, told.1].map(|data| data["mergeNeed"]["userErrors"].clone());
        told.sort_by_key(Value::to_string);
        let wrong = json!([{ "code": "MERGE_TARGET_IS_WRONG", "path": ["input", "intoId"] }]);
        assert_eq!(told, [json!([]), wrong], "the later one is refused for what the other has done");
    }
}

async fn work_on_a_need_whose_backing_was_withdrawn_takes_a_waiver(app: DemoApp) {
    let (need, version) = need(&app, "Batteriteknik", false).await;
    let endorsement = endorse(&app, &need, version).await;
    let hub = app.speak_as("demo-hub-manager").ask("{ viewer { roles { hubId } } }", json!({})).await;
    let roles = hub["viewer"]["roles"].as_array().expect("roles");
    let hub = roles.iter().map(|held| &held["hubId"]).find(|id| id.is_string()).expect("a hub").clone();
    let query = "query($h: ID!) { efforts(first: 1, filter: { hubId: { eq: $h } }) { nodes { id } } }";
    let coordinator = app.speak_as("demo-hub-coordinator");
    let effort = coordinator.ask(query, json!({ "h": hub })).await["efforts"]["nodes"][0]["id"].clone();
    let withdrawing = json!({ "id": endorsement, "expectedVersion": 1, "reason": "Fel underlag" });
    done(&app.speak_as("demo-council-member"), WITHDRAW, withdrawing).await;
    let mut linking = json!({ "hubId": hub, "needId": need, "effortId": effort });
    let told = faults(&coordinator, EFFORT, &linking).await;
    assert_eq!(told, fault("ENDORSEMENT_OR_WAIVER_IS_REQUIRED", "input"));
    linking["waiverReason"] = json!("Företaget betalar själv");
    let link = done(&coordinator, EFFORT, linking).await;
    assert_eq!(
        (&link["need"]["status"], &link["waiverReason"]),
        (&json!("IN_ACTION"), &json!("Företaget betalar själv"))
    );
}

async fn a_need_is_met_by_what_a_follow_up_showed(app: DemoApp) {
    let coordinator = app.speak_as("demo-hub-coordinator");
    let query = "{ needs(first: 1, filter: { status: { eq: IN_ACTION } }) { nodes { id version } } }";
    let need = coordinator.ask(query, json!({})).await["needs"]["nodes"][0].clone();
    let mut settling = json!({ "id": need["id"], "expectedVersion": need["version"], "settlement": "PARTLY_MET",
        "reason": "Fler behöver utbildas än som fick plats" });
    let bare = faults(&coordinator, SETTLE_NEED, &settling).await;
    assert_eq!(bare, fault("FOLLOW_UP_EVIDENCE_IS_REQUIRED", "input.followUp"));
    settling["followUp"] = json!("Tolv av tjugo har anställning efter sex månader");
    let met = done(&coordinator, SETTLE_NEED, settling).await;
    let told = (&met["status"], &met["followUp"]);
    assert_eq!(told, (&json!("PARTLY_MET"), &json!("Tolv av tjugo har anställning efter sex månader")));
}

async fn the_library_tells_of_signals_goals_and_scores(app: DemoApp) {
    let signals = told(&app, "demo-process-leader", "signaler-och-hur-de-bedoms", "status=LINKED").await;
    assert!(!signals.is_empty());
    for row in &signals {
        let (low, high) = (row["relevance_lowest"].as_i64(), row["relevance_highest"].as_i64());
        assert!(low.is_some() && low <= high, "{row:#}");
    }
    let goals = told(&app, "demo-process-leader", "hur-langt-ar-planens-mal", "dag=2026-09-01").await;
    assert_eq!(goals.len(), 4, "those of the plan in force that year: {goals:#?}");
    let before = told(&app, "demo-process-leader", "hur-langt-ar-planens-mal", "dag=2024-09-01").await;
    assert!(before.is_empty(), "no plan was in force then");
    let scores = told(&app, "demo-hub-manager", "behov-efter-poang", "").await;
    let ranked: Vec<i64> = scores.iter().filter_map(|row| row["score"].as_i64()).collect();
    assert!(ranked.len() > 1 && ranked.is_sorted_by(|one, next| one >= next), "{ranked:?}");
    for (subject, slug) in
        [("demo-other-org-contact", "signaler-och-hur-de-bedoms"), ("demo-other-org-contact", "behov-efter-poang")]
    {
        assert!(told(&app, subject, slug, "").await.is_empty(), "{slug}");
    }
}
