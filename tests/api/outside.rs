//! The whole house met from outside, by the programs of others: the GraphQL-over-HTTP audits, Relay's compiler, a browser.

use libtest_mimic::Trial;

use crate::harness::{App, Database, Engine, Furnishing, Need, needs::tests_folder, node::node, street::Street, trial::needing};

pub fn tests() -> Vec<Trial> {
    let scripts: Vec<Trial> = needing![
        Need::Node;
        the_server_audits_all_pass,
        the_schema_fits_relay,
    ];
    let pages: Vec<Trial> = needing![Need::Chromium; the_pages_show_without_fault];
    [scripts, pages].into_iter().flatten().collect()
}

async fn house() -> (App, Database) {
    let database = Database::furnished(Engine::Sqlite, Furnishing::Tables).await.expect("a database");
    (App::start(&database).await.expect("a house"), database)
}

async fn the_server_audits_all_pass() {
    let (app, database) = house().await;
    let street = Street::open(app.router()).await.expect("a port");
    node("audit.mjs", &[&format!("{}/graphql", street.url())]).await.expect("Node.js runs").expect_well();
    database.remove().await.expect("removed");
}

async fn the_schema_fits_relay() {
    let schema = tests_folder().join("../schema.graphql");
    node("relay.mjs", &[schema.to_str().expect("a plain path")]).await.expect("Node.js runs").expect_well();
}

async fn the_pages_show_without_fault() {
    let (app, database) = house().await;
    let street = Street::open(app.router()).await.expect("a port");
    let pages = ["/ #token, input, h1", "/expert .graphiql-container", "/expert label"];
    let arguments: Vec<&str> = std::iter::once(street.url()).chain(pages).collect();
    node("pages.mjs", &arguments).await.expect("Node.js runs").expect_well();
    database.remove().await.expect("removed");
}
