//! Events reach only whoever reaches what they happened to.

use std::{sync::Arc, time::Duration};

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use http::{Request, header};
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tower::ServiceExt;

use crate::harness::{App, Database, DemoApp, Furnishing, Stage, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        an_event_out_of_reach_is_passed_over,
        an_event_out_of_reach_is_paid_for,
        a_stream_ends_with_the_role_it_was_opened_with,
        a_change_of_thousands_is_told_whole,
        whoever_was_told_a_part_of_a_change_is_told_the_rest_elsewhere,
        a_stream_that_cannot_look_says_so,
        what_was_missed_is_told_once_and_in_order,
        whoever_missed_too_much_reads_anew,
    ]
}

const REGISTERED: &str = "OrganisationRegistered";

/// Writes events of this name with the numbers `from` to `to` into the outbox, in one transaction, all about one organisation
/// that is there: its public id.
async fn write(app: &App, name: &str, from: usize, to: usize) -> String {
    let subject = app.texts("SELECT 'org_' || min(id) FROM organisations").await.swap_remove(0);
    let written = app
        .texts(&format!(
            "WITH RECURSIVE n (i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to})
            INSERT INTO outbox (id, name, version, subject, to_state, at)
            SELECT '{SERIES}' || CAST(10000 + n.i AS text), '{name}', 1, '{subject}', NULL, latest.at
            FROM n CROSS JOIN (SELECT max(at) AS at FROM outbox) AS latest ORDER BY n.i RETURNING id"
        ))
        .await;
    assert_eq!(written.len(), to - from + 1);
    subject
}

/// How the ids begin of the events that [`write`] makes, and of no others.
const SERIES: &str = "000000000000000000000";

/// The public id of the event that [`write`] gave this number.
fn event(number: usize) -> String {
    format!("event_{SERIES}{}", 10_000 + number)
}

/// Read a portion at a time, while others write.
async fn what_was_missed_is_told_once_and_in_order(app: DemoApp) {
    write(&app, REGISTERED, 1, 999).await;
    write(&app, "NeedReported", 1_000, 1_000).await;
    write(&app, REGISTERED, 1_001, 1_200).await;
    let registered = "(names: [\"OrganisationRegistered\"])";
    let mut stream = Stream::begin(&app, "demo-system-admin", registered, &event(10)).await;
    let wanted: Vec<String> = (11..=1_500).filter(|number| *number != 1_000).map(event).collect();
    let mut told: Vec<String> = Vec::new();
    while told.len() < wanted.len() {
        if told.len() == 20 {
            write(&app, REGISTERED, 1_201, 1_500).await;
        }
        let id = stream.numbered(LONG).await.unwrap_or_else(|| panic!("nothing comes after {:?}", told.last()));
        told.push(id);
    }
    let differs = wanted.iter().zip(&told).find(|(wanted, told)| wanted != told);
    assert_eq!(differs, None, "in the order in which they were written");
    assert_eq!(stream.numbered(SHORT).await, None, "none comes twice");

    // Of portions without one that is asked for nothing is told, and what comes then is.
    let established = "(names: [\"HubEstablished\"])";
    let mut stream = Stream::begin(&app, "demo-system-admin", established, &event(10)).await;
    assert_eq!(stream.numbered(SHORT).await, None);
    write(&app, "HubEstablished", 1_501, 1_501).await;
    assert_eq!(stream.numbered(LONG).await, Some(event(1_501)));
}

async fn whoever_missed_too_much_reads_anew(app: DemoApp) {
    write(&app, REGISTERED, 1, 20_002).await;
    let mut stream = Stream::begin(&app, "demo-system-admin", "", &event(1)).await;
    let told = stream.heard(LONG).await.expect("it says something");
    assert_eq!((&told["code"], &told["rule"]), (&json!("REFUSED"), &json!("TOO_FAR_BEHIND")), "{told}");
    assert_eq!(stream.heard(SHORT).await, None, "it has ended");
    app.texts(&format!("DELETE FROM outbox WHERE id LIKE '{SERIES}2%' RETURNING id")).await;
    let mut stream = Stream::begin(&app, "demo-system-admin", "", &event(1)).await;
    assert_eq!(stream.numbered(LONG).await, Some(event(2)));
}

