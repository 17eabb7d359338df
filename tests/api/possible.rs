//! A fault of a field names what was possible, in the API in both languages and on forms, and all faults of an input are still
//! told at once: the steps of a scale, the days of an employment, the bounds of a number, the days of a plan and of a goal.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    forms::{filled, sent},
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Reader},
    },
    seed_questions::CONTACT,
    seeds::act,
    wall::planned,
};

pub fn tests() -> Vec<Trial> {
    both![
        a_level_outside_its_scale_is_told_with_the_steps,
        a_form_tells_the_steps_too,
        a_day_of_no_employment_is_told_with_the_days_of_it,
        a_number_is_told_with_its_bounds_among_other_faults,
        names_are_no_head_count_and_nothing_is_noted,
        a_plan_line_serves_a_goal_that_holds_within_its_plan,
        who_has_validated_is_not_offered_it_again,
        what_one_may_not_read_the_form_is_not_offered,
        a_code_a_value_and_a_dimension_are_told_with_those_that_there_are,
    ]
}

const CNC: &str = "JFDz_Uyg_Nmy";

async fn employer(app: &DemoApp) -> Value {
    let data = app.speak_as(CONTACT).ask("{ viewer { roles { organisationId } } }", json!({})).await;
    data["viewer"]["roles"][0]["organisationId"].clone()
}

/// An analysis of the contact's own employer, by a scale of two steps.
async fn analysis(app: &DemoApp) -> Value {
    let employer = employer(app).await;
    let scale = json!({ "organisationId": employer, "name": "Kan eller inte", "steps": ["Kan inte", "Kan"] });
    let scale = act(app, CONTACT, "defineLevelScale", "scale { id }", scale).await["id"].clone();
    let start = json!({ "organisationId": employer, "scaleId": scale, "title": "Kompetensanalys 2026",
        "startedOn": "2026-08-03" });
    act(app, CONTACT, "startAnalysis", "analysis { id }", start).await["id"].clone()
}

fn requirement(analysis: &Value, level: i32) -> Value {
    json!({ "analysisId": analysis, "ssyk": "7223", "roleTitle": "Operatör", "skill": CNC, "level": level })
}

/// Codes and messages of the faults, in the order of the input's fields; nothing is done.
async fn told(app: &DemoApp, lang: &str, name: &str, input: &Value) -> Vec<(String, String)> {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let mutation =
        format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ userErrors {{ code message path }} }} }}");
    let speaker = app.speak_as(CONTACT).with("Accept-Language", lang);
    let data = speaker.ask(&mutation, json!({ "input": input })).await;
    let errors = data[name]["userErrors"].as_array().expect("user errors");
    assert!(!errors.is_empty(), "it was done: {data:#}");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    errors.iter().map(|error| (text(&error["code"]), text(&error["message"]))).collect()
}

/// The only fault.
async fn message(app: &DemoApp, lang: &str, name: &str, input: &Value, code: &str) -> String {
    let mut told = told(app, lang, name, input).await;
    let (found, message) = told.pop().expect("a fault");
    assert_eq!((found.as_str(), told.len()), (code, 0), "{message}");
    message
}

async fn a_level_outside_its_scale_is_told_with_the_steps(app: DemoApp) {
    let analysis = analysis(&app).await;
    for outside in [-1, 0, 3, 99] {
        let input = requirement(&analysis, outside);
        let sv = message(&app, "sv", "requireSkill", &input, "LEVEL_IS_OUTSIDE_THE_SCALE").await;
        assert_eq!(sv, "Nivån är inget av skalans steg. (1–2: Kan inte, Kan)", "{outside}");
        let en = message(&app, "en", "requireSkill", &input, "LEVEL_IS_OUTSIDE_THE_SCALE").await;
        assert_eq!(en, "The level is none of the scale's steps. (1–2: Kan inte, Kan)", "{outside}");
    }
    act(&app, CONTACT, "requireSkill", "requirement { id }", requirement(&analysis, 2)).await;
}

