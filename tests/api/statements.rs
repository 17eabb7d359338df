//! One SQL statement a level: the number of statements follows the question's shape, never the number of rows.

use std::collections::BTreeSet;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{
    DemoApp, Engine,
    trial::{both, only},
};

pub fn tests() -> Vec<Trial> {
    let counted: Vec<Trial> = both![
        the_walk_from_council_to_endorsement,
        the_walk_from_need_to_outcome,
        the_walk_back_from_outcome,
        totals_cost_one_statement_each,
        names_are_read_and_noted_together,
        things_by_id_cost_one_statement_a_kind,
        entities_cost_one_statement_a_kind,
        counts_cost_the_same_whatever_the_page,
    ];
    let prepared: Vec<Trial> = only![Engine::Postgres, "SQLite does not tell what it keeps prepared"; a_statement_keeps_its_text_whatever_the_page];
    counted.into_iter().chain(prepared).collect()
}

/// The rows of an answer: objects with an id.
fn rows(data: &Value) -> usize {
    match data {
        Value::Object(fields) => usize::from(fields.contains_key("id")) + fields.values().map(rows).sum::<usize>(),
        Value::Array(items) => items.iter().map(rows).sum(),
        _ => 0,
    }
}

/// How many statements a query sends, and how many rows it answers.
///
/// Whether another instance changed a role is looked for once a second, by a statement of its own: the least of several
/// runs is the query's.
async fn sent(app: &DemoApp, query: &str, variables: &Value) -> (u64, usize) {
    let reader = app.speak_as("demo-hub-manager");
    let (mut least, mut answered) = (u64::MAX, 0);
    for _ in 0..4 {
        let before = app.db.statements_sent();
        let data = reader.ask(query, variables.clone()).await;
        least = least.min(app.db.statements_sent() - before);
        answered = rows(&data);
    }
    (least, answered)
}

/// Fails unless `query` sends `expected` statements for pages of every size in `sizes`, and larger pages have more rows.
async fn costs(app: &DemoApp, query: &str, expected: u64, sizes: &[i64]) {
    let mut previous = 0;
    for size in sizes {
        let (statements, answered) = sent(app, query, &json!({ "n": size })).await;
        assert_eq!(statements, expected, "pages of {size}: {query}");
        assert!(answered > previous, "pages of {size} answer {answered} rows: {query}");
        previous = answered;
    }
}

async fn the_walk_from_council_to_endorsement(app: DemoApp) {
    let query = "query($n: Int!) { councils(first: 5, filter: { someNeed: {} }) { nodes { id name
        industryCouncils(first: 5, filter: { someNeed: {} }) { nodes { id name
            needs(first: $n, filter: { someEndorsement: {} }) { nodes { id title
                endorsements(first: $n) { nodes { id decidedOn } } } } } } } } }";
    costs(&app, query, 4, &[1, 3, 20]).await;
}

async fn the_walk_from_need_to_outcome(app: DemoApp) {
    let query = "query($n: Int!) { needs(first: $n, filter: { someEffortLink: { effort: { someOccasion: { someEnrolment: { someOutcome: {} } } } } }) { nodes { id title
        council { id name } organisation { id name } industryCouncil { id }
        efforts(first: $n, filter: { someOccasion: { someEnrolment: { someOutcome: {} } } }) { nodes { id title
            provider { id name } hub { id } project { id }
            occasions(first: $n, filter: { someEnrolment: { someOutcome: {} } }) { nodes { id startsOn
                sessions(first: 1) { nodes { id } }
                enrolments(first: 2, filter: { someOutcome: {} }) { nodes { id status
                    participant { id } participation { id } organisation { id }
                    outcomes(first: 1) { nodes { id kind } } } } } } } } } } }";
    // needs, council, organisation, industry council; efforts, provider, hub, project; occasions, sessions; enrolments,
    // participation, organisation; outcomes. Persons are shown by their id without being read.
    let (one, _) = sent(&app, query, &json!({ "n": 1 })).await;
    let (many, answered) = sent(&app, query, &json!({ "n": 6 })).await;
    assert!(answered > 50, "only {answered} rows");
    assert_eq!(many, 14);
    // A need of a whole industry has no organisation to read.
    assert!((13..=14).contains(&one), "{one}");
}

async fn the_walk_back_from_outcome(app: DemoApp) {
    let query = "query($n: Int!) { outcomes(first: $n, filter: { enrolment: { effort: { someNeedLink: { need: { someEndorsement: {} } } } } }) { nodes { id kind
        enrolment { id occasion { id effort { id title
            needs(first: 5, filter: { someEndorsement: {} }) { nodes { id
                endorsements(first: 5) { nodes { id industryCouncil { id council { id name } } } } } } } } } } } }";
    costs(&app, query, 8, &[1, 20, 100]).await;
}

async fn totals_cost_one_statement_each(app: DemoApp) {
    let query = "query($n: Int!) { industryCouncils(first: $n, filter: { someNeed: {} }) { totalCount nodes { id
        needs(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } } } }";
    costs(&app, query, 4, &[1, 3]).await;
}

