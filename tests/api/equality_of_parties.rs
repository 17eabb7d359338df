//! Seed 004's question a, company by company, for those who answer for the project: by protected counts of each company alone. Who may
//! not see it is asked before who may.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp,
        acts::{CONTACT, STRANGER, appoint, manager, stored},
        trial::both,
    },
    seed_questions::{KNOWLEDGE_LIFT, closed, told},
};

pub fn tests() -> Vec<Trial> {
    both![
        seed_004_a_who_leads_the_project_compares_its_companies,
        a_workforce_is_told_of_nobody_who_is_made_a_partner_for_its_sake,
    ]
}

const SLUG: &str = "jamstalldhet-per-part";
const COUNTS: [&str; 4] = ["participants", "women_participants", "employed", "women_employed"];

async fn seed_004_a_who_leads_the_project_compares_its_companies(app: DemoApp) {
    let lift = manager(&app, KNOWLEDGE_LIFT).await;
    let query = format!("projekt={lift}&del=PARTICIPATING_COMPANY");
    closed(&app, SLUG).await;
    for subject in [CONTACT, STRANGER, "demo-project-manager", "demo-auditor", "demo-process-leader"] {
        let rows = told(&app, subject, SLUG, &query).await;
        assert_eq!(rows.len(), 10, "the parties are public: {subject}");
        for row in rows {
            assert_eq!(row["not_assessable_code"], "FIGURES_ARE_NOT_TOLD", "{subject}: {row:#}");
            assert!(COUNTS.iter().all(|count| row[count].is_null()), "{subject}: {row:#}");
        }
    }

    let rows = told(&app, "manager", SLUG, &query).await;
    assert_eq!(rows.len(), 10, "{rows:#?}");
    let mut compared = 0;
    for row in &rows {
        assert_eq!(row["as_of"], "2022-12-31", "the project is over: {row:#}");
        let [participants, women, employed, women_employed] =
            COUNTS.map(|count| row[count].as_f64().filter(|count| *count > 0.0));
        assert!(COUNTS.iter().all(|count| row[format!("{count}_status")] != "EXACT"), "{row:#}");
        let (Some(participants), Some(women), Some(employed), Some(women_employed)) =
            (participants, women, employed, women_employed)
        else {
            assert!(row["representation_ratio"].is_null() && row["p_value"].is_null(), "{row:#}");
            continue;
        };
        let ratio = (women.min(participants) / participants) / (women_employed.min(employed) / employed);
        let near = row["representation_ratio"].as_f64().is_some_and(|told| (told - ratio).abs() < 0.006);
        assert!(near, "{ratio}: {row:#}");
        assert!(row["p_value"].as_f64().is_some_and(|p| (0.0..=1.0).contains(&p)), "{row:#}");
        compared += 1;
    }
    assert!(compared >= 5, "{rows:#?}");

    // Whoever answers for it is told the same, however it is asked for.
    let stored_lift = lift.trim_start_matches("project_");
    let council = stored(
        &app,
        &format!(
            "SELECT DISTINCT h.council_id FROM hub_fundings f JOIN hubs h ON h.id = f.hub_id WHERE f.project_id = '{stored_lift}'"
        ),
    )
    .await;
    appoint(&app, "controller", "PROJECT_ECONOMIST", json!({ "projectId": lift })).await;
    appoint(&app, "leader", "PROCESS_LEADER", json!({ "councilId": format!("council_{council}") })).await;
    for subject in ["controller", "leader"] {
        assert_eq!(told(&app, subject, SLUG, &query).await, rows, "{subject}");
    }
    let abb = format!("org_{}", stored(&app, "SELECT id FROM organisations WHERE name = 'ABB'").await);
    let asked =
        "query($project: ID!, $organisation: ID!) { projects(first: 1, filter: { id: { eq: $project } }) { nodes {
        equality(organisationId: $organisation) { participants { value } womenEmployed { value } } } } }";
    let variables = json!({ "project": lift, "organisation": abb });
    let data = app.speak_as("manager").ask(asked, variables).await;
    let row = rows.iter().find(|row| row["organisation"] == "ABB").expect("ABB's row");
    let alone = json!({ "participants": { "value": row["participants"] }, "womenEmployed": { "value": row["women_employed"] } });
    assert_eq!(data["projects"]["nodes"][0]["equality"], alone);

    // The company itself sees its own row as it is, and no other.
    appoint(&app, "employer", "ORG_CONTACT", json!({ "organisationId": abb })).await;
    for row in told(&app, "employer", SLUG, &query).await {
        let status = if row["organisation"] == "ABB" { "EXACT" } else { "WITHHELD" };
        assert_eq!(row["participants_status"], status, "{row:#}");
    }
}

async fn a_workforce_is_told_of_nobody_who_is_made_a_partner_for_its_sake(app: DemoApp) {
    let lift = manager(&app, KNOWLEDGE_LIFT).await;
    let sql = "SELECT MIN(w.organisation_id) FROM workforce_snapshots w WHERE w.organisation_id NOT IN (SELECT \
               q.organisation_id FROM project_partners q JOIN projects p ON p.id = q.project_id WHERE p.number = '2019/00446')";
    let other = format!("org_{}", stored(&app, sql).await);
    let asked = "query($project: ID!, $organisation: ID!) { projects(first: 1, filter: { id: { eq: $project } }) { nodes {
        equality(organisationId: $organisation) { participants { value } employed { value } womenEmployed { value } } } } }";
    let variables = json!({ "project": lift, "organisation": other });
    let nothing =
        json!({ "participants": { "value": null }, "employed": { "value": null }, "womenEmployed": { "value": null } });
    let data = app.speak_as("manager").ask(asked, variables.clone()).await;
    assert_eq!(data["projects"]["nodes"][0]["equality"], nothing, "no party");
    let add = "mutation($input: AddProjectPartnerInput!) { addProjectPartner(input: $input) {
        partner { equality { participants { value } employed { value } womenEmployed { value } } } userErrors { code } } }";
    let input = json!({ "projectId": lift, "organisationId": other, "part": "PARTNER" });
    let data = app.speak_as("manager").ask(add, json!({ "input": input })).await;
    assert_eq!(data["addProjectPartner"]["userErrors"], json!([]), "{data:#}");
    let told = &data["addProjectPartner"]["partner"]["equality"];
    assert_eq!((&told["employed"]["value"], &told["womenEmployed"]["value"]), (&Value::Null, &Value::Null), "{told:#}");
    assert_eq!(told["participants"]["value"], 0, "{told:#}");
}
