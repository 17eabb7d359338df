//! Sockets, as the client that most programs use speaks them.

use std::time::Duration;

use libtest_mimic::Trial;
use serde_json::json;

use crate::harness::{
    App, Need,
    local_server::LocalServer,
    node::node,
    socket::Socket,
    trial::{both, both_needing},
};

pub fn tests() -> Vec<Trial> {
    let by_clients: Vec<Trial> =
        both_needing![Need::Node; graphql_ws_lives_through_renewed_tokens_and_gives_up_what_cannot_mend_itself];
    let alone: Vec<Trial> = both![what_can_never_happen_is_refused_and_not_waited_for];
    by_clients.into_iter().chain(alone).collect()
}

async fn graphql_ws_lives_through_renewed_tokens_and_gives_up_what_cannot_mend_itself(app: App) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    let issuer = app.service.built_in.as_ref().expect("the tests configure a built-in issuer");
    // The clock stands still: the same token lasts a second from each connection on.
    let token = issuer.mint("demo-hub-manager", Duration::from_secs(1)).expect("minted");
    let url = format!("{}/graphql/ws", server.url().replace("http", "ws"));
    node("sockets.mjs", &[&url, &token]).await.expect("Node.js runs").expect_well();
}

async fn what_can_never_happen_is_refused_and_not_waited_for(app: App) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    let id = format!("need_{}", "0".repeat(26));
    for (arguments, field, rule) in [
        ("names: [\"NeedReportd\"]".to_owned(), "names.0", "EVENT_IS_UNKNOWN"),
        ("names: [\"NeedReported\", \"needReported\"]".to_owned(), "names.1", "EVENT_IS_UNKNOWN"),
        ("names: [\"\"]".to_owned(), "names.0", "EVENT_IS_UNKNOWN"),
        ("subjectIds: [\"garbage\"]".to_owned(), "subjectIds.0", "REFERENCE_IS_UNKNOWN"),
        (format!("subjectIds: [\"{id}\", \"need_1\"]"), "subjectIds.1", "REFERENCE_IS_UNKNOWN"),
        (format!("subjectIds: [\"{}\"]", id.replace("need", "kind")), "subjectIds.0", "REFERENCE_IS_UNKNOWN"),
        (format!("names: [\"NeedReportd\"], subjectIds: [\"{id}\"]"), "names.0", "EVENT_IS_UNKNOWN"),
    ] {
        let mut socket = Socket::open(&server, &app.token("demo-hub-manager")).await;
        let told = socket.text(&format!("subscription {{ happenings({arguments}) {{ id }} }}"), &json!({})).await;
        let wanted = [field, rule, "\"INVALID\""];
        assert!(wanted.iter().all(|part| told.contains(part)), "{arguments}: {told}");
    }
}
