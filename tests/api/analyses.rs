//! Strategic competence supply through the API, as seeds 000 and 001 tell it: analyses and plans at the companies, which a project
//! sees the course of and nothing else, and levels of persons, which stay with them and their employer.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use self::plans::{draft, line};
use crate::harness::{
    DemoApp, ISSUER, Speaker,
    elsewhere::{fault, faults},
    trial::both,
};

mod plans;
mod supersession;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        a_persons_level_is_seen_by_nobody_but_herself_and_her_employer,
        an_assessment_is_refused_where_it_would_be_wrong,
        gaps_are_counted_validated_by_both_parts_and_published,
        what_a_role_adds_to_one_within_it_tells_nobodys_level,
        an_employer_says_nothing_of_others_things,
    ];
    [own, plans::tests(), supersession::tests()].into_iter().flatten().collect()
}

const AVANTO: &str = "acronym = 'Avanto'";
const ROBOTDALEN: &str = "name = 'Företag i utveckling i Robotdalen'";
/// CNC programming, which Robotdalen's companies teach.
const CNC: &str = "JFDz_Uyg_Nmy";
const WELDING: &str = "rdtv_EuD_NfB";
const ASSESS: &str = "mutation($input: AssessSkillInput!) { assessSkill(input: $input) {
    assessment { id level by } userErrors { code path } } }";
const START: &str = "mutation($input: StartAnalysisInput!) { startAnalysis(input: $input) {
    analysis { id version status } userErrors { code path } } }";

/// A company of a project, whose contact, line manager and union representative are known.
struct Company {
    id: Value,
    project: Value,
}

/// What a mutation of one field answers with, done: `name(input: Kind!) { shown }`.
async fn done(speaker: &Speaker<'_>, name: &str, kind: &str, shown: &str, input: Value) -> Value {
    let mutation =
        format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {shown} userErrors {{ code path }} }} }}");
    let data = speaker.ask(&mutation, json!({ "input": input })).await;
    assert_eq!(data[name]["userErrors"], json!([]), "{name}: {data:#}");
    let answered = data[name].as_object().expect("a payload").iter().find(|(field, _)| *field != "userErrors");
    answered.expect("a record").1.clone()
}

async fn project(app: &DemoApp, which: &str) -> Value {
    let found = app.texts(&format!("SELECT id FROM projects WHERE {which}")).await;
    json!(format!("project_{}", found.first().expect("the seed's project")))
}

/// The participating companies of a project.
async fn companies(app: &DemoApp, project: &Value) -> Vec<Value> {
    let stored = project.as_str().expect("an id").trim_start_matches("project_");
    let sql = format!(
        "SELECT organisation_id FROM project_partners WHERE project_id = '{stored}' AND part = 'PARTICIPATING_COMPANY' \
         ORDER BY organisation_id"
    );
    app.texts(&sql).await.iter().map(|id| json!(format!("org_{id}"))).collect()
}

async fn give(app: &DemoApp, subject: &str, role: &str, anchors: Value) {
    let mut input = json!({ "issuer": ISSUER, "subject": subject, "role": role });
    for (name, id) in anchors.as_object().expect("anchors") {
        input[name] = id.clone();
    }
    done(&app.speak_as("demo-system-admin"), "assignRole", "AssignRoleInput", "roleAssignment { id }", input).await;
}

/// A company of the project, with `contact`, `line-manager`, `union-rep` and the project's `manager`, in their roles.
async fn company(app: &DemoApp, which: &str) -> Company {
    let project = project(app, which).await;
    let id = companies(app, &project).await.first().expect("a company").clone();
    let council = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    let council = council["viewer"]["roles"][0]["councilId"].clone();
    give(app, "contact", "ORG_CONTACT", json!({ "organisationId": id })).await;
    give(app, "line-manager", "LINE_MANAGER", json!({ "organisationId": id })).await;
    give(app, "union-rep", "UNION_REP", json!({ "organisationId": id, "councilId": council })).await;
    give(app, "manager", "PROJECT_MANAGER", json!({ "projectId": project })).await;
    Company { id, project }
}

impl Company {
    async fn scale(&self, contact: &Speaker<'_>) -> Value {
        let input = json!({ "organisationId": self.id, "name": "Företagets skala" });
        done(contact, "defineLevelScale", "DefineLevelScaleInput", "scale { id steps }", input).await
    }

