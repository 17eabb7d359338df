//! A reflection on a wall: `/reflektion/ID`, which a group has before it while it reflects. Who does not lead it is told of no such page.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    forms::{after, filled, sent},
    harness::{
        App,
        trial::both,
        visitor::{Open, Page, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        who_does_not_lead_a_reflection_finds_no_wall,
        a_group_is_led_through_its_reflection_from_the_wall,
        a_form_leads_back_to_the_wall_that_it_was_opened_from,
        a_wall_says_the_time_where_nothing_counts_it_down,
        a_wall_speaks_english_and_names_nobody,
        a_wall_has_each_question_of_its_material,
    ]
}

const CONTACT: &str = "demo-org-contact";
const QUESTION: &str = "Vad gör ni för att bygga in lärande och reflektion i ert arbete?";
/// Five minutes after the tests' now.
const ENDS: i64 = 1_788_249_900;

/// What a mutation of the subject did; it must succeed.
async fn done(app: &App, subject: &str, (name, kind, shown): (&str, &str, &str), input: Value) -> Value {
    let mutation = format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{ {shown} {{ id }} userErrors {{ code path }} }} }}"
    );
    let data = app.speak_as(subject).ask(&mutation, json!({ "input": input })).await;
    assert_eq!(data[name]["userErrors"], json!([]), "{name}: {data:#}");
    data[name][shown]["id"].clone()
}