async fn a_form_tells_the_steps_too(Open(app): Open) {
    let analysis = analysis(&app).await;
    let contact = Reader::of(&app, "org_contact").await;
    let address = format!("/gor/requireSkill?analysisId={}", analysis.as_str().expect("an id"));
    let fields = [("ssyk", "7223"), ("roleTitle", "Operatör"), ("skill", CNC), ("level", "99")];
    let form = filled(&contact.get(&address).await, &fields);
    let page = sent(&contact, "/gor/requireSkill", &form).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says(&["(1–2: Kan inte, Kan)"]);
}

async fn a_day_of_no_employment_is_told_with_the_days_of_it(app: DemoApp) {
    let analysis = analysis(&app).await;
    act(&app, CONTACT, "requireSkill", "requirement { id }", requirement(&analysis, 2)).await;
    let collect = json!({ "id": analysis, "expectedVersion": 1 });
    act(&app, CONTACT, "collectAnalysisData", "analysis { id }", collect).await;
    let register = json!({ "organisationId": employer(&app).await, "reference": "M-4711", "ssyk": "7223",
        "employedFrom": "2026-08-10", "employedTo": "2026-08-21" });
    let employee = act(&app, CONTACT, "registerEmployee", "employee { id }", register).await["id"].clone();
    let assess = |level: i32, day: &str| {
        json!({ "analysisId": analysis, "employeeId": employee, "skill": CNC, "level": level, "by": "MANAGER",
            "assessedOn": day })
    };
    for day in ["2026-08-09", "2026-08-22"] {
        let code = "EMPLOYEE_IS_NOT_EMPLOYED_THAT_DAY";
        let sv = message(&app, "sv", "assessSkill", &assess(1, day), code).await;
        assert_eq!(sv, "Den anställda var inte anställd den dagen. (2026-08-10 – 2026-08-21)", "{day}");
    }
    let both = told(&app, "en", "assessSkill", &assess(3, "2026-08-22")).await;
    let messages: Vec<&str> = both.iter().map(|(_, message)| message.as_str()).collect();
    let expected = [
        "The level is none of the scale's steps. (1–2: Kan inte, Kan)",
        "The employee was not employed on that day. (2026-08-10 – 2026-08-21)",
    ];
    assert_eq!(messages, expected);
    // A second one of the day is a fault of the day.
    act(&app, CONTACT, "assessSkill", "assessment { id }", assess(1, "2026-08-10")).await;
    let again = "mutation($input: AssessSkillInput!) { assessSkill(input: $input) { userErrors { code path } } }";
    let data = app.speak_as(CONTACT).ask(again, json!({ "input": assess(2, "2026-08-10") })).await;
    let taken = json!([{ "code": "KEY_IS_TAKEN", "path": ["input", "assessedOn"] }]);
    assert_eq!(data["assessSkill"]["userErrors"], taken);
}

async fn a_number_is_told_with_its_bounds_among_other_faults(app: DemoApp) {
    let employer = employer(&app).await;
    for outside in [-1, 0, 100_001] {
        let input = json!({ "organisationId": employer, "name": " ", "headcount": outside });
        for (lang, expected) in [
            ("sv", "Talet ligger utanför det tillåtna. (1–100\u{a0}000)"),
            ("en", "The number is out of range. (1–100,000)"),
        ] {
            let told = told(&app, lang, "registerWorkplace", &input).await;
            let codes: Vec<&str> = told.iter().map(|(code, _)| code.as_str()).collect();
            assert_eq!(codes, ["TEXT_LENGTH_IS_WRONG", "NUMBER_IS_OUT_OF_RANGE"], "{outside}");
            assert_eq!(told[1].1, expected, "{outside}");
        }
    }
}

