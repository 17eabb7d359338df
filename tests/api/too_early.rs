//! What was done was done after what it belongs to began, and never before 1990: a refusal names the first day that is possible. And
//! what is refused because there is one already, or because of a number, says which.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{
    DemoApp,
    acts::{CONTACT, act},
    trial::both,
};

pub fn tests() -> Vec<Trial> {
    both![
        a_reflection_and_what_it_agreed_come_one_after_the_other,
        a_plan_line_is_done_when_its_plan_has_begun,
        a_learning_meeting_is_held_near_its_day_and_within_its_project,
        what_is_followed_up_has_begun,
        what_there_is_already_is_named,
    ]
}

const MANAGER: &str = "demo-project-manager";
const SKILL: &str = "JFDz_Uyg_Nmy";

/// An anchor of the subject's own role.
async fn own(app: &DemoApp, subject: &str, anchor: &str) -> Value {
    let data = app.speak_as(subject).ask("{ viewer { roles { organisationId projectId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    roles.iter().map(|held| &held[anchor]).find(|id| id.is_string()).expect("an anchor").clone()
}

/// The only fault of what is refused: its code, its path and its message in Swedish.
async fn fault(app: &DemoApp, subject: &str, name: &str, input: Value) -> [String; 3] {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let mutation =
        format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ userErrors {{ code message path }} }} }}");
    let data = app.speak_as(subject).with("Accept-Language", "sv").ask(&mutation, json!({ "input": input })).await;
    let told = data[name]["userErrors"].as_array().expect("errors");
    assert_eq!(told.len(), 1, "{name}: {data:#}");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let path: Vec<String> = told[0]["path"].as_array().into_iter().flatten().map(text).collect();
    [text(&told[0]["code"]), path.join("."), text(&told[0]["message"])]
}

/// A refusal of `path` for a day before `first`.
fn early(path: &str, first: &str) -> [String; 3] {
    ["DATE_IS_TOO_EARLY".into(), format!("input.{path}"), format!("Datumet är för tidigt. (tidigast {first})")]
}

/// A refusal of `path` for a year of which nothing is told here.
fn ancient(path: &str) -> [String; 3] {
    ["YEAR_IS_TOO_EARLY".into(), format!("input.{path}"), "Året ska vara 1990 eller senare.".into()]
}

/// A workplace whose first day nobody has stated.
async fn workplace(app: &DemoApp) -> Value {
    let place = json!({ "organisationId": own(app, CONTACT, "organisationId").await, "name": "Sågverkstaden" });
    act(app, CONTACT, "registerWorkplace", "workplace { id }", place).await["id"].clone()
}

async fn a_reflection_and_what_it_agreed_come_one_after_the_other(app: DemoApp) {
    let place = workplace(&app).await;
    let plan = json!({ "workplaceId": place, "kind": "AFTER_ACTION_REVIEW", "plannedOn": "2026-08-24" });
    let id = act(&app, CONTACT, "planReflection", "reflection { id }", plan).await["id"].clone();
    let hold = |on: &str| json!({ "id": id, "expectedVersion": 1, "heldOn": on, "minutes": 5, "attendeeCount": 8 });
    let far = early("heldOn", "2026-05-24, tre månader före den planerade dagen");
    assert_eq!(fault(&app, CONTACT, "holdReflection", hold("2025-08-24")).await, far, "another year");
    assert_eq!(fault(&app, CONTACT, "holdReflection", hold("1950-06-01")).await, ancient("heldOn"));
    act(&app, CONTACT, "holdReflection", "reflection { id }", hold("2026-08-17")).await;

    let notes = json!({ "id": id, "expectedVersion": 2,
        "insights": { "nextTime": "Vi ses varje vecka", "nextTimeTheme": "FORUM" } });
    act(&app, CONTACT, "shareReflectionNotes", "reflection { id }", notes).await;
    let agree = |due: &str| {
        json!({ "reflectionId": id, "expectedVersion": 3, "responsible": "arbetsledare",
            "what": "Fem minuters reflektion varje vecka", "dueOn": due })
    };
    let held = "2026-08-17, då reflektionen hölls";
    assert_eq!(fault(&app, CONTACT, "agreeChange", agree("2026-08-16")).await, early("dueOn", held));
    let change = act(&app, CONTACT, "agreeChange", "change { id }", agree("2026-10-01")).await["id"].clone();
    let complete = |on: &str| json!({ "id": change, "expectedVersion": 1, "doneOn": on });
    for before in ["2020-01-01", "2026-08-16"] {
        assert_eq!(fault(&app, CONTACT, "completeChange", complete(before)).await, early("doneOn", held));
    }
    let shown = "change { doneOn }";
    let done = act(&app, CONTACT, "completeChange", shown, complete("2026-08-17")).await;
    assert_eq!(done, json!({ "doneOn": "2026-08-17" }));

    let follow = json!({ "id": id, "expectedVersion": 4, "followedUpOn": "2026-08-16", "followUp": "Blev en vana" });
    assert_eq!(fault(&app, CONTACT, "followUpReflection", follow).await, early("followedUpOn", held));
    let assess = json!({ "workplaceId": place, "assessedOn": "1900-01-01", "hasForum": "NO", "hasTime": "NO",
        "sharesAfterCourses": "NO", "mayChangeRole": "NO", "evaluatesWaysOfWorking": "NO" });
    assert_eq!(fault(&app, CONTACT, "assessHealthFactor", assess).await, ancient("assessedOn"));
}

