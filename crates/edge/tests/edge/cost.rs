//! The cost of operations and the callers' buckets.

use http::StatusCode;
use serde_json::{Value, json};

use crate::service::{Answer, TestService, encode, limits, service, service_with};

fn cost(answer: &Answer) -> Value {
    answer.json()["extensions"]["cost"].clone()
}

async fn requested(service: &TestService, document: &str, variables: Value) -> u64 {
    let answer = service.ask_with(document, variables, &[("x-cost-only", "true")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    cost(&answer)["requested"].as_u64().unwrap()
}

#[tokio::test]
async fn every_answer_tells_its_cost() {
    let service = service();
    let answer = cost(
        &service.ask("{ things(first: 3) { edges { node { id name } } totalCount pageInfo { hasNextPage } } }").await,
    );
    // things, 3 × (id, name), totalCount at its price, hasNextPage.
    assert_eq!(answer["requested"], 1 + 3 * 2 + 10 + 1);
    assert_eq!(answer["actual"], answer["requested"]);
    assert!(answer["limit"].as_u64() >= answer["remaining"].as_u64());
    assert!(answer["resetAt"].as_str().unwrap().ends_with('Z'));
    for document in ["{", "{ unknown }", "{ secret }"] {
        assert!(cost(&service.ask(document).await)["remaining"].is_u64(), "{document}");
    }
}

#[tokio::test]
async fn pages_multiply_through_fragments_variables_and_defaults() {
    let service = service();
    let rows = json!({ "n": 50 });
    for (document, variables) in [
        ("{ things(first: 50) { nodes { id name } } }", json!({})),
        ("query ($n: Int) { things(first: $n) { nodes { id name } } }", rows.clone()),
        ("query ($n: Int = 50) { things(first: $n) { nodes { id name } } }", json!({})),
        (
            "{ things(first: 50) { ...C } } fragment C on Things { nodes { ...T } } fragment T on Thing { id name }",
            json!({}),
        ),
        ("{ ... on Query { things(first: 50) { ... { nodes { id ... { name } } } } } }", json!({})),
    ] {
        assert_eq!(requested(&service, document, variables).await, 1 + 50 * 2, "{document}");
    }
    let nested = "{ things(first: 10) { edges { node { parts(first: 20) { nodes { id } } } } } }";
    assert_eq!(requested(&service, nested, json!({})).await, 1 + 10 * (1 + 20));
}

#[tokio::test]
async fn the_large_questions_of_the_field_pass() {
    let service = service();
    let fields = "id name a1:id a2:id a3:id a4:id a5:name a6:name";
    let rows = format!("{{ things(first: 50) {{ nodes {{ parts(first: 100) {{ nodes {{ {fields} }} }} }} }} }}");
    let cost = requested(&service, &rows, json!({})).await;
    assert!((40_000..=100_000).contains(&cost), "{cost}");
    let answer = service.ask(&rows).await;
    assert_eq!(answer.status, StatusCode::OK);
    let walk = "{ next: things(first: 1) { nodes { parts(first: 8) { nodes { name parts(first: 20) { nodes { name id \
                parts(first: 5) { nodes { id name next { name } } } } } } } } } }";
    assert!(requested(&service, walk, json!({})).await < 20_000);
}

#[tokio::test]
async fn a_cost_beyond_the_ceiling_is_refused_and_saturates() {
    let service = service();
    for document in [
        "{ things(first: 100) { nodes { parts(first: 100) { nodes { parts(first: 100) { nodes { id } } } } } } }"
            .to_owned(),
        format!(
            "{{ things(first: 99999999999) {{ nodes {{ {} id {} }} }} }}",
            "parts(first: 9999999999) { nodes { ".repeat(5),
            "} }".repeat(5)
        ),
    ] {
        let answer = service.ask(&document).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "LIMIT_COST"), "{}", answer.text);
        assert!(cost(&answer)["requested"].as_u64().unwrap() > 100_000);
        // A dry run tells it without refusing.
        assert!(requested(&service, &document, json!({})).await > 100_000);
    }
}

#[tokio::test]
async fn a_dry_run_executes_nothing() {
    let service = service();
    assert_eq!(requested(&service, "mutation { touch }", json!({})).await, 1);
    let by_get = service.get(&format!("query={}&costOnly=true", encode("{ hello }")), &[]).await;
    assert_eq!((cost(&by_get)["requested"].as_u64(), &by_get.json()["data"]), (Some(1), &Value::Null));
    assert_eq!(service.seen.touched.load(std::sync::atomic::Ordering::SeqCst), 0);
    assert!(service.seen.calls.lock().is_empty());
}

#[tokio::test]
async fn an_empty_bucket_answers_429_with_the_time_to_wait() {
    let service = limits(|limits| {
        (limits.anonymous_bucket, limits.anonymous_refill, limits.refusal_cost) = (100, 10, 1);
        (limits.bucket, limits.bucket_refill) = (1_000, 1);
    });
    let document = "{ things(first: 45) { nodes { id name } } }";
    assert_eq!(service.ask(document).await.status, StatusCode::OK);
    let answer = service.ask(document).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED"));
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((7..=9).contains(&wait), "{wait}");
    // Someone who signs in has a bucket of their own.
    assert_eq!(service.ask_as(document).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_no_full_bucket_could_pay_is_refused_for_good() {
    let service =
        limits(|limits| (limits.anonymous_bucket, limits.anonymous_refill, limits.refusal_cost) = (50, 10, 1));
    let answer = service.ask("{ things(first: 60) { nodes { id name } } }").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "LIMIT_COST"));
    assert_eq!(answer.header("retry-after"), "");
    assert_eq!(answer.json()["errors"][0]["extensions"]["limit"], 50);
}

