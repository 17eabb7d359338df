//! The WebSocket protocol, on loopback.

mod shares;

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{
        Message,
        client::IntoClientRequest,
        protocol::{
            CloseFrame,
            frame::{
                Frame,
                coding::{CloseCode, Data, OpCode},
            },
        },
    },
};

use edge::{Authenticator, BuiltIn, auth::AGE_FLOOR};

use crate::{
    issuer::{Idp, Outside, claims},
    service::{AUDIENCE, Apart, ISSUER, TestService, limits, service, service_with, with_a_token_in_its_last_seconds},
    tokens::{believing, pass},
};

pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    async fn connect(address: SocketAddr) -> Self {
        Self::with_protocol(address, Some("graphql-transport-ws")).await
    }

    async fn with_protocol(address: SocketAddr, protocol: Option<&str>) -> Self {
        let mut request = format!("ws://{address}/graphql/ws").into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        Self(connect_async(request).await.unwrap().0)
    }

    pub async fn greeted(address: SocketAddr, bearer: Option<String>) -> Self {
        let mut socket = Self::connect(address).await;
        socket.say(json!({ "type": "connection_init", "payload": { "authorization": bearer } })).await;
        assert_eq!(socket.hear().await["type"], "connection_ack");
        socket
    }

    async fn try_connect(address: SocketAddr) -> bool {
        connect_async(format!("ws://{address}/graphql/ws")).await.is_ok()
    }

    /// As greeted, as soon as there is a place.
    async fn patient(address: SocketAddr, bearer: Option<String>) -> Self {
        while !Self::try_connect(address).await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        Self::greeted(address, bearer).await
    }

    async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    pub async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({ "type": "subscribe", "id": id, "payload": { "query": query } })).await;
    }

    pub async fn hear(&mut self) -> Value {
        loop {
            match timeout(Duration::from_secs(5), self.0.next()).await.unwrap().unwrap().unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The code the other side closes with.
    async fn closed(&mut self) -> u16 {
        loop {
            match timeout(Duration::from_secs(5), self.0.next()).await.unwrap() {
                Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

pub async fn listening(service: &TestService) -> SocketAddr {
    let (address, stop, _) = service.listen().await;
    // The listener lives as long as the test.
    std::mem::forget(stop);
    address
}

#[tokio::test]
async fn every_kind_of_operation_runs_and_completes() {
    let service = service();
    let address = listening(&service).await;
    let mut socket = Socket::greeted(address, Some(format!("Bearer {}", service.token()))).await;
    for (id, query, path) in [("1", "{ hello }", "hello"), ("2", "mutation { touch }", "touch")] {
        socket.subscribe(id, query).await;
        let next = socket.hear().await;
        assert_eq!((&next["type"], &next["id"]), (&json!("next"), &json!(id)));
        assert!(!next["payload"]["data"][path].is_null());
        assert!(next["payload"]["extensions"]["cost"]["requested"].is_u64());
        assert_eq!(socket.hear().await, json!({ "type": "complete", "id": id }));
    }
    socket.subscribe("3", "subscription { ticks(count: 2) { number } }").await;
    for number in 0..2 {
        assert_eq!(socket.hear().await["payload"]["data"]["ticks"]["number"], number);
    }
    assert_eq!(socket.hear().await["type"], "complete");
    assert_eq!(service.seen.identities.lock()[0].as_ref().unwrap().subject, "anna");
    socket.say(json!({ "type": "ping" })).await;
    assert_eq!(socket.hear().await["type"], "pong");
}

#[tokio::test]
async fn refusals_are_error_messages_with_the_same_codes() {
    let service = service();
    let mut socket = Socket::greeted(listening(&service).await, None).await;
    let deep = format!("{{ unknown(x: {}1{}) }}", "[".repeat(1_500), "]".repeat(1_500));
    for (query, code) in [
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("subscription { unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ __schema { queryType { name } } }", "INTROSPECTION_NEEDS_SIGN_IN"),
        (deep.as_str(), "LIMIT_NESTING"),
    ] {
        socket.subscribe("1", query).await;
        let error = socket.hear().await;
        assert_eq!(
            (&error["type"], &error["payload"][0]["extensions"]["code"]),
            (&json!("error"), &json!(code)),
            "{error}"
        );
    }
    // The id is free again, and nothing more was said of it.
    socket.subscribe("1", "{ hello }").await;
    assert_eq!(socket.hear().await["type"], "next");
}

#[tokio::test]
async fn the_protocols_close_codes() {
    let service = limits(|limits| limits.init_time = Duration::from_millis(300));
    let address = listening(&service).await;
    let init = json!({ "type": "connection_init" });
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": { "query": "subscription { forever }" } });
    let cases: [(&[Value], u16); 9] = [
        (&[], 4408),
        (std::slice::from_ref(&subscribe), 4401),
        (&[json!({ "type": "connection_init", "payload": { "authorization": "Bearer x.y.z" } })], 4401),
        (&[init.clone(), init.clone()], 4429),
        (&[init.clone(), subscribe.clone(), subscribe.clone()], 4409),
        (&[init.clone(), json!({ "type": "start" })], 4400),
        (&[init.clone(), json!([1])], 4400),
        (&[init.clone(), json!({ "type": "subscribe", "id": "", "payload": { "query": "{ hello }" } })], 4400),
        (&[init.clone(), json!({ "type": "subscribe", "id": "1", "payload": { "query": 1 } })], 4400),
    ];
    for (messages, code) in cases {
        let mut socket = Socket::connect(address).await;
        for message in messages {
            socket.say(message.clone()).await;
        }
        assert_eq!(socket.closed().await, code, "{messages:?}");
    }
    let mut socket = Socket::with_protocol(address, None).await;
    assert_eq!(socket.closed().await, 4406);
    let mut socket = Socket::connect(address).await;
    let latin = Frame::message(b"\"\xe5\"".as_slice(), OpCode::Data(Data::Text), true);
    socket.0.send(Message::Frame(latin)).await.unwrap();
    assert_eq!(socket.closed().await, 1007);
}

#[tokio::test]
async fn a_socket_holds_fifty_subscriptions_and_completing_frees_them() {
    let service = service();
    let mut socket = Socket::greeted(listening(&service).await, None).await;
    for id in 0..50 {
        socket.subscribe(&id.to_string(), "subscription { forever }").await;
        assert_eq!(socket.hear().await["type"], "next");
    }
    socket.subscribe("50", "{ hello }").await;
    assert_eq!(socket.hear().await["payload"][0]["extensions"]["code"], "LIMIT_SUBSCRIPTIONS");
    socket.say(json!({ "type": "complete", "id": "7" })).await;
    socket.subscribe("7", "subscription { forever }").await;
    assert_eq!(socket.hear().await["type"], "next");
}

#[tokio::test]
async fn a_panic_in_one_operation_does_not_end_the_socket() {
    let service = service();
    let mut socket = Socket::greeted(listening(&service).await, None).await;
    socket.subscribe("1", "{ panics }").await;
    let error = socket.hear().await;
    assert_eq!(error["payload"][0]["extensions"]["code"], "INTERNAL");
    assert!(!error.to_string().contains("hunter2"));
    socket.subscribe("2", "{ hello }").await;
    assert_eq!(socket.hear().await["type"], "next");
}

#[tokio::test]
async fn the_end_of_the_token_closes_the_socket() {
    let (service, token) = with_a_token_in_its_last_seconds();
    let mut socket = Socket::greeted(listening(&service).await, Some(format!("bearer {token}"))).await;
    socket.subscribe("0", "{ hello }").await;
    assert_eq!(socket.hear().await["type"], "next");
    assert_eq!(socket.hear().await["type"], "complete");
    socket.subscribe("1", "subscription { forever }").await;
    // graphql-ws connects again upon this code, and holds 4401 for final.
    assert_eq!(socket.closed().await, 4403);
    // So it is when the token was over before it came.
    let folder = tempfile::tempdir().unwrap();
    let earlier = BuiltIn::open(&folder.path().join("key"), ISSUER, AUDIENCE, Arc::new(Apart(-3_600))).unwrap();
    let believing = Authenticator::new(vec![earlier.as_issuer()], Arc::new(kernel::SystemClock)).unwrap();
    let service = service_with(|config| config.authenticator = Arc::new(believing));
    let mut socket = Socket::connect(listening(&service).await).await;
    let bearer = format!("Bearer {}", earlier.mint("anna", Duration::from_secs(60)).unwrap());
    socket.say(json!({ "type": "connection_init", "payload": { "authorization": bearer } })).await;
    assert_eq!(socket.closed().await, 4403);
}

#[tokio::test]
async fn a_message_too_large_closes_the_socket_with_its_code() {
    let service = service();
    let address = listening(&service).await;
    for (kilobytes, greeted) in [(300, true), (300, false), (8_000, true)] {
        let mut socket = if greeted { Socket::greeted(address, None).await } else { Socket::connect(address).await };
        let _ = socket.0.send(Message::text("x".repeat(kilobytes * 1024))).await;
        assert_eq!(socket.closed().await, 1009, "{kilobytes} kB");
    }
}

#[tokio::test]
async fn a_close_is_answered_at_once() {
    let service = service();
    let address = listening(&service).await;
    for greeted in [true, false] {
        let mut socket = if greeted { Socket::greeted(address, None).await } else { Socket::connect(address).await };
        if greeted {
            socket.subscribe("1", "subscription { forever }").await;
            assert_eq!(socket.hear().await["type"], "next");
        }
        let frame = CloseFrame { code: CloseCode::Normal, reason: "done".into() };
        socket.0.send(Message::Close(Some(frame))).await.unwrap();
        let started = Instant::now();
        assert_eq!(socket.closed().await, 1000);
        assert!(started.elapsed() < Duration::from_millis(500));
    }
}

#[tokio::test]
async fn a_key_that_the_issuer_may_have_by_now_is_told_to_come_again() {
    let (old, new) = (Outside::p256("k1"), Outside::p256("k2"));
    let (idp, url) = Idp::start(&[&old]).await;
    let service = service_with(|config| config.authenticator = Arc::new(believing(&url)));
    let address = listening(&service).await;
    let bearer = |key: &Outside| format!("Bearer {}", key.sign(&claims()));
    let closed = async |bearer: String| {
        let mut socket = Socket::connect(address).await;
        socket.say(json!({ "type": "connection_init", "payload": { "authorization": bearer } })).await;
        socket.closed().await
    };
    assert_eq!(closed(bearer(&Outside::p256("forged"))).await, 4401);
    idp.offer(&[&old, &new]);
    assert_eq!(closed(bearer(&new)).await, 1013);
    Socket::greeted(address, Some(bearer(&old))).await;
    pass(AGE_FLOOR).await;
    Socket::greeted(address, Some(bearer(&new))).await;
}

#[tokio::test]
async fn a_token_of_many_groups_is_read_whichever_way_it_comes() {
    let key = Outside::p256("k1");
    let (_idp, url) = Idp::start(&[&key]).await;
    let service = service_with(|config| config.authenticator = Arc::new(believing(&url)));
    let address = listening(&service).await;
    let mut claims = claims();
    claims["groups"] = (0..200).map(|n| format!("{n:08}-0000-0000-0000-000000000000")).collect();
    let bearer = format!("Bearer {}", key.sign(&claims));
    assert!(bearer.len() > 10 * 1024, "{} bytes", bearer.len());
    let body = json!({ "query": "{ hello }" }).to_string();
    // HTTP/1.1.
    let answer = reqwest::Client::new()
        .post(format!("http://{address}/graphql"))
        .header("authorization", &bearer)
        .header("content-type", "application/json")
        .body(body.clone());
    let answer: Value = answer.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["data"]["hello"], "hej", "{answer}");
    // HTTP/2, without TLS as behind a proxy.
    let stream = hyper_util::rt::TokioIo::new(TcpStream::connect(address).await.unwrap());
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(hyper_util::rt::TokioExecutor::new(), stream).await.unwrap();
    tokio::spawn(connection);
    let request = http::Request::post(format!("http://{address}/graphql"))
        .header("authorization", &bearer)
        .header("content-type", "application/json")
        .body(body)
        .unwrap();
    let answer = sender.send_request(request).await.unwrap();
    assert_eq!((answer.status(), answer.version()), (http::StatusCode::OK, http::Version::HTTP_2));
    let bytes = http_body_util::BodyExt::collect(answer.into_body()).await.unwrap().to_bytes();
    assert!(String::from_utf8_lossy(&bytes).contains("hej"));
    // A socket.
    let mut socket = Socket::greeted(address, Some(bearer)).await;
    socket.subscribe("1", "{ hello }").await;
    assert_eq!(socket.hear().await["payload"]["data"]["hello"], "hej");
    let seen = service.seen.identities.lock();
    assert!(seen.len() == 3 && seen.iter().all(|who| who.as_ref().is_some_and(|who| who.subject == "berit")));
}

#[tokio::test]
async fn closing_the_socket_drops_its_operations() {
    let service = service();
    let mut socket = Socket::greeted(listening(&service).await, None).await;
    socket.subscribe("1", "{ slow }").await;
    while service.seen.calls.lock().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(socket);
    let dropped = async {
        while service.seen.dropped.load(std::sync::atomic::Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(timeout(Duration::from_secs(5), dropped).await.is_ok());
}

#[tokio::test]
async fn pages_of_other_origins_are_turned_away() {
    let service = service();
    let address = listening(&service).await;
    let open = async |origin: &str| {
        let mut request = format!("ws://{address}/graphql/ws").into_client_request().unwrap();
        request.headers_mut().insert("origin", origin.parse().unwrap());
        connect_async(request).await.is_ok()
    };
    assert!(!open("https://evil.example").await);
    assert!(open(&format!("http://{address}")).await);
    // A star would be every page there is; it is none.
    let service = service_with(|config| config.origins = vec!["*".into(), "https://nav.example".into()]);
    let address = listening(&service).await;
    let mut request = format!("ws://{address}/graphql/ws").into_client_request().unwrap();
    request.headers_mut().insert("origin", "https://evil.example".parse().unwrap());
    let refused = connect_async(request).await.expect_err("not among them").to_string();
    assert!(refused.contains("403"), "{refused}");
    let asked = service.ask_with("{ hello }", json!({}), &[("origin", "https://nav.example")]).await;
    assert_eq!(asked.header("access-control-allow-origin"), "https://nav.example");
}

/// Behind a proxy that writes a `Host` of its own: the refusal names both, and a configured origin is one with a last slash too.
#[tokio::test]
async fn a_page_behind_a_proxy_that_rewrites_host_is_told_so_or_configured() {
    let ask = async |service: &TestService| {
        let address = listening(service).await;
        let mut request = format!("ws://{address}/graphql/ws").into_client_request().unwrap();
        request.headers_mut().insert("origin", "https://nav.example.se".parse().unwrap());
        match connect_async(request).await {
            Ok(_) => None,
            Err(tokio_tungstenite::tungstenite::Error::Http(answer)) => {
                Some(String::from_utf8(answer.into_body().unwrap_or_default()).unwrap())
            }
            Err(other) => panic!("{other}"),
        }
    };
    let refused = ask(&service()).await.expect("refused");
    for word in ["https://nav.example.se", "127.0.0.1:", "origins", "Host", "DENIED"] {
        assert!(refused.contains(word), "{word} is missing: {refused}");
    }
    for origin in ["https://nav.example.se", "https://nav.example.se/"] {
        let service = service_with(|config| config.origins = vec![origin.into()]);
        assert_eq!(ask(&service).await, None, "{origin}");
    }
}
