//! What the log says, and what it must never say.

use std::{io::Write, sync::Arc};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use parking_lot::Mutex;
use serde_json::json;
use tracing_subscriber::fmt::{MakeWriter, format::FmtSpan};

use crate::house::{ISSUER, house};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_log_names_the_operation_and_never_a_token_or_a_variable() {
    let log = Log::default();
    // For the whole process: a subscriber of one thread misses what another thread was first to pass.
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let house = house();
    let token = house.token();
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("x-request-id", "req-log-test"), ("x-purpose", "Ärende 4711")];
    let document = "query Find($name: String) { secret things(filter: { name: $name }) { totalCount } }";
    house.ask_with(document, json!({ "name": "19121212-1212" }), &headers).await;
    let forged = format!("{bearer}x");
    house.ask_with("{ hello }", json!({}), &[("authorization", &forged)]).await;
    let elsewhere =
        json!({ "iss": "https://sts.example/t/", "aud": "00000003-graph", "sub": "bertil-karlsson", "exp": 1 });
    let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let foreign = format!("{}.{}.c2lnbmF0dXJl", part(&json!({ "alg": "RS256", "kid": "7" })), part(&elsewhere));
    house.ask_with("{ hello }", json!({}), &[("authorization", &format!("Bearer {foreign}"))]).await;
    house.get("query=%7Bhello%7D&variables=%7B%22a%22%3A%2219121212-1212%22%7D", &[]).await;
    let text = String::from_utf8(log.0.lock().clone()).unwrap();
    for word in ["req-log-test", "Find", "query", "hunter2", "/graphql", "UNAUTHENTICATED"]
        .into_iter()
        // Of each token that is refused: whose it says it is, and why.
        .chain([
            ISSUER,
            "the signature is not of the issuer's key",
            "https://sts.example/t/",
            "no issuer of this name",
            "00000003-graph",
        ])
    {
        assert!(text.contains(word), "{word} is missing: {text}");
    }
    for word in
        [token.as_str(), token.split('.').next_back().unwrap(), "19121212", "4711", "anna", "bertil", "c2lnbmF0dXJl"]
    {
        assert!(!text.contains(word), "{word} is in the log: {text}");
    }
}
