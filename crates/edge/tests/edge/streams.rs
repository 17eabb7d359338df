//! Event streams.

use std::time::Duration;

use axum::body::Body;
use edge::{Authenticator, EdgeConfig};
use futures_util::StreamExt;
use http::{Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::service::{TestService, encode, limits, service, service_with, with_a_token_in_its_last_seconds};

const STREAM: (&str, &str) = ("accept", "text/event-stream");

/// The events of a finished stream: name, id, data.
fn events(text: &str) -> Vec<(String, Option<String>, String)> {
    let event = |block: &str| {
        let line = |name: &str| {
            block.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim_start().to_owned())
        };
        Some((line("event:")?, line("id:"), line("data:").unwrap_or_default()))
    };
    text.split("\n\n").filter_map(event).collect()
}

#[tokio::test]
async fn a_subscription_streams_events_with_ids_and_completes() {
    let service = service();
    for answer in [
        service.ask_with("subscription { ticks(count: 3) { eventId number } }", json!({}), &[STREAM]).await,
        service
            .get(&format!("query={}", encode("subscription { ticks(count: 3) { eventId number } }")), &[STREAM])
            .await,
    ] {
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("content-type").starts_with("text/event-stream"));
        let events = events(&answer.text);
        let names: Vec<_> = events.iter().map(|event| event.0.as_str()).collect();
        assert_eq!(names, ["next", "next", "next", "complete"]);
        assert_eq!(events[2].1.as_deref(), Some("event_2"));
        let data: Value = serde_json::from_str(&events[2].2).unwrap();
        assert_eq!(data["data"]["ticks"]["number"], 2);
        assert!(data["extensions"]["cost"]["remaining"].is_u64());
    }
}

