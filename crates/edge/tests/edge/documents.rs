//! Documents made to hurt.

use std::time::{Duration, Instant};

use http::StatusCode;
use serde_json::json;

use crate::service::{Answer, limits, service};

/// Refused with `code`, quickly, without data.
fn assert_refused(answer: &Answer, code: &str) {
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, code), "{}", answer.text);
    assert!(answer.json().get("data").is_none());
}

#[tokio::test]
async fn nested_values_do_not_reach_the_parser() {
    let service = service();
    for depth in [40, 1_500, 100_000] {
        for (open, close) in [("[", "]"), ("{a:", "}"), ("[{and:", "}]")] {
            let document = format!("{{ unknown(x: {}1{}) }}", open.repeat(depth), close.repeat(depth));
            let begun = Instant::now();
            let answer = service.ask(&document).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
            assert!(answer.code().starts_with("LIMIT_"), "{}", answer.code());
            assert!(begun.elapsed() < Duration::from_secs(1));
        }
    }
    let types = format!("query ($a: {}Int{}) {{ hello }}", "[".repeat(1_500), "]".repeat(1_500));
    assert_refused(&service.ask(&types).await, "LIMIT_NESTING");
    let unclosed = format!("{{ a(b: {}", "[".repeat(1_500));
    assert_refused(&service.ask(&unclosed).await, "LIMIT_NESTING");
    let hidden = format!("{{ a(b: [\"\"\"x\" {}", "[".repeat(1_500));
    assert_refused(&service.ask(&hidden).await, "LIMIT_NESTING");
    let selections = format!("{}hello{}", "{ a ".repeat(20), "}".repeat(20));
    assert_refused(&service.ask(&selections).await, "LIMIT_DEPTH");
}