/// As an import writes them: all in one transaction, read in twenty portions.
async fn a_change_of_thousands_is_told_whole(app: DemoApp) {
    let mut stream = Stream::open(&app, "demo-system-admin").await;
    write(&app, REGISTERED, 1, 5_000).await;
    for number in 1..=5_000 {
        assert_eq!(stream.numbered(Duration::from_secs(30)).await, Some(event(number)));
    }
    assert_eq!(stream.numbered(SHORT).await, None, "none comes twice");
}

/// The demonstration's database, behind one service after the other.
struct Both(Arc<Database>);

impl Stage for Both {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Ok(Self(database))
    }
}

/// A service may stop in the middle of telling of a change.
async fn whoever_was_told_a_part_of_a_change_is_told_the_rest_elsewhere(Both(database): Both) {
    let mut told: Vec<String> = Vec::new();
    let first = App::start(&database).await.expect("a service");
    let mut stream = Stream::open(&first, "demo-system-admin").await;
    write(&first, REGISTERED, 1, 1_000).await;
    while told.len() < 400 {
        told.push(stream.numbered(LONG).await.unwrap_or_else(|| panic!("nothing comes after {:?}", told.last())));
    }
    drop((stream, first));
    let second = App::start(&database).await.expect("a service");
    let last = told[399].clone();
    let mut stream = Stream::begin(&second, "demo-system-admin", "", &last).await;
    while told.len() < 1_000 {
        told.push(stream.numbered(LONG).await.unwrap_or_else(|| panic!("nothing comes after {:?}", told.last())));
    }
    assert_eq!(told, (1..=1_000).map(event).collect::<Vec<_>>());
    assert_eq!(stream.numbered(SHORT).await, None, "none comes twice");
}

/// Whoever is told that it is complete does not connect again.
async fn a_stream_that_cannot_look_says_so(app: DemoApp) {
    let mut stream = Stream::open(&app, "demo-system-admin").await;
    while stream.heard(SHORT).await.is_some() {}
    let subject = app.texts("SELECT 'org_' || min(id) FROM organisations").await.swap_remove(0);
    let moved = app.db.connection().execute_unprepared("ALTER TABLE organisations RENAME TO elsewhere").await;
    moved.expect("the table is out of sight");
    app.texts(&format!(
        "INSERT INTO outbox (id, name, version, subject, to_state, at)
        SELECT '00000000000000000000000001', 'OrganisationRegistered', 1, '{subject}', NULL, max(at) FROM outbox RETURNING id"
    ))
    .await;
    let told = stream.heard(LONG).await.expect("it says something");
    assert_eq!(told["code"], "INTERNAL", "{told}");
    assert_eq!(stream.heard(SHORT).await, None, "it has ended");
}

/// An open stream of events, read as a client does: without waiting to be asked.
struct Stream(mpsc::UnboundedReceiver<Value>);

impl Stream {
    /// Opens it after the event of this id, if any, with these arguments.
    async fn begin(app: &App, subject: &str, arguments: &str, last: &str) -> Self {
        let query = format!("subscription {{ happenings{arguments} {{ id name subjectId subject {{ id }} }} }}");
        let body = json!({ "query": query }).to_string();
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "text/event-stream");
        if !last.is_empty() {
            request = request.header("last-event-id", last);
        }
        if !subject.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
        }
        let request = request.body(Body::from(body)).expect("a request");
        let answer = app.router().oneshot(request).await.expect("the router always answers");
        assert_eq!(answer.status(), 200, "{subject:?}");
        let (sender, receiver) = mpsc::unbounded_channel();
        tokio::spawn(read(answer.into_body().into_data_stream(), sender));
        Self(receiver)
    }

    /// Opens it, and waits until it delivers: what happens from then on is heard.
    async fn open(app: &App, subject: &str) -> Self {
        let mut stream = Self::begin(app, subject, "", "").await;
        for _ in 0..50 {
            register(app, SIGN).await;
            if stream.heard(Duration::from_secs(1)).await.is_some() {
                return stream;
            }
        }
        panic!("{subject:?}: the stream delivers nothing");
    }

    /// The next event, signs of life aside; `None` when the stream is over or silent.
    async fn next(&mut self, app: &DemoApp, patience: Duration) -> Option<Value> {
        let sql = format!("SELECT 'org_' || id FROM organisations WHERE name = '{SIGN}'");
        let signs = app.texts(&sql).await;
        loop {
            let event = self.heard(patience).await?;
            if !signs.iter().any(|sign| event["subjectId"] == **sign) {
                return Some(event);
            }
        }
    }

    /// The id of the next event that [`write`] wrote.
    async fn numbered(&mut self, patience: Duration) -> Option<String> {
        loop {
            let heard = self.heard(patience).await?;
            let id = heard["id"].as_str().unwrap_or_else(|| panic!("no event: {heard}"));
            if id.starts_with(&format!("event_{SERIES}")) {
                return Some(id.to_owned());
            }
        }
    }

    async fn heard(&mut self, patience: Duration) -> Option<Value> {
        tokio::time::timeout(patience, self.0.recv()).await.ok().flatten()
    }
}

