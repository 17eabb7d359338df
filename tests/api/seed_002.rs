//! Seed 002: Suntarbetsliv's film and question, with which a workplace makes learning a part of its work (facts S2-F1
//! … S2-F13; more of most of them in `reflections`).

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp, Need,
        hands::Hands,
        trial::{both, both_needing},
        visitor::Open,
    },
    learning_facts::LIFELONG,
    seed_questions::{CONTACT, SOLEN, STRANGER, closed, employer, give, stored, the, told, with},
    seeds::{act, appoint, nodes, organisation, refused, seen},
};

pub fn tests() -> Vec<Trial> {
    let story: Vec<Trial> = both_needing![Need::Chromium; a_film_and_five_minutes_become_a_way_of_working];
    let facts: Vec<Trial> = both![
        s2_f1_competence_development_all_through_working_life_is_a_health_factor,
        s2_f2_a_film_and_a_question_to_begin_with,
        s2_f3_f4_five_minutes_for_what_you_do_to_build_learning_in,
        s2_f5_learning_is_more_than_courses,
        s2_f6_learning_from_colleagues_is_among_the_most_effective,
        s2_f9_a_forum_that_was_missing_is_there,
        s2_f10_f11_roles_are_swapped_and_ways_of_working_evaluated,
        s2_f12_everyone_has_a_chance_to_develop,
        s2_f13_nobody_who_reflects_is_registered,
    ];
    [story, facts].into_iter().flatten().collect()
}

const EMPLOYER: &str = "Arbetsplatserna i samverkan Demo";
const HUB: &str = "Lärande på arbetsplatsen (demonstration)";
const FACTOR: &str = "Kompetensutveckling hela arbetslivet";
const QUESTION: &str = "Vad gör ni för att bygga in lärande och reflektion i ert arbete?";

/// The seed's own story. Suntarbetsliv gives out a film with its question; a manager registers her workplace, has it
/// see the film and reflect for five minutes, and says what there is room for; the employer's system notes what was
/// agreed and what someone told of a course; and what the seed asks is answered.
async fn a_film_and_five_minutes_become_a_way_of_working(Open(app): Open) {
    let publisher = organisation(&app, "Suntarbetsliv").await;
    give(&app, "publisher", "PROVIDER", "organisationId", &publisher).await;
    let own = employer(&app, EMPLOYER).await;
    give(&app, "demo-org-contact", "ORG_CONTACT", "organisationId", &own).await;
    let film = json!({ "organisationId": publisher, "kind": "FILM", "title": FACTOR, "url": "https://exempel.se/film",
        "language": "sv", "prompt": QUESTION, "promptMinutes": 5 });
    assert_eq!(refused(&app, STRANGER, "publishMaterial", "material { id }", film.clone()).await, "DENIED");
    let film = act(&app, "publisher", "publishMaterial", "material { id }", film).await;
    let film = film["id"].as_str().expect("an id");

    // The manager, in the browser.
    let mut hands = Hands::of(&app, "org_contact").await;
    let place = [("name", "Förskolan Regnbågen"), ("headcount", "14"), ("openedOn", "2025-01-07")];
    let place = hands.send(&format!("/gor/registerWorkplace?organisationId={own}"), &place).await;
    let planned = [("kind", "FILM_AND_REFLECTION"), ("plannedOn", "2026-08-24")];
    let form = format!("/gor/planReflection?workplaceId={place}&materialId={film}");
    let reflection = hands.send(&form, &planned).await;
    hands.read(&format!("/reflektion/{reflection}"), &[QUESTION, FACTOR, "5 minuter"]).await;
    let held = [("heldOn", "2026-08-24"), ("minutes", "5"), ("attendeeCount", "12")];
    hands.send(&format!("/gor/holdReflection?id={reflection}"), &held).await;
    let learnt = [
        ("insights.wentWrong", "Vi mätte bara effekterna"),
        ("insights.wentWrongTheme", "TIME"),
        ("insights.wentRight", "Alla berättade"),
        ("insights.wentRightTheme", "FORUM"),
        ("insights.nextTime", "Vi börjar mötet med att reflektera"),
        ("insights.nextTimeTheme", "COOPERATION"),
    ];
    hands.send(&format!("/gor/shareReflectionNotes?id={reflection}"), &learnt).await;
    let room = [
        ("assessedOn", "2026-08-24"),
        ("hasForum", "NO"),
        ("hasTime", "PARTLY"),
        ("sharesAfterCourses", "NO"),
        ("mayChangeRole", "YES"),
        ("evaluatesWaysOfWorking", "PARTLY"),
    ];
    hands.send(&format!("/gor/assessHealthFactor?workplaceId={place}"), &room).await;

    let effort = agreed_and_told(&app, &place, &reflection).await;
    answers(&app, &effort).await;
}

