//! The library's own transport, `async-graphql-axum`, beside the edge over one schema: what is asked plainly has one answer, and what
//! only the edge does is why it stands in front.

use async_graphql_axum::GraphQL;
use axum::{Router, body::Body};
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::service::{reading_only, service};

/// Status, media type and body of what the library's transport answers.
async fn library(query: &str) -> (StatusCode, String, Value) {
    let router: Router = Router::new().route_service("/graphql", GraphQL::new(reading_only()));
    let request = Request::post("/graphql")
        .header("content-type", "application/json")
        .header("accept", "application/graphql-response+json")
        .body(Body::from(json!({ "query": query }).to_string()))
        .unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let media = parts.headers.get("content-type").map_or("", |value| value.to_str().unwrap()).to_owned();
    (parts.status, media, serde_json::from_slice(&bytes).unwrap())
}

#[tokio::test]
async fn what_is_asked_plainly_has_one_answer() {
    let service = service();
    for query in
        ["{ hello }", "{ __typename }", "query Q { a: hello b: hello }", "fragment F on Query { hello } query { ...F }"]
    {
        let (status, _, theirs) = library(query).await;
        let ours = service.ask(query).await;
        assert_eq!((status, ours.status), (StatusCode::OK, StatusCode::OK), "{query}");
        assert_eq!(theirs["data"], ours.json()["data"], "{query}");
    }
}

#[tokio::test]
async fn what_the_library_lets_through_the_edge_refuses() {
    let service = service();
    // A document that does not fit the schema is no success to a client that takes the truthful media type.
    let (status, media, _) = library("{ nothing }").await;
    let ours = service.ask("{ nothing }").await;
    assert_eq!((status, media.as_str()), (StatusCode::OK, "application/graphql-response+json"));
    assert_eq!((ours.status, ours.code().as_str()), (StatusCode::BAD_REQUEST, "GRAPHQL_VALIDATION_FAILED"));
    // Thousands of aliases are executed there, and counted here before anything is.
    let many: String = (0..5_000).map(|n| format!("a{n}: hello ")).collect();
    let many = format!("{{ {many} }}");
    let (status, _, theirs) = library(&many).await;
    assert_eq!((status, theirs["data"]["a4999"].is_string()), (StatusCode::OK, true));
    assert!(service.ask(&many).await.status.is_client_error());
    // A stranger is told the whole schema there.
    let (_, _, theirs) = library("{ __schema { types { name } } }").await;
    assert!(theirs["data"]["__schema"]["types"].is_array());
    assert_eq!(service.ask("{ __schema { types { name } } }").await.status, StatusCode::UNAUTHORIZED);
}