#[tokio::test]
async fn what_was_not_answered_is_given_back() {
    let service = limits(|limits| (limits.anonymous_bucket, limits.anonymous_refill) = (10_000, 1));
    let answer =
        service.ask("query { things(first: 1) { nodes { parts(first: 1) { nodes { id } } } } a: __typename }").await;
    let spent = |answer: &Answer| 10_000 - cost(answer)["remaining"].as_u64().unwrap();
    assert!(spent(&answer) <= 5, "{}", spent(&answer));
    let failed = service.ask("{ things(first: 100) { nodes { parts(first: 90) { nodes { id } } } } missing }").await;
    assert!(cost(&failed)["actual"].as_u64().unwrap() > 9_000);
}

#[tokio::test]
async fn a_price_is_never_given_back_for_what_was_executed() {
    let service = service_with(|config| {
        config.model.prices.extend([("hello", 500), ("fails", 20)]);
        (config.limits.anonymous_bucket, config.limits.anonymous_refill) = (100_000, 1);
    });
    let mut spent = 0;
    for (document, actual) in [
        ("{ hello }", 500),
        ("{ a: hello node: hello hello hello ...F } fragment F on Query { b: hello }", 2_500),
        ("{ hello @skip(if: true) __typename }", 1),
        // Whatever comes of it: an error costs as much as an answer.
        ("{ hello things(first: 3) { nodes { id fails } } }", 500 + 1 + 3 * (1 + 20)),
        ("{ hello secret things(first: 100) { nodes { parts(first: 0) { nodes { fails } } } } }", 500 + 1 + 1 + 100),
    ] {
        let told = cost(&service.ask(document).await);
        assert_eq!(told["actual"], actual, "{document}: {told:#}");
        assert!(told["requested"].as_u64() >= told["actual"].as_u64(), "{document}: {told:#}");
        spent += actual;
        // The clock goes on: a second gives one back.
        let left = told["remaining"].as_u64().unwrap();
        assert!((100_000 - spent..=100_000 - spent + 60).contains(&left), "{document}: {told:#}");
    }
}

#[tokio::test]
async fn so_many_different_tables_are_told_in_a_day() {
    let service = limits(|limits| (limits.tables_a_day, limits.anonymous_tables_a_day) = (3, 2));
    assert!(cost(&service.ask("{ hello }").await).get("tables").is_none(), "nobody asked");
    for (document, remaining) in [
        ("{ table(name: \"a\") }", 1),
        ("{ again: table(name: \"a\") table(name: \"a\") }", 1),
        ("{ table(name: \"b\") }", 0),
        ("{ table(name: \"a\") other: table(name: \"b\") }", 0),
    ] {
        let answer = service.ask(document).await;
        let told = &cost(&answer)["tables"];
        assert_eq!((answer.status, &told["limit"], &told["remaining"]), (StatusCode::OK, &json!(2), &json!(remaining)));
        assert!(told["resetAt"].as_str().unwrap().ends_with("T00:00:00Z"), "{told:#}");
    }
    let new = "{ table(name: \"c\") hello }";
    for accept in ["application/graphql-response+json", "application/json"] {
        let answer = service.ask_with(new, json!({}), &[("accept", accept)]).await;
        let (status, code) = (answer.status, answer.code());
        assert_eq!((status, code.as_str()), (StatusCode::TOO_MANY_REQUESTS, "TABLE_BUDGET_SPENT"), "{}", answer.text);
        let (body, told) = (answer.json(), cost(&answer));
        let error = &body["errors"][0]["extensions"];
        assert_eq!((&error["limit"], &error["resetAt"]), (&json!(2), &told["tables"]["resetAt"]), "{body:#}");
        let wait: u64 = answer.header("retry-after").parse().unwrap();
        assert!((1..=86_400).contains(&wait) && body.get("data").is_none(), "{body:#}");
        assert_eq!(told["actual"], told["requested"]);
    }
    // An answer that has something to tell keeps its status.
    let partial = service.ask("{ hello maybeTable(name: \"d\") }").await;
    assert_eq!(
        (partial.status, &partial.json()["data"]),
        (StatusCode::OK, &json!({ "hello": "hej", "maybeTable": null }))
    );
    assert_eq!((partial.code().as_str(), partial.header("retry-after")), ("TABLE_BUDGET_SPENT", ""));
    let both = service.ask("{ table(name: \"e\") things(first: 1) { nodes { fails } } }").await;
    assert_eq!(both.status, StatusCode::OK, "not for that cause only: {}", both.text);
    // Who signs in has a budget of their own.
    let signed_in = service.ask_as(new).await;
    assert_eq!((signed_in.status, &cost(&signed_in)["tables"]["remaining"]), (StatusCode::OK, &json!(2)));
}

#[tokio::test]
async fn refusals_are_not_free() {
    let service =
        limits(|limits| (limits.anonymous_bucket, limits.anonymous_refill, limits.refusal_cost) = (1_000, 1, 100));
    for _ in 0..10 {
        assert_eq!(service.ask("{ unknown").await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(service.ask("{ unknown").await.status, StatusCode::TOO_MANY_REQUESTS);
}
