//! By which way an effort comes about: it is sorted by a path and approved on a budget, goals and measures, what was
//! approved stays, and an effort is the template of others in other industries (fact S3-F17).

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    follow_ups::held,
    forms::{after, filled, sent},
    harness::{
        DemoApp,
        elsewhere::{events, fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    seed_questions::{STRANGER, public, stored, the},
    seeds::{act, appoint, council, nodes, refused, seen, texts},
};

pub fn tests() -> Vec<Trial> {
    both![
        an_approval_tells_all_that_it_lacks_at_once,
        what_is_approved_is_changed_by_who_approves,
        a_path_to_procure_waits_for_an_award,
        a_budget_is_the_hubs_own_until_the_effort_is_public,
        s3_f17_an_effort_is_the_template_of_one_in_another_industry,
        a_template_is_chosen_in_a_form,
        a_referral_says_where_and_since_when,
        a_form_keeps_whom_an_effort_is_open_to,
    ]
}

const COORDINATOR: &str = "demo-hub-coordinator";
const MANAGER: &str = "demo-hub-manager";
const PROJECT: &str = "demo-project-manager";
const TEMPLATE: &str = "Ledarskap i förändring";
const ADVANCE: &str = "mutation($input: AdvanceEffortInput!) { advanceEffort(input: $input) {
    effort { id } userErrors { code message path } } }";
const REVISE: &str = "mutation($input: ReviseEffortInput!) { reviseEffort(input: $input) {
    effort { version } userErrors { code path } } }";
const REUSE: &str = "mutation($input: ReuseEffortInput!) { reuseEffort(input: $input) {
    effort { id } userErrors { code path } } }";

/// What an effort is, with `more`.
fn of(more: Value) -> Value {
    let mut said = json!({ "title": "CNC i handeln", "kind": "COURSE", "delivery": "PLACE",
        "targetGroup": "EMPLOYEES", "hours": 24 });
    more.as_object().expect("fields").iter().for_each(|(name, value)| said[name] = value.clone());
    said
}

/// With all that an approval rests on, but a project's measure.
fn ready(more: Value) -> Value {
    let mut said = of(json!({ "path": "IN_HOUSE", "budget": { "amount": "120000" }, "budgetLine": "Utbildning",
        "goals": "Tio säljare ställer om maskinen själva" }));
    more.as_object().expect("fields").iter().for_each(|(name, value)| said[name] = value.clone());
    said
}

/// An effort of the manager's hub, in the project where one is named.
async fn planned(app: &DemoApp, mut said: Value, project: &Value) -> Value {
    (said["hubId"], said["projectId"]) = (held(app, MANAGER, "hubId").await, project.clone());
    act(app, MANAGER, "planEffort", "effort { id version }", said).await
}

/// The input of an act on the effort.
fn on(effort: &Value, version: i64, mut said: Value) -> Value {
    (said["id"], said["expectedVersion"]) = (effort["id"].clone(), json!(version));
    said
}

/// Takes the steps one after another, from version 1.
async fn advanced(app: &DemoApp, effort: &Value, steps: &[&str]) {
    for (version, step) in (1..).zip(steps) {
        act(app, MANAGER, "advanceEffort", "effort { id }", on(effort, version, json!({ "step": step }))).await;
    }
}

/// The effort of this title in the demonstration.
async fn titled(app: &DemoApp, title: &str) -> String {
    format!("effort_{}", stored(app, &format!("SELECT id FROM efforts WHERE title = '{title}'")).await)
}

