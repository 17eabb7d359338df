//! Whole files from a question's address, beside one hand-written statement that builds the same rows as JSON.

use std::sync::Arc;

use reqwest::{Client, Response};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    cpu,
    drive::{self, Asked},
    served::{Served, World},
    setting,
};

/// What a file has, and the statement that answers with the same.
struct File {
    name: &'static str,
    slug: &'static str,
    /// Below `nodes`.
    fields: &'static str,
    /// Column, path and type.
    columns: &'static [(&'static str, &'static str, &'static str)],
    by_hand: &'static str,
    formats: &'static [&'static str],
}

const FILES: [File; 2] = [
    File {
        name: "own fields",
        slug: "alla-anmalningar",
        fields: "id version status source appliedOn startedOn endedOn minutes",
        columns: &[
            ("id", "id", "text"),
            ("version", "version", "integer"),
            ("status_code", "status", "code"),
            ("source_code", "source", "code"),
            ("applied_on", "appliedOn", "date"),
            ("started_on", "startedOn", "date"),
            ("ended_on", "endedOn", "date"),
            ("minutes", "minutes", "integer"),
        ],
        by_hand: "SELECT json_agg(json_build_object('id', 'enrolment_' || id, 'version', version, 'status', status, \
            'source', source, 'appliedOn', applied_on, 'startedOn', started_on, 'endedOn', ended_on, 'minutes', minutes))::text \
            FROM (SELECT * FROM enrolments WHERE project_id = $1 ORDER BY id) n",
        formats: &["csv", "jsonl", "json", "xlsx", "parquet"],
    },
    File {
        name: "with effort and employer",
        slug: "alla-anmalningar-med-insats",
        fields: "id status appliedOn startedOn minutes effort { id title } organisation { id name }",
        columns: &[
            ("id", "id", "text"),
            ("status_code", "status", "code"),
            ("applied_on", "appliedOn", "date"),
            ("started_on", "startedOn", "date"),
            ("minutes", "minutes", "integer"),
            ("effort_id", "effort.id", "text"),
            ("effort", "effort.title", "text"),
            ("employer_id", "organisation.id", "text"),
            ("employer", "organisation.name", "text"),
        ],
        by_hand: "SELECT json_agg(json_build_object('id', 'enrolment_' || n.id, 'status', n.status, 'appliedOn', n.applied_on, \
            'startedOn', n.started_on, 'minutes', n.minutes, 'effort', json_build_object('id', 'effort_' || e.id, 'title', e.title), \
            'organisation', CASE WHEN g.id IS NOT NULL THEN json_build_object('id', 'org_' || g.id, 'name', g.name) END))::text \
            FROM (SELECT * FROM enrolments WHERE project_id = $1 ORDER BY id) n JOIN efforts e ON e.id = n.effort_id \
            LEFT JOIN organisations g ON g.id = n.organisation_id",
        formats: &["csv", "jsonl", "parquet"],
    },
];

/// Prints a line for each format: rows, megabytes, CPU of the service and of the database, the most memory it took.
pub async fn measure(world: &World, service: &Served, baseline: &Served) -> Result<(), String> {
    let project = world.text("SELECT id FROM projects WHERE number = '2020/00312'").await?;
    println!("\n{:<34} {:>8} {:>8} {:>9} {:>9} {:>9}", "whole file", "rows", "MB", "service", "database", "peak MB");
    for file in &FILES {
        publish(world, service, file).await?;
        let by_hand = Asked {
            path: "/".to_owned(),
            body: json!({ "sql": [file.by_hand], "values": [[project]] }).to_string(),
            ids: Arc::default(),
            token: None,
        };
        drive::once(&baseline.url, &by_hand, 0).await?;
        // The first answer pays for what every later one finds ready.
        fetch(world, service, file.slug, "json").await?;
        // In turn, for the machine's speed is not the same from one second to the next.
        let mut turns: Vec<Vec<Cost>> = file.formats.iter().map(|_| Vec::new()).collect();
        let mut own = Vec::new();
        for round in 0..setting("BENCH_ROUNDS", 3) {
            happen(world, file.slug, round).await?;
            let before = used(world, baseline);
            let told = drive::once(&baseline.url, &by_hand, 0).await?;
            let [service_cpu, database_cpu] = spent(before, used(world, baseline));
            let peak = cpu::peak_megabytes(baseline.id());
            let rows = told.matches("\"appliedOn\"").count() as u64;
            own.push(Cost { rows, bytes: told.len() as u64, service_cpu, database_cpu, peak });
            for (format, turns) in file.formats.iter().zip(&mut turns) {
                cpu::forget_peak(service.id());
                let before = used(world, service);
                let (rows, bytes) = fetch(world, service, file.slug, format).await?;
                let [service_cpu, database_cpu] = spent(before, used(world, service));
                turns.push(Cost { rows, bytes, service_cpu, database_cpu, peak: cpu::peak_megabytes(service.id()) });
            }
        }
        line(&format!("{}: JSON by hand", file.name), &median(own));
        for (format, turns) in file.formats.iter().zip(turns) {
            line(&format!("{}: {format}", file.name), &median(turns));
        }
    }
    println!("service, database: milliseconds of CPU for the whole file; peak: resident memory of the serving process");
    Ok(())
}

