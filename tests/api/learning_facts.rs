//! Facts of learning at work that are data and not words alone: health factors, what projects are about and where that
//! is said, whom to ask at a partner, all that a need comes of, what an effort is until it is over, and who is behind a
//! lesson.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    forms::{after, filled, sent},
    harness::{
        DemoApp,
        elsewhere::{events, fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    seed_questions::{CONTACT, SOLEN, STRANGER, employer, stored, told, with},
    seeds::{act, appoint, nodes, organisation, refused, seen},
};

pub fn tests() -> Vec<Trial> {
    both![
        a_health_factor_is_everyones_word_and_added_by_few,
        a_workplace_is_assessed_by_each_factor_once_a_day,
        a_project_is_found_by_what_it_is_about,
        what_a_card_is_about_stays_when_its_form_is_sent_as_it_is,
        a_partner_has_a_function_to_turn_to,
        a_need_comes_of_several_things,
        an_effort_is_revised_until_it_is_over,
        an_efforts_provider_stays_once_there_is_an_occasion,
        a_form_that_revises_an_effort_is_filled_in_with_what_it_is,
        a_lesson_has_someone_behind_it,
    ]
}

/// The code of the factor that every database has from the start.
pub(crate) const LIFELONG: &str = "KOMPETENSUTVECKLING_HELA_ARBETSLIVET";

/// The first id that one of the subject's roles is bound to by this anchor.
async fn held(app: &DemoApp, subject: &str, anchor: &str) -> Value {
    let data = app.speak_as(subject).ask("{ viewer { roles { councilId hubId projectId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    roles.iter().map(|role| &role[anchor]).find(|id| id.is_string()).expect("an anchor").clone()
}

fn factor(code: &str) -> Value {
    json!({ "code": code, "name": "Tid att lära", "nameEn": "Time to learn", "sourceTitle": "Påhittad källa",
        "sourceUrl": "https://exempel.se/tid" })
}

async fn a_health_factor_is_everyones_word_and_added_by_few(app: DemoApp) {
    const ADD: &str = "mutation($input: AddHealthFactorInput!) { addHealthFactor(input: $input) {
        factor { id } userErrors { code path } } }";
    for subject in ["demo-hub-coordinator", "demo-project-manager", "demo-process-leader", CONTACT, "demo-provider"] {
        let told = faults(&app.speak_as(subject), ADD, &factor("TID_ATT_LARA")).await;
        assert_eq!(told, fault("DENIED", "input"), "{subject}");
    }
    assert_eq!(faults(&app.anonymous(), ADD, &factor("TID_ATT_LARA")).await, fault("DENIED", "input"));
    let manager = app.speak_as("demo-hub-manager");
    for (code, rule) in [(LIFELONG, "KEY_IS_TAKEN"), ("Tid att lära", "HEALTH_FACTOR_CODE_IS_WRONG")] {
        assert_eq!(faults(&manager, ADD, &factor(code)).await, fault(rule, "input.code"));
    }
    let mut elsewhere = factor("TID_ATT_LARA");
    elsewhere["sourceUrl"] = json!("exempel.se");
    assert_eq!(faults(&manager, ADD, &elsewhere).await, fault("WEB_ADDRESS_IS_WRONG", "input.sourceUrl"));

    let shown = "factor { id version code }";
    let added = act(&app, "demo-hub-manager", "addHealthFactor", shown, factor("TID_ATT_LARA")).await;
    let mut change = json!({ "id": added["id"], "expectedVersion": 1, "name": "Tid och plats att lära",
        "nameEn": "Time and room to learn" });
    let changed = act(&app, "demo-system-admin", "changeHealthFactor", "factor { version }", change.clone()).await;
    assert_eq!(changed["version"], 2);
    change["name"] = json!("Något annat");
    let stale = refused(&app, "demo-hub-manager", "changeHealthFactor", "factor { id }", change).await;
    assert_eq!(stale, "VERSION_IS_STALE");
    assert_eq!(events(&app, &added["id"]).await, ["HealthFactorAdded", "HealthFactorChanged"]);

    let asked = "{ healthFactors(first: 9, orderBy: [{ field: NAME }]) { nodes { code name nameEn sourceUrl } } }";
    let everyone = json!([
        { "code": LIFELONG, "name": "Kompetensutveckling hela arbetslivet",
            "nameEn": "Developing skills throughout working life", "sourceUrl": null },
        { "code": "TID_ATT_LARA", "name": "Tid och plats att lära", "nameEn": "Time and room to learn",
            "sourceUrl": null },
    ]);
    assert_eq!(app.anonymous().ask(asked, json!({})).await["healthFactors"]["nodes"], everyone);
}