/// A group is a head count: whoever writes its names is told that a number is wanted, and keeps what was written to mend it.
async fn names_are_no_head_count_and_nothing_is_noted(Open(app): Open) {
    let names = "Anna, Bo och Cilla";
    let reflection = planned(&app, None).await;
    let contact = Reader::of(&app, "org_contact").await;
    let form = contact.get(&format!("/gor/holdReflection?id={reflection}")).await;
    let fields = [("heldOn", "2026-09-01"), ("minutes", "5"), ("attendeeCount", names)];
    let page = sent(&contact, "/gor/holdReflection", &filled(&form, &fields)).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST, "{}", page.html);
    page.says(&["Skriv ett heltal", &format!("value=\"{names}\"")]);
    let hold = "mutation($input: HoldReflectionInput!) { holdReflection(input: $input) {
        reflection { id } userErrors { code path } } }";
    let input = json!({ "id": reflection, "expectedVersion": 1, "heldOn": "2026-09-01", "minutes": 5,
        "attendeeCount": names });
    let (_, answer) = app.speak_as(CONTACT).answer(hold, json!({ "input": input })).await;
    assert!(answer["data"]["holdReflection"]["reflection"].is_null(), "{answer:#}");
    assert!(answer.to_string().contains("attendeeCount"), "the field is named: {answer:#}");
    let noted = "query($id: ID!) { node(id: $id) { ... on Reflection { status heldOn attendeeCount } } }";
    let noted = app.speak_as(CONTACT).ask(noted, json!({ "id": reflection })).await;
    assert_eq!(noted["node"], json!({ "status": "PLANNED", "heldOn": null, "attendeeCount": null }));
}

async fn a_plan_line_serves_a_goal_that_holds_within_its_plan(app: DemoApp) {
    let employer = employer(&app).await;
    let goal = |from: &str, to: &str| json!({ "organisationId": employer, "statement": "Ny linje i drift", "validFrom": from, "validTo": to });
    let past = act(&app, CONTACT, "setBusinessGoal", "goal { id }", goal("2011-01-01", "2012-12-31")).await;
    let now = act(&app, CONTACT, "setBusinessGoal", "goal { id }", goal("2063-06-01", "2064-01-01")).await;
    let draft = json!({ "organisationId": employer, "validFrom": "2064-01-01", "validTo": "2064-12-31" });
    let plan = act(&app, CONTACT, "draftPlan", "plan { id }", draft).await;
    let line = |goal: &Value, own: Value, due: &str| {
        json!({ "planId": plan["id"], "skill": CNC, "action": "Lär alla den nya linjen", "ownActivity": own,
            "responsible": "Produktionschef", "dueOn": due, "goalId": goal })
    };
    let own = || json!("Handledning vid maskinen");
    let late = line(&past["id"], own(), "2064-06-30");
    let sv = message(&app, "sv", "addPlanLine", &late, "GOAL_HOLDS_AT_ANOTHER_TIME").await;
    assert_eq!(sv, "Verksamhetsmålet gäller inte någon dag under planen. (2011-01-01 – 2012-12-31)");
    for due in ["1990-01-01", "2063-12-31", "2065-01-01"] {
        let en = message(&app, "en", "addPlanLine", &line(&now["id"], own(), due), "DUE_OUTSIDE_THE_PLAN").await;
        assert_eq!(en, "The line is due within the plan's days. (2064-01-01 – 2064-12-31)", "{due}");
    }
    let both = told(&app, "sv", "addPlanLine", &line(&past["id"], own(), "2065-01-01")).await;
    let codes: Vec<&str> = both.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["DUE_OUTSIDE_THE_PLAN", "GOAL_HOLDS_AT_ANOTHER_TIME"], "both at once");
    let no_way = line(&now["id"], Value::Null, "2064-06-30");
    message(&app, "sv", "addPlanLine", &no_way, "EFFORT_OR_OWN_ACTIVITY").await;
    let read = "query($id: ID!) { node(id: $id) { ... on DevelopmentPlan { lineCount } } }";
    let data = app.speak_as(CONTACT).ask(read, json!({ "id": plan["id"] })).await;
    assert_eq!(data["node"]["lineCount"], 0, "nothing is half written");

    // A day in common is enough.
    let shown = "line { id version plan { strategicShare } }";
    let tied = act(&app, CONTACT, "addPlanLine", shown, line(&now["id"], own(), "2064-12-31")).await;
    assert_eq!(tied["plan"]["strategicShare"], 1.0, "{tied:#}");
    let change = |goal: &Value, due: &str| {
        json!({ "id": tied["id"], "expectedVersion": tied["version"], "action": "Lär alla", "ownActivity": "Handledning",
            "responsible": "Produktionschef", "dueOn": due, "goalId": goal })
    };
    message(&app, "sv", "changePlanLine", &change(&past["id"], "2064-06-30"), "GOAL_HOLDS_AT_ANOTHER_TIME").await;
    message(&app, "sv", "changePlanLine", &change(&now["id"], "2065-01-01"), "DUE_OUTSIDE_THE_PLAN").await;
    assert_eq!(told(&app, "sv", "changePlanLine", &change(&past["id"], "2065-01-01")).await.len(), 2, "both at once");
    act(&app, CONTACT, "changePlanLine", shown, change(&now["id"], "2064-01-01")).await;
}

