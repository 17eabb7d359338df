//! Methods, content types, media types, bodies: what may come in and how it is answered.

use std::{net::SocketAddr, sync::atomic::Ordering, time::Duration};

use axum::body::Body;
use bytes::Bytes;
use edge::EdgeConfig;
use futures_util::{StreamExt, stream};
use http::{Request, StatusCode};

use crate::service::{TestService, encode, limits, service, service_with};

const JSON: (&str, &str) = ("content-type", "application/json");

fn touched(service: &TestService) -> usize {
    service.seen.touched.load(Ordering::SeqCst)
}

#[tokio::test]
async fn a_mutation_by_get_is_refused_and_not_executed() {
    let service = service();
    for accept in ["application/json", "application/graphql-response+json", "text/event-stream"] {
        let answer = service.get(&format!("query={}", encode("mutation { touch }")), &[("accept", accept)]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.header("allow"), "POST");
    }
    // The operation that is chosen decides, not the first.
    let two = encode("query A { hello } mutation B { touch }");
    assert_eq!(service.get(&format!("query={two}&operationName=A"), &[]).await.status, StatusCode::OK);
    assert_eq!(service.get(&format!("query={two}&operationName=B"), &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(touched(&service), 0);
    let posted = service.ask("mutation { touch }").await;
    assert_eq!((posted.status, touched(&service)), (StatusCode::OK, 1));
}

#[tokio::test]
async fn only_json_is_taken_so_that_no_form_can_forge_a_request() {
    let service = service();
    let body = r#"{"query":"mutation { touch }"}"#;
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=utf-16",
        "text/plain; application/json",
        "application/jsonx",
    ] {
        let answer = service.post(body, &[("content-type", kind)]).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE"),
            "{kind}"
        );
    }
    assert_eq!(service.post(body, &[]).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(
        service.post("query=mutation+{touch}", &[("content-type", "application/x-www-form-urlencoded")]).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    assert_eq!(touched(&service), 0);
    let answer = service.post(body, &[("content-type", "Application/JSON; Charset=\"UTF-8\"")]).await;
    assert_eq!((answer.status, touched(&service)), (StatusCode::OK, 1));
}

#[tokio::test]
async fn other_methods_are_told_which_to_use() {
    let service = service();
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
        let request = Request::builder().method(method).uri("/graphql").body(Body::empty()).unwrap();
        let answer = service.send(request).await;
        assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, POST"), "{method}");
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_announced_or_not() {
    let service = service();
    let ten = vec![b' '; 10 * 1024 * 1024];
    let announced = service.post(ten.clone(), &[JSON, ("content-length", "10485760")]).await;
    assert_eq!((announced.status, announced.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "LIMIT_BODY_BYTES"));
    let chunks = stream::iter(
        ten.chunks(64 * 1024).map(|c| Ok::<_, std::io::Error>(Bytes::copy_from_slice(c))).collect::<Vec<_>>(),
    );
    let streamed = service.post(Body::from_stream(chunks), &[JSON]).await;
    assert_eq!(streamed.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(streamed.json()["errors"][0]["extensions"]["limit"], 1_048_576);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_trickles_is_given_up() {
    let service = service();
    let drip = stream::unfold((), |()| async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        Some((Ok::<_, std::io::Error>(Bytes::from_static(b" ")), ()))
    });
    let answer = service.post(Body::from_stream(drip.boxed()), &[JSON]).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::REQUEST_TIMEOUT, "BODY_TIMED_OUT"));
}

#[tokio::test]
async fn bodies_under_way_leave_room_for_those_of_others() {
    // Sixteen pieces of 64 KiB, four of one address.
    let service = limits(|limits| (limits.bodies_bytes, limits.bodies_bytes_per_address) = (1 << 20, 256 << 10));
    let sent = |bytes: usize| r#"{"query":"{ hello }"}"#.to_owned() + &" ".repeat(bytes);
    let begun = stream::iter([Ok::<_, std::io::Error>(Bytes::from(sent(180_000)))]).chain(stream::pending());
    let mut unfinished = Box::pin(service.post(Body::from_stream(begun), &[JSON]));
    assert!(tokio::time::timeout(Duration::from_millis(50), &mut unfinished).await.is_err());
    let refused = service.post(sent(190_000), &[JSON]).await;
    assert_eq!(
        (refused.status, refused.code().as_str(), refused.header("retry-after")),
        (StatusCode::SERVICE_UNAVAILABLE, "BUSY", "5")
    );
    let mut other = Request::post("/graphql").header(JSON.0, JSON.1).body(Body::from(sent(100_000))).unwrap();
    other.extensions_mut().insert(axum::extract::ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 1))));
    assert_eq!(service.send(other).await.status, StatusCode::OK);
    drop(unfinished);
    assert_eq!(service.post(sent(190_000), &[JSON]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_list_of_operations_is_refused_whole() {
    let service = service();
    let one = r#"{"query":"mutation { touch }"}"#;
    let many = format!("[{}]", vec![one; 2_000].join(","));
    for body in [many, format!(" \n[{one}]"), "[]".into()] {
        let answer = service.post(body, &[JSON]).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "BATCHING_IS_OFF"));
    }
    assert_eq!(touched(&service), 0);
}

