//! Development plans: which holds when, what they come to by the business plan, and what a project sees of them.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{AVANTO, Company, ROBOTDALEN, WELDING, companies, company, done, give, project, total};
use crate::harness::{DemoApp, Speaker, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        s0_f10_competence_supply_is_strategic_by_its_tie_to_the_business_plan,
        s1_f4_to_f7_each_of_the_seventeen_companies_has_its_analysis_and_plan,
        one_plan_holds_at_a_time,
        a_plan_is_adopted_with_something_to_be_done,
    ]
}

const ADOPT: &str = "mutation($input: AdoptPlanInput!) { adoptPlan(input: $input) {
    plan { id version status adoptedOn } userErrors { code path } } }";

/// A draft of a plan of the company's within its project.
pub(super) async fn draft(contact: &Speaker<'_>, company: &Company, from: &str, to: &str) -> Value {
    let input = json!({ "organisationId": company.id, "projectId": company.project, "validFrom": from, "validTo": to });
    done(contact, "draftPlan", "DraftPlanInput", "plan { id version status strategicShare }", input).await
}

pub(super) fn line(plan: &Value, action: &str, goal: &Value) -> Value {
    json!({ "planId": plan, "skill": WELDING, "action": action, "ownActivity": "Handledning på plats",
        "responsible": "Produktionschef", "dueOn": "2012-12-31", "goalId": goal })
}

/// A draft with a line, which may be adopted: its id and version.
async fn with_a_line(contact: &Speaker<'_>, company: &Company, from: &str, to: &str) -> Value {
    let plan = draft(contact, company, from, to).await;
    let mut own = line(&plan["id"], "Svetskurs", &Value::Null);
    own["dueOn"] = json!(to);
    done(contact, "addPlanLine", "AddPlanLineInput", "line { plan { id version } }", own).await["plan"].clone()
}

/// Avanto: competence supply is strategic where it is linked to the business plan.
async fn s0_f10_competence_supply_is_strategic_by_its_tie_to_the_business_plan(app: DemoApp) {
    let company = company(&app, AVANTO).await;
    let contact = app.speak_as("contact");
    let goal = json!({ "organisationId": company.id, "statement": "Ny produktionslinje i drift 2013", "validFrom": "2011-02-01" });
    let goal = done(&contact, "setBusinessGoal", "SetBusinessGoalInput", "goal { id }", goal).await["id"].clone();
    let plan = draft(&contact, &company, "2011-02-01", "2013-01-31").await;
    assert_eq!(plan["strategicShare"], Value::Null, "without lines there is no share");
    let shown = "line { id version plan { version lineCount strategicLineCount strategicShare } goal { statement } }";
    let tied = line(&plan["id"], "Lär alla operatörer den nya linjen", &goal);
    let tied = done(&contact, "addPlanLine", "AddPlanLineInput", shown, tied).await;
    assert_eq!(tied["plan"]["strategicShare"], 1.0, "{tied:#}");
    let loose = line(&plan["id"], "Svetskurs", &Value::Null);
    let loose = done(&contact, "addPlanLine", "AddPlanLineInput", shown, loose).await;
    assert_eq!(loose["plan"]["strategicShare"], 0.5, "{loose:#}");

    // The project reads the share and not the lines; others read neither.
    let read = "query($plan: ID!, $line: ID!, $goal: ID!) { plan: node(id: $plan) { ... on DevelopmentPlan {
        strategicShare lineCount lines(first: 9) { totalCount } } } line: node(id: $line) { id } goal: node(id: $goal) { id } }";
    let variables = json!({ "plan": plan["id"], "line": tied["id"], "goal": goal });
    let data = app.speak_as("manager").ask(read, variables.clone()).await;
    let seen = json!({ "strategicShare": 0.5, "lineCount": 2, "lines": { "totalCount": 0 } });
    assert_eq!(data, json!({ "plan": seen, "line": null, "goal": null }));
    for subject in ["demo-other-org-contact", "demo-project-manager", "demo-hub-manager", "demo-process-leader"] {
        let data = app.speak_as(subject).ask(read, variables.clone()).await;
        assert_eq!(data, json!({ "plan": null, "line": null, "goal": null }), "{subject}");
    }
    let data = app.speak_as("union-rep").ask(read, variables.clone()).await;
    assert_eq!(data["plan"]["lines"]["totalCount"], 2, "{data:#}");

    // Which companies tie at least half of their lines, and how it has moved.
    let tie = json!({ "id": loose["id"], "expectedVersion": 1, "action": "Svetskurs", "ownActivity": "Handledning på plats",
        "responsible": "Produktionschef", "dueOn": "2012-12-31", "goalId": goal });
    let changed = done(&contact, "changePlanLine", "ChangePlanLineInput", shown, tie).await;
    assert_eq!(changed["plan"]["strategicLineCount"], 2, "{changed:#}");
    let complete =
        json!({ "id": loose["id"], "expectedVersion": 2, "result": "Alla godkända", "doneOn": "2012-11-30" });
    done(&contact, "completePlanLine", "CompletePlanLineInput", "line { result doneOn }", complete).await;
    let late = json!({ "id": loose["id"], "expectedVersion": 3, "action": "Annat", "responsible": "Chef", "dueOn": "2013-01-01" });
    let change = "mutation($input: ChangePlanLineInput!) { changePlanLine(input: $input) {
        line { id } userErrors { code path } } }";
    assert_eq!(contact.refused(change, json!({ "input": late })).await, "PLAN_LINE_IS_DONE");
    let lines = "query($goal: ID!) { node(id: $goal) { ... on BusinessGoal { planLines(first: 9) { totalCount } } } }";
    let data = contact.ask(lines, json!({ "goal": goal })).await;
    assert_eq!(data["node"]["planLines"]["totalCount"], 2);
}