async fn a_workplace_is_assessed_by_each_factor_once_a_day(app: DemoApp) {
    const ASSESS: &str = "mutation($input: AssessHealthFactorInput!) { assessHealthFactor(input: $input) {
        assessment { id } userErrors { code path } } }";
    employer(&app, "Arbetsplatserna i samverkan Demo").await;
    let place = stored(&app, &format!("SELECT id FROM workplaces WHERE name = '{SOLEN}'")).await;
    let other = act(&app, "demo-hub-manager", "addHealthFactor", "factor { id }", factor("TID_ATT_LARA")).await;
    let assess = |factor: Value| {
        json!({ "workplaceId": format!("workplace_{place}"), "factorId": factor, "assessedOn": "2026-08-24",
            "hasForum": "YES", "hasTime": "NO", "sharesAfterCourses": "NO", "mayChangeRole": "NO",
            "evaluatesWaysOfWorking": "NO" })
    };
    let elsewhere = refused(&app, STRANGER, "assessHealthFactor", "assessment { id }", assess(Value::Null)).await;
    assert_eq!(elsewhere, "REFERENCE_IS_UNKNOWN");
    let contact = app.speak_as("employer");
    let none = json!(format!("factor_{}", "0".repeat(26)));
    assert_eq!(faults(&contact, ASSESS, &assess(none)).await, fault("REFERENCE_IS_UNKNOWN", "input.factorId"));

    let shown = "assessment { factor { code } }";
    for (factor, code) in [(Value::Null, LIFELONG), (other["id"].clone(), "TID_ATT_LARA")] {
        let assessed = act(&app, "employer", "assessHealthFactor", shown, assess(factor.clone())).await;
        assert_eq!(assessed["factor"]["code"], code);
        assert_eq!(faults(&contact, ASSESS, &assess(factor)).await, fault("KEY_IS_TAKEN", "input.assessedOn"));
    }
    let asked = "query($code: String!) {
        healthAssessments(first: 9, filter: { factor: { code: { eq: $code } }, assessedOn: { eq: \"2026-08-24\" } }) {
            nodes { hasForum } } }";
    for (speaker, found) in [(&contact, 1), (&app.speak_as(STRANGER), 0), (&app.speak_as("demo-hub-manager"), 0)] {
        let data = speaker.ask(asked, json!({ "code": "TID_ATT_LARA" })).await;
        assert_eq!(nodes(&data["healthAssessments"]).len(), found);
    }
    // What is asked of the first factor is answered by it alone.
    let rows = told(&app, "employer", "friskfaktorn-over-tid", "").await;
    let then = with(&rows, "workplace", SOLEN).into_iter().filter(|row| row["assessed_on"] == "2026-08-24");
    assert_eq!(then.count(), 1, "{rows:#?}");
}

/// A card that is right.
async fn card(app: &DemoApp, name: &str, themes: Value) -> Value {
    let owner = organisation(app, "Business Region Göteborg AB").await;
    json!({ "name": name, "ownerId": owner, "programmePeriod": "2021-2027", "themes": themes,
        "sourceTitle": "Påhittad källa", "sourceUrl": "https://exempel.se/projekt" })
}

async fn a_project_is_found_by_what_it_is_about(app: DemoApp) {
    const REGISTER: &str = "mutation($input: RegisterProjectInput!) { registerProject(input: $input) {
        project { id } userErrors { code path } } }";
    let admin = app.speak_as("demo-system-admin");
    let many: Vec<String> = (1..=11).map(|nth| format!("Tema {nth}")).collect();
    for (themes, code) in [
        (json!(many), "PROJECT_HAS_TOO_MANY_THEMES"),
        (json!(["Lärande miljöer", "lärande  Miljöer"]), "PROJECT_THEMES_ARE_ALIKE"),
    ] {
        let card = card(&app, "Nästa steg", themes).await;
        assert_eq!(faults(&admin, REGISTER, &json!({ "card": card })).await, fault(code, "input.card.themes"));
    }
    let mut wrong = card(&app, "Nästa steg", json!([])).await;
    wrong["sourceUrl"] = json!("exempel.se/projekt");
    let told = faults(&admin, REGISTER, &json!({ "card": wrong })).await;
    assert_eq!(told, fault("WEB_ADDRESS_IS_WRONG", "input.card.sourceUrl"));

    let themes = json!(["Återbruk i byggbranschen", "Lärande miljöer"]);
    let card = json!({ "card": card(&app, "Nästa steg", themes.clone()).await });
    let shown = "project { id themes sourceTitle sourceUrl }";
    let project = act(&app, "demo-system-admin", "registerProject", shown, card).await;
    let said = [&project["themes"], &project["sourceTitle"], &project["sourceUrl"]];
    assert_eq!(said, [&themes, &json!("Påhittad källa"), &json!("https://exempel.se/projekt")]);
    let asked = "query($theme: String!) { projects(first: 9, filter: { theme: $theme, name: { eq: \"Nästa steg\" } }) {
        nodes { id } } }";
    for (theme, found) in
        [("återbruk", 1), ("BYGGbranschen", 1), ("lärande miljö", 1), ("branschen Lärande", 0), ("el", 0)]
    {
        let data = app.anonymous().ask(asked, json!({ "theme": theme })).await;
        assert_eq!(nodes(&data["projects"]).len(), found, "{theme}");
    }
}

