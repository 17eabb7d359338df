//! The tools of others work here, and can say no: a check that never fails checks nothing.

use std::fs;

use axum::{Json, Router, response::Html, routing};
use libtest_mimic::Trial;
use serde_json::json;

use crate::harness::{Need, local_server::LocalServer, needs::tests_folder, node::node, trial::needing};

/// A schema for the Relay documents in `tests/node/relay`, with `needs` left to say.
const SCHEMA: &str = "
interface Node { id: ID! }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type Need implements Node { id: ID! title: String! status: String! endorsements(first: Int, after: String): Endorsements! }
type Needs { edges: [NeedEdge!]! pageInfo: PageInfo! }
type NeedEdge { node: Need! cursor: String! }
type Endorsement implements Node { id: ID! }
type Endorsements { edges: [EndorsementEdge!]! pageInfo: PageInfo! }
type EndorsementEdge { node: Endorsement! cursor: String! }
";

pub fn tests() -> Vec<Trial> {
    let scripts: Vec<Trial> = needing![
        Need::Node;
        the_audit_refuses_a_server_that_always_agrees,
        the_relay_compiler_refuses_a_list_without_pages,
        the_recommended_rules_find_nothing_in_the_schema_and_something_in_a_worse_one,
    ];
    let pages: Vec<Trial> = needing![
        Need::Chromium;
        the_browser_refuses_a_page_with_an_error,
        a_table_that_hides_or_loses_something_is_refused,
    ];
    [scripts, pages].into_iter().flatten().collect()
}

async fn the_audit_refuses_a_server_that_always_agrees() {
    let agrees = routing::any(async || Json(json!({ "data": { "__typename": "Query" } })));
    let server = LocalServer::open(Router::new().route("/graphql", agrees)).await.expect("a port");
    let ended = node("audit.mjs", &[&format!("{}/graphql", server.url())]).await.expect("Node.js runs");
    assert!(!ended.well && ended.said.contains("61 audits"), "{}", ended.said);
}

async fn the_relay_compiler_refuses_a_list_without_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("schema.graphql");
    let path = file.to_str().expect("a plain path");

    let paged = "type Query { node(id: ID!): Node needs(first: Int, after: String): Needs! }";
    fs::write(&file, format!("{SCHEMA}{paged}")).expect("written");
    node("relay.mjs", &[path]).await.expect("Node.js runs").expect_well();

    let unpaged = "type Query { node(id: ID!): Node needs: Needs! }";
    fs::write(&file, format!("{SCHEMA}{unpaged}")).expect("written");
    let ended = node("relay.mjs", &[path]).await.expect("Node.js runs");
    assert!(!ended.well && ended.said.contains("Unknown argument 'after'"), "{}", ended.said);
}

async fn the_recommended_rules_find_nothing_in_the_schema_and_something_in_a_worse_one() {
    let schema = tests_folder().join("../schema.graphql");
    let path = schema.to_str().expect("a plain path");
    node("lint.mjs", &[path]).await.expect("Node.js runs").expect_well();

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("schema.graphql");
    let sound = fs::read_to_string(&schema).expect("the schema");
    let id = "\t\"\"\"\n\tId: opaque, the same for ever.\n\t\n\tSvenska: Id.\n\t\"\"\"\n\tid: ID!\n";
    let prefixed = format!("{id}\taccessTokenName: String\n");
    // A noun without an id, a field whose name is its type's, a released finding that is gone.
    for (from, to, found) in [
        (id, "", "strict-id-in-types"),
        (id, &prefixed, "no-typename-prefix"),
        ("\ttriagedAt:", "\tat:", "no longer found"),
    ] {
        let worse = sound.replacen(from, to, 1);
        assert_ne!(worse, sound, "{from}");
        fs::write(&file, worse).expect("written");
        let ended = node("lint.mjs", &[file.to_str().expect("a plain path")]).await.expect("Node.js runs");
        assert!(!ended.well && ended.said.contains(found), "no {found} in {}", ended.said);
    }
}

async fn the_browser_refuses_a_page_with_an_error() {
    let page = |body: &str| {
        let html = format!("<!doctype html><html lang=sv><title>Sida</title><link rel=icon href=data:,>{body}");
        routing::get(async || Html(html))
    };
    let router = Router::new()
        .route("/sound", page("<h1>Hej</h1>"))
        .route("/broken", page("<h1>Hej</h1><script>throw new Error('trasig')</script>"))
        .route("/abroad", page("<h1>Hej</h1><img alt='' src='http://other.invalid/picture.png'>"));
    let server = LocalServer::open(router).await.expect("a port");
    node("pages.mjs", &[server.url(), "/sound h1"]).await.expect("Node.js runs").expect_well();
    let ended = node("pages.mjs", &[server.url(), "/broken", "/abroad", "/absent"]).await.expect("Node.js runs");
    assert!(!ended.well, "{}", ended.said);
    for fault in ["/broken: error: trasig", "/abroad: another host", "/absent: 404", "3 pages, 0 shown"] {
        assert!(ended.said.contains(fault), "no {fault:?} in {}", ended.said);
    }
}

async fn a_table_that_hides_or_loses_something_is_refused() {
    const SOUND: &str = "th, td { overflow-wrap: anywhere }";
    let page = |style: &str, wide: &str| {
        let html = format!(
            "<!doctype html><html lang=sv><title>Sida</title><link rel=icon href=data:,><style>@page answer {{ size: A4 landscape }}
             @media print {{ #svar {{ page: answer }} }} {style}</style><section id=svar><table><thead><tr>
             <th>Plats<th>Text<th>Antal</tr></thead><tbody><tr><td>Ale<td>{wide}<td>7</tr></table></section>"
        );
        routing::get(async || Html(html))
    };
    let long = "x".repeat(400);
    let router = Router::new()
        .route("/sound", page(SOUND, &long))
        .route("/wide", page("", &long))
        .route(
            "/clipped",
            page(&format!("{SOUND} td {{ overflow: hidden; max-width: 5em; white-space: nowrap }}"), &long),
        )
        .route(
            "/fewer",
            page(&format!("{SOUND} @media print {{ th:nth-child(3), td:nth-child(3) {{ display: none }} }}"), ""),
        );
    let server = LocalServer::open(router).await.expect("a port");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pages.json");
    let look = async |path: &str, decides: &str| {
        let pages = json!([{ "path": path, "token": "x", "decides": decides }]);
        fs::write(&file, pages.to_string()).expect("written");
        node("tables.mjs", &[server.url(), file.to_str().expect("a plain path")]).await.expect("Node.js runs")
    };
    look("/sound", "Antal").await.expect_well();
    for (path, decides, found) in [
        ("/sound", "Summa", "no column"),
        ("/wide", "Antal", "in print the table ends at"),
        ("/wide", "Antal", "“Antal” ends at"),
        ("/clipped", "Antal", "cells lose something"),
        ("/fewer", "Antal", "cells lose something"),
    ] {
        let ended = look(path, decides).await;
        assert!(!ended.well && ended.said.contains(found), "{path}: no {found:?} in {}", ended.said);
    }
}