    /// An analysis of the company's within the project, that demands level 3 in CNC of its operators.
    async fn analysis(&self, contact: &Speaker<'_>) -> Value {
        let scale = self.scale(contact).await;
        let input = json!({ "organisationId": self.id, "projectId": self.project, "scaleId": scale["id"],
            "title": "Kompetensanalys 2012", "startedOn": "2012-02-01" });
        let analysis = done(contact, "startAnalysis", "StartAnalysisInput", "analysis { id version }", input).await;
        let input =
            json!({ "analysisId": analysis["id"], "ssyk": "7223", "roleTitle": "Operatör", "skill": CNC, "level": 3 });
        done(contact, "requireSkill", "RequireSkillInput", "requirement { id }", input).await;
        analysis["id"].clone()
    }

    async fn employee(&self, contact: &Speaker<'_>, reference: &str, person: &Value) -> Value {
        let input = json!({ "organisationId": self.id, "reference": reference, "ssyk": "7223", "participantId": person,
            "employedFrom": "2011-02-01" });
        done(contact, "registerEmployee", "RegisterEmployeeInput", "employee { id }", input).await["id"].clone()
    }

    /// Someone who takes part in a project and is employed here; `she` speaks for her.
    async fn participant(&self, app: &DemoApp) -> Value {
        let stored = self.id.as_str().expect("an id").trim_start_matches("org_");
        let sql = format!(
            "SELECT participant_id FROM participations WHERE organisation_id = '{stored}' ORDER BY participant_id"
        );
        let person = json!(format!("person_{}", app.texts(&sql).await.first().expect("a participant")));
        give(app, "she", "PARTICIPANT", json!({ "participantId": person })).await;
        person
    }
}

async fn collect(contact: &Speaker<'_>, analysis: &Value) {
    let input = json!({ "id": analysis, "expectedVersion": 1 });
    done(contact, "collectAnalysisData", "CollectAnalysisDataInput", "analysis { id }", input).await;
}

async fn assess(speaker: &Speaker<'_>, analysis: &Value, employee: &Value, level: i32, by: Value) -> Value {
    let input = json!({ "analysisId": analysis, "employeeId": employee, "skill": CNC, "level": level, "by": by });
    done(speaker, "assessSkill", "AssessSkillInput", "assessment { id level by }", input).await
}

async fn total(speaker: &Speaker<'_>, list: &str) -> i64 {
    let data = speaker.ask(&format!("{{ {list}(first: 1) {{ totalCount }} }}"), json!({})).await;
    data[list]["totalCount"].as_i64().expect("a total")
}