/// The name of the organisations by which a stream shows that it delivers.
const SIGN: &str = "Livstecken AB";

/// Hands on every happening of a body, or what is told of an error, until it completes.
async fn read(mut body: BodyDataStream, sender: mpsc::UnboundedSender<Value>) {
    let mut text = String::new();
    while let Some(Ok(chunk)) = body.next().await {
        text.push_str(&String::from_utf8_lossy(&chunk));
        while let Some((event, rest)) = text.split_once("\n\n") {
            let of = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
            let data = serde_json::from_str::<Value>(of("data:").unwrap_or_default());
            let (kind, rest) = (of("event:").unwrap_or_default().to_owned(), rest.to_owned());
            text = rest;
            match (kind.as_str(), data) {
                ("next", Ok(data)) => {
                    let fault = data["errors"].get(0).map(|error| &error["extensions"]);
                    drop(sender.send(fault.unwrap_or(&data["data"]["happenings"]).clone()));
                }
                ("complete", _) => return,
                _ => {}
            }
        }
    }
}

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_secs(3);

async fn report(app: &DemoApp) -> Value {
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

async fn register(app: &App, name: &str) -> Value {
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

async fn an_event_out_of_reach_is_passed_over(app: DemoApp) {
    let subjects = ["", "demo-other-org-contact", "demo-participant", "demo-provider"];
    let mut streams = Vec::new();
    for subject in subjects {
        streams.push(Stream::open(&app, subject).await);
    }
    let mut member = Stream::open(&app, "demo-council-member").await;
    let need = report(&app).await;
    let organisation = register(&app, "Händelseprov AB").await;
    assert!(need.is_string() && organisation.is_string());
    let first = member.next(&app, LONG).await.expect("the council's member hears of the need");
    assert_eq!((&first["name"], &first["subject"]["id"]), (&json!("NeedReported"), &need));
    for (subject, stream) in subjects.iter().zip(&mut streams) {
        let heard = stream.next(&app, LONG).await.expect("everyone hears of an organisation");
        assert_eq!(
            (&heard["name"], &heard["subjectId"]),
            (&json!("OrganisationRegistered"), &organisation),
            "{subject:?}"
        );
    }
}

/// What is left in someone's bucket, after asking. The clock stands still, so nothing comes back.
async fn left(app: &DemoApp, subject: &str) -> u64 {
    let (_, answer) = app.speak_as(subject).answer("{ __typename }", json!({})).await;
    answer["extensions"]["cost"]["remaining"].as_u64().unwrap_or_else(|| panic!("{answer:#}"))
}

async fn an_event_out_of_reach_is_paid_for(app: DemoApp) {
    let subject = "demo-other-org-contact";
    let mut stream = Stream::open(&app, subject).await;
    while stream.heard(SHORT).await.is_some() {}
    let asking = left(&app, subject).await - left(&app, subject).await;
    let before = left(&app, subject).await;
    assert!(report(&app).await.is_string());
    let organisation = register(&app, "Händelseprov AB").await;
    let heard = stream.next(&app, LONG).await.expect("everyone hears of an organisation");
    assert_eq!(heard["subjectId"], organisation);
    let spent = before - left(&app, subject).await - asking;
    // The organisation's, with its four fields, and the need's at the least.
    assert!(spent >= 10 + 4 + 10, "{spent}");
}

async fn a_stream_ends_with_the_role_it_was_opened_with(app: DemoApp) {
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
    let heard = stream.next(&app, LONG).await.expect("the member hears of the need");
    assert_eq!(heard["subject"]["id"], need);
    let input = json!({ "id": given["id"], "expectedVersion": given["version"], "reason": "Har avsagt sig" });
    assert_eq!(leader.ask(end, json!({ "input": input })).await["endRole"]["userErrors"], json!([]));
    report(&app).await;
    register(&app, "Efteråt AB").await;
    assert_eq!(stream.next(&app, SHORT).await, None, "the stream is over");
}
