//! What seed 004's ten companies do together, and with others: the strategic level, cooperation with public education,
//! and what is demanded of who gives the courses (facts S4-F7 and S4-F12, question c; more of F12 in `networks`).

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{DemoApp, trial::both},
    seed_questions::{KNOWLEDGE_LIFT, STRANGER, give, public, the, told},
    seeds::{act, card, nodes, organisation, project, refused, texts},
};

pub fn tests() -> Vec<Trial> {
    both![
        s4_f7_ten_companies_have_a_common_why,
        s4_f12_public_education_is_a_partner,
        seed_004_c_what_is_demanded_of_a_course_and_how_it_is_adapted,
    ]
}

const PROJECT_2020: &str = "SELECT id FROM projects WHERE number = '2020/00312'";

/// The project, with someone who leads it.
async fn led(app: &DemoApp) -> String {
    let lift = project(app, KNOWLEDGE_LIFT).await;
    give(app, "lead", "PROJECT_MANAGER", "projectId", &lift).await;
    lift
}

async fn s4_f7_ten_companies_have_a_common_why(app: DemoApp) {
    let lift = led(&app).await;
    let vision = json!({ "projectId": lift, "kind": "VISION", "title": "Ett gemensamt varför",
        "text": "Vi samlar gruppen, för att tio är starkare än en.", "saidBy": "Styrgruppen",
        "recordedOn": "2020-01-15" });
    for subject in [STRANGER, "demo-hub-manager", "demo-process-leader", "demo-public-reader"] {
        let told = refused(&app, subject, "recordLesson", "lesson { id }", vision.clone()).await;
        assert_eq!(told, "DENIED", "{subject}");
    }
    act(&app, "lead", "recordLesson", "lesson { id }", vision).await;
    let asked = "companies: partners(first: 20, filter: { part: { eq: PARTICIPATING_COMPANY } }) { totalCount }
        visions: lessons(first: 5, filter: { kind: { eq: VISION }, title: { contains: \"gemensamt varför\" } }) {
            nodes { text saidBy } }
        factors: lessons(first: 5, filter: { kind: { eq: SUCCESS_FACTOR } }) { nodes { title text } }";
    let card = card(&app, &lift, asked).await;
    assert_eq!(card["companies"]["totalCount"], 10);
    let stated = json!([{ "text": "Vi samlar gruppen, för att tio är starkare än en.", "saidBy": "Styrgruppen" }]);
    assert_eq!(card["visions"]["nodes"], stated);
    assert!(texts(&card["factors"], "/title").contains(&"Styrkan i att vara tio"), "{card:#}");
    // The library tells it to everyone.
    let rows = public(&app, "lardomar", &format!("projekt={lift}&lardom=VISION")).await;
    assert_eq!(the(&rows, "lesson", "Ett gemensamt varför")["said_by"], "Styrgruppen");
}

async fn s4_f12_public_education_is_a_partner(app: DemoApp) {
    let lift = led(&app).await;
    let school = organisation(&app, "Lärcentrum Karlskoga").await;
    let partner = json!({ "projectId": lift, "organisationId": school, "part": "PUBLIC_EDUCATION",
        "validFrom": "2021-01-01" });
    for subject in [STRANGER, "demo-hub-manager", "demo-provider"] {
        let told = refused(&app, subject, "addProjectPartner", "partner { id }", partner.clone()).await;
        assert_eq!(told, "DENIED", "{subject}");
    }
    act(&app, "lead", "addProjectPartner", "partner { id }", partner).await;
    let asked =
        "partners(first: 5, filter: { part: { eq: PUBLIC_EDUCATION } }) { nodes { validFrom organisation { name } } }
        lessons(first: 20) { nodes { kind text } } efforts(first: 1) { totalCount }";
    let card = card(&app, &lift, asked).await;
    let expected = json!([{ "validFrom": "2021-01-01", "organisation": { "name": "Lärcentrum Karlskoga" } }]);
    assert_eq!(card["partners"]["nodes"], expected);
    // New forms of cooperation stand beside the efforts.
    let kinds = texts(&card["lessons"], "/kind");
    for kind in ["SUCCESS_FACTOR", "COOPERATION_FORM", "PUBLIC_EDUCATION_PARTNERSHIP"] {
        assert!(kinds.contains(&kind), "{kind}: {card:#}");
    }
    let cooperation = nodes(&card["lessons"]).iter().find(|lesson| lesson["kind"] == "COOPERATION_FORM");
    let said = cooperation.and_then(|lesson| lesson["text"].as_str()).expect("a text");
    assert!(said.contains("lika viktiga som själva insatserna"), "{said}");
    assert!(card["efforts"]["totalCount"].as_i64() > Some(0), "{card:#}");
    let rows = public(&app, "projektens-parter", &format!("projekt={lift}&del=PUBLIC_EDUCATION")).await;
    assert_eq!(the(&rows, "organisation", "Lärcentrum Karlskoga")["partner_part_code"], "PUBLIC_EDUCATION");
    assert_eq!(rows.len(), 1, "{rows:#?}");
}

async fn seed_004_c_what_is_demanded_of_a_course_and_how_it_is_adapted(app: DemoApp) {
    let slug = "insatser-och-tillganglighet";
    let query = format!("projekt={}", project(&app, KNOWLEDGE_LIFT).await);
    let rows = public(&app, slug, &query).await;
    assert!(rows.len() > 5, "{rows:#?}");
    for row in &rows {
        for column in ["demand", "accessibility"] {
            assert!(row[column].as_str().is_some_and(|text| text.contains("funktionsvariation")), "{column}: {row:#}");
        }
    }
    for subject in [STRANGER, "demo-provider", "demo-project-manager"] {
        assert_eq!(told(&app, subject, slug, &query).await, rows, "{subject}");
    }
    // Of what nobody procures nothing is demanded by contract.
    let others = public(&app, slug, &format!("projekt={}", project(&app, PROJECT_2020).await)).await;
    let demanded: Vec<&Value> = others.iter().filter(|row| !row["demand"].is_null()).collect();
    assert_eq!(demanded.len(), 1, "{demanded:#?}");
    assert_eq!(demanded[0]["effort"], "Digital grundkompetens");
}