async fn a_persons_level_is_seen_by_nobody_but_herself_and_her_employer(app: DemoApp) {
    let company = company(&app, ROBOTDALEN).await;
    let person = company.participant(&app).await;
    let (contact, she, line_manager) = (app.speak_as("contact"), app.speak_as("she"), app.speak_as("line-manager"));
    let analysis = company.analysis(&contact).await;
    let own = company.employee(&contact, "A-1001", &person).await;
    let other = company.employee(&contact, "A-1002", &Value::Null).await;
    collect(&contact, &analysis).await;
    let hers = assess(&she, &analysis, &own, 4, Value::Null).await;
    assert_eq!((&hers["by"], &hers["level"]), (&json!("SELF"), &json!(4)));
    let managers = assess(&line_manager, &analysis, &own, 2, json!("MANAGER")).await;
    let others = assess(&contact, &analysis, &other, 3, json!("SELF")).await;

    let read = "query($ids: [ID!]!, $analysis: ID!) {
        nodes(ids: $ids) { __typename ... on SkillAssessment { level } ... on Employee { reference } }
        employees(first: 10) { totalCount nodes { assessments(first: 10) { totalCount } } }
        node(id: $analysis) { ... on CompetenceAnalysis { status
            assessments(first: 10) { totalCount } requirements(first: 10) { totalCount } gaps(first: 10) { totalCount } } } }";
    let variables = json!({ "ids": [hers["id"], managers["id"], others["id"], own, other], "analysis": analysis });
    for subject in [
        "manager",
        "union-rep",
        "demo-other-org-contact",
        "demo-project-manager",
        "demo-auditor",
        "demo-evaluator",
        "demo-process-leader",
        "demo-hub-manager",
        "demo-participant",
        "demo-dpo",
        "demo-system-admin",
    ] {
        let data = app.speak_as(subject).ask(read, variables.clone()).await;
        assert_eq!(data["nodes"], json!([null, null, null, null, null]), "{subject}");
        assert_eq!(data["employees"]["totalCount"], 0, "{subject}");
        let below = &data["node"]["assessments"]["totalCount"];
        assert!(below.is_null() || *below == 0, "{subject}: {data:#}");
    }
    assert_eq!(app.anonymous().ask(read, variables.clone()).await["nodes"], json!([null, null, null, null, null]));

    // The project sees how far the analysis has come, the union what it demands.
    let data = app.speak_as("manager").ask(read, variables.clone()).await;
    assert_eq!(data["node"]["status"], "DATA_COLLECTION", "{data:#}");
    assert_eq!(data["node"]["requirements"]["totalCount"], 0, "{data:#}");
    let data = app.speak_as("union-rep").ask(read, variables.clone()).await;
    assert_eq!(data["node"]["requirements"]["totalCount"], 1, "{data:#}");

    let data = she.ask(read, variables.clone()).await;
    assert_eq!(data["nodes"][0]["level"], 4, "{data:#}");
    assert_eq!(data["nodes"][1]["level"], 2, "what the manager says of her too");
    assert_eq!((&data["nodes"][2], &data["nodes"][4]), (&Value::Null, &Value::Null), "nobody else's");
    assert_eq!(data["nodes"][3]["reference"], "A-1001");
    assert_eq!(data["employees"]["nodes"], json!([{ "assessments": { "totalCount": 2 } }]));
    assert_eq!(data["node"], Value::Null, "her level is hers, the analysis her employer's");
    for subject in ["contact", "line-manager"] {
        let data = app.speak_as(subject).ask(read, variables.clone()).await;
        assert_eq!(data["nodes"][2]["level"], 3, "{subject}: {data:#}");
        assert_eq!(data["node"]["assessments"]["totalCount"], 3, "{subject}: {data:#}");
    }
}

async fn an_assessment_is_refused_where_it_would_be_wrong(app: DemoApp) {
    let company = company(&app, ROBOTDALEN).await;
    let person = company.participant(&app).await;
    let (contact, she) = (app.speak_as("contact"), app.speak_as("she"));
    let analysis = company.analysis(&contact).await;
    let own = company.employee(&contact, "A-1001", &person).await;
    let colleague = company.employee(&contact, "A-1002", &Value::Null).await;
    let with = |change: Value| {
        let mut input = json!({ "analysisId": analysis, "employeeId": own, "skill": CNC, "level": 3, "by": "MANAGER" });
        for (name, value) in change.as_object().expect("a change") {
            input[name] = value.clone();
        }
        input
    };
    assert_eq!(contact.refused(ASSESS, json!({ "input": with(json!({})) })).await, "ANALYSIS_COLLECTS_NO_DATA");
    collect(&contact, &analysis).await;

    let of_no_use = with(json!({ "skill": WELDING }));
    let message =
        "mutation($input: AssessSkillInput!) { assessSkill(input: $input) { userErrors { code path message } } }";
    let data = contact.ask(message, json!({ "input": of_no_use })).await;
    let told = &data["assessSkill"]["userErrors"][0];
    assert_eq!(
        (&told["code"], &told["path"]),
        (&json!("SKILL_IS_NOT_REQUIRED"), &json!(["input", "skill"])),
        "{told:#}"
    );
    assert!(told["message"].as_str().is_some_and(|text| text.contains(CNC)), "it names what is required: {told:#}");
    let nobody = with(json!({ "employeeId": "employee_7zzzzzzzzzzzzzzzzzzzzzzzzz" }));
    let unknown = fault("REFERENCE_IS_UNKNOWN", "input.employeeId");
    assert_eq!(faults(&contact, ASSESS, &nobody).await, unknown);
    assert_eq!(
        faults(&app.speak_as("demo-other-org-contact"), ASSESS, &with(json!({}))).await,
        unknown,
        "as one unknown"
    );
    assert_eq!(faults(&she, ASSESS, &with(json!({ "employeeId": colleague, "by": null }))).await, unknown);
    assert_eq!(faults(&she, ASSESS, &with(json!({}))).await, fault("OWN_LEVEL_IS_ASSESSED_AS_ONES_OWN", "input.by"));
    for subject in ["manager", "union-rep", "demo-hub-manager", "demo-system-admin"] {
        assert_eq!(
            app.speak_as(subject).refused(ASSESS, json!({ "input": with(json!({})) })).await,
            "DENIED",
            "{subject}"
        );
    }
    let wrong = with(json!({ "level": 6, "assessedOn": "2011-01-31", "by": null }));
    let mut told = faults(&contact, ASSESS, &wrong).await;
    told.sort();
    let expected = [
        ("EMPLOYEE_IS_NOT_EMPLOYED_THAT_DAY", "input.assessedOn"),
        ("FIELD_IS_REQUIRED", "input.by"),
        ("LEVEL_IS_OUTSIDE_THE_SCALE", "input.level"),
    ];
    assert_eq!(told, expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
    let foretold = with(json!({ "assessedOn": "2026-09-02" }));
    assert_eq!(faults(&contact, ASSESS, &foretold).await, fault("DATE_IS_IN_THE_FUTURE", "input.assessedOn"));
    let end = json!({ "id": own, "expectedVersion": 1, "employedTo": "2012-12-31" });
    done(&contact, "endEmployment", "EndEmploymentInput", "employee { employedTo }", end).await;
    let late = fault("EMPLOYEE_IS_NOT_EMPLOYED_THAT_DAY", "input.assessedOn");
    assert_eq!(faults(&contact, ASSESS, &with(json!({}))).await, late, "employed no more today");

    let register = "mutation($input: RegisterEmployeeInput!) { registerEmployee(input: $input) {
        employee { id } userErrors { code path } } }";
    let named = |reference: &str| json!({ "organisationId": company.id, "reference": reference, "ssyk": "7223", "employedFrom": "2011-02-01" });
    for (reference, code) in [
        ("Åsa Öberg", "REFERENCE_IS_NO_STAFF_NUMBER"),
        ("19090527-1474", "REFERENCE_LOOKS_LIKE_A_PERSONAL_NUMBER"),
        ("A-1002", "KEY_IS_TAKEN"),
    ] {
        assert_eq!(faults(&contact, register, &named(reference)).await, fault(code, "input.reference"));
    }
}

