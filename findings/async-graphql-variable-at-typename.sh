#!/usr/bin/env bash
# async-graphql 7.2.1: a variable that stands only in a directive at `__typename` is refused as never used.
#
# `@skip` and `@include` may stand at every field, `__typename` among them (GraphQL specification, sections on directives and type name introspection). The library's
# validation passes over that field with all that stands on it. A client that asks for the type's name on a condition of its own is told
# that the variable is not used, although the same directive at any other field, or at a fragment around `__typename`, counts as use.
#
# Seen: `query ($a: Boolean!) { hello __typename @include(if: $a) }` is refused: Variable "$a" is not used; with the directive at
# `hello`, or at `... @include(if: $a) { __typename }`, it is answered.
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "typename"
version = "0.0.0"
edition = "2021"

[dependencies]
async-graphql = { version = "=7.2.1", default-features = false }
tokio = { version = "1", features = ["macros", "rt"] }
TOML
cat >"$folder/src/main.rs" <<'RUST'
use async_graphql::{value, EmptyMutation, EmptySubscription, Object, Request, Schema, Variables};

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
        "query ($a: Boolean!) { hello __typename @include(if: $a) }",
        "query ($a: Boolean!) { hello @include(if: $a) __typename }",
        "query ($a: Boolean!) { hello ... @include(if: $a) { __typename } }",
    ] {
        let request = Request::new(document).variables(Variables::from_value(value!({ "a": true })));
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
both='{hello: "hello", __typename: "Query"}'
[[ $seen == $'Variable "$a" is not used\n'"$both"$'\n'"$both" ]]