/// By the employer's own system: what was agreed, done and followed up, and what someone told of a course. The
/// course's id.
async fn agreed_and_told(app: &DemoApp, place: &str, reflection: &str) -> String {
    let version = seen(app, Some("employer"), reflection, "Reflection", "version").await;
    let agree = json!({ "reflectionId": reflection, "expectedVersion": version["version"],
        "responsible": "arbetsledare", "what": "Fem minuter först på varje möte", "dueOn": "2026-09-01" });
    assert_eq!(refused(app, STRANGER, "agreeChange", "change { id }", agree.clone()).await, "NOT_FOUND");
    let shown = "change { id version reflection { version } }";
    let change = act(app, "employer", "agreeChange", shown, agree).await;
    let complete = json!({ "id": change["id"], "expectedVersion": change["version"], "doneOn": "2026-09-01" });
    act(app, "employer", "completeChange", "change { id }", complete).await;
    let follow_up = json!({ "id": reflection, "expectedVersion": change["reflection"]["version"],
        "followedUpOn": "2026-09-01", "followUp": "Fler berättar" });
    act(app, "employer", "followUpReflection", "reflection { id }", follow_up).await;

    let data = app.anonymous().ask("{ efforts(first: 1) { nodes { id } } }", json!({})).await;
    let effort = nodes(&data["efforts"])[0]["id"].clone();
    let plan = json!({ "workplaceId": place, "kind": "STAFF_MEETING_SHARING", "plannedOn": "2026-08-31" });
    let meeting = act(app, "employer", "planReflection", "reflection { id version }", plan).await;
    let hold = json!({ "id": meeting["id"], "expectedVersion": meeting["version"], "heldOn": "2026-08-31",
        "minutes": 10, "attendeeCount": 14 });
    act(app, "employer", "holdReflection", "reflection { id }", hold).await;
    let spread = json!({ "reflectionId": meeting["id"], "effortId": effort, "colleaguesReached": 13 });
    act(app, "employer", "recordLearningSpread", "spread { id }", spread).await;
    effort.as_str().expect("an id").to_owned()
}

