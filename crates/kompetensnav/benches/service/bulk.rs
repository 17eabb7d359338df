//! Whole files from a question's address, beside one hand-written statement that builds the same rows as JSON.

use std::sync::Arc;

use reqwest::{Client, Response};
use serde_json::{Value, json};

use crate::{
    cpu,
    drive::{self, Asked},
    house::{Served, World},
};

const DOCUMENT: &str = "query($first: Int!, $after: String) { enrolments(first: $first, after: $after) { \
    nodes { id version status source appliedOn startedOn endedOn minutes } pageInfo { hasNextPage endCursor } } }";

/// Prints a line for each format: rows, megabytes, CPU of the service and of the database, the most memory it took.
pub async fn measure(world: &World, service: &Served, baseline: &Served) -> Result<(), String> {
    publish(world, service).await?;
    let project = world.text("SELECT id FROM projects WHERE number = '2020/00312'").await?;
    let by_hand = Asked {
        path: "/".to_owned(),
        body: json!({ "sql": [BY_HAND], "values": [[project]] }).to_string(),
        ids: Arc::default(),
        token: None,
    };
    println!("\n{:<24} {:>8} {:>8} {:>9} {:>9} {:>9}", "whole file", "rows", "MB", "service", "database", "peak MB");
    drive::once(&baseline.url, &by_hand, 0).await?;
    let before = used(world, baseline);
    let told = drive::once(&baseline.url, &by_hand, 0).await?;
    let cost = spent(before, used(world, baseline));
    let peak = cpu::peak_megabytes(baseline.id());
    line("hand-written JSON", told.matches("\"appliedOn\"").count() as u64, told.len() as u64, cost, peak);
    // The first answer pays for what every later one finds ready.
    fetch(world, service, "json").await?;
    for format in ["csv", "jsonl", "json", "xlsx", "parquet"] {
        cpu::forget_peak(service.id());
        let before = used(world, service);
        let (rows, bytes) = fetch(world, service, format).await?;
        line(format, rows, bytes, spent(before, used(world, service)), cpu::peak_megabytes(service.id()));
    }
    println!("service, database: milliseconds of CPU for the whole file; peak: resident memory of the serving process");
    Ok(())
}

const BY_HAND: &str = "SELECT json_agg(json_build_object('id', 'enrolment_' || id, 'version', version, 'status', status, \
    'source', source, 'appliedOn', applied_on, 'startedOn', started_on, 'endedOn', ended_on, 'minutes', minutes))::text \
    FROM (SELECT * FROM enrolments WHERE project_id = $1 ORDER BY id) n";

fn used(world: &World, server: &Served) -> [f64; 2] {
    [cpu::of_process(server.id()), world.database_cpu()]
}

fn spent(before: [f64; 2], after: [f64; 2]) -> [f64; 2] {
    [after[0] - before[0], after[1] - before[1]]
}

fn line(name: &str, rows: u64, bytes: u64, [own, database]: [f64; 2], peak: f64) {
    let megabytes = bytes as f64 / 1e6;
    println!("{name:<24} {rows:>8} {megabytes:>8.1} {own:>9.0} {database:>9.0} {peak:>9.1}");
}

/// An organisation's own question, for everyone signed in.
async fn publish(world: &World, service: &Served) -> Result<(), String> {
    let columns = [
        ("id", "id", "text"),
        ("version", "version", "integer"),
        ("status_code", "status", "code"),
        ("source_code", "source", "code"),
        ("applied_on", "appliedOn", "date"),
        ("started_on", "startedOn", "date"),
        ("ended_on", "endedOn", "date"),
        ("minutes", "minutes", "integer"),
    ]
    .map(|(name, path, kind)| json!({ "name": name, "path": path, "type": kind, "label": { "sv": name, "en": name } }));
    let definition = json!({
        "theme": "insatser",
        "title": { "sv": "Alla anmälningar", "en": "All enrolments" },
        "ingress": { "sv": "För mätning.", "en": "For measuring." },
        "rows": "enrolments.nodes",
        "column": columns.to_vec(),
    });
    let organisation = ask(world, service, "{ viewer { roles { organisationId } } }", json!({})).await?;
    let organisation = organisation["viewer"]["roles"][0]["organisationId"].clone();
    let input = json!({ "organisationId": organisation, "slug": "alla-anmalningar", "sharing": "SIGNED_IN",
        "document": DOCUMENT, "definition": definition });
    let save = "mutation($input: SaveQuestionInput!) { saveQuestion(input: $input) { savedQuestion { id version } userErrors { code message } } }";
    let saved = ask(world, service, save, json!({ "input": input })).await?["saveQuestion"].clone();
    let question = &saved["savedQuestion"];
    if question.is_null() {
        return Err(format!("the question was not saved: {saved}"));
    }
    let input = json!({ "id": question["id"], "expectedVersion": question["version"] });
    let publish = "mutation($input: PublishQuestionInput!) { publishQuestion(input: $input) { savedQuestion { status } userErrors { code message } } }";
    let published = ask(world, service, publish, json!({ "input": input })).await?;
    match published["publishQuestion"]["savedQuestion"]["status"] == "PUBLISHED" {
        true => Ok(()),
        false => Err(format!("the question was not published: {published}")),
    }
}

async fn ask(world: &World, service: &Served, query: &str, variables: Value) -> Result<Value, String> {
    let body = json!({ "query": query, "variables": variables }).to_string();
    let token = Some(world.token("org_contact")?);
    let asked = Asked { path: "/graphql".to_owned(), body, ids: Arc::default(), token };
    let told = drive::once(&service.url, &asked, 0).await?;
    let told: Value = serde_json::from_str(&told).map_err(|error| format!("{error}: {told}"))?;
    Ok(told["data"].clone())
}

/// Reads a file to its end, as the project's manager: rows by their line ends where the format has them, and bytes.
async fn fetch(world: &World, service: &Served, format: &str) -> Result<(u64, u64), String> {
    let mut answer: Response = Client::new()
        .get(format!("{}/fragor/alla-anmalningar.{format}", service.url))
        .bearer_auth(world.token("project_manager")?)
        .send()
        .await
        .map_err(|error| error.to_string())?;
    if !answer.status().is_success() {
        return Err(format!("{format}: {}", answer.text().await.unwrap_or_default()));
    }
    let (mut lines, mut bytes) = (0, 0);
    while let Some(some) = answer.chunk().await.map_err(|error| format!("{format}: {error}"))? {
        lines += some.iter().filter(|byte| **byte == b'\n').count() as u64;
        bytes += some.len() as u64;
    }
    Ok((if matches!(format, "csv" | "jsonl") { lines } else { 0 }, bytes))
}
