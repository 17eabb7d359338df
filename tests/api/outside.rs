//! The whole service met from outside, by the programs of others: the GraphQL-over-HTTP audits, Relay's compiler, a browser.

use ::questions::Head;
use kompetensnav::demonstration::ROLES;
use libtest_mimic::Trial;
use serde_json::json;

use crate::{
    harness::{
        App, Database, DemoApp, Engine, Furnishing, Loaded, Need,
        local_server::LocalServer,
        needs::tests_folder,
        node::node,
        trial::{both_needing, needing},
    },
    questions::built_in::{library, required, things},
};

pub fn tests() -> Vec<Trial> {
    let scripts: Vec<Trial> = needing![
        Need::Node;
        the_schema_fits_relay,
        the_subgraph_composes_with_another,
        answers_are_tables_and_files_without_formulas,
    ];
    let services: Vec<Trial> =
        both_needing![Need::Node; the_server_audits_all_pass, the_schema_s_text_is_what_is_served];
    let pages: Vec<Trial> = both_needing![
        Need::Chromium;
        the_library_is_for_everyone,
        a_secretary_needs_no_script,
        a_manager_leads_a_reflection_from_the_wall,
        tables_show_what_decides_and_lose_nothing_in_print,
    ];
    // How the program's own pages look is the same over either.
    let looks: Vec<Trial> =
        needing![Need::Chromium; the_expert_mode_answers_and_keeps_no_token, forms_stay_inside_a_phone];
    [scripts, services, pages, looks].into_iter().flatten().collect()
}

async fn the_server_audits_all_pass(app: DemoApp) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    let (url, token) = (format!("{}/graphql", server.url()), app.token("demo-hub-manager"));
    // Some ask for a type, which is told to those who have signed in, and nobody is refused for asking.
    for arguments in [&[url.as_str()][..], &[&url, &token]] {
        node("audit.mjs", arguments).await.expect("Node.js runs").expect_well();
    }
}

async fn the_schema_fits_relay() {
    let schema = tests_folder().join("../schema.graphql");
    node("relay.mjs", &[schema.to_str().expect("a plain path")]).await.expect("Node.js runs").expect_well();
}

async fn the_schema_s_text_is_what_is_served(app: DemoApp) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    let (url, file) = (format!("{}/graphql", server.url()), tests_folder().join("../schema.graphql"));
    let arguments = [url.as_str(), &app.token("demo-hub-manager"), file.to_str().expect("a plain path")];
    node("schema.mjs", &arguments).await.expect("Node.js runs").expect_well();
}

/// With a subgraph that has `PageInfo` and `node` too, as every one that follows Relay.
async fn the_subgraph_composes_with_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let ours = folder.path().join("kompetensnav.graphql");
    std::fs::write(&ours, gateway::schema::sdl(true)).expect("written");
    let other = tests_folder().join("node/federation/job-ads.graphql");
    let paths = [&ours, &other].map(|path| path.to_str().expect("a plain path"));
    node("federation.mjs", &paths).await.expect("Node.js runs").expect_well();
}

/// Of the expert mode.
async fn answers_are_tables_and_files_without_formulas() {
    node("rows.mjs", &[]).await.expect("Node.js runs").expect_well();
}

/// The expert mode, as people use it: without a token, with one that is kept nowhere, and signed in, with changes when they are allowed.
async fn the_expert_mode_answers_and_keeps_no_token() {
    let database = Database::furnished(Engine::Sqlite, Furnishing::Demonstration).await.expect("a database");
    let app = App::start_with(&database, |config| config.demonstration = true).await.expect("a service");
    let server = LocalServer::open(app.router()).await.expect("a port");
    let (token, subject) = (app.token("demo-process-leader"), "demo-process-leader");
    let arguments = [server.url(), &token, subject, "process_leader"];
    node("expert.mjs", &arguments).await.expect("Node.js runs").expect_well();
    database.remove().await.expect("removed");
}