/// Questions a–f of the seed.
async fn answers(app: &DemoApp, effort: &str) {
    let workplace = "Förskolan Regnbågen";
    let heard = format!("insats={effort}");
    for (slug, query) in [
        ("reflektioner-per-arbetsplats", "period=2026"),
        ("kolleger-som-hort-om-insatsen", heard.as_str()),
        ("arbetsplatser-utan-forum-eller-tid", ""),
        ("insikter-efter-tema", "tema=TIME"),
        ("arbetsplatser-utan-reflektion", ""),
    ] {
        closed(app, slug).await;
        assert!(with(&told(app, STRANGER, slug, query).await, "workplace", workplace).is_empty(), "{slug}");
    }
    let rows = told(app, "employer", "reflektioner-per-arbetsplats", "period=2026").await;
    let year = the(&rows, "workplace", workplace);
    let counts = ["reflections", "reflections_followed_up", "agreed_changes", "changes_done"].map(|name| &year[name]);
    assert_eq!(counts, [&json!(2), &json!(1), &json!(1), &json!(1)], "{year:#}");
    let rows = told(app, "employer", "kolleger-som-hort-om-insatsen", &heard).await;
    assert_eq!(the(&rows, "workplace", workplace)["colleagues_reached"], 13);
    let rows = told(app, "employer", "arbetsplatser-utan-forum-eller-tid", "").await;
    assert_eq!(the(&rows, "workplace", workplace)["has_forum_code"], "NO");

    give_hub(app, "coordinator").await;
    let rows = told(app, "coordinator", "larande-i-arbetet-per-nav", "").await;
    let learning = the(&rows, "hub", HUB);
    let counts = ["efforts_at_work", "course_efforts", "efforts_count"].map(|name| &learning[name]);
    assert_eq!(counts, [&json!(5), &json!(0), &json!(6)], "{learning:#}");

    // The same theme at two workplaces.
    let rows = told(app, "employer", "insikter-efter-tema", "tema=TIME").await;
    for name in [workplace, SOLEN] {
        assert!(!with(&rows, "workplace", name).is_empty(), "{name} is not among {rows:#?}");
    }
    let rows = told(app, "employer", "arbetsplatser-utan-reflektion", "").await;
    assert!(with(&rows, "workplace", workplace).is_empty(), "it reflected this summer");
    assert!(!with(&rows, "workplace", SOLEN).is_empty());
}

/// A coordinator of the hub whose efforts these are.
async fn give_hub(app: &DemoApp, subject: &str) {
    let hub = stored(app, &format!("SELECT id FROM hubs WHERE name = '{HUB}'")).await;
    let council = stored(app, &format!("SELECT council_id FROM hubs WHERE name = '{HUB}'")).await;
    let anchors = json!({ "hubId": format!("hub_{hub}"), "councilId": format!("council_{council}") });
    appoint(app, subject, "HUB_COORDINATOR", anchors).await;
}

/// The efforts of the hub, as `subject` reads them.
async fn efforts(app: &DemoApp, subject: &str) -> Vec<Value> {
    let hub = stored(app, &format!("SELECT id FROM hubs WHERE name = '{HUB}'")).await;
    let asked = "efforts(first: 20) { nodes { title kind description evidence } }";
    let hub = seen(app, Some(subject), &format!("hub_{hub}"), "Hub", asked).await;
    nodes(&hub["efforts"]).to_vec()
}

/// The workplace of the source's own question, and what stands below it, as `subject` reads it.
async fn solen(app: &DemoApp, subject: &str, fields: &str) -> Value {
    let id = stored(app, &format!("SELECT id FROM workplaces WHERE name = '{SOLEN}'")).await;
    seen(app, Some(subject), &format!("workplace_{id}"), "Workplace", fields).await
}

/// The film, which everyone reads.
async fn film(app: &DemoApp) -> Value {
    let query = "query($title: String!) {
        learningMaterials(first: 5, filter: { title: { contains: $title }, kind: { eq: FILM } }) {
        nodes { title kind prompt promptMinutes organisation { name } } } }";
    let data = app.anonymous().ask(query, json!({ "title": FACTOR })).await;
    nodes(&data["learningMaterials"])[0].clone()
}