/// An anchor of the subject's own role.
async fn own(app: &App, subject: &str, anchor: &str) -> Value {
    let data = app.speak_as(subject).ask("{ viewer { roles { organisationId projectId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    roles.iter().map(|held| &held[anchor]).find(|id| id.is_string()).expect("an anchor").clone()
}

/// A film and reflection that the vehicle company plans for today, within the project where one is named.
pub async fn planned(app: &App, project: Option<&Value>) -> String {
    let (publisher, employer) =
        (own(app, "demo-provider", "organisationId").await, own(app, CONTACT, "organisationId").await);
    let film = json!({ "organisationId": publisher, "kind": "FILM", "title": "Kompetensutveckling hela arbetslivet",
        "url": "https://www.suntarbetsliv.se/film", "minutes": 4, "language": "sv", "prompt": QUESTION, "promptMinutes": 5 });
    let film = done(app, "demo-provider", ("publishMaterial", "PublishMaterialInput", "material"), film).await;
    let place = json!({ "organisationId": employer, "name": "Karossverkstaden", "municipality": "1480" });
    let place = done(app, CONTACT, ("registerWorkplace", "RegisterWorkplaceInput", "workplace"), place).await;
    let plan = json!({ "workplaceId": place, "projectId": project, "materialId": film, "kind": "FILM_AND_REFLECTION",
        "plannedOn": "2026-09-01" });
    let planned = done(app, CONTACT, ("planReflection", "PlanReflectionInput", "reflection"), plan).await;
    planned.as_str().expect("an id").to_owned()
}

async fn wall(reader: &Reader<'_>, id: &str) -> Page {
    let page = reader.get(&format!("/reflektion/{id}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    page
}

/// Opens the form that the wall leads to, fills it in and sends it.
async fn acted(reader: &Reader<'_>, wall: &Page, name: &str, changes: &[(&str, &str)]) -> Page {
    let from = format!("href=\"/gor/{name}?");
    let query = wall.html.split(&from).nth(1).unwrap_or_else(|| panic!("no {name} in\n{}", wall.html));
    let query = query.split('"').next().unwrap_or_default().replace("&amp;", "&");
    let form = reader.get(&format!("/gor/{name}?{query}")).await;
    let changed = sent(reader, &form.action(), &filled(&form, changes)).await;
    after(reader, &changed).await.1
}

fn lacks(page: &Page, texts: &[&str]) {
    for text in texts {
        assert!(!page.html.contains(text), "“{text}” stands in\n{}", page.html);
    }
}

async fn who_does_not_lead_a_reflection_finds_no_wall(Open(app): Open) {
    let (employer, project) =
        (own(&app, CONTACT, "organisationId").await, own(&app, "demo-project-manager", "projectId").await);
    let partner = json!({ "projectId": project, "organisationId": employer, "part": "PARTICIPATING_COMPANY" });
    let add = ("addProjectPartner", "AddProjectPartnerInput", "partner");
    done(&app, "demo-project-manager", add, partner).await;
    let id = planned(&app, Some(&project)).await;

    let nobody = Reader { app: &app, cookie: String::new() };
    assert_eq!(nobody.get(&format!("/reflektion/{id}")).await.status, StatusCode::UNAUTHORIZED);
    // As what does not exist, also for those who may read it, as the project does.
    let unknown = "reflection_7zzzzzzzzzzzzzzzzzzzzzzzzz";
    let plain = |page: &Page, id: &str| {
        let before = page.html.split("name=\"svar\"").next().unwrap_or_default().replace(id, "ID");
        (page.status, before)
    };
    for role in [
        "other_org_contact",
        "project_manager",
        "auditor",
        "evaluator",
        "hub_manager",
        "process_leader",
        "provider",
        "participant",
        "system_admin",
        "public_reader",
    ] {
        let reader = Reader::of(&app, role).await;
        let [hidden, missing] = [
            reader.get(&format!("/reflektion/{id}?starta=1")).await,
            reader.get(&format!("/reflektion/{unknown}?starta=1")).await,
        ];
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{role}: {}", hidden.html);
        assert_eq!(plain(&hidden, &id), plain(&missing, unknown), "{role}");
        hidden.says(&["Det finns inte, eller så når du det inte"]);
        lacks(&hidden, &[QUESTION, "Karossverkstaden"]);
    }
    let manager = Reader::of(&app, "project_manager").await;
    let read = manager.get(&format!("/ting/{id}")).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.html);
    lacks(&read, &["/reflektion/"]);
    let contact = Reader::of(&app, "org_contact").await;
    for odd in ["reflection_x", "nothing", unknown] {
        assert!(contact.get(&format!("/reflektion/{odd}")).await.status.is_client_error(), "{odd}");
    }
    // What is no reflection has no wall.
    let place = app.speak_as(CONTACT).ask("{ workplaces(first: 1) { nodes { id } } }", json!({})).await;
    let place = place["workplaces"]["nodes"][0]["id"].as_str().expect("a workplace").to_owned();
    assert_eq!(contact.get(&format!("/reflektion/{place}")).await.status, StatusCode::NOT_FOUND);
    wall(&contact, &id).await;
}

async fn a_group_is_led_through_its_reflection_from_the_wall(Open(app): Open) {
    let id = planned(&app, None).await;
    let contact = Reader::of(&app, "org_contact").await;
    contact.get(&format!("/ting/{id}")).await.says(&[&format!("href=\"/reflektion/{id}\"")]);

    let page = wall(&contact, &id).await;
    page.says(&[
        "href=\"https://www.suntarbetsliv.se/film\"",
        "Kompetensutveckling hela arbetslivet",
        "(4 minuter)",
        &format!("<h1>{QUESTION}</h1>"),
        "Planerad",
        "Karossverkstaden",
        &format!("href=\"/gor/holdReflection?id={id}&amp;heldOn=2026-09-01&amp;minutes=5&amp;vagg={id}\""),
    ]);
    lacks(&page, &["/gor/shareReflectionNotes", "/gor/agreeChange", "/gor/followUpReflection", "Anteckningar</h2>"]);

    let held = [("heldOn", "2026-08-24"), ("attendeeCount", "12")];
    acted(&contact, &page, "holdReflection", &held).await.says(&["Genomförd"]);
    let page = wall(&contact, &id).await;
    page.says(&["Genomförd", "24 augusti 2026", "<dd>12</dd>"]);
    lacks(&page, &["/gor/holdReflection", "/gor/agreeChange", "Starta klockan"]);

    let insights = [("insights.wentWrong", "Vi hann inte prata färdigt"), ("insights.wentWrongTheme", "TIME")];
    acted(&contact, &page, "shareReflectionNotes", &insights).await;
    let page = wall(&contact, &id).await;
    page.says(&["Vi hann inte prata färdigt", "<dd>Tid</dd>"]);
    lacks(&page, &["/gor/shareReflectionNotes", "/gor/followUpReflection"]);

    let change = [("what", "Reflektion först på mötet"), ("responsible", "skyddsombud"), ("dueOn", "2026-08-31")];
    acted(&contact, &page, "agreeChange", &change).await;
    let page = wall(&contact, &id).await;
    page.says(&[
        "Det här har vi kommit överens om",
        "Reflektion först på mötet",
        "Ansvarig: skyddsombud.",
        "Senast 31 augusti 2026.",
        "Försenad.",
        "/gor/agreeChange",
    ]);
    let completed = [("doneOn", "2026-09-01"), ("result", "Vi gör det varje gång")];
    acted(&contact, &page, "completeChange", &completed).await;
    let page = wall(&contact, &id).await;
    page.says(&["Genomförd 1 september 2026.", "Vi gör det varje gång", "&amp;followedUpOn=2026-09-01&amp;vagg="]);
    lacks(&page, &["Försenad.", "/gor/completeChange"]);

    acted(&contact, &page, "followUpReflection", &[("followUp", "Fler berättar")]).await;
    let page = wall(&contact, &id).await;
    page.says(&["Uppföljd", "Fler berättar", "1 september 2026"]);
    lacks(&page, &["Gör nu</h2>", "/gor/agreeChange", "/gor/followUpReflection"]);
}

async fn a_form_leads_back_to_the_wall_that_it_was_opened_from(Open(app): Open) {
    let id = planned(&app, None).await;
    let contact = Reader::of(&app, "org_contact").await;
    let page = wall(&contact, &id).await;
    let held = [("heldOn", "2026-08-24"), ("attendeeCount", "12")];
    let back = acted(&contact, &page, "holdReflection", &held).await;
    back.says(&["Klart. Ändringen är sparad.", "Anteckningar</h2>", "/gor/shareReflectionNotes?"]);
    lacks(&back, &["Uppgifter</h2>"]);

    // One that was wrong, or is left, keeps its wall.
    let form = contact.get(&format!("/gor/agreeChange?reflectionId={id}&vagg={id}")).await;
    assert_eq!(form.action(), format!("/gor/agreeChange?vagg={id}"));
    form.says(&[&format!("href=\"/reflektion/{id}\">Tillbaka")]);
    let wrong = sent(&contact, &form.action(), &filled(&form, &[("what", "")])).await;
    assert_eq!((wrong.status, wrong.action()), (StatusCode::BAD_REQUEST, form.action()));

    // Of what the address says no more than an id is taken.
    for odd in
        ["//evil.example", "https://evil.example/", "..%2F..%2Fevil", "%5C%5Cevil.example", "a+b", "%0D%0Aa:b", ""]
    {
        let form = contact.get(&format!("/gor/shareReflectionNotes?id={id}&vagg={odd}")).await;
        assert_eq!(form.action(), "/gor/shareReflectionNotes", "{odd}");
    }
    let form = contact.get(&format!("/gor/shareReflectionNotes?id={id}")).await;
    let insights = filled(&form, &[("insights.wentWrong", "Vi hann inte"), ("insights.wentWrongTheme", "TIME")]);
    let changed = sent(&contact, "/gor/shareReflectionNotes?vagg=//evil.example", &insights).await;
    assert_eq!(changed.header("location"), format!("/ting/{id}?klart=shareReflectionNotes"));
}

async fn a_wall_says_the_time_where_nothing_counts_it_down(Open(app): Open) {
    let id = planned(&app, None).await;
    let contact = Reader::of(&app, "org_contact").await;
    let page = wall(&contact, &id).await;
    page.says(&["Reflektera tillsammans i 5 minuter.", "Börjar ni nu reflekterar ni till 10.05."]);
    lacks(&page, &["role=\"timer\""]);

    let started = contact.get(&format!("/reflektion/{id}?starta=1")).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.html);
    assert_eq!(started.header("location"), format!("/reflektion/{id}?till={ENDS}"));
    let page = contact.get(started.header("location")).await;
    page.says(&["Reflektera till <time", ">10.05</time>", "role=\"timer\"", "data-left=\"300\"", " hidden"]);
    let over = contact.get(&format!("/reflektion/{id}?till={}", ENDS - 600)).await;
    over.says(&["Tiden är ute. Ni reflekterade till 09.55."]);
    lacks(&over, &["role=\"timer\""]);
    for odd in ["x", "0", "-1", "99999999999999999999", "9999999999999"] {
        let page = contact.get(&format!("/reflektion/{id}?till={odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        page.says(&["Börjar ni nu reflekterar ni till 10.05."]);
    }

    // The script is this host's own, and no other page has one.
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.html.matches("<script").count(), 1);
    let script = page.html.split("<script src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a script");
    let script = contact.get(script).await;
    assert_eq!((script.status, script.header("content-type")), (StatusCode::OK, "text/javascript; charset=utf-8"));
    let other = contact.get(&format!("/ting/{id}")).await;
    assert!(!other.header("content-security-policy").contains("script-src") && !other.html.contains("<script"));
}

async fn a_wall_has_each_question_of_its_material(Open(app): Open) {
    let (publisher, employer) =
        (own(&app, "demo-provider", "organisationId").await, own(&app, CONTACT, "organisationId").await);
    let further = ["Vad gör ni annorlunda i morgon?", "Vem hjälper er?"];
    let text = json!({ "organisationId": publisher, "kind": "TEXT", "title": "Lära av projektet", "prompt": QUESTION,
        "furtherPrompts": further, "promptMinutes": 5 });
    let text = done(&app, "demo-provider", ("publishMaterial", "PublishMaterialInput", "material"), text).await;
    let asked = "query($id: ID!) { node(id: $id) { ... on LearningMaterial { prompt furtherPrompts promptMinutes } } }";
    let told = app.anonymous().ask(asked, json!({ "id": text })).await;
    assert_eq!(told["node"], json!({ "prompt": QUESTION, "furtherPrompts": further, "promptMinutes": 5 }));
    let found = "{ learningMaterials(first: 5, filter: { matches: \"annorlunda\" }) { nodes { id } } }";
    let found = app.anonymous().ask(found, json!({})).await;
    assert_eq!(found["learningMaterials"]["nodes"], json!([{ "id": text }]));

    let place = json!({ "organisationId": employer, "name": "Karossverkstaden", "municipality": "1480" });
    let place = done(&app, CONTACT, ("registerWorkplace", "RegisterWorkplaceInput", "workplace"), place).await;
    let plan = async |question: Value| {
        let plan = json!({ "workplaceId": place, "materialId": text, "kind": "FILM_AND_REFLECTION",
            "plannedOn": "2026-09-01", "question": question });
        let plan = done(&app, CONTACT, ("planReflection", "PlanReflectionInput", "reflection"), plan).await;
        plan.as_str().expect("an id").to_owned()
    };
    let contact = Reader::of(&app, "org_contact").await;
    let page = wall(&contact, &plan(Value::Null).await).await;
    page.says(&[
        &format!("<h1>{QUESTION}</h1>"),
        "<li>Vad gör ni annorlunda i morgon?</li><li>Vem hjälper er?</li>",
        "Reflektera tillsammans i 5 minuter på varje fråga.",
        "&amp;minutes=15&amp;",
    ]);
    // A group with a question of its own has that one alone.
    let page = wall(&contact, &plan(json!("Hur mår ni?")).await).await;
    page.says(&["<h1>Hur mår ni?</h1>", "Reflektera tillsammans i 5 minuter.", "&amp;minutes=5&amp;"]);
    lacks(&page, &[QUESTION, "Vem hjälper er?", "på varje fråga"]);
}

async fn a_wall_speaks_english_and_names_nobody(Open(app): Open) {
    let id = planned(&app, None).await;
    let contact = Reader::of(&app, "org_contact").await;
    let page = contact.get(&format!("/reflektion/{id}?lang=en")).await;
    page.says(&[
        "<html lang=\"en\">",
        "Film and reflection",
        "(4 minutes)",
        "Reflect together for 5 minutes.",
        "Beginning now, you reflect until 10:05.",
        "Start the clock",
        "Do now</h2>",
    ]);
    lacks(&page, &["Reflektera", "Gör nu", "minuter)"]);
    let started = contact.get(&format!("/reflektion/{id}?starta=1&lang=en")).await;
    assert_eq!(started.header("location"), format!("/reflektion/{id}?till={ENDS}&lang=en"));
    contact.get(started.header("location")).await.says(&["Reflect until <time", ">10:05</time>", "Time is up."]);

    // The leader's own name is on the pages that she reads alone.
    contact.get(&format!("/ting/{id}")).await.says(&["class=\"who\""]);
    lacks(&page, &["class=\"who\"", "Signed in:", CONTACT]);
}