async fn what_a_card_is_about_stays_when_its_form_is_sent_as_it_is(Open(app): Open) {
    let card = json!({ "card": card(&app, "Nästa steg", json!(["Återbruk", "Lärande miljöer"])).await });
    let project = act(&app, "demo-system-admin", "registerProject", "project { id }", card).await;
    let id = project["id"].as_str().expect("an id");
    appoint(&app, "demo-project-manager", "PROJECT_MANAGER", json!({ "projectId": id })).await;
    let asked = "name themes sourceTitle sourceUrl";
    let before = seen(&app, None, id, "Project", asked).await;
    let reader = Reader::of(&app, "project_manager").await;
    let form = reader.get(&format!("/gor/reviseProject?id={id}")).await;
    let (_, page) = after(&reader, &sent(&reader, "/gor/reviseProject", &filled(&form, &[])).await).await;
    page.says(&["Återbruk, Lärande miljöer", "Påhittad källa"]);
    assert_eq!(seen(&app, None, id, "Project", asked).await, before);
}

async fn a_partner_has_a_function_to_turn_to(app: DemoApp) {
    let project = held(&app, "demo-project-manager", "projectId").await;
    let organisation = organisation(&app, "Produktionslyftet").await;
    let add = json!({ "projectId": project, "organisationId": organisation, "part": "SPREAD",
        "contactRole": "Projektkontoret", "contactAddress": "projekt@exempel.se" });
    let partner = act(&app, "demo-project-manager", "addProjectPartner", "partner { id version }", add).await;
    let id = partner["id"].as_str().expect("an id");
    let asked = "contactRole contactAddress";
    let contact = json!({ "contactRole": "Projektkontoret", "contactAddress": "projekt@exempel.se" });
    assert_eq!(seen(&app, None, id, "ProjectPartner", asked).await, contact);
    let change = json!({ "id": id, "expectedVersion": partner["version"], "part": "SPREAD",
        "contactRole": "Kommunikationsenheten" });
    act(&app, "demo-project-manager", "changeProjectPartner", "partner { id }", change).await;
    let contact = json!({ "contactRole": "Kommunikationsenheten", "contactAddress": null });
    assert_eq!(seen(&app, None, id, "ProjectPartner", asked).await, contact);
}

async fn a_need_comes_of_several_things(Open(app): Open) {
    const REPORT: &str = "mutation($input: ReportNeedInput!) { reportNeed(input: $input) {
        need { id } userErrors { code path } } }";
    let leader = "demo-process-leader";
    let council = held(&app, leader, "councilId").await;
    let title = "Montörer av återbrukade batterier";
    let report = |further: Value| {
        json!({ "councilId": council, "title": title, "basis": "BOTH", "cause": "GROWTH", "furtherCauses": further,
            "horizon": "SHORT", "targetGroup": "EMPLOYEES", "peopleNeeded": 12 })
    };
    for alike in [json!(["GROWTH"]), json!(["RETIREMENT", "RETIREMENT"])] {
        let told = faults(&app.speak_as(leader), REPORT, &report(alike)).await;
        assert_eq!(told, fault("NEED_CAUSES_ARE_ALIKE", "input.furtherCauses"));
    }
    let report = report(json!(["RETIREMENT", "GREEN_TRANSITION"]));
    let need = act(&app, leader, "reportNeed", "need { id cause causes }", report).await;
    assert_eq!(need["cause"], "GROWTH");
    assert_eq!(need["causes"], json!(["GROWTH", "RETIREMENT", "GREEN_TRANSITION"]));
    let asked = "query($cause: NeedCause!, $title: String!) {
        needs(first: 1, filter: { causedBy: $cause, title: { eq: $title } }) { totalCount } }";
    for (cause, found) in [("GROWTH", 1), ("RETIREMENT", 1), ("GREEN_TRANSITION", 1), ("PANDEMIC", 0)] {
        let data = app.speak_as(leader).ask(asked, json!({ "cause": cause, "title": title })).await;
        assert_eq!(data["needs"]["totalCount"], found, "{cause}");
        let data = app.speak_as(STRANGER).ask(asked, json!({ "cause": cause, "title": title })).await;
        assert_eq!(data["needs"]["totalCount"], 0, "{cause}");
    }
    let page = Reader::of(&app, "process_leader").await;
    let page = page.get(&format!("/ting/{}", need["id"].as_str().expect("an id"))).await;
    page.says(&["Tillväxt, Pensionsavgångar, Grön omställning"]);
}

