#!/usr/bin/env bash
# async-graphql 7.2.1: a required argument that is missing is told with the type that its field stands in, as the argument's type.
#
# The message has the form `Field "F" argument "A" of type "T" is required but not provided`, where T reads as the argument's type; for
# a directive's argument it is that. For a field's the library writes the name of the type that the field belongs to.
#
# Seen: `{ needs }`, where `needs(count: Int!)` is a field of `Query`, is told `argument "count" of type "Query"`;
# `{ needs(count: 1) @skip }` is told `argument "if" of type "Boolean!"`.
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "missing"
version = "0.0.0"
edition = "2021"

[dependencies]
async-graphql = { version = "=7.2.1", default-features = false }
tokio = { version = "1", features = ["macros", "rt"] }
TOML
cat >"$folder/src/main.rs" <<'RUST'
use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};

struct Query;

#[Object]
impl Query {
    async fn needs(&self, count: i32) -> i32 {
        count
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    for document in ["{ needs }", "{ needs(count: 1) @skip }"] {
        let answer = schema.execute(document).await;
        println!("{document}: {}", answer.errors[0].message);
    }
}
RUST
seen=$(cargo run --quiet --manifest-path "$folder/Cargo.toml")
echo "$seen"
test "$seen" = '{ needs }: Field "needs" argument "count" of type "Query" is required but not provided
{ needs(count: 1) @skip }: Directive "@skip" argument "if" of type "Boolean!" is required but not provided'