async fn who_has_validated_is_not_offered_it_again(Open(app): Open) {
    let analysis = analysis(&app).await;
    act(&app, CONTACT, "requireSkill", "requirement { id }", requirement(&analysis, 2)).await;
    for (step, version) in [("collectAnalysisData", 1), ("calculateGaps", 2)] {
        act(&app, CONTACT, step, "analysis { id }", json!({ "id": analysis, "expectedVersion": version })).await;
    }
    let contact = Reader::of(&app, "org_contact").await;
    let (page, form) = (format!("/ting/{}", analysis.as_str().expect("an id")), "/gor/validateAnalysis");
    contact.get(&page).await.says(&[form]);
    act(&app, CONTACT, "validateAnalysis", "analysis { id }", json!({ "id": analysis, "expectedVersion": 3 })).await;
    let page = contact.get(&page).await;
    assert!(page.status == StatusCode::OK && !page.html.contains(form), "{}", page.html);
}

async fn what_one_may_not_read_the_form_is_not_offered(Open(app): Open) {
    let form = "/gor/reportCommonGap";
    for role in ["process_leader", "hub_manager"] {
        assert_eq!(Reader::of(&app, role).await.get(form).await.status, StatusCode::OK, "{role}");
    }
    // They may report needs, and are told of no common gaps; the project's own manager the other way round.
    for role in ["org_contact", "project_manager"] {
        let reader = Reader::of(&app, role).await;
        assert_eq!(reader.get(form).await.status, StatusCode::FORBIDDEN, "{role}");
    }
}

async fn a_code_a_value_and_a_dimension_are_told_with_those_that_there_are(app: DemoApp) {
    let analysis = analysis(&app).await;
    let mut unknown = requirement(&analysis, 1);
    unknown["skill"] = json!("svetsning");
    let en = message(&app, "en", "requireSkill", &unknown, "CODE_IS_UNKNOWN").await;
    assert!(en.contains("taxonomy { search(schemes: [SKILL]"), "{en}");
    let leader = app.speak_as("demo-process-leader");
    for (query, named) in [
        (
            "{ efforts(first: 1, filter: { kind: { eq: KURS } }) { totalCount } }",
            "enumerations(names: [\"EffortKind\"])",
        ),
        ("{ statistics(measure: WORKFORCE, groupBy: [EFFORT]) { total { value } } }", "SEX"),
        ("{ commonGaps(region: \"14\") { gaps { skill { code } } } }", "GOTEBORGSREGIONEN"),
    ] {
        let (_, answer) = leader.answer(query, json!({})).await;
        let told = answer["errors"][0]["message"].as_str().unwrap_or_default();
        assert!(told.contains(named), "{query}: {answer:#}");
    }
}