async fn s2_f1_competence_development_all_through_working_life_is_a_health_factor(app: DemoApp) {
    let query = "query($code: String!) { healthFactors(first: 5, filter: { code: { eq: $code } }) {
        nodes { name nameEn sourceTitle } } }";
    let data = app.anonymous().ask(query, json!({ "code": LIFELONG })).await;
    let factor = json!([{ "name": FACTOR, "nameEn": "Developing skills throughout working life",
        "sourceTitle": "Suntarbetsliv" }]);
    assert_eq!(data["healthFactors"]["nodes"], factor);
    let asked = "healthAssessments(first: 9) { nodes { factor { code } hasForum hasTime sharesAfterCourses
        mayChangeRole evaluatesWaysOfWorking } }";
    employer(&app, EMPLOYER).await;
    for subject in [STRANGER, CONTACT, "demo-project-manager", "demo-hub-manager", "demo-auditor"] {
        assert_eq!(solen(&app, subject, asked).await, Value::Null, "{subject}");
    }
    let workplace = solen(&app, "employer", asked).await;
    let assessed = nodes(&workplace["healthAssessments"]);
    assert_eq!(assessed.len(), 2, "its five answers, twice");
    assert!(assessed.iter().all(|answers| answers["factor"]["code"] == LIFELONG), "{workplace:#}");
    assert!(film(&app).await["title"].as_str().is_some_and(|title| title.contains(FACTOR)));
}

async fn s2_f2_a_film_and_a_question_to_begin_with(app: DemoApp) {
    let film = film(&app).await;
    assert_eq!((&film["kind"], &film["organisation"]["name"]), (&json!("FILM"), &json!("Suntarbetsliv")));
    employer(&app, EMPLOYER).await;
    let asked = "reflections(first: 5, filter: { kind: { eq: FILM_AND_REFLECTION } }) {
        nodes { material { title } question } }";
    assert_eq!(solen(&app, STRANGER, asked).await, Value::Null);
    let workplace = solen(&app, "employer", asked).await;
    let together = json!([{ "material": { "title": film["title"] }, "question": QUESTION }]);
    assert_eq!(workplace["reflections"]["nodes"], together);
}

async fn s2_f3_f4_five_minutes_for_what_you_do_to_build_learning_in(app: DemoApp) {
    let film = film(&app).await;
    assert_eq!((&film["promptMinutes"], &film["prompt"]), (&json!(5), &json!(QUESTION)));
}

async fn s2_f5_learning_is_more_than_courses(app: DemoApp) {
    give_hub(&app, "coordinator").await;
    let own = efforts(&app, "coordinator").await;
    assert_eq!(own.len(), 6);
    // They are given whenever a workplace likes, and so everyone's to read.
    for subject in [STRANGER, CONTACT, "demo-hub-manager", "demo-public-reader"] {
        assert_eq!(efforts(&app, subject).await, own, "{subject}");
    }
    let efforts = own;
    assert!(efforts.iter().all(|effort| effort["kind"] != "COURSE"), "{efforts:#?}");
}

/// What the hub says of its one effort with these words in the title.
async fn described(app: &DemoApp, words: &str) -> (String, String) {
    let efforts = efforts(app, "coordinator").await;
    let found = efforts.iter().find(|effort| effort["title"].as_str().is_some_and(|title| title.contains(words)));
    let found = found.unwrap_or_else(|| panic!("no {words} among {efforts:#?}"));
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    (text("kind"), text("description"))
}

async fn s2_f6_learning_from_colleagues_is_among_the_most_effective(app: DemoApp) {
    give_hub(&app, "coordinator").await;
    let (kind, description) = described(&app, "Kollegialt lärande").await;
    assert_eq!(kind, "COLLEGIAL_LEARNING");
    assert!(description.contains("Tid att reflektera"), "{description}");
    let efforts = efforts(&app, "coordinator").await;
    let (collegial, others): (Vec<&Value>, _) =
        efforts.iter().partition(|effort| effort["kind"] == "COLLEGIAL_LEARNING");
    assert_eq!(collegial.len(), 2);
    for effort in collegial {
        let evidence = effort["evidence"].as_str().expect("what speaks for it");
        for words in ["mest effektiva", "forskningen", "Suntarbetsliv"] {
            assert!(evidence.contains(words), "{words}: {evidence}");
        }
    }
    assert!(others.iter().all(|effort| effort["evidence"].is_null()), "{others:#?}");
}