async fn an_approval_tells_all_that_it_lacks_at_once(app: DemoApp) {
    let project = held(&app, PROJECT, "projectId").await;
    let effort = planned(&app, of(json!({})), &project).await;
    let shown = "effort { version status path }";
    let triage = |version: i64| on(&effort, version, json!({ "step": "TRIAGE" }));
    assert_eq!(refused(&app, COORDINATOR, "advanceEffort", shown, triage(1)).await, "EFFORT_HAS_NO_PATH");
    let sorted = on(&effort, 1, of(json!({ "path": "COMMISSION_PUBLIC" })));
    act(&app, COORDINATOR, "reviseEffort", shown, sorted).await;
    let triaged = act(&app, COORDINATOR, "advanceEffort", shown, triage(2)).await;
    assert_eq!(triaged, json!({ "version": 3, "status": "TRIAGED", "path": "COMMISSION_PUBLIC" }));

    let approve = |version: i64| on(&effort, version, json!({ "step": "APPROVE" }));
    for subject in [COORDINATOR, PROJECT, STRANGER] {
        assert_eq!(refused(&app, subject, "advanceEffort", shown, approve(3)).await, "DENIED", "{subject}");
    }
    for (lang, lacking) in [
        ("sv", "Budget, Budgetpost, Mål, Åtgärd för en horisontell princip"),
        ("en", "Budget, Budget line, Goals, A measure for a horizontal principle"),
    ] {
        let speaker = app.speak_as(MANAGER).with("Accept-Language", lang);
        let data = speaker.ask(ADVANCE, json!({ "input": approve(3) })).await;
        let told = &data["advanceEffort"]["userErrors"];
        assert_eq!((told.as_array().map(Vec::len), &told[0]["code"]), (Some(1), &json!("EFFORT_IS_NOT_READY")));
        assert!(told[0]["message"].as_str().is_some_and(|text| text.contains(lacking)), "{told:#}");
    }
    act(&app, COORDINATOR, "reviseEffort", shown, on(&effort, 3, ready(json!({})))).await;
    let data = app.speak_as(MANAGER).ask(ADVANCE, json!({ "input": approve(4) })).await;
    let message = data["advanceEffort"]["userErrors"][0]["message"].as_str().expect("a message");
    assert!(message.contains("Åtgärd för en horisontell princip") && !message.contains("Budget"), "{message}");

    let measure = json!({ "projectId": project, "principle": "ACCESSIBILITY", "effortId": effort["id"],
        "measure": "Lokalen och materialet är tillgängliga" });
    act(&app, PROJECT, "addPrincipleMeasure", "measure { id }", measure).await;
    let approved = act(&app, MANAGER, "advanceEffort", shown, approve(4)).await;
    assert_eq!(approved, json!({ "version": 5, "status": "APPROVED", "path": "IN_HOUSE" }));
    let told = events(&app, &effort["id"]).await;
    assert_eq!(told, ["EffortPlanned", "EffortRevised", "EffortTriaged", "EffortRevised", "EffortApproved"]);
}

async fn what_is_approved_is_changed_by_who_approves(app: DemoApp) {
    let effort = planned(&app, ready(json!({})), &Value::Null).await;
    advanced(&app, &effort, &["TRIAGE", "APPROVE"]).await;
    let (coordinator, manager) = (app.speak_as(COORDINATOR), app.speak_as(MANAGER));
    let stays = |field: &str| fault("EFFORT_IS_APPROVED", &format!("input.{field}"));
    let dearer = json!({ "budget": { "amount": "500000" } });
    let mut emptied = on(&effort, 3, ready(dearer.clone()));
    emptied["goals"] = Value::Null;
    assert_eq!(faults(&coordinator, REVISE, &emptied).await, [stays("budget"), stays("goals")].concat());
    assert_eq!(faults(&manager, REVISE, &emptied).await, stays("goals"));
    // Contents are the coordinator's until it is over.
    let shown = "effort { version description budget { amount } goals }";
    let detailed = on(&effort, 3, ready(json!({ "description": "Tre dagar i verkstaden" })));
    let revised = act(&app, COORDINATOR, "reviseEffort", shown, detailed).await;
    assert_eq!(revised["description"], "Tre dagar i verkstaden");
    let revised = act(&app, MANAGER, "reviseEffort", shown, on(&effort, 4, ready(dearer))).await;
    let expected = json!({ "version": 5, "description": null, "budget": { "amount": "500000.00" },
        "goals": "Tio säljare ställer om maskinen själva" });
    assert_eq!(revised, expected);
}

async fn a_path_to_procure_waits_for_an_award(app: DemoApp) {
    let effort = planned(&app, ready(json!({ "path": "PROCURE" })), &Value::Null).await;
    advanced(&app, &effort, &["TRIAGE", "APPROVE", "SOURCE"]).await;
    let occasion = json!({ "effortId": effort["id"], "startsOn": "2026-10-01", "endsOn": "2026-10-31",
        "capacity": 12 });
    act(&app, MANAGER, "planOccasion", "occasion { id }", occasion).await;
    let schedule = |version: i64| on(&effort, version, json!({ "step": "SCHEDULE" }));
    let told = refused(&app, MANAGER, "advanceEffort", "effort { id }", schedule(4)).await;
    assert_eq!(told, "EFFORT_AWAITS_AN_AWARD", "nothing is procured yet");
    // By another path nothing is waited for.
    let existing = on(&effort, 4, ready(json!({ "path": "USE_EXISTING" })));
    act(&app, MANAGER, "reviseEffort", "effort { version }", existing).await;
    let scheduled = act(&app, MANAGER, "advanceEffort", "effort { status path }", schedule(5)).await;
    assert_eq!(scheduled, json!({ "status": "SCHEDULED", "path": "USE_EXISTING" }));
}