#[tokio::test]
async fn get_honours_operation_name_and_variables() {
    let service = service();
    let document = encode("query A { hello } query B($n: [Int!]!) { count(numbers: $n) }");
    let a = service.get(&format!("query={document}&operationName=A"), &[]).await;
    assert_eq!(a.json()["data"]["hello"], "hej");
    let b = service.get(&format!("query={document}&operationName=B&variables={}", encode(r#"{"n":[1,2]}"#)), &[]).await;
    assert_eq!(b.json()["data"]["count"], 2);
    let none = service.get(&format!("query={document}"), &[]).await;
    assert_eq!((none.status, none.code().as_str()), (StatusCode::BAD_REQUEST, "OPERATION_NAME_REQUIRED"));
    let other = service.get(&format!("query={document}&operationName=C"), &[]).await;
    assert_eq!((other.status, other.code().as_str()), (StatusCode::BAD_REQUEST, "OPERATION_NOT_FOUND"));
    let broken = service.get(&format!("query={document}&operationName=A&variables=%5B"), &[]).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert_eq!(service.get(&"a".repeat(20_000), &[]).await.status, StatusCode::URI_TOO_LONG);
}

#[tokio::test]
async fn the_answer_has_the_media_type_that_was_asked_for() {
    let service = service();
    for (accept, expected) in [
        ("application/graphql-response+json", "application/graphql-response+json; charset=utf-8"),
        ("application/json", "application/json; charset=utf-8"),
        ("*/*", "application/json; charset=utf-8"),
        (
            "application/json;q=0.5, application/graphql-response+json",
            "application/graphql-response+json; charset=utf-8",
        ),
        ("text/html, application/*;q=0.2", "application/json; charset=utf-8"),
    ] {
        let answer = service.ask_with("{ hello }", serde_json::json!({}), &[("accept", accept)]).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, expected), "{accept}");
    }
    for accept in ["text/html", "image/png, application/xml", "application/json;q=0"] {
        let answer = service.ask_with("mutation { touch }", serde_json::json!({}), &[("accept", accept)]).await;
        assert_eq!(answer.status, StatusCode::NOT_ACCEPTABLE, "{accept}");
    }
    assert_eq!(touched(&service), 0);
}

#[tokio::test]
async fn request_ids_are_taken_when_plain_and_made_otherwise() {
    let service = service();
    let given = service.ask_with("{ requestId }", serde_json::json!({}), &[("x-request-id", "abc-12345")]).await;
    assert_eq!(given.header("x-request-id"), "abc-12345");
    assert_eq!(given.json()["data"]["requestId"], "abc-12345");
    for bad in ["kort", "med mellanslag och <b>", &"x".repeat(65), "rad\u{e5}dgivare-1"] {
        let made = service.ask_with("{ requestId }", serde_json::json!({}), &[("x-request-id", bad)]).await;
        assert_eq!(made.header("x-request-id").len(), 32);
        assert_ne!(made.header("x-request-id"), bad);
    }
}

#[tokio::test]
async fn the_door_is_told_the_circumstances() {
    let service = service();
    let headers = [
        ("idempotency-key", "k-1"),
        ("x-purpose", "Uppföljning"),
        ("accept-language", "en"),
        ("last-event-id", "event_4"),
    ];
    service.ask_with("{ hello }", serde_json::json!({}), &headers).await;
    service.ask_with("{ hello }", serde_json::json!({ "a": 1 }), &headers).await;
    let calls = service.seen.calls.lock();
    assert_eq!(calls[0].idempotency_key.as_deref(), Some("k-1"));
    assert_eq!(calls[0].purpose.as_deref(), Some("Uppföljning"));
    assert_eq!(calls[0].lang, kernel::Lang::En);
    assert_eq!(calls[0].last_event_id.as_deref(), Some("event_4"));
    assert_ne!(calls[0].request_id, calls[1].request_id);
}

#[tokio::test]
async fn browsers_of_other_origins_are_let_in_only_when_configured() {
    let preflight = || {
        Request::builder()
            .method("OPTIONS")
            .uri("/graphql")
            .header("origin", "https://analys.example")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type,authorization")
            .body(Body::empty())
            .unwrap()
    };
    let closed = service();
    let answer = closed.send(preflight()).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (StatusCode::METHOD_NOT_ALLOWED, ""));
    let open = service_with(|config| config.origins = vec!["https://analys.example".into()]);
    let answer = open.send(preflight()).await;
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (StatusCode::OK, "https://analys.example")
    );
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    let other = open.ask_with("{ hello }", serde_json::json!({}), &[("origin", "https://evil.example")]).await;
    assert_eq!(other.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn the_schema_is_public_and_tagged() {
    let service = service();
    let get = |tag: &str| Request::get("/schema.graphql").header("if-none-match", tag).body(Body::empty()).unwrap();
    let first = service.send(get("\"other\"")).await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.text.contains("type Mutation"));
    let again = service.send(get(first.header("etag"))).await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let tag = first.header("etag").trim_matches('"');
    // As a proxy that compresses the answer leaves the tag.
    for known in [format!("\"{tag}-gzip\""), format!("W/\"{tag}-gzip\""), format!("\"x\", \"{tag}\"")] {
        assert_eq!(service.send(get(&known)).await.status, StatusCode::NOT_MODIFIED, "{known}");
    }
    let held = |tag: &str| Request::get("/schema.graphql").header("if-match", tag).body(Body::empty()).unwrap();
    assert_eq!(service.send(held(first.header("etag"))).await.status, StatusCode::OK);
    assert_eq!(service.send(held("\"other\"")).await.status, StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn health_readiness_and_metrics_answer() {
    let get = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    let well = service_with(|config| config.metrics = std::sync::Arc::new(|| "a 1\n".into()));
    assert_eq!(well.send(get("/healthz")).await.status, StatusCode::OK);
    assert_eq!(well.send(get("/readyz")).await.status, StatusCode::OK);
    assert_eq!(well.send(get("/metrics")).await.text, "a 1\n");
    let ill = service_with(|config: &mut EdgeConfig| {
        config.ready = std::sync::Arc::new(|| Box::pin(async { Err("hunter2".into()) }));
    });
    let answer = ill.send(get("/readyz")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.text.contains("hunter2"));
}

#[tokio::test]
async fn the_door_stands_before_any_schema() {
    let service = service().before(crate::service::reading_only());
    let answer = service.ask("mutation { touch }").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "GRAPHQL_VALIDATION_FAILED"));
    assert_eq!(service.ask("{ hello }").await.status, StatusCode::OK);
}

/// As behind a proxy that speaks HTTP/1.0, or passes no `Upgrade` on.
#[tokio::test]
async fn what_opens_no_socket_where_sockets_are_opened_is_told_what_is_missing() {
    let service = service();
    let upgrade = [("connection", "upgrade"), ("upgrade", "websocket"), ("sec-websocket-version", "13")];
    for (method, headers) in [
        ("GET", &[][..]),
        ("GET", &[("connection", "close"), ("sec-websocket-version", "13")]),
        ("GET", &[("connection", "upgrade"), ("upgrade", "h2c")]),
        ("GET", &upgrade[..2]),
        ("POST", &upgrade),
    ] {
        let mut request = Request::builder().method(method).uri("/graphql/ws").header("accept-language", "en");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = service.send(request.body(Body::empty()).unwrap()).await;
        let told = (answer.status, answer.code(), answer.header("upgrade").to_owned());
        assert_eq!(
            told,
            (StatusCode::UPGRADE_REQUIRED, "UPGRADE_REQUIRED".to_owned(), "websocket".to_owned()),
            "{headers:?}"
        );
        assert!(answer.text.contains("proxy") && answer.text.contains("Upgrade"), "{}", answer.text);
    }
}
