//! What a professional network shares: materials that an organisation with a part in its project publishes in it, itself or by who
//! leads the project. Who may not is asked before who may.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp,
        acts::give,
        elsewhere::{fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    seed_questions::{KNOWLEDGE_LIFT, STRANGER, employer, manager, stored},
    seeds::{act, organisation, refused, seen},
};

pub fn tests() -> Vec<Trial> {
    both![
        a_network_shares_what_its_projects_own_publish_in_it,
        a_closed_network_shares_nothing_more,
        the_pages_show_what_a_network_shares,
    ]
}

const PUBLISH: &str = "mutation($input: PublishMaterialInput!) { publishMaterial(input: $input) {
    material { id } userErrors { code path } } }";
const SHOWN: &str = "material { id version title network { id } project { id } }";

async fn network(app: &DemoApp, role: &str) -> String {
    format!("network_{}", stored(app, &format!("SELECT id FROM professional_networks WHERE role = '{role}'")).await)
}

fn text(organisation: &str, network: Option<&str>, title: &str) -> Value {
    json!({ "organisationId": organisation, "networkId": network, "kind": "TEXT", "title": title,
        "prompt": "Vad tar ni med er hem?", "promptMinutes": 5 })
}

/// The titles of what a network shares, as everyone reads them.
async fn shared(app: &DemoApp, network: &str) -> Vec<String> {
    let asked = "materials(first: 20, orderBy: [{ field: TITLE }]) { nodes { title } }";
    let found = seen(app, None, network, "ProfessionalNetwork", asked).await;
    let titles = found["materials"]["nodes"].as_array().expect("rows").iter();
    titles.filter_map(|row| row["title"].as_str().map(str::to_owned)).collect()
}

async fn a_network_shares_what_its_projects_own_publish_in_it(app: DemoApp) {
    let project = manager(&app, KNOWLEDGE_LIFT).await;
    let network = network(&app, "Underhållstekniker").await;
    let abb = employer(&app, "ABB").await;
    let before = shared(&app, &network).await;
    assert_eq!(before, ["Checklista för förebyggande underhåll (demonstration)"]);

    // Not for others, nor in the name of one without a part in the project, nor outside a network by who leads it.
    let title = "Så smörjer vi";
    let own = text(&abb, Some(network.as_str()), title);
    for subject in [STRANGER, "demo-project-manager", "demo-provider", "demo-hub-manager"] {
        assert_eq!(refused(&app, subject, "publishMaterial", SHOWN, own.clone()).await, "DENIED", "{subject}");
    }
    let elsewhere = organisation(&app, "Matthews Swedot AB").await;
    let foreign = text(&elsewhere, Some(network.as_str()), title);
    let told = faults(&app.speak_as("manager"), PUBLISH, &foreign).await;
    assert_eq!(told, fault("ORGANISATION_HAS_NO_PART", "input.organisationId"));
    assert_eq!(refused(&app, "manager", "publishMaterial", SHOWN, text(&abb, None, title)).await, "DENIED");
    let unknown = text(&abb, Some("network_01dxf6dt00e0080000000zzzzz"), title);
    let told = faults(&app.speak_as("employer"), PUBLISH, &unknown).await;
    assert_eq!(told, fault("REFERENCE_IS_UNKNOWN", "input.networkId"));
    assert_eq!(shared(&app, &network).await, before);

    let published = act(&app, "employer", "publishMaterial", SHOWN, own).await;
    assert_eq!((&published["network"]["id"], &published["project"]["id"]), (&json!(network), &json!(project)));
    let by_manager = text(&abb, Some(network.as_str()), "Vad vi mäter");
    act(&app, "manager", "publishMaterial", SHOWN, by_manager).await;
    assert_eq!(shared(&app, &network).await, [before[0].as_str(), title, "Vad vi mäter"]);

    // Its project withdraws it, another's does not.
    let withdraw = json!({ "id": published["id"], "expectedVersion": 1, "reason": "Ersatt" });
    let shown = "material { status }";
    let other = refused(&app, "demo-project-manager", "withdrawMaterial", shown, withdraw.clone()).await;
    assert_eq!(other, "NOT_FOUND");
    assert_eq!(act(&app, "manager", "withdrawMaterial", shown, withdraw).await, json!({ "status": "WITHDRAWN" }));
}

async fn a_closed_network_shares_nothing_more(app: DemoApp) {
    let network = network(&app, "Industrielektriker").await;
    let abb = employer(&app, "ABB").await;
    let asked = text(&abb, Some(network.as_str()), "Ritningar");
    assert_eq!(refused(&app, "employer", "publishMaterial", SHOWN, asked).await, "NETWORK_IS_CLOSED");
}

async fn the_pages_show_what_a_network_shares(Open(app): Open) {
    let network = network(&app, "Underhållstekniker").await;
    let reader = Reader::of(&app, "org_contact").await;
    let page = reader.get(&format!("/ting/{network}")).await;
    page.says(&["Material som nätverket delar (1)", "Checklista för förebyggande underhåll (demonstration)"]);
    // Whoever leads a project chooses among its own networks, by name.
    let project = format!("project_{}", stored(&app, KNOWLEDGE_LIFT).await);
    give(&app, "demo-project-manager", "PROJECT_MANAGER", "projectId", &project).await;
    let manager = Reader::of(&app, "project_manager").await;
    manager.get("/gor/publishMaterial").await.says(&["name=\"networkId", "Yrkesnätverk", "Nätverket för yrkesrollen"]);
}
