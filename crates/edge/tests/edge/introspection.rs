//! Questions about the schema, whose price is reckoned from what they will write; and what any answer may hold.

use http::StatusCode;
use serde_json::{Value, json};

use crate::service::{TestService, limits, service};

/// Objects' fields and objects in lists: what a question about the schema is priced by.
fn written(value: &Value) -> u64 {
    match value {
        Value::Object(fields) => 1 + fields.values().map(|value| 1 + written(value)).sum::<u64>(),
        Value::Array(items) => items.iter().map(written).sum(),
        _ => 0,
    }
}

async fn asked(service: &TestService, document: &str, variables: Value) -> (u64, u64, Value) {
    let bearer = format!("Bearer {}", service.token());
    let answer = service.ask_with(document, variables, &[("authorization", &bearer)]).await;
    let json = answer.json();
    assert!(json.get("errors").is_none(), "{document}: {}", answer.text);
    let cost = |name: &str| json["extensions"]["cost"][name].as_u64().unwrap();
    (cost("requested"), cost("actual"), json["data"].clone())
}

/// As graphql-js writes it today.
const STANDARD: &str = "query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } \
     subscriptionType { name kind } types { ...FullType } directives { name description isRepeatable locations \
     args(includeDeprecated: true) { ...InputValue } } } } \
     fragment FullType on __Type { kind name description specifiedByURL isOneOf fields(includeDeprecated: true) { name description \
     args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason } \
     inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name \
     description isDeprecated deprecationReason } possibleTypes { ...TypeRef } } \
     fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason } \
     fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { \
     kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";

#[tokio::test]
async fn the_price_follows_what_is_written() {
    let service = service();
    for (document, variables) in [
        ("{ __schema { types { name } } }", json!({})),
        ("{ __schema { types { name fields { name args { name } type { name kind ofType { name } } } } } }", json!({})),
        ("{ __schema { types { kind fields { type { fields { name } } } } } }", json!({})),
        ("{ a: __type(name: \"Thing\") { fields { name } } }", json!({})),
        ("query ($n: String!) { __type(name: $n) { fields { name } } }", json!({ "n": "Thing" })),
        ("{ __type(name: \"Nothing\") { fields { name } } }", json!({})),
        (
            "{ __schema { ...S } } fragment S on __Schema { queryType { ...T } } fragment T on __Type { name }",
            json!({}),
        ),
    ] {
        let (requested, actual, data) = asked(&service, document, variables).await;
        let written = written(&data) - 2;
        assert_eq!(actual, requested, "{document}");
        assert!(
            (written..=written + written / 5 + 10).contains(&requested),
            "{document}: {requested}, wrote {written}"
        );
    }
}

#[tokio::test]
async fn a_standard_document_is_answered_whatever_an_operation_may_cost() {
    let service = limits(|limits| limits.cost = 50);
    let (requested, _, data) = asked(&service, STANDARD, json!({})).await;
    assert!(requested > 50 && data["__schema"]["types"].as_array().is_some_and(|types| types.len() > 20));
    let twice = STANDARD.replacen("{ __schema {", "{ again: __schema { types { ...FullType } } __schema {", 1);
    let beside = "query Other { __schema { types { ...FullType } } }";
    // Only what is executed is paid for, wherever another operation stands.
    let (before, after) = (format!("{beside} {STANDARD}"), format!("{STANDARD} {beside}"));
    for (document, refused) in [(twice, true), (before, false), (after, false)] {
        let bearer = format!("Bearer {}", service.token());
        let body = json!({ "query": document, "operationName": "IntrospectionQuery" }).to_string();
        let headers = [
            ("content-type", "application/json"),
            ("accept", "application/graphql-response+json"),
            ("authorization", bearer.as_str()),
        ];
        let answer = service.post(body, &headers).await;
        let expected = if refused { (StatusCode::BAD_REQUEST, "LIMIT_COST") } else { (StatusCode::OK, "no code") };
        assert_eq!((answer.status, answer.code().as_str()), expected, "{document}");
    }
}

