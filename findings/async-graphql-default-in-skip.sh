#!/usr/bin/env bash
# async-graphql 7.2.1: a variable's default is passed over where `@skip` or `@include` asks for it.
#
# A variable that is not sent has its default, before anything is executed (GraphQL specification, CoerceVariableValues). The library
# takes fields out of the selection by the variables as they were sent: one that is left out is false there, whatever its default. As an
# argument of a field the same variable has its default.
#
# Seen: `query ($a: Boolean! = true) { hello again: hello @include(if: $a) }` without variables is answered without `again`;
# `query ($a: Boolean! = true) { hello again: hello @skip(if: $a) }` is answered with it.
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "default"
version = "0.0.0"
edition = "2021"

[dependencies]
async-graphql = { version = "=7.2.1", default-features = false }
tokio = { version = "1", features = ["macros", "rt"] }
TOML
cat >"$folder/src/main.rs" <<'RUST'
use async_graphql::{EmptyMutation, EmptySubscription, Object, Request, Schema};

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
    for document in [
        "query ($a: Boolean! = true) { hello again: hello @include(if: $a) }",
        "query ($a: Boolean! = true) { hello again: hello @skip(if: $a) }",
        "{ hello again: hello @skip(if: true) }",
    ] {
        let request = Request::new(document);
        let answer = schema.execute(request).await;
        match answer.errors.first() {
            Some(error) => println!("{}", error.message),
            None => println!("{}", answer.data),
        }
    }
}
RUST
seen=$(CARGO_TARGET_DIR="$folder/target" cargo run --quiet --manifest-path "$folder/Cargo.toml")
printf '%s\n' "$seen"
[[ $seen == $'{hello: "hello"}\n{hello: "hello", again: "hello"}\n{hello: "hello"}' ]]