async fn gaps_are_counted_validated_by_both_parts_and_published(app: DemoApp) {
    let company = company(&app, ROBOTDALEN).await;
    let (contact, line_manager, union_rep) =
        (app.speak_as("contact"), app.speak_as("line-manager"), app.speak_as("union-rep"));
    let analysis = company.analysis(&contact).await;
    let (first, second) = (
        company.employee(&contact, "A-1001", &Value::Null).await,
        company.employee(&contact, "A-1002", &Value::Null).await,
    );
    company.employee(&contact, "A-1003", &Value::Null).await;
    let again = json!({ "analysisId": analysis, "ssyk": "7223", "roleTitle": "Operatör", "skill": CNC, "level": 2 });
    let require = "mutation($input: RequireSkillInput!) { requireSkill(input: $input) {
        requirement { id } userErrors { code path } } }";
    assert_eq!(faults(&contact, require, &again).await, fault("KEY_IS_TAKEN", "input.skill"), "one a role and skill");
    let step = |version: i32| json!({ "id": analysis, "expectedVersion": version });
    let calculate = "mutation($input: CalculateGapsInput!) { calculateGaps(input: $input) {
        analysis { id } userErrors { code path } } }";
    assert_eq!(contact.refused(calculate, json!({ "input": step(1) })).await, "TRANSITION_IS_NOT_ALLOWED");
    collect(&contact, &analysis).await;
    assess(&contact, &analysis, &first, 4, json!("SELF")).await;
    assess(&line_manager, &analysis, &first, 2, json!("MANAGER")).await;
    assess(&contact, &analysis, &second, 3, json!("SELF")).await;
    let shown = "analysis { version status managementValidatedOn unionValidatedOn publishedOn
        gaps(first: 10) { nodes { id roleTitle skill { code } requiredLevel assessed below requirement { level } } } }";
    let calculated = done(&contact, "calculateGaps", "CalculateGapsInput", shown, step(2)).await;
    let gap = &calculated["gaps"]["nodes"][0];
    assert_eq!((&gap["assessed"], &gap["below"], &gap["requiredLevel"]), (&json!(2), &json!(1), &json!(3)), "{gap:#}");
    assert_eq!((&gap["skill"]["code"], &gap["requirement"]["level"]), (&json!(CNC), &json!(3)));
    assert_eq!(contact.refused(require, json!({ "input": again })).await, "ANALYSIS_TAKES_NO_REQUIREMENTS");

    let validate = "mutation($input: ValidateAnalysisInput!) { validateAnalysis(input: $input) {
        analysis { id } userErrors { code path } } }";
    for subject in ["line-manager", "manager", "demo-process-leader"] {
        assert_eq!(app.speak_as(subject).refused(validate, json!({ "input": step(3) })).await, "DENIED", "{subject}");
    }
    let half = done(&union_rep, "validateAnalysis", "ValidateAnalysisInput", shown, step(3)).await;
    assert_eq!((&half["status"], &half["managementValidatedOn"]), (&json!("GAP_CALCULATED"), &Value::Null), "{half:#}");
    assert_eq!(half["unionValidatedOn"], "2026-09-01");
    assert_eq!(union_rep.refused(validate, json!({ "input": step(4) })).await, "PART_HAS_VALIDATED");
    let whole = done(&contact, "validateAnalysis", "ValidateAnalysisInput", shown, step(4)).await;
    assert_eq!(whole["status"], "VALIDATED");
    let published = done(&contact, "publishAnalysis", "PublishAnalysisInput", shown, step(5)).await;
    assert_eq!((&published["status"], &published["publishedOn"]), (&json!("PUBLISHED"), &json!("2026-09-01")));

    // The gap, with its number of people, is the employer's own; the project reads that there is an analysis.
    let read = "query($gap: ID!, $analysis: ID!) { gap: node(id: $gap) { id } analysis: node(id: $analysis) {
        ... on CompetenceAnalysis { status gaps(first: 9) { totalCount } } } }";
    let variables = json!({ "gap": gap["id"], "analysis": analysis });
    let data = app.speak_as("manager").ask(read, variables.clone()).await;
    assert_eq!(data, json!({ "gap": null, "analysis": { "status": "PUBLISHED", "gaps": { "totalCount": 0 } } }));
    for subject in ["demo-other-org-contact", "demo-project-manager", "demo-auditor"] {
        let data = app.speak_as(subject).ask(read, variables.clone()).await;
        assert_eq!(data, json!({ "gap": null, "analysis": null }), "{subject}");
    }
    for subject in ["contact", "line-manager", "union-rep"] {
        let data = app.speak_as(subject).ask(read, variables.clone()).await;
        assert_eq!(data["analysis"]["gaps"]["totalCount"], 1, "{subject}");
    }
    let itself = json!({ "id": analysis, "expectedVersion": 6, "supersedingAnalysisId": analysis });
    let supersede = "mutation($input: SupersedeAnalysisInput!) { supersedeAnalysis(input: $input) {
        analysis { id } userErrors { code path } } }";
    let wrong = fault("SUPERSEDING_ANALYSIS_IS_WRONG", "input.supersedingAnalysisId");
    assert_eq!(faults(&contact, supersede, &itself).await, wrong);
}

