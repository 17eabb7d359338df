//! What a request costs, beside hand-written SQL that returns the same answer as JSON.
//!
//! `cargo bench -p kompetensnav` starts a PostgreSQL cluster of its own, loads the demonstration data at `BENCH_SCALE`
//! (10), and drives the service and a baseline server in turn over loopback. The baseline is an axum server that runs one
//! hand-written statement a request and sends the text PostgreSQL built: no schema, no authority, no limits. CPU is read
//! from the operating system for the serving process and for PostgreSQL apart; the driving client is not counted.
//! `BENCH_SECONDS` (4) is how long each turn lasts, `BENCH_ROUNDS` (3) how many turns; medians are printed. `BENCH_ONLY`
//! names a part of the questions' names to measure those alone (`whole file` for the files of a question's
//! address, `with rollups` for what rollups cost a change).

mod baseline;
mod bulk;
mod cpu;
mod drive;
#[path = "../../../../tests/api/harness/postgres.rs"]
mod postgres;
mod questions;
mod served;
mod writes;

use std::process::ExitCode;

use questions::Question;

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let result = match arguments.iter().position(|argument| argument == "--baseline") {
        Some(at) => baseline::serve(&arguments[at + 1]).await,
        None => measure().await,
    };
    postgres::stop();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Result<(), String> {
    let scale = setting("BENCH_SCALE", 10);
    let server = postgres::server()?;
    let world = served::World::load(server, scale).await?;
    println!("\nscale {scale}: {}", world.size().await?);
    let service = world.serve().await?;
    println!(
        "cold start to first answer: {:.0} ms; idle memory: {:.1} MB",
        service.first_answer.as_secs_f64() * 1000.0,
        cpu::resident_megabytes(service.id())
    );
    let baseline = world.baseline().await?;
    let questions = questions::all(&world).await?;
    println!(
        "\n{:<34} {:>9} {:>7} {:>7} {:>9} {:>9} {:>9} {:>9} {:>6} {:>6}",
        "question", "req/s", "p50 ms", "p99 ms", "service", "database", "baseline", "its db", "ratio", "goal"
    );
    let only = std::env::var("BENCH_ONLY").unwrap_or_default();
    for question in questions.iter().filter(|question| question.name.contains(&only)) {
        agree(question, &service, &baseline).await?;
        row(question, &world, &service, &baseline).await?;
    }
    println!(
        "\nservice, database, baseline, its db: milliseconds of CPU a request; ratio: (service + database) / (baseline + its db)"
    );
    if "whole file".contains(&only) {
        bulk::measure(&world, &service, &baseline).await?;
    }
    if "with rollups".contains(&only) {
        writes::measure(&world, &service).await?;
    }
    Ok(())
}

/// Both answer with the same number of things before either is timed.
async fn agree(question: &Question, service: &served::Served, baseline: &served::Served) -> Result<(), String> {
    let asked = drive::once(&service.url, &question.request(), 0).await?;
    if asked.contains("\"errors\"") || asked.contains("\"code\"") && asked.contains("\"userErrors\":[{") {
        return Err(format!("{}: {}", question.name, &asked[..asked.len().min(600)]));
    }
    let told = drive::once(&baseline.url, &question.baseline(), 0).await?;
    let (ours, theirs) = (asked.matches(question.counted).count(), told.matches(question.counted).count());
    if ours != theirs || ours == 0 {
        return Err(format!(
            "{}: the service answers {ours} {}, the statement {theirs}",
            question.name, question.counted
        ));
    }
    Ok(())
}

async fn row(
    question: &Question,
    world: &served::World,
    service: &served::Served,
    baseline: &served::Served,
) -> Result<(), String> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..setting("BENCH_ROUNDS", 3) {
        ours.push(drive::turn(world, service, &question.request()).await?);
        theirs.push(drive::turn(world, baseline, &question.baseline()).await?);
    }
    let median = |turns: &[drive::Turn], figure: fn(&drive::Turn) -> f64| {
        let mut figures: Vec<f64> = turns.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    let (own, own_db) = (median(&ours, |t| t.server_cpu), median(&ours, |t| t.database_cpu));
    let (base, base_db) = (median(&theirs, |t| t.server_cpu), median(&theirs, |t| t.database_cpu));
    let ratio = (own + own_db) / (base + base_db);
    println!(
        "{:<34} {:>9.0} {:>7.2} {:>7.2} {:>9.3} {:>9.3} {:>9.3} {:>9.3} {:>6.2} {:>6}{}",
        question.name,
        median(&ours, |t| t.throughput),
        median(&ours, |t| t.p50),
        median(&ours, |t| t.p99),
        own,
        own_db,
        base,
        base_db,
        ratio,
        question.goal.map_or_else(|| "-".to_owned(), |goal| goal.to_string()),
        if question.goal.is_some_and(|goal| ratio > goal) { "  missed" } else { "" }
    );
    Ok(())
}