/// Lets something happen, so that files that were made whole are made anew.
async fn happen(world: &World, slug: &str, round: u64) -> Result<(), String> {
    let sql = format!(
        "INSERT INTO outbox (id, name, version, subject, at) VALUES ('{slug}-{round}', 'Changed', 1, 'need_x', {round})"
    );
    world.db.execute_unprepared(&sql).await.map(drop).map_err(|error| error.to_string())
}

/// What one file cost.
#[derive(Clone, Copy)]
struct Cost {
    rows: u64,
    bytes: u64,
    service_cpu: f64,
    database_cpu: f64,
    peak: f64,
}

/// The turn in the middle, by its whole cost.
fn median(mut turns: Vec<Cost>) -> Cost {
    turns.sort_by(|one, other| {
        (one.service_cpu + one.database_cpu).total_cmp(&(other.service_cpu + other.database_cpu))
    });
    turns[turns.len() / 2]
}

fn used(world: &World, server: &Served) -> [f64; 2] {
    [cpu::of_process(server.id()), world.database_cpu()]
}

fn spent(before: [f64; 2], after: [f64; 2]) -> [f64; 2] {
    [after[0] - before[0], after[1] - before[1]]
}

fn line(name: &str, cost: &Cost) {
    let Cost { rows, bytes, service_cpu, database_cpu, peak } = cost;
    let megabytes = *bytes as f64 / 1e6;
    println!("{name:<34} {rows:>8} {megabytes:>8.1} {service_cpu:>9.0} {database_cpu:>9.0} {peak:>9.1}");
}

/// An organisation's own question, for everyone signed in.
async fn publish(world: &World, service: &Served, file: &File) -> Result<(), String> {
    let column = |(name, path, kind): &(&str, &str, &str)| json!({ "name": name, "path": path, "type": kind, "label": { "sv": name, "en": name } });
    let definition = json!({
        "theme": "insatser",
        "title": { "sv": file.name, "en": file.name },
        "ingress": { "sv": "För mätning.", "en": "For measuring." },
        "rows": "enrolments.nodes",
        "column": file.columns.iter().map(column).collect::<Vec<_>>(),
    });
    let document = format!(
        "query($first: Int!, $after: String) {{ enrolments(first: $first, after: $after) {{ nodes {{ {} }} \
         pageInfo {{ hasNextPage endCursor }} }} }}",
        file.fields
    );
    let organisation = ask(world, service, "{ viewer { roles { organisationId } } }", json!({})).await?;
    let organisation = organisation["viewer"]["roles"][0]["organisationId"].clone();
    let input = json!({ "organisationId": organisation, "slug": file.slug, "sharing": "SIGNED_IN",
        "document": document, "definition": definition });
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
async fn fetch(world: &World, service: &Served, slug: &str, format: &str) -> Result<(u64, u64), String> {
    let mut answer: Response = Client::new()
        .get(format!("{}/fragor/{slug}.{format}", service.url))
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