/// The library with the demonstration behind it: pages without a fault for axe, three clicks to a chart and an Excel file
/// without JavaScript, by keyboard to a table, in and out as the process leader. Every state is in `crates/web/tests`.
async fn the_library_is_for_everyone(Loaded(database): Loaded) {
    let app = App::start_with(&database, |config| config.demonstration = true).await.expect("a service");
    let server = LocalServer::open(app.router()).await.expect("a port");
    let open = "/fragor/deltagare-efter-kon-och-sysselsattning";
    let (wrong, none) = (format!("{open}?period=x&lang=en"), format!("{open}?period=1999"));
    let pages = [
        "/",
        "/oppna-data",
        "/logga-in",
        "/nycklar",
        open,
        &wrong,
        &none,
        "/fragor/behov-per-branschrad",
        "/fragor/projekt-i-korthet",
    ];
    let arguments: Vec<&str> = [server.url(), "process_leader"].into_iter().chain(pages).collect();
    node("library.mjs", &arguments).await.expect("Node.js runs").expect_well();
}

/// A secretary reports and codes a need, and the chair endorses it, in a browser without JavaScript.
async fn a_secretary_needs_no_script(Loaded(database): Loaded) {
    let app = App::start_with(&database, |config| config.demonstration = true).await.expect("a service");
    let server = LocalServer::open(app.router()).await.expect("a port");
    let today = app.db.clock().today().to_string();
    node("forms.mjs", &[server.url(), &today]).await.expect("Node.js runs").expect_well();
}

/// Every form of every role stays inside a small phone's window, with what it is about chosen.
async fn forms_stay_inside_a_phone() {
    let database = Database::furnished(Engine::Sqlite, Furnishing::Demonstration).await.expect("a database");
    let app = App::start_with(&database, |config| config.demonstration = true).await.expect("a service");
    let server = LocalServer::open(app.router()).await.expect("a port");
    let arguments: Vec<&str> = [server.url()].into_iter().chain(ROLES.iter().map(|role| role.key)).collect();
    node("narrow.mjs", &arguments).await.expect("Node.js runs").expect_well();
    database.remove().await.expect("removed");
}

/// A manager leads a reflection from the page on the wall in a browser without JavaScript, and with it the clock counts down.
async fn a_manager_leads_a_reflection_from_the_wall(Loaded(database): Loaded) {
    let app = App::start_with(&database, |config| config.demonstration = true).await.expect("a service");
    let server = LocalServer::open(app.router()).await.expect("a port");
    let today = app.db.clock().today().to_string();
    node("wall.mjs", &[server.url(), &today]).await.expect("Node.js runs").expect_well();
}

/// Every built-in question that has an answer in the demonstration, as the role that it is for.
async fn tables_show_what_decides_and_lose_nothing_in_print(Loaded(database): Loaded) {
    let app = DemoApp(App::start(&database).await.expect("a service"));
    let server = LocalServer::open(app.router()).await.expect("a port");
    let things = things(&app).await;
    let catalogue = app.service.questions.catalogue();
    let mut pages = Vec::new();
    for (question, head) in library() {
        let question = catalogue.get(question.slug()).expect("a built-in question");
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(required(question, &things));
        let y = question.definition().chart.as_ref().and_then(|chart| chart.y.as_ref());
        let fields = Head::of(question);
        let decides = y.and_then(|y| fields.position(y)).map(|at| fields.fields()[at].label.sv.clone());
        pages.push(json!({
            "path": format!("/fragor/{}?{}", question.slug(), query.finish()),
            "token": app.token(&head.subject()), "decides": decides,
        }));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pages.json");
    std::fs::write(&file, serde_json::Value::from(pages).to_string()).expect("written");
    let ended = node("tables.mjs", &[server.url(), file.to_str().expect("a plain path")]).await.expect("Node.js runs");
    let said = ended.said.trim_end().to_owned();
    ended.expect_well();
    // Of both kinds of sheet there are some, or one of them was never measured.
    assert!(!said.contains(" 0 tables") && !said.contains(" 0 on a lying"), "{said}");
    println!("{said}");
    drop(app);
}