async fn names_are_read_and_noted_together(app: DemoApp) {
    let query = "query($n: Int!) { participations(first: $n) { nodes { id participant { id name } } } }";
    let (one, _) = sent(&app, query, &json!({ "n": 1 })).await;
    let (many, answered) = sent(&app, query, &json!({ "n": 50 })).await;
    assert_eq!(answered, 100);
    assert_eq!(one, many, "one statement for the rows, one for the names, one for the note");
    assert!(many <= 3, "{many}");
    let noted = app.number("SELECT count(*) FROM read_log").await;
    app.speak_as("demo-hub-manager").ask(query, json!({ "n": 50 })).await;
    let since = app.number("SELECT count(*) FROM read_log").await - noted;
    assert!(since > 40 && since <= 50, "everyone named is noted, once: {since}");
}

async fn things_by_id_cost_one_statement_a_kind(app: DemoApp) {
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let mut ids = Vec::new();
    for (prefix, table) in [("org", "organisations"), ("need", "needs"), ("effort", "efforts")] {
        let found = app.texts(&format!("SELECT id FROM {table} WHERE {} ORDER BY id", own(table))).await;
        ids.push(found.iter().take(15).map(|id| format!("{prefix}_{id}")).collect::<Vec<_>>());
    }
    let first: Vec<&String> = ids.iter().map(|of| &of[0]).collect();
    let all: Vec<&String> = ids.iter().flatten().collect();
    assert_eq!(sent(&app, query, &json!({ "ids": first })).await, (3, 3));
    assert_eq!(sent(&app, query, &json!({ "ids": all })).await, (3, all.len()));
}

/// Rows of the hub manager's council, where the table has councils.
fn own(table: &str) -> &'static str {
    match table {
        "organisations" => "1 = 1",
        _ => "council_id IN (SELECT council_id FROM role_assignments WHERE subject = 'demo-hub-manager')",
    }
}

async fn entities_cost_one_statement_a_kind(app: DemoApp) {
    let query = "query($of: [_Any!]!) { _entities(representations: $of) {
        ... on Need { id title council { id } } ... on Organisation { id name } } }";
    let needs = app.texts(&format!("SELECT id FROM needs WHERE {} ORDER BY id", own("needs"))).await;
    let parties = app.texts("SELECT id FROM organisations ORDER BY id").await;
    let of = |count: usize| -> Vec<Value> {
        let needs = needs.iter().take(count).map(|id| json!({ "__typename": "Need", "id": format!("need_{id}") }));
        let parties =
            parties.iter().take(count).map(|id| json!({ "__typename": "Organisation", "id": format!("org_{id}") }));
        needs.chain(parties).collect()
    };
    assert_eq!(sent(&app, query, &json!({ "of": of(1) })).await, (3, 3));
    assert_eq!(sent(&app, query, &json!({ "of": of(12) })).await, (3, 36));
    // As many as the other parts of the graph have rows, though lists are otherwise shorter.
    let one = of(1);
    let many: Vec<&Value> = one.iter().cycle().take(1_000).collect();
    let (statements, _) = sent(&app, query, &json!({ "of": many })).await;
    assert_eq!(statements, 3);
}

async fn counts_cost_the_same_whatever_the_page(app: DemoApp) {
    let query = "query($n: Int!) { efforts(first: $n, filter: { someEnrolment: {} }) { nodes { id
        enrolmentCounts { total { value status } } outcomeCounts { total { value status } } } } }";
    let (one, _) = sent(&app, query, &json!({ "n": 1 })).await;
    let (many, answered) = sent(&app, query, &json!({ "n": 15 })).await;
    assert_eq!((one, answered), (many, 15));
    let query = "query($n: Int!) { projects(first: $n) { nodes { id participantCount { value status } } } }";
    // Those that are the asker's own and those that are others' are counted apart.
    let (few, _) = sent(&app, query, &json!({ "n": 3 })).await;
    let (many, answered) = sent(&app, query, &json!({ "n": 7 })).await;
    assert_eq!((few, answered), (many, 7));
}

/// PostgreSQL tells which statements it keeps prepared: one a level, if neither page nor number of parents is in the text.
async fn a_statement_keeps_its_text_whatever_the_page(app: DemoApp) {
    let query = "query($n: Int!) { councils(first: 50) { nodes { id industryCouncils(first: $n) { nodes { id
        needs(first: $n) { nodes { id endorsements(first: $n) { nodes { id } } } } } } } } }";
    let reader = app.speak_as("demo-hub-manager");
    for size in [1, 2, 3, 7, 2, 1].into_iter().cycle().take(24) {
        reader.ask(query, json!({ "n": size })).await;
    }
    // One asks after another, so that they were all prepared on the connection that answers here.
    let kept: BTreeSet<String> = app.texts("SELECT statement FROM pg_prepared_statements").await.into_iter().collect();
    for table in ["industry_councils", "needs", "endorsements"] {
        let of = |text: &&String| text.contains("LATERAL") && text.contains(&format!("FROM \"{table}\""));
        let texts: Vec<&String> = kept.iter().filter(of).collect();
        assert_eq!(texts.len(), 1, "{table}: {texts:#?}");
    }
}