async fn a_budget_is_the_hubs_own_until_the_effort_is_public(app: DemoApp) {
    let effort = planned(&app, ready(json!({})), &Value::Null).await;
    let id = effort["id"].as_str().expect("an id");
    let fields = "budget { amount } budgetLine path";
    for subject in [None, Some(STRANGER), Some("demo-provider")] {
        assert_eq!(seen(&app, subject, id, "Effort", fields).await, Value::Null, "{subject:?}");
    }
    let own = seen(&app, Some(COORDINATOR), id, "Effort", fields).await;
    let expected = json!({ "budget": { "amount": "120000.00" }, "budgetLine": "Utbildning", "path": "IN_HOUSE" });
    assert_eq!(own, expected);
    let found =
        "query($id: ID!) { efforts(first: 1, filter: { id: { eq: $id }, path: { eq: IN_HOUSE } }) { totalCount } }";
    for (speaker, count) in [(app.anonymous(), 0), (app.speak_as(COORDINATOR), 1)] {
        assert_eq!(speaker.ask(found, json!({ "id": id })).await["efforts"]["totalCount"], count);
    }
}

async fn s3_f17_an_effort_is_the_template_of_one_in_another_industry(app: DemoApp) {
    let hub = stored(&app, "SELECT id FROM hubs WHERE name = 'Kompetensnav Västmanland (demonstration)'").await;
    let (hub, council) = (format!("hub_{hub}"), council(&app, "Västmanlands kompetensråd (demonstration)").await);
    appoint(&app, "elsewhere", "HUB_COORDINATOR", json!({ "hubId": hub, "councilId": council })).await;
    let template = titled(&app, TEMPLATE).await;
    let reuse = |template: &str, hub: &Value| {
        let title = "Ledarskap i handeln";
        json!({ "templateId": template, "hubId": hub, "title": title, "sni": "47" })
    };
    let (own, elsewhere) = (json!(hub), app.speak_as("elsewhere"));
    let denied = fault("DENIED", "input");
    for subject in [STRANGER, PROJECT, "demo-provider", "demo-process-leader"] {
        assert_eq!(faults(&app.speak_as(subject), REUSE, &reuse(&template, &own)).await, denied, "{subject}");
    }
    let others = held(&app, MANAGER, "hubId").await;
    assert_eq!(faults(&elsewhere, REUSE, &reuse(&template, &others)).await, denied);
    let once = titled(&app, "CNC för operatörer").await;
    let told = faults(&elsewhere, REUSE, &reuse(&once, &own)).await;
    assert_eq!(told, fault("EFFORT_IS_NOT_REUSABLE", "input.templateId"));
    // An idea of another hub's is not there at all.
    let idea = titled(&app, "Studiebesök i batterifabrik").await;
    let told = faults(&elsewhere, REUSE, &reuse(&idea, &own)).await;
    assert_eq!(told, fault("REFERENCE_IS_UNKNOWN", "input.templateId"));

    let shown =
        "effort { id status title kind hours path sni { code } hub { id } template { title } budget { amount } }";
    let mut made = act(&app, "elsewhere", "reuseEffort", shown, reuse(&template, &own)).await;
    let id = made["id"].take();
    let expected = json!({ "id": null, "status": "IDEA", "title": "Ledarskap i handeln", "kind": "LEADERSHIP_TRAINING",
        "hours": 40, "path": null, "sni": { "code": "47" }, "hub": { "id": hub }, "template": { "title": TEMPLATE },
        "budget": null });
    assert_eq!(made, expected);
    assert_eq!(events(&app, &id).await, ["EffortReused"]);
    let reuses = "reuses(first: 20) { nodes { title } }";
    let in_hub = seen(&app, Some("elsewhere"), &template, "Effort", reuses).await;
    let everyones = seen(&app, None, &template, "Effort", reuses).await;
    assert!(texts(&in_hub["reuses"], "/title").contains(&"Ledarskap i handeln"), "{in_hub:#}");
    assert_eq!(nodes(&in_hub["reuses"]).len(), nodes(&everyones["reuses"]).len() + 1, "an idea is the hub's own");

    // What the library tells of it: a module for all industries is used in that of transports.
    let rows = public(&app, "insatser-som-kan-ateranvandas", "").await;
    let used = the(&rows, "effort", "Hållbar omställning");
    assert!(used["sni_code"].is_null() && used["reused_in"].is_string(), "{used:#}");
}

async fn a_template_is_chosen_in_a_form(Open(app): Open) {
    let template = titled(&app, TEMPLATE).await;
    let hub = held(&app, MANAGER, "hubId").await;
    let reader = Reader::of(&app, "hub_manager").await;
    let form = reader.get(&format!("/gor/reuseEffort?templateId={template}")).await;
    let hub = hub.as_str().expect("an id");
    let form = filled(&form, &[("hubId", hub), ("title", "Ledarskap i hotellen"), ("sni", "55")]);
    let (id, page) = after(&reader, &sent(&reader, "/gor/reuseEffort", &form).await).await;
    page.says(&["Ledarskap i hotellen", "Mall", TEMPLATE]);
    let made = seen(&app, Some(MANAGER), &id, "Effort", "status sni { code } template { id }").await;
    assert_eq!(made, json!({ "status": "IDEA", "sni": { "code": "55" }, "template": { "id": template } }));
}

