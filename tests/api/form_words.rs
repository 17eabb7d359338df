//! What is searched for and chosen in forms: codes by their words in other inflections, the same search in other letters, what a
//! measure's form offers of its project, and where what was withdrawn leads.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    choosing::options,
    forms::{NEED, filled, sent},
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Page, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        an_occupation_group_is_found_by_another_inflection,
        a_search_in_other_letters_is_the_same,
        a_measure_is_offered_what_is_of_its_project,
        what_was_withdrawn_leads_to_what_it_stood_within,
    ]
}

/// What is typed, and the occupation group that it means.
const GROUPS: [(&str, &str); 6] = [
    ("sjuksköterska", "Grundutbildade sjuksköterskor"),
    ("sjuksköterska", "Ambulanssjuksköterskor m.fl."),
    ("undersköterska", "Undersköterskor, vård- och specialavdelning och mottagning"),
    ("svetsare", "Gjutare, svetsare och plåtslagare m.fl."),
    ("lärare", "Grundskollärare"),
    ("elektriker", "Installations- och industrielektriker m.fl."),
];

/// The options of a list, by what they are called.
fn labels(page: &Page, name: &str) -> String {
    let list = page.html.split(&format!(" name=\"{name}\"")).nth(1).unwrap_or_default();
    list.split("</select>").next().unwrap_or_default().to_owned()
}

async fn an_occupation_group_is_found_by_another_inflection(Open(app): Open) {
    let asked =
        "query($text: String!) { taxonomy { search(text: $text, schemes: [SSYK_2012], first: 100) { label } } }";
    let secretary = Reader::of(&app, "process_leader").await;
    let form = secretary.get("/gor/reportNeed").await;
    for (typed, group) in GROUPS {
        let data = app.anonymous().ask(asked, json!({ "text": typed })).await;
        let found = data["taxonomy"]["search"].as_array().expect("concepts");
        assert!(found.iter().any(|concept| concept["label"] == group), "{typed}: {data:#}");
        let search = [NEED, &[("codes.ssyk?", typed), ("sok", "codes.ssyk")]].concat();
        let found = sent(&secretary, "/gor/reportNeed", &filled(&form, &search)).await;
        assert_eq!(found.status, StatusCode::OK, "{typed}");
        let listed = labels(&found, "codes.ssyk");
        assert!(listed.contains(&format!(">{group} (")), "{typed}: {listed}");
    }
    // What only looks alike is not found.
    let data = app.anonymous().ask(asked, json!({ "text": "sjukskötersky" })).await;
    assert_eq!(data["taxonomy"]["search"], json!([]));
}

async fn a_search_in_other_letters_is_the_same(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let page = secretary.get("/gor/reportNeed").await;
    let search = [NEED, &[("codes.ssyk?", "svetsare"), ("sok", "codes.ssyk")]].concat();
    let found = sent(&secretary, "/gor/reportNeed", &filled(&page, &search)).await;
    let chosen = options(&found, "codes-ssyk").first().expect("a group").clone();
    let send = async |words: &str| {
        let form = filled(&found, &[("codes.ssyk", chosen.as_str()), ("codes.ssyk?", words)]);
        sent(&secretary, "/gor/reportNeed", &form).await
    };
    assert_eq!(send("elektriker").await.status, StatusCode::BAD_REQUEST, "other words are asked about");
    assert_eq!(app.number("SELECT count(*) FROM needs WHERE title = 'Svetsare till batterifabrik'").await, 0);
    let saved = send(" Svetsare ").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
    let coded =
        format!("SELECT count(*) FROM needs WHERE title = 'Svetsare till batterifabrik' AND ssyk_code = '{chosen}'");
    assert_eq!(app.number(&coded).await, 1);
}

/// The project of the project manager's own role.
async fn own_project(app: &DemoApp) -> String {
    let own = "{ viewer { roles { projectId } } }";
    let data = app.speak_as("demo-project-manager").ask(own, json!({})).await;
    let mut roles = data["viewer"]["roles"].as_array().into_iter().flatten();
    roles.find_map(|held| held["projectId"].as_str()).expect("a project of hers").to_owned()
}

async fn a_measure_is_offered_what_is_of_its_project(Open(app): Open) {
    let (manager, project) = (Reader::of(&app, "project_manager").await, own_project(&app).await);
    // The project is chosen first, and what follows from it then.
    let first = manager.get("/gor/addPrincipleMeasure").await;
    assert!(options(&first, "projectId").contains(&project), "{}", first.html);
    assert!(options(&first, "organisationId").is_empty(), "{}", first.html);
    let page = manager.get(&format!("/gor/addPrincipleMeasure?projectId={project}")).await;
    let offered = options(&page, "organisationId");
    assert!(!offered.is_empty(), "{}", page.html);
    let asked = "query($id: ID!, $project: ID!) {
        part: organisations(first: 1, filter: { id: { eq: $id }, somePartnership: { projectId: { eq: $project } } }) { totalCount }
        owns: projects(first: 1, filter: { id: { eq: $project }, ownerId: { eq: $id } }) { totalCount } }";
    for id in &offered {
        let found = app.anonymous().ask(asked, json!({ "id": id, "project": project })).await;
        let carries = ["part", "owns"].iter().any(|way| found[*way]["totalCount"] == 1);
        assert!(carries, "{id} has no part: {found:#}");
    }
    for id in options(&page, "effortId") {
        let paid = "query($id: ID!) { node(id: $id) { ... on Effort { project { id } } } }";
        let found = app.speak_as("demo-project-manager").ask(paid, json!({ "id": id })).await;
        assert_eq!(found["node"]["project"]["id"], project, "{id} is of another project");
    }
    let said = [
        ("principle", "ACCESSIBILITY"),
        ("measure", "Hörslinga i verkstaden"),
        ("organisationId", offered[0].as_str()),
    ];
    let done = sent(&manager, "/gor/addPrincipleMeasure", &filled(&page, &said)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "what is offered is taken: {}", done.html);
}

async fn what_was_withdrawn_leads_to_what_it_stood_within(Open(app): Open) {
    let (manager, project) = (Reader::of(&app, "project_manager").await, own_project(&app).await);
    let owner = "query($id: ID!) { node(id: $id) { ... on Project { owner { id } } } }";
    let owner = app.anonymous().ask(owner, json!({ "id": project })).await["node"]["owner"]["id"].clone();
    let add = "mutation($input: AddProjectPartnerInput!) { addProjectPartner(input: $input) {
        partner { id } userErrors { code path } } }";
    let days = json!({ "projectId": project, "organisationId": owner, "part": "SPREAD",
        "validFrom": "1999-01-01", "validTo": "1999-01-02" });
    let added = app.speak_as("demo-project-manager").ask(add, json!({ "input": days })).await;
    assert_eq!(added["addProjectPartner"]["userErrors"], json!([]), "{added:#}");
    let partner: &Value = &added["addProjectPartner"]["partner"]["id"];
    let path = format!("/gor/withdrawProjectPartner?id={}", partner.as_str().expect("an id"));
    let form = filled(&manager.get(&path).await, &[("reason", "Fel organisation")]);
    // Sent twice, it leads to the same page.
    for _ in 0..2 {
        let done = sent(&manager, "/gor/withdrawProjectPartner", &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let expected = format!("/ting/{project}?klart=withdrawProjectPartner");
        assert_eq!(done.header("location"), expected);
        let page = manager.get(&expected).await;
        page.says(&["Klart. Ändringen är sparad.", "/gor/addProjectPartner"]);
    }
}
