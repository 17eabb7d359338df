//! What leaves the service when something goes wrong.

use std::{sync::atomic::Ordering, time::Duration};

use http::StatusCode;
use serde_json::json;

use crate::service::{limits, service};

const SECRET: &str = "hunter2";

#[tokio::test]
async fn refusals_of_the_document_have_no_data_and_a_truthful_status() {
    let service = service();
    for document in ["{", "{ unknown }", "query ($v: Int!) { __typename }", "{ hello { x } }", ""] {
        for (accept, status) in [
            ("application/graphql-response+json", StatusCode::BAD_REQUEST),
            ("*/*", StatusCode::BAD_REQUEST),
            // The older media type's convention, which the public audits ask for.
            ("application/json", if document.is_empty() { StatusCode::BAD_REQUEST } else { StatusCode::OK }),
        ] {
            let answer = service.ask_with(document, json!({}), &[("accept", accept)]).await;
            assert_eq!(answer.status, status, "{document} {accept}");
            assert!(answer.json().get("data").is_none(), "{}", answer.text);
            assert!(!answer.code().contains("no code"));
        }
    }
}

#[tokio::test]
async fn requests_that_are_not_requests_are_400_everywhere() {
    let service = service();
    for body in [
        "",
        "{",
        "null",
        "1",
        "\"x\"",
        "{}",
        r#"{"query":1}"#,
        r#"{"query":null}"#,
        r#"{"query":"{hello}","variables":[]}"#,
    ] {
        for accept in ["application/json", "application/graphql-response+json"] {
            let answer = service.post(body, &[("content-type", "application/json"), ("accept", accept)]).await;
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"), "{body}");
        }
    }
}

#[tokio::test]
async fn a_hash_without_its_document_is_answered_as_clients_expect() {
    let service = service();
    let hash = r#""extensions":{"persistedQuery":{"version":1,"sha256Hash":"ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"}}"#;
    let json = [("content-type", "application/json"), ("accept", "application/graphql-response+json")];
    let encoded = crate::service::encode(&hash[13..]);
    for answer in [
        service.post(format!("{{{hash}}}"), &json).await,
        service.post(format!(r#"{{"query":"","variables":{{}},{hash}}}"#), &json).await,
        service.get(&format!("operationName=Q&extensions={encoded}"), &[]).await,
    ] {
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::OK, "PERSISTED_QUERY_NOT_FOUND"));
        assert_eq!(answer.json()["errors"][0]["message"], "PersistedQueryNotFound");
        assert!(answer.json().get("data").is_none());
    }
    // Then the client sends the document with it.
    let answer = service.post(format!(r#"{{"query":"{{ hello }}",{hash}}}"#), &json).await;
    assert_eq!(answer.json()["data"]["hello"], "hej");
}

#[tokio::test]
async fn a_resolvers_own_words_stay_inside() {
    let service = service();
    for (field, code) in [("secret", "INTERNAL"), ("pretended", "INTERNAL"), ("missing", "NOT_FOUND")] {
        let answer =
            service.ask_with(&format!("{{ hello {field} }}"), json!({}), &[("x-request-id", "req-12345")]).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::OK, code));
        let json = answer.json();
        assert_eq!(json["data"], json!({ "hello": "hej", field: null }));
        assert_eq!(json["errors"][0]["path"], json!([field]));
        assert!(!answer.text.contains(SECRET) && !answer.text.contains("persons") && !answer.text.contains("SQLSTATE"));
        assert_eq!(answer.text.contains("req-12345"), code == "INTERNAL");
    }
    assert_eq!(service.ask("{ missing }").await.json()["errors"][0]["message"], "Finns inte.");
}

#[tokio::test]
async fn an_answer_that_is_nothing_but_a_fault_of_ours_says_so_by_its_status() {
    let service = service();
    for nothing in ["{ secret }", "{ __typename secret pretended }"] {
        let answer = service.ask(nothing).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL"),
            "{nothing}"
        );
        assert!(answer.json()["data"].is_object() && answer.json()["data"]["secret"].is_null(), "{}", answer.text);
    }
    // The caller's own, or part of an answer, is none of ours.
    for something in ["{ missing }", "{ missing secret }", "{ hello secret }"] {
        assert_eq!(service.ask(something).await.status, StatusCode::OK, "{something}");
    }
}