async fn a_referral_says_where_and_since_when(app: DemoApp) {
    let effort = planned(&app, ready(json!({ "path": "REFER" })), &Value::Null).await;
    advanced(&app, &effort, &["TRIAGE"]).await;
    let approve = |version: i64| on(&effort, version, json!({ "step": "APPROVE" }));
    let data = app.speak_as(MANAGER).with("Accept-Language", "sv").ask(ADVANCE, json!({ "input": approve(2) })).await;
    let told = &data["advanceEffort"]["userErrors"][0];
    assert_eq!(told["code"], "EFFORT_IS_NOT_READY");
    let lacking = "Vart hänvisningen går, Dagen för hänvisningen";
    assert!(told["message"].as_str().is_some_and(|text| text.contains(lacking)), "{told:#}");
    let found = app.anonymous().ask("{ organisations(first: 1) { nodes { id } } }", json!({})).await;
    let to = &found["organisations"]["nodes"][0]["id"];
    let place = "Yrkesvux, svetsning: https://exempel.se/svets";
    let mut refer = json!({ "path": "PROCURE", "referral": place, "referredOn": "2026-09-02" });
    let told = faults(&app.speak_as(COORDINATOR), REVISE, &on(&effort, 2, ready(refer))).await;
    let only = ["input.referral", "input.referredOn"].map(|at| fault("ONLY_WHO_REFERS_SAYS_WHERE", at));
    assert_eq!(told, [only.concat(), fault("DATE_IS_IN_THE_FUTURE", "input.referredOn")].concat());
    refer = json!({ "path": "REFER", "referredToId": to, "referral": place, "referredOn": "2026-09-01" });
    act(&app, COORDINATOR, "reviseEffort", "effort { version }", on(&effort, 2, ready(refer))).await;
    act(&app, MANAGER, "advanceEffort", "effort { status }", approve(3)).await;
    // Whoever goes from the need to what was done about it finds where people were sent.
    let id = effort["id"].as_str().expect("an id");
    let trail = "path referredTo { id } referral referredOn";
    let told = seen(&app, Some(COORDINATOR), id, "Effort", trail).await;
    let expected =
        json!({ "path": "REFER", "referredTo": { "id": to }, "referral": place, "referredOn": "2026-09-01" });
    assert_eq!(told, expected);
    assert_eq!(seen(&app, Some(STRANGER), id, "Effort", trail).await, Value::Null, "a plan is the hub's own");
    // Approved, it is another's only by who approves.
    let elsewhere =
        json!({ "path": "REFER", "referredToId": to, "referral": "Folkhögskola", "referredOn": "2026-09-01" });
    let told = faults(&app.speak_as(COORDINATOR), REVISE, &on(&effort, 4, ready(elsewhere))).await;
    assert_eq!(told, fault("EFFORT_IS_APPROVED", "input.referral"));
}

async fn a_form_keeps_whom_an_effort_is_open_to(Open(app): Open) {
    let rules = json!({ "eligibleSituations": ["UNDER_NOTICE"], "eligibleCounties": ["14"],
        "eligibleOccupations": ["7212"] });
    let effort = planned(&app, ready(rules), &Value::Null).await;
    let id = effort["id"].as_str().expect("an id");
    let reader = Reader::of(&app, "hub_manager").await;
    reader.get(&format!("/ting/{id}")).await.says(&["Behörig sysselsättning", "Varslad", "Västra Götalands län"]);
    let form = reader.get(&format!("/gor/reviseEffort?id={id}")).await;
    let given = form.form();
    for (name, value) in
        [("eligibleSituations", "UNDER_NOTICE"), ("eligibleCounties", "14"), ("eligibleOccupations", "7212")]
    {
        assert!(given.contains(&(name.to_owned(), value.to_owned())), "{name}: {given:?}");
    }
    let sending = sent(&reader, "/gor/reviseEffort", &filled(&form, &[("title", "CNC för varslade")])).await;
    after(&reader, &sending).await.1.says(&["CNC för varslade", "Varslad"]);
    let fields = "title eligibleSituations eligibleCounties { code } eligibleOccupations { code }";
    let kept = seen(&app, Some(MANAGER), id, "Effort", fields).await;
    let expected = json!({ "title": "CNC för varslade", "eligibleSituations": ["UNDER_NOTICE"],
        "eligibleCounties": [{ "code": "14" }], "eligibleOccupations": [{ "code": "7212" }] });
    assert_eq!(kept, expected);
}