/// An effort that the hub's manager has planned, and what revises it.
async fn planned(app: &DemoApp) -> (Value, Value) {
    let hub = held(app, "demo-hub-manager", "hubId").await;
    let plan = json!({ "hubId": hub, "title": "CNC-teknik", "kind": "COURSE", "delivery": "PLACE",
        "targetGroup": "UNDER_NOTICE", "hours": 40, "codes": { "sni": "29" } });
    let effort = act(app, "demo-hub-manager", "planEffort", "effort { id version }", plan).await;
    let revise = json!({ "id": effort["id"], "expectedVersion": effort["version"], "title": "CNC-teknik, steg två",
        "kind": "MODULE", "delivery": "HYBRID", "targetGroup": "EMPLOYEES", "hours": 24, "codes": { "sni": "25" },
        "evidence": "Korta moduler gör att fler kan vara borta från linjen (påhittad källa)." });
    (effort, revise)
}

const REVISE: &str = "mutation($input: ReviseEffortInput!) { reviseEffort(input: $input) {
    effort { version } userErrors { code path } } }";

async fn an_effort_is_revised_until_it_is_over(app: DemoApp) {
    let (effort, mut revise) = planned(&app).await;
    for subject in ["demo-project-manager", "demo-process-leader", CONTACT, "demo-provider", "demo-auditor"] {
        assert_eq!(faults(&app.speak_as(subject), REVISE, &revise).await, fault("DENIED", "input"), "{subject}");
    }
    let own = effort["id"].as_str().expect("an id");
    let others = "SELECT id FROM hubs WHERE id NOT IN (SELECT hub_id FROM role_assignments WHERE hub_id IS NOT NULL)
        ORDER BY id";
    let hub = app.texts(others).await.into_iter().next().expect("another hub");
    let council = stored(&app, &format!("SELECT council_id FROM hubs WHERE id = '{hub}'")).await;
    let anchors = json!({ "hubId": format!("hub_{hub}"), "councilId": format!("council_{council}") });
    appoint(&app, "elsewhere", "HUB_COORDINATOR", anchors).await;
    assert_eq!(refused(&app, "elsewhere", "reviseEffort", "effort { id }", revise.clone()).await, "NOT_FOUND");

    let coordinator = "demo-hub-coordinator";
    let shown = "effort { version status title kind hours sni { code } evidence }";
    let revised = act(&app, coordinator, "reviseEffort", shown, revise.clone()).await;
    let expected = json!({ "version": 2, "status": "IDEA", "title": "CNC-teknik, steg två", "kind": "MODULE",
        "hours": 24, "sni": { "code": "25" }, "evidence": revise["evidence"] });
    assert_eq!(revised, expected);
    assert_eq!(refused(&app, coordinator, "reviseEffort", shown, revise.clone()).await, "VERSION_IS_STALE");
    revise["expectedVersion"] = json!(2);
    revise["hours"] = json!(0);
    let told = faults(&app.speak_as(coordinator), REVISE, &revise).await;
    assert_eq!(told, fault("NUMBER_IS_OUT_OF_RANGE", "input.hours"));

    let cancel = json!({ "id": own, "expectedVersion": 2, "step": "CANCEL", "reason": "För få anmälda" });
    act(&app, coordinator, "advanceEffort", "effort { status }", cancel).await;
    (revise["expectedVersion"], revise["hours"]) = (json!(3), json!(24));
    assert_eq!(faults(&app.speak_as(coordinator), REVISE, &revise).await, fault("EFFORT_IS_OVER", "input"));
    assert_eq!(events(&app, &effort["id"]).await, ["EffortPlanned", "EffortRevised", "EffortCancelled"]);
}

