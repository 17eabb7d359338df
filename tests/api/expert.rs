//! The expert mode's way to the API: what a session may do there, and that the examples work.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, to_bytes};
use futures_util::StreamExt;
use http::{Request, header};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tokio::time::timeout;
use tower::ServiceExt;
use web::Example;

use crate::harness::{
    App, DemoApp,
    trial::both,
    visitor::{Open, Reader},
};

const REPORT: &str =
    "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { title } userErrors { code } } }";
const COUNT: &str = "query($title: String!) { needs(first: 1, filter: { title: { eq: $title } }) { totalCount } }";

pub fn tests() -> Vec<Trial> {
    both![a_session_changes_something_by_its_own_proof_only, every_example_does_what_it_says]
}

/// What the expert mode's page has to send with changes.
async fn proof(reader: &Reader<'_>) -> String {
    let page = reader.get("/expert").await;
    let rest = page.html.split("<meta name=\"csrf-token\" content=\"").nth(1).expect("the page is built");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// What the API answers a request with a session's cookie.
async fn ask(app: &App, cookie: &str, headers: &[(&str, &str)], request: http::request::Builder, body: &str) -> Value {
    let request = request.header(header::HOST, "nav.example").header(header::COOKIE, cookie);
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let request = request.body(Body::from(body.to_owned())).expect("a request");
    let answer = app.router().oneshot(request).await.expect("an answer");
    serde_json::from_slice(&to_bytes(answer.into_body(), 16 << 20).await.expect("a body")).expect("JSON")
}

async fn a_session_changes_something_by_its_own_proof_only(service: Open) {
    let app = &service.0;
    let leader = Reader::of(app, "process_leader").await;
    let other = Reader::of(app, "process_leader").await;
    let (own, others) = (proof(&leader).await, proof(&other).await);
    assert!(!own.is_empty() && own != others);

    let council = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    let council = council["viewer"]["roles"][0]["councilId"].clone();
    let input = |title: &str| {
        json!({ "title": title, "councilId": council, "peopleNeeded": 3, "basis": "BOTH", "cause": "GROWTH",
                "horizon": "SHORT", "targetGroup": "ALL" })
    };
    let report = async |title: &str, headers: &[(&str, &str)]| {
        let body = json!({ "query": REPORT, "variables": { "input": input(title) } }).to_string();
        ask(app, &leader.cookie, headers, Request::post("/graphql"), &body).await
    };
    let code = |answer: &Value| answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned();
    let (here, proven) = (("sec-fetch-site", "same-origin"), ("x-csrf-token", own.as_str()));

    let streams = ("accept", "text/event-stream, application/json");
    let (wrong, anothers) = (("x-csrf-token", "abc"), ("x-csrf-token", others.as_str()));
    for refused in [&[here][..], &[here, wrong], &[here, anothers], &[here, streams]] {
        let answer = report("Nekat", refused).await;
        assert_eq!(code(&answer), "SESSION_ONLY_READS", "{refused:?}: {answer:#}");
    }
    // A request from elsewhere is nobody's, whatever it knows.
    for elsewhere in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let answer = report("Nekat", &[elsewhere, proven]).await;
        let told = answer["errors"].is_array() || answer["data"]["reportNeed"]["need"].is_null();
        assert!(told, "{elsewhere:?}: {answer:#}");
    }
    let mutation = form_urlencoded::Serializer::new(String::new())
        .append_pair(
            "query",
            "mutation { endRole(input: { id: \"role_x\", expectedVersion: 1 }) { userErrors { code } } }",
        )
        .finish();
    let got = ask(app, &leader.cookie, &[here, proven], Request::get(format!("/graphql?{mutation}")), "").await;
    assert_eq!(code(&got), "GET_IS_FOR_QUERIES", "{got:#}");
    let speaker = app.speak_as("demo-process-leader");
    assert_eq!(speaker.ask(COUNT, json!({ "title": "Nekat" })).await["needs"]["totalCount"], 0);

    let done = report("Tillåtet", &[here, proven]).await;
    assert_eq!(done["data"]["reportNeed"]["need"]["title"], "Tillåtet", "{done:#}");
    assert_eq!(speaker.ask(COUNT, json!({ "title": "Tillåtet" })).await["needs"]["totalCount"], 1);
}

/// Each example does what it says, in their order, as the process leader of the demonstration; of what is done the
/// subscription tells.
async fn every_example_does_what_it_says(service: DemoApp) {
    let speaker = service.speak_as("demo-process-leader");
    let (streams, others): (Vec<&Example>, Vec<&Example>) =
        web::EXAMPLES.iter().partition(|example| example.document.contains("\nsubscription "));
    let mut events = Vec::new();
    for example in streams {
        events.push(opened(&service, example).await);
    }
    for example in others {
        let data = speaker.ask(example.document, variables(example)).await;
        let fields = data.as_object().expect("an object");
        assert!(fields.values().all(|value| !value.is_null()), "{}: {data:#}", example.name);
        if example.document.contains("\nmutation ") {
            let again = speaker.ask(example.document, variables(example)).await;
            assert_eq!(again, data, "{}: sent again", example.name);
            let payload = fields.values().next().expect("a field");
            let done = payload["userErrors"].as_array().is_some_and(Vec::is_empty) && payload["need"].is_object();
            assert!(done, "{}: {payload:#}", example.name);
        }
    }
    for mut body in events {
        // It may have begun to listen after what was done: then something more is.
        let mut told = String::new();
        for turn in 0..50 {
            if let Ok(chunk) = timeout(Duration::from_secs(1), body.next()).await {
                told.push_str(&String::from_utf8_lossy(&chunk.expect("open").expect("bytes")));
            }
            if told.contains("event: next") {
                break;
            }
            let report = web::EXAMPLES.iter().find(|example| example.document.contains("reportNeed")).expect("one");
            let mut variables = variables(report);
            variables["nyckel"] = json!(format!("turn-{turn}"));
            speaker.ask(report.document, variables).await;
        }
        assert!(told.contains("event: next") && told.contains("\"name\":\"Need"), "{told}");
    }
}

fn variables(example: &Example) -> Value {
    if example.variables.is_empty() { json!({}) } else { serde_json::from_str(example.variables).expect("JSON") }
}

/// A subscription as the expert mode opens it.
async fn opened(app: &App, example: &Example) -> BodyDataStream {
    let body = json!({ "query": example.document, "variables": variables(example) }).to_string();
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "text/event-stream, application/json")
        .header(header::AUTHORIZATION, format!("Bearer {}", app.token("demo-process-leader")));
    let answer = app.router().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("an answer");
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream", "{}", example.name);
    answer.into_body().into_data_stream()
}
