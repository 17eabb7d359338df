#!/usr/bin/env bash
# async-graphql 7.2.1: a character beyond the first plane cannot be escaped in a string, by a pair of surrogates or in braces.
#
# The specification lets a string name such a character by two escapes of four digits, and since September 2025 by one in braces,
# which it recommends (section on string values, EscapedUnicode). The library's grammar refuses both; the character itself is read.
#
# Seen: `{ hello(name: "\uD83D\uDE00") }` and `{ hello(name: "\u{1F600}") }` are syntax errors; `{ hello(name: "😀") }` is answered, and so
# is an escape of the first plane, `"\u00e5"`.
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "escape"
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
    async fn hello(&self, name: String) -> String {
        name
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    for document in [
        r#"{ hello(name: "\u{1F600}") }"#,
        r#"{ hello(name: "\uD83D\uDE00") }"#,
        "{ hello(name: \"\u{1F600}\") }",
        r#"{ hello(name: "\u00e5") }"#,
    ] {
        let request = Request::new(document);
        let answer = schema.execute(request).await;
        match answer.errors.first() {
            Some(_) => println!("refused"),
            None => println!("{}", answer.data),
        }
    }
}
RUST
seen=$(CARGO_TARGET_DIR="$folder/target" cargo run --quiet --manifest-path "$folder/Cargo.toml")
printf '%s\n' "$seen"
[[ $seen == $'refused\nrefused\n{hello: "😀"}\n{hello: "å"}' ]]