async fn an_efforts_provider_stays_once_there_is_an_occasion(app: DemoApp) {
    let (effort, mut revise) = planned(&app).await;
    let coordinator = "demo-hub-coordinator";
    let procured = organisation(&app, "Lärcentrum Karlskoga").await;
    revise["providerId"] = json!(procured);
    let shown = "effort { version provider { name } }";
    let revised = act(&app, coordinator, "reviseEffort", shown, revise.clone()).await;
    assert_eq!(revised["provider"]["name"], "Lärcentrum Karlskoga");
    let occasion = json!({ "effortId": effort["id"], "startsOn": "2026-10-01", "endsOn": "2026-10-31",
        "municipality": "1480", "capacity": 3 });
    act(&app, coordinator, "planOccasion", "occasion { id }", occasion).await;
    let version = seen(&app, Some(coordinator), effort["id"].as_str().expect("an id"), "Effort", "version").await;
    revise["expectedVersion"] = version["version"].clone();
    for other in [Value::Null, json!(organisation(&app, "Robotdalen").await)] {
        revise["providerId"] = other;
        let told = faults(&app.speak_as(coordinator), REVISE, &revise).await;
        assert_eq!(told, fault("EFFORT_HAS_ITS_PROVIDER", "input.providerId"));
    }
    (revise["providerId"], revise["title"]) = (json!(procured), json!("CNC-teknik med schema"));
    act(&app, coordinator, "reviseEffort", shown, revise).await;
}

async fn a_form_that_revises_an_effort_is_filled_in_with_what_it_is(Open(app): Open) {
    let (effort, revise) = planned(&app).await;
    act(&app, "demo-hub-manager", "reviseEffort", "effort { id }", revise).await;
    let id = effort["id"].as_str().expect("an id");
    let asked = "kind delivery targetGroup hours reusable sni { code } skill { code } provider { id } evidence";
    let before = seen(&app, Some("demo-hub-manager"), id, "Effort", asked).await;
    let reader = Reader::of(&app, "hub_manager").await;
    let form = reader.get(&format!("/gor/reviseEffort?id={id}")).await;
    let changed = filled(&form, &[("title", "CNC-teknik, steg tre")]);
    let (_, page) = after(&reader, &sent(&reader, "/gor/reviseEffort", &changed).await).await;
    page.says(&["CNC-teknik, steg tre"]);
    assert_eq!(seen(&app, Some("demo-hub-manager"), id, "Effort", asked).await, before);
}

async fn a_lesson_has_someone_behind_it(app: DemoApp) {
    const RECORD: &str = "mutation($input: RecordLessonInput!) { recordLesson(input: $input) {
        lesson { id } userErrors { code path } } }";
    let manager = "demo-project-manager";
    let project = held(&app, manager, "projectId").await;
    let publisher = organisation(&app, "Robotdalen").await;
    let record = |publisher: Value| {
        json!({ "projectId": project, "kind": "STATEMENT", "title": "Gemensam plattform", "text": "Vi bygger den ihop.",
            "publishedById": publisher })
    };
    let none = record(json!(format!("org_{}", "0".repeat(26))));
    assert_eq!(faults(&app.speak_as(manager), RECORD, &none).await, fault("REFERENCE_IS_UNKNOWN", "input"));
    let shown = "lesson { id version publishedBy { name } }";
    let lesson = act(&app, manager, "recordLesson", shown, record(json!(publisher))).await;
    assert_eq!(lesson["publishedBy"]["name"], "Robotdalen");
    let asked = "query($by: ID!) { lessons(first: 9, filter: { publishedById: { eq: $by } }) { nodes { title } } }";
    let found = json!([{ "title": "Gemensam plattform" }]);
    assert_eq!(app.anonymous().ask(asked, json!({ "by": publisher })).await["lessons"]["nodes"], found);
    let change = json!({ "id": lesson["id"], "expectedVersion": lesson["version"], "kind": "STATEMENT",
        "title": "Gemensam plattform", "text": "Vi bygger den ihop." });
    let changed = act(&app, manager, "changeLesson", "lesson { publishedBy { name } }", change).await;
    assert_eq!(changed["publishedBy"], Value::Null);
}