#[tokio::test]
async fn introspection_that_multiplies_is_refused_before_it_is_executed() {
    let service = limits(|limits| limits.cost = 2_000);
    let wide = "kind name ".repeat(20);
    for (document, code) in [
        // Public security checks send the like of the first.
        (
            "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
                .to_owned(),
            "LIMIT_INTROSPECTION_DEPTH",
        ),
        (
            "{ __type(name: \"Query\") { fields { type { fields { type { fields { name } } } } } } }".to_owned(),
            "LIMIT_INTROSPECTION_DEPTH",
        ),
        (
            "{ __schema { types { ...A } } } fragment A on __Type { fields { type { ofType { fields { type { ofType { \
             possibleTypes { name } } } } } } } }"
                .to_owned(),
            "LIMIT_INTROSPECTION_DEPTH",
        ),
        (
            format!("{{ {} }}", (0..30).map(|n| format!("a{n}: __schema {{ types {{ ...T }} }} ")).collect::<String>())
                + &format!("fragment T on __Type {{ fields {{ name type {{ {wide} }} }} }}"),
            "LIMIT_REPEATS",
        ),
        (
            format!("{{ {} }}", (0..30).map(|n| format!("a{n}: __schema {{ types {{ ...T }} }} ")).collect::<String>())
                + "fragment T on __Type { fields { name description type { kind name } } }",
            "LIMIT_COST",
        ),
    ] {
        let answer = service.ask_as(&document).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, code), "{document}");
    }
}

#[tokio::test]
async fn the_same_field_again_and_again_is_refused() {
    let service = service();
    for document in [
        format!("{{ {} }}", "hello ".repeat(500)),
        format!("{{ {} }}", "__typename ".repeat(500)),
        format!("{{ {} }} fragment F on Query {{ hello }}", "...F ".repeat(500)),
        format!("{{ {} }}", "... on Query { hello } ".repeat(300)),
        format!("{{ things(first: 1) {{ nodes {{ {} }} }} }}", "name ".repeat(102)),
        format!("{{ {} }}", "things(first: 1) { totalCount } ".repeat(102)),
    ] {
        let answer = service.ask(&document).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "LIMIT_REPEATS"), "{document}");
    }
    // Components that each bring the id they need.
    let components = (0..40).map(|n| format!("fragment C{n} on Thing {{ id name }} ")).collect::<String>();
    let spread = (0..40).map(|n| format!("...C{n} ")).collect::<String>();
    let answer = service.ask(&format!("{{ things(first: 1) {{ nodes {{ {spread} }} }} }} {components}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}

#[tokio::test]
async fn an_answer_is_stopped_where_it_holds_too_much() {
    let service = limits(|limits| (limits.operation_bytes, limits.anonymous_refill) = (1 << 20, 1));
    let long = "{ things(first: 100) { nodes { text(bytes: 20000) } } }";
    let many = "{ things(first: 100) { nodes { parts(first: 100) { nodes { id name } } } } }";
    let lists = "{ things(first: 10) { nodes { texts(count: 1000, bytes: 100) } } }";
    for document in [long, many, lists] {
        let answer = service.ask(document).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::BAD_REQUEST, "LIMIT_OPERATION_BYTES"),
            "{document}"
        );
        assert_eq!(answer.json()["errors"][0]["extensions"]["limit"], 1 << 20);
        assert!(answer.json().get("data").is_none(), "{document}");
        let cost = answer.json()["extensions"]["cost"].clone();
        assert!(cost["limit"].as_u64() > cost["remaining"].as_u64(), "it is paid for: {cost}");
    }
    let within = service.ask("{ things(first: 10) { nodes { text(bytes: 20000) } } }").await;
    assert_eq!(within.status, StatusCode::OK);
}

#[tokio::test]
async fn rows_that_are_read_for_their_page_alone_are_paid_for() {
    let service = service();
    for below in ["pageInfo { hasNextPage }", "totalCount", "... { pageInfo { hasNextPage } }"] {
        let wide =
            |first: u32| format!("{{ things(first: 100) {{ nodes {{ parts(first: {first}) {{ {below} }} }} }} }}");
        let answer = service.ask_with(&wide(50), json!({}), &[("x-cost-only", "true")]).await;
        assert!(answer.json()["extensions"]["cost"]["requested"].as_u64() > Some(5_000), "{}", answer.text);
        let answer = service.ask(&wide(1_000)).await;
        assert_eq!(answer.code(), "LIMIT_COST", "{below}");
    }
}