#[tokio::test]
async fn a_subscription_asks_for_one_field_in_whatever_fragments() {
    let service = service();
    for document in [
        "subscription { ... on Subscriptions { ticks(count: 3) { number } } }",
        "subscription { ... { ... { ticks(count: 3) { number } } } }",
        "subscription { ...A } fragment A on Subscriptions { ticks(count: 3) { ...B } } fragment B on Tick { number }",
        "subscription { ...A ...A } fragment A on Subscriptions { ...B } fragment B on Subscriptions { ticks(count: 3) { number } }",
        "subscription S { ...A } fragment A on Subscriptions { ticks(count: 3) { number } }",
    ] {
        let events = events(&service.ask_with(document, json!({}), &[STREAM]).await.text);
        let names: Vec<_> = events.iter().map(|event| event.0.as_str()).collect();
        assert_eq!(names, ["next", "next", "next", "complete"], "{document}");
        let data: Value = serde_json::from_str(&events[2].2).unwrap();
        assert_eq!(data["data"], json!({ "ticks": { "number": 2 } }), "{document}");
    }
    let both = "subscription { ticks(count: 1) { number } ... { ticks(count: 1) { eventId } } }";
    let one = events(&service.ask_with(both, json!({}), &[STREAM]).await.text);
    assert_eq!(one.len(), 2);
    assert!(one[0].2.contains(r#""ticks":{"number":0,"eventId":"event_0"}"#), "{}", one[0].2);

    let told = "A subscription asks for one field";
    for (document, words) in [
        ("subscription { a: ticks(count: 1) { number } b: ticks(count: 1) { number } }", told),
        ("subscription { ticks(count: 1) { number } ...A } fragment A on Subscriptions { b: forever }", told),
        ("subscription { forever @skip(if: true) }", told),
        ("subscription { ... @include(if: true) { forever } }", told),
        ("subscription { ...A } fragment A on Subscriptions { forever @skip(if: false) }", told),
        ("subscription { ...A } fragment A on Query { hello }", ""),
        ("subscription { ...Nowhere }", ""),
        ("subscription { ...A } fragment A on Subscriptions { forever } fragment B on Tick { number }", ""),
    ] {
        let english = [STREAM, ("accept-language", "en")];
        let answer = service.ask_with(document, json!({}), &english).await.text;
        assert!(answer.contains("GRAPHQL_VALIDATION_FAILED") && answer.contains(words), "{document}: {answer}");
    }
}

#[tokio::test]
async fn a_stream_among_other_types_is_given_where_one_is_needed() {
    let service = service();
    let urql = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed";
    for accept in [urql, "application/json, text/event-stream;q=0.5", "text/event-stream;q=0.2, */*;q=0.9"] {
        let document = "subscription { ticks(count: 2) { number } }";
        let accept = [("accept", accept)];
        for answer in [
            service.ask_with(document, json!({}), &accept).await,
            service.get(&format!("query={}", encode(document)), &accept).await,
        ] {
            assert_eq!(answer.status, StatusCode::OK, "{accept:?} {}", answer.text);
            assert!(answer.header("content-type").starts_with("text/event-stream"), "{accept:?}");
            assert_eq!(events(&answer.text).len(), 3);
        }
        // What is answered once is answered so.
        for document in ["{ hello }", "mutation { touch }"] {
            let answer = service.ask_with(document, json!({}), &accept).await;
            assert!(answer.header("content-type").contains("json"), "{accept:?} {document}");
            assert!(answer.json()["data"].is_object(), "{}", answer.text);
        }
        let refused = service.ask_with("{ unknown }", json!({}), &accept).await;
        assert_eq!(refused.code(), "GRAPHQL_VALIDATION_FAILED");
        let written = service.get(&format!("query={}", encode("mutation { touch }")), &accept).await;
        assert_eq!(written.code(), "GET_IS_FOR_QUERIES");
    }
}

#[tokio::test]
async fn a_stream_resumes_after_the_last_event() {
    let service = service();
    let document = "subscription { ticks(count: 5) { eventId number } }";
    let answer = service.ask_with(document, json!({}), &[STREAM, ("last-event-id", "event_2")]).await;
    let ids: Vec<_> = events(&answer.text).into_iter().filter_map(|event| event.1).collect();
    assert_eq!(ids, ["event_3", "event_4"]);
}

#[tokio::test]
async fn queries_and_mutations_may_be_streamed_too() {
    let service = service();
    let answer = service.ask_with("mutation { touch }", json!({}), &[STREAM]).await;
    let events = events(&answer.text);
    assert_eq!(events.len(), 2);
    assert!(events[0].2.contains("\"touch\":1"));
}

#[tokio::test]
async fn what_is_refused_before_the_stream_is_an_ordinary_answer() {
    let service = service();
    for (document, status) in [("{", StatusCode::BAD_REQUEST), ("{ unknown }", StatusCode::BAD_REQUEST)] {
        let answer = service.ask_with(document, json!({}), &[STREAM]).await;
        assert_eq!(answer.status, status);
        assert!(answer.header("content-type").starts_with("application/graphql-response+json"));
    }
    let plain = service.ask("subscription { ticks(count: 1) { number } }").await;
    assert_eq!((plain.status, plain.code().as_str()), (StatusCode::BAD_REQUEST, "SUBSCRIPTION_NEEDS_A_STREAM"));
    let denied = service.ask_with("subscription { forever }", json!({}), &[STREAM, ("x-purpose", "neka")]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn errors_in_a_stream_pass_the_same_boundary() {
    let service = service();
    let answer = service.ask_with("subscription { breaks }", json!({}), &[STREAM]).await;
    assert!(answer.text.contains("INTERNAL") && !answer.text.contains("hunter2"), "{}", answer.text);
}

async fn open(service: &TestService, headers: &[(&str, &str)]) -> http::Response<Body> {
    let mut request = Request::post("/graphql").header("content-type", "application/json").header(STREAM.0, STREAM.1);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = json!({ "query": "subscription { forever }" }).to_string();
    service.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_is_kept_alive() {
    let service = service();
    let mut chunks = open(&service, &[]).await.into_body().into_data_stream();
    assert!(chunks.next().await.unwrap().unwrap().starts_with(b"event: next"));
    assert!(chunks.next().await.unwrap().unwrap().starts_with(b":"));
}

#[tokio::test]
async fn the_end_of_the_token_ends_the_stream() {
    let (service, token) = with_a_token_in_its_last_seconds();
    let response = open(&service, &[("authorization", &format!("Bearer {token}"))]).await;
    let body = tokio::time::timeout(Duration::from_secs(5), axum::body::to_bytes(response.into_body(), 10_000)).await;
    let text = String::from_utf8(body.unwrap().unwrap().to_vec()).unwrap();
    let events = events(&text);
    assert_eq!(events.last().unwrap().0, "complete");
    assert!(events[events.len() - 2].2.contains("TOKEN_EXPIRED"), "{text}");
}

#[tokio::test]
async fn subscriptions_are_counted_and_their_places_freed() {
    let service = limits(|limits| limits.subscriptions = 1);
    let held = open(&service, &[]).await;
    let refused = open(&service, &[]).await;
    assert_eq!((held.status(), refused.status()), (StatusCode::OK, StatusCode::TOO_MANY_REQUESTS));
    drop(held);
    let again = async {
        while open(&service, &[]).await.status() != StatusCode::OK {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(5), again).await.is_ok());
}

#[tokio::test]
async fn configuration_reaches_the_stream() {
    let service = service_with(|config: &mut EdgeConfig| {
        let clock = std::sync::Arc::new(kernel::SystemClock);
        config.authenticator = std::sync::Arc::new(Authenticator::new(Vec::new(), clock).unwrap());
    });
    let bearer = format!("Bearer {}", service.token());
    assert_eq!(open(&service, &[("authorization", &bearer)]).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_event_that_holds_too_much_ends_its_stream_and_says_so() {
    let service = limits(|limits| limits.operation_bytes = 1 << 20);
    let document = "subscription { texts(bytes: [600000, 600000, 2000000, 1]) }";
    let answer = service.ask_with(document, json!({}), &[("accept", "text/event-stream")]).await;
    let (events, last) = answer.text.split_once("LIMIT_OPERATION_BYTES").expect("the bound is told");
    assert_eq!(events.matches("event: next").count(), 3, "each event has an account of its own");
    assert!(!last.contains("event: next"), "{last}");
}