/// Robotdalen: seventeen companies in three counties act jointly, and each has a competence analysis and a development plan.
async fn s1_f4_to_f7_each_of_the_seventeen_companies_has_its_analysis_and_plan(app: DemoApp) {
    let project = project(&app, ROBOTDALEN).await;
    let all = companies(&app, &project).await;
    assert_eq!(all.len(), 17, "S1-F4");
    give(&app, "manager", "PROJECT_MANAGER", json!({ "projectId": project })).await;
    let manager = app.speak_as("manager");
    // The demonstration has begun at most of them.
    let before = total(&manager, "competenceAnalyses").await;
    for (nth, id) in all.iter().enumerate() {
        let subject = format!("contact-{nth}");
        give(&app, &subject, "ORG_CONTACT", json!({ "organisationId": id })).await;
        let (contact, company) = (app.speak_as(&subject), Company { id: id.clone(), project: project.clone() });
        let had = total(&contact, "competenceAnalyses").await;
        assert!(had <= 2, "its own and no other company's: {had}");
        company.analysis(&contact).await;
        let plan = with_a_line(&contact, &company, "2012-02-01", "2013-06-28").await;
        let adopt = json!({ "id": plan["id"], "expectedVersion": plan["version"], "adoptedOn": "2012-02-01" });
        done(&contact, "adoptPlan", "AdoptPlanInput", "plan { id }", adopt).await;
        assert_eq!(total(&contact, "competenceAnalyses").await, had + 1, "its own and no other company's");
    }
    // S1-F5 and S1-F7: which of them have an adopted plan and an analysis, by county.
    let asked = "query($project: ID!) {
        competenceAnalyses(first: 100, filter: { projectId: { eq: $project } }) { totalCount }
        developmentPlans(first: 100, filter: { projectId: { eq: $project }, status: { eq: ADOPTED } }) {
            nodes { adoptedOn reviewDueOn lines(first: 1) { totalCount } organisation { municipality { code } } } }
        employees(first: 1) { totalCount } }";
    let data = manager.ask(asked, json!({ "project": project })).await;
    assert_eq!(data["competenceAnalyses"]["totalCount"], before + 17, "{data:#}");
    assert_eq!(data["employees"]["totalCount"], 0);
    let plans = data["developmentPlans"]["nodes"].as_array().expect("plans");
    assert!(plans.iter().all(|plan| plan["reviewDueOn"] == "2013-02-01"), "S1-F6: one platform, the same days");
    let of_county = |county: &str| {
        let lies = |plan: &&Value| {
            let code = plan["organisation"]["municipality"]["code"].as_str().unwrap_or_default();
            code.starts_with(county)
        };
        plans.iter().filter(lies).count()
    };
    assert_eq!(["18", "04", "19"].map(of_county), [6, 5, 6], "S1-F5");
    for subject in ["demo-project-manager", "demo-other-org-contact"] {
        assert_eq!(total(&app.speak_as(subject), "competenceAnalyses").await, 0, "{subject}");
    }
    assert_eq!(total(&app.anonymous(), "developmentPlans").await, 0);
}

