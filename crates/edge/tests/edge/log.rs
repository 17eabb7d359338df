//! What the log says, and what it must never say.

use std::{
    io::Write,
    sync::{Arc, LazyLock},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use edge::{
    Authenticator,
    auth::{AGE_CEILING, Issuer, KEYS_KEPT, KeySource},
};
use jsonwebtoken::Algorithm;
use kernel::SystemClock;
use parking_lot::Mutex;
use serde_json::json;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tracing_subscriber::fmt::{MakeWriter, format::FmtSpan};

use crate::{
    issuer::{Idp, Outside, claims},
    service::{AUDIENCE, ISSUER, service},
    tokens::pass,
};

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

/// What is said from the first time that this is asked for, by all tests.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    // For the whole process: a subscriber of one thread misses what another thread was first to pass.
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    log
});

fn text() -> String {
    String::from_utf8(LOG.0.lock().clone()).unwrap()
}

/// The lines that hold all of this.
fn lines_with(words: &[&str]) -> Vec<String> {
    text().lines().filter(|line| words.iter().all(|word| line.contains(word))).map(str::to_owned).collect()
}

#[tokio::test]
async fn a_socket_refused_for_its_origin_is_logged_with_origin_and_host() {
    LazyLock::force(&LOG);
    let service = service();
    let (address, _stop, _task) = service.listen().await;
    let mut request = format!("ws://{address}/graphql/ws").into_client_request().unwrap();
    for (name, value) in [
        ("sec-websocket-protocol", "graphql-transport-ws"),
        ("origin", "https://strange-origin.example"),
        ("host", "met-by-this-host.example"),
        ("x-request-id", "strange-origin-1"),
    ] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    assert!(tokio_tungstenite::connect_async(request).await.is_err());
    let lines = lines_with(&["https://strange-origin.example", "met-by-this-host.example", "a socket is refused"]);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].contains("INFO") && lines[0].contains("strange-origin-1"), "{}", lines[0]);
}

#[tokio::test]
async fn an_odd_entry_of_a_key_set_is_logged_once_for_each_set() {
    LazyLock::force(&LOG);
    let key = Outside::p256("k1");
    let (idp, url) = Idp::start(&[&key]).await;
    let issuer = "https://odd-entries.example";
    let odd = |kid: &str| json!({ "kty": "AKP", "alg": "ML-DSA-65", "pub": "AA", "kid": kid });
    idp.keys.lock().push(odd("of-tomorrow"));
    let believed = Issuer {
        issuer: issuer.into(),
        audiences: vec![AUDIENCE.into()],
        algorithms: vec![Algorithm::ES256],
        keys: KeySource::JwksUrl(url),
        keys_kept: KEYS_KEPT,
        subject: "sub".into(),
    };
    let authenticator = Authenticator::new(vec![believed], Arc::new(SystemClock)).unwrap();
    let ask = async |subject: &str| {
        let mut claims = claims();
        (claims["iss"], claims["sub"]) = (json!(issuer), json!(subject));
        authenticator.verify(&key.sign(&claims)).await.unwrap();
    };
    let told = || lines_with(&[issuer, "is passed over"]);
    ask("anna").await;
    assert_eq!(told().len(), 1, "{:#?}", told());
    assert!(
        told()[0].contains("of-tomorrow") && told()[0].contains("AKP") && told()[0].contains("entry=1"),
        "{:#?}",
        told()
    );
    // Fetched again, and nothing has changed.
    for nth in 0..3 {
        pass(AGE_CEILING).await;
        ask(&format!("berit-{nth}")).await;
        assert_eq!((idp.asked(), told().len()), (nth + 2, 1));
    }
    idp.keys.lock().push(odd("of-the-day-after"));
    pass(AGE_CEILING).await;
    ask("cecilia").await;
    // Two odd ones stand in the new set.
    assert_eq!(told().len(), 3, "{:#?}", told());
    pass(AGE_CEILING).await;
    ask("david").await;
    assert_eq!(told().len(), 3);
}

#[tokio::test]
async fn a_token_that_is_too_long_is_logged_without_the_token() {
    LazyLock::force(&LOG);
    let service = service();
    let token = format!("{}.{}.{}", "a".repeat(40), "veryLongClaims".repeat(4_000), "c2lnbmF0dXJlT2ZUaGVMb25n");
    let headers = [("authorization", format!("Bearer {token}")), ("x-request-id", "too-long-token".to_owned())];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = service.ask_with("{ hello }", json!({}), &headers).await;
    assert_eq!(answer.code(), "TOKEN_TOO_LONG");
    let lines = lines_with(&["too-long-token", "a token is refused"]);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].contains(&token.len().to_string()) || lines[0].contains("32768"), "{}", lines[0]);
    let text = text();
    assert!(!text.contains("veryLongClaims") && !text.contains("c2lnbmF0dXJlT2ZUaGVMb25n"));
}

#[tokio::test]
async fn the_log_names_the_operation_and_never_a_token_or_a_variable() {
    LazyLock::force(&LOG);
    let service = service();
    let token = service.token();
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("x-request-id", "req-log-test"), ("x-purpose", "Ärende 4711")];
    let document = "query Find($name: String) { secret things(filter: { name: $name }) { totalCount } }";
    service.ask_with(document, json!({ "name": "19121212-1212" }), &headers).await;
    let forged = format!("{bearer}x");
    service.ask_with("{ hello }", json!({}), &[("authorization", &forged)]).await;
    let elsewhere =
        json!({ "iss": "https://sts.example/t/", "aud": "00000003-graph", "sub": "bertil-karlsson", "exp": 1 });
    let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let foreign = format!("{}.{}.c2lnbmF0dXJl", part(&json!({ "alg": "RS256", "kid": "7" })), part(&elsewhere));
    service.ask_with("{ hello }", json!({}), &[("authorization", &format!("Bearer {foreign}"))]).await;
    service.get("query=%7Bhello%7D&variables=%7B%22a%22%3A%2219121212-1212%22%7D", &[]).await;
    // Of this test's own requests, and of those whose tokens are refused: other tests speak meanwhile.
    let text = text();
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
