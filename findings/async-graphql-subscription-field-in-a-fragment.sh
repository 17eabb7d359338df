#!/usr/bin/env bash
# async-graphql 7.2.1: a subscription whose one field stands in a fragment ends at once, without an event and without an error.
#
# A fragment may stand wherever a field may (GraphQL specification, 2.8), at the root of a subscription, too; what counts as its single
# root field is collected through fragments (5.2.4.1). The library opens a stream for each field that stands at the root itself and passes
# over fragments there: `subscription { ... on Subscription { tick } }` passes validation and gives a stream that is over before its
# first event. A client takes that for the proper end of the subscription.
#
# Seen: of a field that has three events, `subscription { tick }` gives 3 answers, the same field in an inline fragment 0, and in a named
# fragment 0; none with errors.
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "subscription"
version = "0.0.0"
edition = "2021"

[dependencies]
async-graphql = { version = "=7.2.1", default-features = false }
futures-util = "0.3"
tokio = { version = "1", features = ["macros", "rt"] }
TOML
cat >"$folder/src/main.rs" <<'RUST'
use async_graphql::{EmptyMutation, Object, Schema, Subscription};
use futures_util::{stream, Stream, StreamExt};

struct Query;

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "hello"
    }
}

struct Events;

#[Subscription(name = "Subscription")]
impl Events {
    async fn tick(&self) -> impl Stream<Item = i32> {
        stream::iter(0..3)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let schema = Schema::new(Query, EmptyMutation, Events);
    for document in [
        "subscription { tick }",
        "subscription { ... on Subscription { tick } }",
        "subscription { ...F } fragment F on Subscription { tick }",
    ] {
        let answers: Vec<_> = schema.execute_stream(document).collect().await;
        let errors: usize = answers.iter().map(|answer| answer.errors.len()).sum();
        println!("{} answers, {errors} errors", answers.len());
    }
}
RUST
seen=$(CARGO_TARGET_DIR="$folder/target" cargo run --quiet --manifest-path "$folder/Cargo.toml")
printf '%s\n' "$seen"
[[ $seen == $'3 answers, 0 errors\n0 answers, 0 errors\n0 answers, 0 errors' ]]