async fn a_plan_line_is_done_when_its_plan_has_begun(app: DemoApp) {
    let employer = own(&app, CONTACT, "organisationId").await;
    let plan = json!({ "organisationId": employer, "validFrom": "2025-01-01", "validTo": "2025-12-31" });
    let plan = act(&app, CONTACT, "draftPlan", "plan { id }", plan).await["id"].clone();
    let line = json!({ "planId": plan, "skill": SKILL, "action": "Svetskurs", "ownActivity": "Handledning på plats",
        "responsible": "Produktionschef", "dueOn": "2025-11-30" });
    let line = act(&app, CONTACT, "addPlanLine", "line { id }", line).await["id"].clone();
    let complete = |on: &str| json!({ "id": line, "expectedVersion": 1, "result": "Alla godkända", "doneOn": on });
    let first = early("doneOn", "2025-01-01, planens första dag");
    for before in ["2024-01-01", "2024-12-31"] {
        assert_eq!(fault(&app, CONTACT, "completePlanLine", complete(before)).await, first);
    }
    let done = act(&app, CONTACT, "completePlanLine", "line { doneOn }", complete("2025-01-01")).await;
    assert_eq!(done, json!({ "doneOn": "2025-01-01" }));
}

async fn a_learning_meeting_is_held_near_its_day_and_within_its_project(app: DemoApp) {
    let project = own(&app, MANAGER, "projectId").await;
    let begins = "query($id: ID!) { node(id: $id) { ... on Project { startsOn } } }";
    let begins = app.anonymous().ask(begins, json!({ "id": project })).await["node"]["startsOn"].clone();
    let begins = begins.as_str().expect("a first day").to_owned();
    for (planned_on, before, first) in [
        ("2022-02-28", "2021-02-28", "2021-11-28, tre månader före den planerade dagen".to_owned()),
        (begins.as_str(), "2020-07-31", format!("{begins}, projektets första dag")),
    ] {
        let plan = json!({ "projectId": project, "title": "Lärmöte", "plannedOn": planned_on });
        let id = act(&app, MANAGER, "planMeeting", "meeting { id }", plan).await["id"].clone();
        act(&app, MANAGER, "inviteToMeeting", "meeting { id }", json!({ "id": id, "expectedVersion": 1 })).await;
        let hold = |on: &str| json!({ "id": id, "expectedVersion": 2, "heldOn": on });
        assert_eq!(fault(&app, MANAGER, "holdMeeting", hold(before)).await, early("heldOn", &first));
        assert_eq!(fault(&app, MANAGER, "holdMeeting", hold("1920-01-01")).await, ancient("heldOn"));
        act(&app, MANAGER, "holdMeeting", "meeting { id }", hold(planned_on)).await;
    }
}

async fn what_is_followed_up_has_begun(app: DemoApp) {
    let project = own(&app, MANAGER, "projectId").await;
    let asked = "query($id: ID!) { node(id: $id) { ... on Project { startsOn
        partners(first: 1, filter: { part: { eq: PARTNER } }) { nodes { id version validFrom } }
        targets(first: 1) { nodes { id version } } } } }";
    let card = app.anonymous().ask(asked, json!({ "id": project })).await["node"].clone();
    let measure = json!({ "projectId": project, "principle": "ACCESSIBILITY", "measure": "Hörslinga i verkstaden" });
    let measure = act(&app, MANAGER, "addPrincipleMeasure", "measure { id version }", measure).await;
    let (partner, target) = (&card["partners"]["nodes"][0], &card["targets"]["nodes"][0]);
    assert_eq!(partner["validFrom"], Value::Null, "as long as the project: {card:#}");
    let first = format!("{}, projektets första dag", card["startsOn"].as_str().expect("a first day"));
    for (name, of) in
        [("followUpProjectPartner", partner), ("followUpProjectTarget", target), ("followUpPrincipleMeasure", &measure)]
    {
        let follow = |on: &str| json!({ "id": of["id"], "expectedVersion": of["version"], "followUp": "Gick bra", "followedUpOn": on });
        assert_eq!(fault(&app, MANAGER, name, follow("1999-01-01")).await, early("followedUpOn", &first), "{name}");
        assert_eq!(fault(&app, MANAGER, name, follow("1900-01-01")).await, ancient("followedUpOn"), "{name}");
    }
    // A partner that came later is followed up from its own first day.
    let organisation = own(&app, CONTACT, "organisationId").await;
    let add = json!({ "projectId": project, "organisationId": organisation, "part": "PARTICIPATING_COMPANY",
        "validFrom": "2022-01-01" });
    let late = act(&app, MANAGER, "addProjectPartner", "partner { id }", add).await;
    let follow =
        json!({ "id": late["id"], "expectedVersion": 1, "followUp": "Gick bra", "followedUpOn": "2021-12-31" });
    let own_first = early("followedUpOn", "2022-01-01, partens första dag");
    assert_eq!(fault(&app, MANAGER, "followUpProjectPartner", follow).await, own_first);
}

