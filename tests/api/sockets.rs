//! Sockets, as the client that most programs use speaks them.

use std::time::Duration;

use libtest_mimic::Trial;

use crate::harness::{App, Need, node::node, street::Street, trial::both_needing};

pub fn tests() -> Vec<Trial> {
    both_needing![Need::Node; graphql_ws_lives_through_renewed_tokens_and_gives_up_what_cannot_mend_itself]
}

async fn graphql_ws_lives_through_renewed_tokens_and_gives_up_what_cannot_mend_itself(app: App) {
    let street = Street::open(app.router()).await.expect("a port");
    let issuer = app.house.built_in.as_ref().expect("the tests configure a built-in issuer");
    // The clock stands still: the same token lasts a second from each connection on.
    let token = issuer.mint("demo-hub-manager", Duration::from_secs(1)).expect("minted");
    let url = format!("{}/graphql/ws", street.url().replace("http", "ws"));
    node("sockets.mjs", &[&url, &token]).await.expect("Node.js runs").expect_well();
}