#[tokio::test]
async fn nested_variables_are_refused() {
    let service = service();
    for depth in [17, 100, 100_000] {
        let body = format!(
            r#"{{"query":"query ($f: Filter) {{ things(filter: $f) {{ totalCount }} }}","variables":{{"f":{}1{}}}}}"#,
            r#"{"and":["#.repeat(depth),
            "]}".repeat(depth)
        );
        let answer = service.post(body, &[("content-type", "application/json")]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
    let within = json!({ "f": { "and": [{ "and": [{ "name": "a" }] }] } });
    let answer = service.ask_with("query ($f: Filter) { things(filter: $f) { totalCount } }", within, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}

#[tokio::test]
async fn a_chain_of_fragments_costs_one_addition_a_link() {
    let service = service();
    for (links, spread) in [(30, "...F{} ...F{}"), (60, "...F{} ...F{} ...F{}")] {
        let mut document = String::from("{ ...F0 }");
        for link in 0..links {
            let next = spread.replace("{}", &(link + 1).to_string());
            document += &format!(" fragment F{link} on Query {{ {next} }}");
        }
        document += &format!(" fragment F{links} on Query {{ hello }}");
        let begun = Instant::now();
        assert_refused(&service.ask(&document).await, "LIMIT_SELECTIONS");
        // The same fragments, not used by the operation.
        let unused = document.replacen("{ ...F0 }", "{ hello }", 1);
        assert_refused(&service.ask(&unused).await, "LIMIT_SELECTIONS");
        assert!(begun.elapsed() < Duration::from_millis(500), "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn a_long_chain_without_branches_does_not_exhaust_the_stack() {
    let service = service();
    let chain: String = (0..240).map(|n| format!("fragment F{n} on Query{{...F{}}}", n + 1)).collect();
    let answer = service.ask(&format!("{{...F0}}{chain}fragment F240 on Query{{hello}}")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text);
}

#[tokio::test]
async fn fragments_in_a_circle_are_refused() {
    let service = service();
    for document in [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { hello ...B } fragment B on Query { ...A }",
        "{ hello } fragment A on Query { ...B } fragment B on Query { ...A }",
    ] {
        assert_refused(&service.ask(document).await, "GRAPHQL_VALIDATION_FAILED");
    }
}

#[tokio::test]
async fn aliases_are_counted_before_they_are_validated() {
    let service = service();
    let aliases = |count: usize| (0..count).map(|n| format!("a{n}:hello ")).collect::<String>();
    let begun = Instant::now();
    let answer = service.ask(&format!("{{ {} }}", aliases(50_000))).await;
    assert!(begun.elapsed() < Duration::from_millis(200));
    assert_refused(&answer, "LIMIT_DOCUMENT_BYTES");
    assert_refused(&service.ask(&format!("{{ {} }}", aliases(31))).await, "LIMIT_ALIASES");
    assert_eq!(service.ask(&format!("{{ {} }}", aliases(30))).await.status, StatusCode::OK);
    let hidden = format!("{{ ...A ... {{ ...A }} }} fragment A on Query {{ {} }}", aliases(16));
    assert_refused(&service.ask(&hidden).await, "LIMIT_ALIASES");
}

/// As clients write their introspection: each field that older servers lack under a condition, in fragments for each depth of a type.
#[tokio::test]
async fn a_client_s_own_introspection_is_not_shut_out() {
    let service = service();
    let input = "...I";
    let document = format!(
        "query IntrospectionQuery($d: Boolean = true, $i: Boolean = true, $s: Boolean = true, $r: Boolean = true, $o: Boolean = true) {{
            __schema {{ description @include(if: $d) queryType {{ name }} types {{ ...T }}
                directives {{ name description @include(if: $d) isRepeatable @include(if: $r) locations
                    args(includeDeprecated: true) {{ {input} }} }} }} }}
        fragment T on __Type {{ kind name description @include(if: $d) specifiedByURL @include(if: $s) isOneOf @include(if: $o)
            fields(includeDeprecated: true) {{ name description @include(if: $d) args(includeDeprecated: true) {{ {input} }}
                type {{ ...R }} isDeprecated @include(if: $i) deprecationReason @include(if: $i) }}
            inputFields(includeDeprecated: true) {{ {input} }} interfaces {{ ...R }}
            enumValues(includeDeprecated: true) {{ name isDeprecated @include(if: $i) }} possibleTypes {{ ...R }} }}
        fragment I on __InputValue {{ name description @include(if: $d) type {{ ...R }} defaultValue
            isDeprecated @include(if: $i) deprecationReason @include(if: $i) }}
        fragment R on __Type {{ kind name ofType {{ kind name ofType {{ kind name ofType {{ kind name }} }} }} }}"
    );
    let answer = service.ask_as(&document).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.json()["data"]["__schema"]["queryType"]["name"], "Query");
}

#[tokio::test]
async fn each_other_limit_of_the_document_has_its_refusal() {
    let service = service();
    let cases = [
        (format!("{{ hello }} #{}", "x".repeat(16 * 1024)), "LIMIT_DOCUMENT_BYTES"),
        (format!("{{ {} }}", "hello ".repeat(2_000)), "LIMIT_TOKENS"),
        (format!("{{ hello {} }}", "@skip(if: false)".repeat(101)), "LIMIT_DIRECTIVES"),
        (format!("{{ {} }} fragment A on Query {{ hello @skip(if: false) }}", "...A ".repeat(101)), "LIMIT_DIRECTIVES"),
        (format!("{{ things {{ nodes {{ {}id{} }} }} }}", "next { ".repeat(13), "}".repeat(13)), "LIMIT_DEPTH"),
        (format!("{{ count(numbers: [{}]) }}", "1 ".repeat(251)), "LIMIT_LIST_ITEMS"),
        (format!("query ($n: [Int!]! = [{}]) {{ count(numbers: $n) }}", "1 ".repeat(251)), "LIMIT_LIST_ITEMS"),
        (String::from("{ things(first: 1000000) { nodes { id } } }"), "LIMIT_COST"),
    ];
    for (document, code) in cases {
        assert_refused(&service.ask(&document).await, code);
    }
    let list = json!({ "n": vec![1; 251] });
    assert_refused(
        &service.ask_with("query ($n: [Int!]!) { count(numbers: $n) }", list, &[]).await,
        "LIMIT_LIST_ITEMS",
    );
    let list = json!({ "n": vec![1; 250] });
    let answer = service.ask_with("query ($n: [Int!]!) { count(numbers: $n) }", list, &[]).await;
    assert_eq!(answer.json()["data"]["count"], 250);
    let many = json!({ "n": vec![vec![1; 200]; 51] });
    let answer = service.ask_with("query ($n: [[Int]]) { hello }", many, &[]).await;
    assert_refused(&answer, "LIMIT_VARIABLES_VALUES");
    let wide = format!("{{ {} }} fragment A on Query {{ {} }}", "...A ".repeat(60), "hello ".repeat(90));
    assert_refused(&service.ask(&wide).await, "LIMIT_SELECTIONS");
}

#[tokio::test]
async fn a_directive_stands_once_at_a_place() {
    let service = service();
    for document in [
        "{ hello @skip(if: false) @skip(if: true) }",
        "{ hello @include(if: true) @skip(if: false) @include(if: true) }",
        "{ ... @include(if: true) @include(if: true) { hello } }",
        "{ ...A @skip(if: false) @skip(if: false) } fragment A on Query { hello }",
        "{ __typename @skip(if: false) @skip(if: false) }",
    ] {
        assert_refused(&service.ask(document).await, "GRAPHQL_VALIDATION_FAILED");
    }
    let answer = service.ask("{ hello @skip(if: false) @include(if: true) again: hello @skip(if: false) }").await;
    assert_eq!(
        answer.json()["data"],
        json!({ "hello": answer.json()["data"]["hello"], "again": answer.json()["data"]["hello"] })
    );
}

#[tokio::test]
async fn a_variables_default_counts_where_a_directive_asks_for_it() {
    let service = service();
    for (ty, default) in [("Boolean!", true), ("Boolean!", false), ("Boolean", true), ("Boolean", false)] {
        for (directive, is_there) in [("skip", !default), ("include", default)] {
            for selection in [
                format!("hello @{directive}(if: $b)"),
                format!("... @{directive}(if: $b) {{ hello }}"),
                format!("...A @{directive}(if: $b)"),
            ] {
                let fragment = if selection.starts_with("...A") { "fragment A on Query { hello }" } else { "" };
                let document = format!("query ($b: {ty} = {default}) {{ __typename {selection} }} {fragment}");
                let answer = service.ask(&document).await;
                assert_eq!(answer.json()["data"].get("hello").is_some(), is_there, "{document}: {}", answer.text);
                // What is sent goes before it.
                let answer = service.ask_with(&document, json!({ "b": !default }), &[]).await;
                assert_eq!(answer.json()["data"].get("hello").is_some(), !is_there, "{document}: {}", answer.text);
            }
        }
    }
}

#[tokio::test]
async fn a_name_stands_once_in_an_input_object_and_in_the_variables() {
    let service = service();
    let twice =
        "query ($n: [Int!]! = [1]) { count(numbers: $n) a: _entities(representations: [{a: 1, a: 2}]) { __typename } }";
    assert_refused(&service.ask(twice).await, "GRAPHQL_VALIDATION_FAILED");
    for (body, status) in [
        (r#"{"query":"query ($n: [Int!]!) { count(numbers: $n) }","variables":{"n":[1],"n":[1,2]}}"#, 400),
        (r#"{"query":"{ hello }","variables":{"a":[{"b":1,"b":2}]}}"#, 400),
        (
            r#"{"query":"{ hello }","variables":{"a":[{"b":1},{"b":2}],"b":{"b":1.5e3,"c":null,"d":true,"e":-1,"f":"x"}}}"#,
            200,
        ),
        (r#"{"query":"{ hello }","variables":null}"#, 200),
        (r#"{"query":"{ hello }","variables":[]}"#, 400),
    ] {
        let answer = service.post(body, &[("content-type", "application/json")]).await;
        assert_eq!(answer.status.as_u16(), status, "{body}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_body_stands_as_it_is() {
    let service = service();
    let body = r#"{"query":"{ hello }"}"#;
    for (coding, status) in [("identity", 200), ("gzip", 415), ("identity, gzip", 415)] {
        let headers = [("content-type", "application/json; charset=utf8"), ("content-encoding", coding)];
        assert_eq!(service.post(body, &headers).await.status.as_u16(), status, "{coding}");
    }
}

#[tokio::test]
async fn limits_follow_the_configuration() {
    let service = limits(|limits| limits.depth = 1);
    assert_eq!(service.ask("{ hello }").await.status, StatusCode::OK);
    let answer = service.ask("{ things { totalCount } }").await;
    assert_refused(&answer, "LIMIT_DEPTH");
    assert_eq!(answer.json()["errors"][0]["extensions"]["limit"], 1);
}

#[tokio::test]
async fn a_reserved_key_cannot_write_raw_json() {
    let service = service();
    for variables in
        [json!({ "f": { "$serde_json::private::RawValue": "1" } }), json!({ "$serde_json::private::RawValue": "1" })]
    {
        let answer = service.ask_with("query ($f: Filter) { things(filter: $f) { totalCount } }", variables, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text);
    }
}

#[tokio::test]
async fn variables_are_coerced_before_execution() {
    let service = service();
    for (declared, value) in [
        ("ID!", json!(null)),
        ("Int!", json!("1")),
        ("Int", json!(3_000_000_000_u64)),
        ("Int", json!(1.5)),
        ("Float", json!("x")),
        ("String", json!(1)),
        ("Boolean", json!("true")),
        ("[Int!]", json!([1, null])),
        ("[Int!]!", json!(["a"])),
    ] {
        let answer =
            service.ask_with(&format!("query ($v: {declared}) {{ __typename }}"), json!({ "v": value }), &[]).await;
        assert_refused(&answer, "BAD_USER_INPUT");
    }
    let missing = service.ask("query ($v: Int!) { __typename }").await;
    assert_refused(&missing, "BAD_USER_INPUT");
}

#[tokio::test]
async fn documents_just_inside_the_guard_are_answered_quickly() {
    let service = service();
    let fill = |unit: &str| unit.repeat(16 * 1024 / unit.len() - 20);
    let deep = |open: &str, times: usize| open.repeat(times);
    for document in [
        format!("{{ a(b: {} }}", deep("[{c:", 14)),
        format!("{{ a(b: {}1{}) }}", deep("[", 30), deep("]", 29)),
        format!("{}a", deep("{ ... on Query { ... ", 15)),
        format!("{}a", deep("{ a: b(c: [1]) ", 30)),
        format!("query ({}) {{ a }}", fill("$a:[[[[[[Int]]]]]]=[[1]]")),
        format!("{{ a(b: \"{}", fill("\\\\")),
        format!("{{ a(b: \"\"\"{}", fill("\\\"\"\"")),
        format!("{{ {} }}", fill("...on Query{hello}")),
        format!("{{ {} }}", fill("hello(a:1)")),
        format!("{{ hello }} {}", fill("fragment A on Query{hello}")),
        fill("\u{feff}\u{feff}, "),
        fill("\"\""),
    ] {
        let begun = Instant::now();
        let answer = service.ask(&document).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text);
        let start: String = document.chars().take(40).collect();
        assert!(begun.elapsed() < Duration::from_millis(500), "{:?} {start}", begun.elapsed());
    }
}