#[tokio::test]
async fn a_panic_is_an_internal_error_and_the_service_goes_on() {
    let service = service();
    let answer = service.ask("{ panics }").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL"));
    assert!(!answer.text.contains(SECRET));
    assert_eq!(service.ask("{ hello }").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_argument_that_does_not_fit_its_scalar_is_the_callers_error() {
    let service = service();
    for field in ["on", "maybeOn"] {
        let answer = service.ask(&format!("{{ {field}(day: \"i morgon\") }}")).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"),
            "{}",
            answer.text
        );
        assert!(answer.text.contains("NaiveDate") || answer.text.contains("Date"), "{}", answer.text);
    }
    let beside = service.ask("{ hello maybeOn(day: \"x\") secret }").await;
    assert_eq!(beside.status, StatusCode::OK);
    assert_eq!(beside.json()["data"]["hello"], "hej");
}

#[tokio::test]
async fn the_door_s_refusals_have_their_statuses() {
    let service = service();
    for (purpose, status, code) in [
        ("neka", StatusCode::FORBIDDEN, "DENIED"),
        ("logga in", StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"),
        ("trasig", StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL"),
        ("borta", StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE"),
        ("ord", StatusCode::BAD_REQUEST, "PURPOSE_REQUIRED"),
    ] {
        let answer = service.ask_with("mutation { touch }", json!({}), &[("x-purpose", purpose)]).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
        assert!(!answer.text.contains(SECRET));
        assert_eq!(answer.header("www-authenticate").is_empty(), status != StatusCode::UNAUTHORIZED);
        assert_eq!(answer.header("retry-after").is_empty(), status != StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!(service.seen.touched.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn what_does_not_answer_is_503_and_says_when_to_ask_again() {
    let service = service();
    for query in [
        "{ away }",
        "mutation { away }",
        // Where null may stand the answer is an object, and holds nothing all the same.
        "{ maybeAway }",
        "{ __typename a: maybeAway b: maybeAway }",
        "{ away maybeAway }",
    ] {
        let answer = service.ask(query).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE"));
        assert_eq!(answer.header("retry-after"), "5");
    }
    // Beside another fault, or where something was answered, the status says nothing.
    for query in ["{ away missing }", "{ maybeAway missing }", "{ maybeAway hello }"] {
        let both = service.ask(query).await;
        assert_eq!((both.status, both.header("retry-after")), (StatusCode::OK, ""), "{query}");
    }
    assert_eq!(service.ask("{ maybeAway hello }").await.json()["data"], json!({ "maybeAway": null, "hello": "hej" }));
}

#[tokio::test]
async fn messages_come_in_swedish_or_english() {
    let service = service();
    let say = async |language: &str| {
        let answer =
            service.ask_with("{ a }".repeat(3_000).as_str(), json!({}), &[("accept-language", language)]).await;
        let message = answer.json()["errors"][0]["message"].as_str().unwrap().to_owned();
        (message, answer.header("content-language").to_owned())
    };
    assert_eq!(say("en-GB, sv;q=0.5").await.1, "en");
    assert!(say("en").await.0.starts_with("The document has more than"));
    assert!(say("sv").await.0.starts_with("Dokumentet har fler än"));
    assert_eq!(say("fi").await.1, "sv");
}

#[tokio::test]
async fn introspection_and_suggestions_are_for_the_signed_in() {
    let service = service();
    let document = "{ __schema { queryType { name } } }";
    let anonymous = service.ask(document).await;
    assert_eq!(
        (anonymous.status, anonymous.code().as_str()),
        (StatusCode::UNAUTHORIZED, "INTROSPECTION_NEEDS_SIGN_IN")
    );
    let hidden = service.ask("{ ...A } fragment A on Query { s: __schema { queryType { name } } }").await;
    assert_eq!(hidden.status, StatusCode::UNAUTHORIZED);
    assert_eq!(service.ask_as(document).await.json()["data"]["__schema"]["queryType"]["name"], "Query");
    assert_eq!(service.ask("{ __typename }").await.json()["data"]["__typename"], "Query");
    let misspelt = "{ helo }";
    assert!(!service.ask(misspelt).await.text.contains("Menade du"));
    assert!(service.ask_as(misspelt).await.text.contains("Menade du"));
    let argument = "{ things(frist: 1) { totalCount } }";
    assert!(!service.ask(argument).await.text.contains("Menade du"));
}

/// By the specification null says that there is no such type: the answer says beside it that here it says nothing.
#[tokio::test]
async fn a_type_is_told_to_the_signed_in_and_to_others_that_it_is_not_told() {
    let service = service();
    let of = |name: &str| format!("{{ __type(name: \"{name}\") {{ name kind fields {{ name }} }} }}");
    let told = async |document: &str| {
        let mut answer = service.ask(document).await.json();
        answer["extensions"]["cost"].take();
        answer
    };
    let thing = told(&of("Thing")).await;
    assert_eq!(thing["data"], json!({ "__type": null }));
    assert!(thing["errors"].is_null(), "{thing}");
    assert_eq!(thing["extensions"]["introspection"]["code"], "INTROSPECTION_NEEDS_SIGN_IN");
    assert!(thing["extensions"]["introspection"]["message"].as_str().is_some_and(|words| words.contains("Logga in")));
    // What is there and what is not, of the schema or of every schema, looks the same and costs the same.
    let price = async |name: &str| service.ask(&of(name)).await.json()["extensions"]["cost"]["actual"].clone();
    for name in ["Nothing", "Query", "String", "__Type", "", "Run🏃Swim🏊"] {
        assert_eq!((told(&of(name)).await, price(name).await), (thing.clone(), price("Thing").await), "{name}");
    }
    for (asked, data) in [
        ("{ hello t: __type(name: \"Nothing\") { name } }", json!({ "hello": "hej", "t": null })),
        ("{ ...A } fragment A on Query { __type(name: \"Query\") { name } }", json!({ "__type": null })),
        ("query Type($name: String!) { __type(name: $name) { name } }", json!({ "__type": null })),
    ] {
        let answer = service.ask_with(asked, json!({ "name": "Thing" }), &[]).await;
        assert_eq!((answer.status, &answer.json()["data"]), (StatusCode::OK, &data), "{asked}");
        assert_eq!(answer.json()["extensions"]["introspection"]["code"], "INTROSPECTION_NEEDS_SIGN_IN", "{asked}");
    }
    // Beside the schema it is refused with it, and what is not right is not passed over.
    let both = service.ask("{ __type(name: \"Thing\") { name } __schema { queryType { name } } }").await;
    assert_eq!((both.status, both.code().as_str()), (StatusCode::UNAUTHORIZED, "INTROSPECTION_NEEDS_SIGN_IN"));
    for wrong in ["{ __type { name } }", "{ __type(name: 5) { name } }", "{ __type(name: \"Thing\") { title } }"] {
        assert_eq!(service.ask(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let known = service.ask_as(&of("Thing")).await.json();
    assert_eq!(
        (&known["data"]["__type"]["name"], &known["extensions"]["introspection"]),
        (&json!("Thing"), &json!(null))
    );
    assert!(service.ask("{ hello }").await.json()["extensions"]["introspection"].is_null());
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_takes_too_long_is_dropped() {
    let service = service();
    let answer = service.ask("{ slow }").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::GATEWAY_TIMEOUT, "OPERATION_TIMED_OUT"));
    assert_eq!(service.seen.dropped.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_request_drops_its_operation_and_frees_its_place() {
    let service = limits(|limits| limits.operations = 1);
    let waiting = tokio::time::timeout(Duration::from_secs(1), service.ask("{ slow }"));
    assert!(waiting.await.is_err());
    assert_eq!(service.seen.dropped.load(Ordering::SeqCst), 1);
    assert_eq!(service.ask("{ hello }").await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn when_every_place_is_taken_the_next_is_told_to_come_back() {
    let service = limits(|limits| limits.operations = 1);
    let (slow, busy) = tokio::join!(service.ask("{ slow }"), async {
        tokio::task::yield_now().await;
        service.ask("{ hello }").await
    });
    assert_eq!(slow.status, StatusCode::GATEWAY_TIMEOUT);
    assert_eq!(
        (busy.status, busy.code().as_str(), busy.header("retry-after")),
        (StatusCode::SERVICE_UNAVAILABLE, "BUSY", "1")
    );
}

#[tokio::test(start_paused = true)]
async fn nobody_takes_the_places_of_others() {
    let service = limits(|limits| (limits.operations, limits.operations_per_caller) = (4, 2));
    let of_nobody = futures_util::future::join_all((0..8).map(|_| service.ask("{ slow }")));
    let (all, other) = tokio::join!(of_nobody, async {
        tokio::task::yield_now().await;
        service.ask_as("{ hello }").await
    });
    assert_eq!(other.status, StatusCode::OK, "{}", other.text);
    let busy = all.iter().filter(|answer| answer.code() == "BUSY").count();
    assert_eq!(busy, 6, "two had a place, and the others waited for it");
}

#[tokio::test]
async fn null_stands_where_the_schema_allows_it() {
    let service = service();
    for (below, expected) in [
        ("id mayFail", json!([{ "id": "thing_0", "mayFail": null }])),
        ("mayFail", json!([{ "mayFail": null }])),
        ("id maybe { id fails }", json!([{ "id": "thing_0", "maybe": null }])),
        ("maybe { next { ...F } mayFail }", json!([{ "maybe": null }])),
        (
            "maybe { mayFail next { a: mayFail ... on Thing { id } } }",
            json!([{ "maybe": { "mayFail": null, "next": { "a": null, "id": "thing_0" } } }]),
        ),
        ("list { id ...F }", json!([{ "list": [null, null] }])),
    ] {
        let fragment = if below.contains("...F") { "fragment F on Thing { fails }" } else { "" };
        let answer = service.ask(&format!("{{ things {{ nodes {{ {below} }} }} }} {fragment}")).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::OK, "INTERNAL"), "{}", answer.text);
        assert_eq!(answer.json()["data"]["things"]["nodes"], expected, "{below}");
    }
    let all = service.ask("query Q { hello things { nodes { id fails } } }").await.json();
    assert_eq!(all.as_object().unwrap().get("data"), Some(&json!(null)));
    let beside = service.ask("{ hello secret }").await.json();
    assert_eq!(beside["data"], json!({ "hello": "hej", "secret": null }));
}