async fn one_plan_holds_at_a_time(app: DemoApp) {
    let company = company(&app, AVANTO).await;
    let contact = app.speak_as("contact");
    let first = with_a_line(&contact, &company, "2011-02-01", "2012-01-31").await["id"].clone();
    let second = with_a_line(&contact, &company, "2012-01-01", "2013-01-31").await["id"].clone();
    let adopt =
        |plan: &Value, version: i32| json!({ "id": plan, "expectedVersion": version, "adoptedOn": "2011-02-01" });
    for subject in ["line-manager", "union-rep", "manager"] {
        let denied = app.speak_as(subject).refused(ADOPT, json!({ "input": adopt(&first, 2) })).await;
        assert_eq!(denied, "DENIED", "{subject}");
    }
    done(&contact, "adoptPlan", "AdoptPlanInput", "plan { id }", adopt(&first, 2)).await;
    assert_eq!(contact.refused(ADOPT, json!({ "input": adopt(&second, 2) })).await, "PLANS_OVERLAP");
    let supersede = json!({ "id": first, "expectedVersion": 3, "supersedingPlanId": second });
    let superseded =
        done(&contact, "supersedePlan", "SupersedePlanInput", "plan { status supersededBy { id } }", supersede).await;
    assert_eq!(superseded, json!({ "status": "SUPERSEDED", "supersededBy": { "id": second } }));
    done(&contact, "adoptPlan", "AdoptPlanInput", "plan { id }", adopt(&second, 2)).await;
    let add =
        "mutation($input: AddPlanLineInput!) { addPlanLine(input: $input) { line { id } userErrors { code path } } }";
    let over = json!({ "input": line(&first, "För sent", &Value::Null) });
    assert_eq!(contact.refused(add, over).await, "PLAN_IS_OVER");

    // It is reviewed at least once a year.
    let begin = json!({ "id": second, "expectedVersion": 3 });
    done(&contact, "beginPlan", "BeginPlanInput", "plan { id }", begin).await;
    let review = json!({ "id": second, "expectedVersion": 4, "reviewedOn": "2012-01-31" });
    let reviewed = done(&contact, "reviewPlan", "ReviewPlanInput", "plan { status reviewDueOn }", review).await;
    assert_eq!(reviewed, json!({ "status": "REVIEWED", "reviewDueOn": "2013-01-31" }));
    let complete = "mutation($input: CompletePlanInput!) { completePlan(input: $input) {
        plan { id } userErrors { code path } } }";
    let late = json!({ "input": { "id": second, "expectedVersion": 5, "completedOn": "2013-02-01" } });
    assert_eq!(contact.refused(complete, late).await, "YEARLY_REVIEW_IS_MISSING");
    let in_time = json!({ "id": second, "expectedVersion": 5, "completedOn": "2013-01-31" });
    done(&contact, "completePlan", "CompletePlanInput", "plan { id }", in_time).await;
}

async fn a_plan_is_adopted_with_something_to_be_done(app: DemoApp) {
    let company = company(&app, AVANTO).await;
    let plan = draft(&app.speak_as("contact"), &company, "2011-02-01", "2013-01-31").await["id"].clone();
    let adopt = json!({ "input": { "id": plan, "expectedVersion": 1, "adoptedOn": "2011-02-01" } });
    let asked = "mutation($input: AdoptPlanInput!) { adoptPlan(input: $input) {
        plan { id } userErrors { code message path } } }";
    for (lang, told) in [("sv", "Lägg till minst en"), ("en", "Add at least one")] {
        let contact = app.speak_as("contact").with("Accept-Language", lang);
        let answer = contact.ask(asked, adopt.clone()).await;
        let error = &answer["adoptPlan"]["userErrors"][0];
        assert_eq!(error["code"], "PLAN_HAS_NO_LINES", "{answer:#}");
        assert!(error["message"].as_str().is_some_and(|message| message.contains(told)), "{error}");
    }
    let stored = "query($id: ID!) { node(id: $id) { ... on DevelopmentPlan { status version } } }";
    let contact = app.speak_as("contact");
    let kept = contact.ask(stored, json!({ "id": plan })).await["node"].clone();
    assert_eq!(kept, json!({ "status": "DRAFT", "version": 1 }));
    let own = line(&plan, "Svetskurs", &Value::Null);
    done(&contact, "addPlanLine", "AddPlanLineInput", "line { id }", own).await;
    let adopt = json!({ "id": plan, "expectedVersion": 2, "adoptedOn": "2011-02-01" });
    let adopted = done(&contact, "adoptPlan", "AdoptPlanInput", "plan { status }", adopt).await;
    assert_eq!(adopted, json!({ "status": "ADOPTED" }));
}