async fn s2_f9_a_forum_that_was_missing_is_there(app: DemoApp) {
    employer(&app, EMPLOYER).await;
    let asked = "healthAssessments(first: 9, orderBy: [{ field: ASSESSED_ON }]) { nodes { hasForum hasTime } }";
    assert_eq!(solen(&app, STRANGER, asked).await, Value::Null);
    let workplace = solen(&app, "employer", asked).await;
    let trend = json!([{ "hasForum": "NO", "hasTime": "NO" }, { "hasForum": "YES", "hasTime": "PARTLY" }]);
    assert_eq!(workplace["healthAssessments"]["nodes"], trend);
}

async fn s2_f10_f11_roles_are_swapped_and_ways_of_working_evaluated(app: DemoApp) {
    give_hub(&app, "coordinator").await;
    assert_eq!(described(&app, "Byta roll och arbetsuppgifter").await.0, "JOB_ROTATION");
    assert_eq!(described(&app, "Utvärdera våra arbetssätt").await.0, "ORGANISATION_DEVELOPMENT");
    employer(&app, EMPLOYER).await;
    let asked = "healthAssessments(first: 9) { nodes { mayChangeRole evaluatesWaysOfWorking } }";
    assert_eq!(solen(&app, STRANGER, asked).await, Value::Null);
    let answers = solen(&app, "employer", asked).await;
    let partly = json!({ "mayChangeRole": "PARTLY", "evaluatesWaysOfWorking": "PARTLY" });
    assert_eq!(answers["healthAssessments"]["nodes"], json!([partly, partly]));
}

/// Of fourteen who work there, at least twelve have been at something within a year: more is not known where nobody
/// is registered.
async fn s2_f12_everyone_has_a_chance_to_develop(app: DemoApp) {
    employer(&app, EMPLOYER).await;
    let asked = "headcount reflections(first: 50, filter: { heldOn: { from: \"2021-03-15\", to: \"2022-03-14\" } }) {
        nodes { attendeeCount } }";
    assert_eq!(solen(&app, STRANGER, asked).await, Value::Null);
    let workplace = solen(&app, "employer", asked).await;
    let reached = nodes(&workplace["reflections"]).iter().filter_map(|held| held["attendeeCount"].as_i64()).max();
    assert_eq!((workplace["headcount"].as_i64(), reached), (Some(14), Some(12)));
    give_hub(&app, "coordinator").await;
    let (_, description) = described(&app, "Utvärdera våra arbetssätt").await;
    assert!(description.contains("var och en har möjlighet till utveckling"), "{description}");
}

async fn s2_f13_nobody_who_reflects_is_registered(app: DemoApp) {
    let own = employer(&app, EMPLOYER).await;
    let asked = "reflections(first: 5) { nodes { attendeeCount workplace { employees(first: 1) { totalCount } } } }";
    assert_eq!(solen(&app, STRANGER, asked).await, Value::Null);
    let workplace = solen(&app, "employer", asked).await;
    let group = json!([{ "attendeeCount": 12, "workplace": { "employees": { "totalCount": 0 } } }]);
    assert_eq!(workplace["reflections"]["nodes"], group);
    for table in ["participations", "enrolments"] {
        let own = own.trim_start_matches("org_");
        let people = format!("SELECT count(*) FROM {table} WHERE organisation_id = '{own}'");
        assert_eq!(app.number(&people).await, 0, "{table}");
    }
    let id = stored(&app, &format!("SELECT id FROM workplaces WHERE name = '{SOLEN}'")).await;
    let named = json!({ "workplaceId": format!("workplace_{id}"), "kind": "AFTER_ACTION_REVIEW",
        "plannedOn": "2026-09-01", "question": "Vad tyckte 19090527-1474?" });
    let told = refused(&app, "employer", "planReflection", "reflection { id }", named).await;
    assert_eq!(told, "TEXT_HOLDS_A_PERSONAL_NUMBER");
}