/// Eleven are assessed in the wide role and ten of them in the narrow: who reads both numbers would know the eleventh's level.
async fn what_a_role_adds_to_one_within_it_tells_nobodys_level(app: DemoApp) {
    let company = company(&app, ROBOTDALEN).await;
    let contact = app.speak_as("contact");
    let analysis = company.analysis(&contact).await;
    let wide = json!({ "analysisId": analysis, "ssyk": "7", "roleTitle": "Hantverkare", "skill": CNC, "level": 3 });
    done(&contact, "requireSkill", "RequireSkillInput", "requirement { id }", wide).await;
    collect(&contact, &analysis).await;
    for nth in 0..10 {
        let one = company.employee(&contact, &format!("A-10{nth:02}"), &Value::Null).await;
        assess(&contact, &analysis, &one, 3, json!("SELF")).await;
    }
    let eleventh = json!({ "organisationId": company.id, "reference": "A-1010", "ssyk": "7111",
        "employedFrom": "2011-02-01" });
    let eleventh = done(&contact, "registerEmployee", "RegisterEmployeeInput", "employee { id }", eleventh).await;
    assess(&contact, &analysis, &eleventh["id"], 1, json!("SELF")).await;
    let step = json!({ "id": analysis, "expectedVersion": 2 });
    done(&contact, "calculateGaps", "CalculateGapsInput", "analysis { id }", step).await;
    let read = "query($id: ID!) { node(id: $id) { ... on CompetenceAnalysis { gaps(first: 5) { nodes {
        ssyk { code } assessed below } } } } }";
    let told = async |subject: &str| {
        let data = app.speak_as(subject).ask(read, json!({ "id": analysis })).await;
        let mut gaps = data["node"]["gaps"]["nodes"].as_array().expect("gaps").clone();
        gaps.sort_by_key(|gap| gap["ssyk"]["code"].to_string());
        gaps.iter().map(|gap| json!([gap["ssyk"]["code"], gap["assessed"], gap["below"]])).collect::<Vec<_>>()
    };
    for subject in ["contact", "line-manager"] {
        assert_eq!(told(subject).await, [json!(["7", 11, 1]), json!(["7223", 10, 0])], "{subject}");
    }
    assert_eq!(told("union-rep").await, [json!(["7", null, null]), json!(["7223", 10, 0])]);
}