async fn what_there_is_already_is_named(app: DemoApp) {
    let employer = own(&app, CONTACT, "organisationId").await;
    let names = |told: &[String; 3], path: &str, words: &[&str]| {
        assert_eq!([told[0].as_str(), told[1].as_str()], ["KEY_IS_TAKEN", path], "{told:?}");
        assert!(words.iter().all(|word| told[2].contains(word)), "{words:?} in {told:?}");
    };
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    let scale = json!({ "organisationId": employer, "name": "Två steg", "steps": ["Kan inte", "Kan"] });
    let defined = text(&act(&app, CONTACT, "defineLevelScale", "scale { id }", scale.clone()).await["id"]);
    let told = fault(&app, CONTACT, "defineLevelScale", scale).await;
    names(&told, "input.name", &["Två steg", &defined]);
    let start = json!({ "organisationId": employer, "scaleId": defined, "title": "Kompetensanalys",
        "startedOn": "2026-08-03" });
    let analysis = act(&app, CONTACT, "startAnalysis", "analysis { id }", start).await["id"].clone();
    let require = |level: i32| json!({ "analysisId": analysis, "ssyk": "7223", "roleTitle": "Operatör", "skill": SKILL, "level": level });
    let first = text(&act(&app, CONTACT, "requireSkill", "requirement { id }", require(1)).await["id"]);
    let told = fault(&app, CONTACT, "requireSkill", require(2)).await;
    names(&told, "input.skill", &["nivå 1 för Operatör", &first]);

    let place = workplace(&app).await;
    let assess = json!({ "workplaceId": place, "assessedOn": "2026-08-31", "hasForum": "NO", "hasTime": "NO",
        "sharesAfterCourses": "NO", "mayChangeRole": "NO", "evaluatesWaysOfWorking": "NO" });
    let shown = "assessment { id }";
    let assessed = text(&act(&app, CONTACT, "assessHealthFactor", shown, assess.clone()).await["id"]);
    names(&fault(&app, CONTACT, "assessHealthFactor", assess).await, "input.assessedOn", &[&assessed]);
    let counted = json!({ "organisationId": employer, "countedOn": "2026-08-30", "women": 30, "men": 70 });
    let reported =
        text(&act(&app, CONTACT, "reportWorkforce", "workforceSnapshot { id }", counted.clone()).await["id"]);
    names(
        &fault(&app, CONTACT, "reportWorkforce", counted).await,
        "input.countedOn",
        &[&reported, "räknad 2026-08-30"],
    );

    let project = own(&app, MANAGER, "projectId").await;
    let form = json!({ "projectId": project, "name": "Svetsarna", "role": "Svetsare" });
    let network = act(&app, MANAGER, "formNetwork", "network { id }", form).await["id"].clone();
    let partners =
        "query($id: ID!) { node(id: $id) { ... on Project { partners(first: 1) { nodes { organisation { id } } } } } }";
    let data = app.anonymous().ask(partners, json!({ "id": project })).await;
    let member = &data["node"]["partners"]["nodes"][0]["organisation"]["id"];
    let join = json!({ "networkId": network, "organisationId": member, "joinedOn": "2026-08-01" });
    let begins = app
        .anonymous()
        .ask("query($id: ID!) { node(id: $id) { ... on Project { startsOn } } }", json!({ "id": project }))
        .await;
    let begins: chrono::NaiveDate = text(&begins["node"]["startsOn"]).parse().expect("the project's first day");
    let before = begins.pred_opt().expect("a day before");
    let mistyped = json!({ "networkId": network, "organisationId": member, "joinedOn": before });
    let first = format!("{begins}, projektets första dag");
    assert_eq!(fault(&app, MANAGER, "joinNetwork", mistyped).await, early("joinedOn", &first));
    let joined = text(&act(&app, MANAGER, "joinNetwork", "member { id }", join.clone()).await["id"]);
    let told = fault(&app, MANAGER, "joinNetwork", join).await;
    names(&told, "input.organisationId", &["sedan 2026-08-01", &joined]);
}
