//! An answer has the document's order and the specification's objects, whatever finishes first.

use http::StatusCode;
use serde_json::json;

use crate::service::service;

/// What `document` is answered, letter by letter.
async fn data(document: &str, variables: serde_json::Value) -> String {
    let answer = service().ask_with(document, variables, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let from = answer.text.find("\"data\":").expect("data") + "\"data\":".len();
    let until = answer.text.find(",\"extensions\":{\"cost\"").expect("the cost");
    answer.text[from..until].to_owned()
}

async fn assert_answers(cases: &[(&str, &str)]) {
    for (document, expected) in cases {
        assert_eq!(data(document, json!({})).await, *expected, "{document}");
    }
}

#[tokio::test]
async fn fields_stand_where_the_document_has_them() {
    assert_answers(&[
        ("{ late hello }", r#"{"late":"sent","hello":"hej"}"#),
        ("{ hello b: late a: hello late }", r#"{"hello":"hej","b":"sent","a":"hej","late":"sent"}"#),
        ("{ lateFailure hello missing }", r#"{"lateFailure":null,"hello":"hej","missing":null}"#),
        (
            "{ things { totalCount nodes { late id } } hello }",
            r#"{"things":{"totalCount":1,"nodes":[{"late":"sak 0","id":"thing_0"}]},"hello":"hej"}"#,
        ),
        // Where a field stands first, there it is.
        ("{ ...A late hello } fragment A on Query { hello }", r#"{"hello":"hej","late":"sent"}"#),
        ("{ ... { late } hello ... on Query { hello late } }", r#"{"late":"sent","hello":"hej"}"#),
        // What is left out has no place.
        ("{ hello @skip(if: true) late hello }", r#"{"late":"sent","hello":"hej"}"#),
        ("{ ... @include(if: false) { hello } late hello }", r#"{"late":"sent","hello":"hej"}"#),
        ("query ($no: Boolean = false) { hello @include(if: $no) late hello }", r#"{"late":"sent","hello":"hej"}"#),
    ])
    .await;
    let document = "query ($no: Boolean!) { hello @skip(if: $no) late hello }";
    assert_eq!(data(document, json!({ "no": true })).await, r#"{"late":"sent","hello":"hej"}"#);
    assert_eq!(data(document, json!({ "no": false })).await, r#"{"hello":"hej","late":"sent"}"#);
}

#[tokio::test]
async fn each_type_has_its_own_fragments_order() {
    assert_answers(&[
        (
            "{ any { ... on Thing { late id } ... on Place { name id } name } }",
            r#"{"any":[{"late":"sak 0","id":"thing_0","name":"sak 0"},{"name":"plats","id":"place_0"}]}"#,
        ),
        (
            "{ any { ...P id ... on Thing { late name } } } fragment P on Place { name __typename }",
            r#"{"any":[{"id":"thing_0","late":"sak 0","name":"sak 0"},{"name":"plats","__typename":"Place","id":"place_0"}]}"#,
        ),
        // An object of which nothing was wanted is one all the same.
        ("{ any { ... on Place { id } } }", r#"{"any":[{},{"id":"place_0"}]}"#),
        ("{ things { nodes { id @skip(if: true) } } }", r#"{"things":{"nodes":[{}]}}"#),
        ("{ hello @skip(if: true) }", "{}"),
    ])
    .await;
}

#[tokio::test]
async fn what_failed_hides_nothing_of_what_is_asked_elsewhere() {
    assert_answers(&[
        (
            "{ things { nodes { mayFail } } things { nodes { id } } }",
            r#"{"things":{"nodes":[{"mayFail":null,"id":"thing_0"}]}}"#,
        ),
        (
            "{ ...A things { nodes { late } } } fragment A on Query { things { nodes { maybe { mayFail } } } }",
            r#"{"things":{"nodes":[{"maybe":{"mayFail":null},"late":"sak 0"}]}}"#,
        ),
        (
            "{ things { nodes { maybe { fails } } } things { nodes { maybe { late id } late } } }",
            r#"{"things":{"nodes":[{"maybe":null,"late":"sak 0"}]}}"#,
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_variable_may_stand_at_the_name_of_a_type_alone() {
    let service = service();
    for (document, answer) in [
        ("query($a: Boolean!) { __typename @skip(if: $a) }", "{}"),
        ("query($a: Boolean!) { hello __typename @include(if: $a) }", r#"{"hello":"hej","__typename":"Query"}"#),
        (
            "query($a: Boolean!) { any { __typename @skip(if: $a) ... on Place { name t: __typename @include(if: $a) } } }",
            r#"{"any":[{},{"name":"plats","t":"Place"}]}"#,
        ),
    ] {
        let told = service.ask_with(document, json!({ "a": true }), &[]).await;
        let data = told.text.split_once(r#""data":"#).map_or("", |(_, data)| data);
        assert!(data.starts_with(answer), "{document}: {}", told.text);
    }
    let wrong = service.ask_with("{ __typename @unknown }", json!({}), &[]).await;
    assert_eq!(wrong.code(), "GRAPHQL_VALIDATION_FAILED", "{}", wrong.text);
}