/// What is another employer's is told as what does not exist.
async fn an_employer_says_nothing_of_others_things(app: DemoApp) {
    let company = company(&app, AVANTO).await;
    let contact = app.speak_as("contact");
    let all = companies(&app, &company.project).await;
    give(&app, "contact-elsewhere", "ORG_CONTACT", json!({ "organisationId": all[1] })).await;
    let (elsewhere, other) =
        (app.speak_as("contact-elsewhere"), Company { id: all[1].clone(), project: company.project.clone() });
    let analysis = company.analysis(&contact).await;
    let plan = draft(&contact, &company, "2011-02-01", "2013-01-31").await["id"].clone();

    let scale = other.scale(&elsewhere).await;
    assert_eq!(scale["steps"], json!(["Nybörjare", "Avancerad nybörjare", "Kompetent", "Skicklig", "Expert"]));
    let start = |organisation: &Value, project: &Value| json!({ "organisationId": organisation, "projectId": project, "scaleId": scale["id"], "title": "Analys" });
    let foreign = json!({ "input": start(&company.id, &company.project) });
    assert_eq!(elsewhere.refused(START, foreign).await, "DENIED");
    let robotdalen = project(&app, ROBOTDALEN).await;
    let outside = fault("ORGANISATION_HAS_NO_PART", "input.projectId");
    assert_eq!(faults(&elsewhere, START, &start(&other.id, &robotdalen)).await, outside);
    let unknown = json!("project_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    assert_eq!(faults(&elsewhere, START, &start(&other.id, &unknown)).await, outside, "as one that does not exist");

    let drafted = json!({ "organisationId": other.id, "analysisId": analysis, "validFrom": "2012-01-01", "validTo": "2012-12-31" });
    let draft =
        "mutation($input: DraftPlanInput!) { draftPlan(input: $input) { plan { id } userErrors { code path } } }";
    assert_eq!(faults(&elsewhere, draft, &drafted).await, fault("REFERENCE_IS_UNKNOWN", "input.analysisId"));
    let add =
        "mutation($input: AddPlanLineInput!) { addPlanLine(input: $input) { line { id } userErrors { code path } } }";
    let foreign = line(&plan, "Någon annans", &Value::Null);
    assert_eq!(faults(&elsewhere, add, &foreign).await, fault("REFERENCE_IS_UNKNOWN", "input.planId"));
    let mut hidden = line(&plan, "En insats som inte är öppen", &Value::Null);
    hidden["ownActivity"] = Value::Null;
    let idea = app.texts("SELECT id FROM efforts WHERE status = 'IDEA' ORDER BY id").await;
    for effort in idea.first().into_iter().chain([&"7zzzzzzzzzzzzzzzzzzzzzzzzz".to_owned()]) {
        hidden["effortId"] = json!(format!("effort_{effort}"));
        assert_eq!(faults(&contact, add, &hidden).await, fault("REFERENCE_IS_UNKNOWN", "input.effortId"));
    }
    let person = json!("person_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    let register = "mutation($input: RegisterEmployeeInput!) { registerEmployee(input: $input) {
        employee { id } userErrors { code path } } }";
    let employee = json!({ "organisationId": company.id, "reference": "17", "ssyk": "7223", "employedFrom": "2011-02-01",
        "participantId": person, "workplaceId": "workplace_7zzzzzzzzzzzzzzzzzzzzzzzzz" });
    let mut told = faults(&contact, register, &employee).await;
    told.sort();
    let expected = ["input.participantId", "input.workplaceId"];
    assert_eq!(told, expected.map(|path| ("REFERENCE_IS_UNKNOWN".to_owned(), path.to_owned())));
}
