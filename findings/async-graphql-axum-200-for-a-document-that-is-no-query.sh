#!/usr/bin/env bash
# async-graphql-axum 7.2.1: a document that does not follow the schema is answered 200 to who takes `application/graphql-response+json` alone.
#
# With that media type a document that fails to validate is to be answered 400, and without `data`: it is the media type by which a client, a
# proxy or a cache tells from the status whether there is an answer (GraphQL over HTTP, "application/graphql-response+json"; GraphQL
# specification, "Request Error Result Format"). The library takes the media type and keeps the status and the form of the older one.
#
# Seen: `POST` of `{ unknown }` with `Accept: application/graphql-response+json` -> 200, `application/graphql-response+json`, `"data":null`
# beside `errors`.
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "status"
version = "0.0.0"
edition = "2021"

[dependencies]
async-graphql = { version = "=7.2.1", default-features = false }
async-graphql-axum = "=7.2.1"
axum = "0.8"
http-body-util = "0.1"
tokio = { version = "1", features = ["macros", "rt"] }
tower = { version = "0.5", features = ["util"] }
TOML
cat >"$folder/src/main.rs" <<'RUST'
use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use async_graphql_axum::GraphQL;
use axum::{body::Body, http::Request, routing::post_service, Router};
use http_body_util::BodyExt;
use tower::ServiceExt;

struct Query;

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "hello"
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let router = Router::new().route("/", post_service(GraphQL::new(schema)));
    let request = Request::post("/")
        .header("content-type", "application/json")
        .header("accept", "application/graphql-response+json")
        .body(Body::from(r#"{"query":"{ unknown }"}"#))
        .unwrap();
    let answer = router.oneshot(request).await.unwrap();
    let (status, kind) = (answer.status(), answer.headers()["content-type"].to_str().unwrap().to_owned());
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    println!("{} {kind} {}", status.as_u16(), String::from_utf8_lossy(&body));
}
RUST
seen=$(cargo run --quiet --manifest-path "$folder/Cargo.toml")
echo "$seen"
case $seen in
'200 application/graphql-response+json {"data":null,"errors":[{"message":"Unknown field \"unknown\" on type \"Query\".'*) ;;
*) exit 1 ;;
esac
