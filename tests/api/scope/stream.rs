//! Events reach only whoever reaches what they happened to.

use std::time::Duration;

use axum::body::Body;
use futures_util::StreamExt;
use http::{Request, header};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::harness::{Furnished, trial::both};

pub fn tests() -> Vec<Trial> {
    both![an_event_out_of_reach_is_passed_over, a_stream_ends_with_the_role_it_was_opened_with]
}

/// An open stream of events.
struct Stream {
    body: axum::body::BodyDataStream,
    text: String,
}

impl Stream {
    async fn open(app: &Furnished, subject: &str) -> Self {
        let body = json!({ "query": "subscription { happenings { name subjectId subject { id } } }" }).to_string();
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "text/event-stream");
        if !subject.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
        }
        let request = request.body(Body::from(body)).expect("a request");
        let answer = app.router().oneshot(request).await.expect("the router always answers");
        assert_eq!(answer.status(), 200, "{subject:?}");
        Self { body: answer.into_body().into_data_stream(), text: String::new() }
    }

    /// The next event; `None` when the stream is over or silent.
    async fn next(&mut self, patience: Duration) -> Option<Value> {
        // Comments that keep the stream alive do not count as an answer.
        let until = tokio::time::Instant::now() + patience;
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data:")).map(str::trim).unwrap_or_default();
                let kind =
                    event.lines().find_map(|line| line.strip_prefix("event:")).map(str::trim).unwrap_or_default();
                let happening = serde_json::from_str::<Value>(data).map(|data| data["data"]["happenings"].clone());
                let (kind, rest) = (kind.to_owned(), rest.to_owned());
                self.text = rest;
                match (kind.as_str(), happening) {
                    ("next", Ok(happening)) => return Some(happening),
                    ("complete", _) => return None,
                    _ => continue,
                }
            }
            let chunk = tokio::time::timeout_at(until, self.body.next()).await.ok()??;
            self.text.push_str(&String::from_utf8_lossy(&chunk.expect("a chunk")));
        }
    }
}

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_secs(3);

async fn report(app: &Furnished) -> Value {
    let leader = app.speak_as("demo-process-leader");
    let council =
        leader.ask("{ viewer { roles { councilId } } }", json!({})).await["viewer"]["roles"][0]["councilId"].clone();
    let input = json!({ "councilId": council, "title": "Hemlig plan", "basis": "BOTH", "cause": "OTHER", "horizon": "SHORT",
        "targetGroup": "ALL", "peopleNeeded": 1 });
    let data = leader
        .ask(
            "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code } } }",
            json!({ "input": input }),
        )
        .await;
    data["reportNeed"]["need"]["id"].clone()
}

async fn register(app: &Furnished, name: &str) -> Value {
    let input = json!({ "name": name, "kind": "COMPANY" });
    let data = app
        .speak_as("demo-process-leader")
        .ask(
            "mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) {
        organisation { id } userErrors { code } } }",
            json!({ "input": input }),
        )
        .await;
    data["registerOrganisation"]["organisation"]["id"].clone()
}

async fn an_event_out_of_reach_is_passed_over(app: Furnished) {
    let subjects = ["", "demo-other-org-contact", "demo-participant", "demo-provider"];
    let mut streams = Vec::new();
    for subject in subjects {
        streams.push(Stream::open(&app, subject).await);
    }
    let mut member = Stream::open(&app, "demo-council-member").await;
    let need = report(&app).await;
    let organisation = register(&app, "Händelseprov AB").await;
    assert!(need.is_string() && organisation.is_string());
    let first = member.next(LONG).await.expect("the council's member hears of the need");
    assert_eq!((&first["name"], &first["subject"]["id"]), (&json!("NeedReported"), &need));
    for (subject, stream) in subjects.iter().zip(&mut streams) {
        let heard = stream.next(LONG).await.expect("everyone hears of an organisation");
        assert_eq!(
            (&heard["name"], &heard["subjectId"]),
            (&json!("OrganisationRegistered"), &organisation),
            "{subject:?}"
        );
    }
}

async fn a_stream_ends_with_the_role_it_was_opened_with(app: Furnished) {
    let assign = "mutation($input: AssignRoleInput!) { assignRole(input: $input) { roleAssignment { id version } userErrors { code } } }";
    let end = "mutation($input: EndRoleInput!) { endRole(input: $input) { userErrors { code } } }";
    let leader = app.speak_as("demo-process-leader");
    let council =
        leader.ask("{ viewer { roles { councilId } } }", json!({})).await["viewer"]["roles"][0]["councilId"].clone();
    let input =
        json!({ "issuer": "kompetensnav-demo", "subject": "newcomer", "role": "COUNCIL_MEMBER", "councilId": council });
    let given = leader.ask(assign, json!({ "input": input })).await["assignRole"]["roleAssignment"].clone();
    let mut stream = Stream::open(&app, "newcomer").await;
    let need = report(&app).await;
    let heard = stream.next(LONG).await.expect("the member hears of the need");
    assert_eq!(heard["subject"]["id"], need);
    let input = json!({ "id": given["id"], "expectedVersion": given["version"], "reason": "Har avsagt sig" });
    assert_eq!(leader.ask(end, json!({ "input": input })).await["endRole"]["userErrors"], json!([]));
    report(&app).await;
    register(&app, "Efteråt AB").await;
    assert_eq!(stream.next(SHORT).await, None, "the stream is over");
}
