//! What a request costs, beside two other GraphQL servers and beside hand-written SQL that returns the same answer as JSON.
//!
//! `cargo bench -p kompetensnav --bench service` starts a PostgreSQL cluster of its own, loads the demonstration data at `BENCH_SCALE`
//! (10), and drives the servers in turn over loopback, on the same rows with as many connections. By hand is an axum server that runs one
//! hand-written statement a request and sends the text PostgreSQL built: no schema, no authority, no limits. PostGraphile and Mercurius
//! (`benches/servers`) have a schema, but no authority, no disclosure control and no limits either. CPU is read from the operating system
//! for the serving process and for PostgreSQL apart; the driving client is not counted.
//! `BENCH_SECONDS` (4) is how long each turn lasts, `BENCH_ROUNDS` (3) how many turns; medians are printed. `BENCH_ONLY`
//! names a part of the questions' names to measure those alone (`whole file` for the files of a question's
//! address, `with rollups` for what rollups cost a change, `cold start` for that and what lies idle in memory).

mod baseline;
mod bulk;
mod cpu;
mod database;
mod drive;
#[path = "../../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: nobody reads its log here")]
mod postgres;
mod questions;
mod served;
mod start;
mod writes;

use std::{alloc::System, process::ExitCode};

use cap::Cap;
use questions::Question;
use served::{Served, World};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let result = match arguments.get(1..3) {
        Some([mode, url]) if mode == "--by-hand" => baseline::serve(url).await,
        Some([mode, config]) if mode == "--counted" => start::count(config).await,
        _ => measure().await,
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
    let world = World::load(server, scale).await?;
    println!("\nscale {scale}: {}", world.size().await?);
    let mut servers = vec![world.serve(None).await?];
    match world.others() {
        Ok(others) => servers.extend(others),
        Err(why) => println!("PostGraphile and Mercurius are not measured: {why}"),
    }
    servers.push(world.by_hand()?);
    let (service, by_hand) = (&servers[0], &servers[servers.len() - 1]);
    let only = std::env::var("BENCH_ONLY").unwrap_or_default();
    if "cold start".contains(&only) {
        start::measure(&world, service, &servers).await?;
    }
    let mut rows = Vec::new();
    for question in questions::all(&world).await?.iter().filter(|question| question.name.contains(&only)) {
        agree(question, &servers).await?;
        rows.push(Row { name: question.name, goal: question.goal, cells: row(question, &world, &servers).await? });
    }
    if !rows.is_empty() {
        print(&servers, &rows);
    }
    if "whole file".contains(&only) {
        bulk::measure(&world, service, by_hand).await?;
    }
    if "with rollups".contains(&only) {
        writes::measure(&world, service).await?;
    }
    Ok(())
}

/// All answer with the same number of things before any is timed.
async fn agree(question: &Question, servers: &[Served]) -> Result<(), String> {
    let mut counts = Vec::new();
    for server in servers {
        let Some(asked) = question.asked(server.kind) else { continue };
        let told = drive::once(&server.url, &asked, 0).await?;
        if told.contains("\"errors\"") || told.contains("\"userErrors\":[{") {
            return Err(format!("{}, {}: {}", question.name, server.kind.name(), &told[..told.len().min(600)]));
        }
        counts.push((server.kind.name(), told.matches(question.counted).count()));
        drive::warm_up(server, &asked).await?;
    }
    if counts.iter().any(|(_, count)| *count == 0 || *count != counts[0].1) {
        return Err(format!("{}: not as many {}: {counts:?}", question.name, question.counted));
    }
    Ok(())
}

/// A question's figures, one for each server that is asked it.
struct Row {
    name: &'static str,
    goal: f64,
    cells: Vec<Option<drive::Turn>>,
}

async fn row(question: &Question, world: &World, servers: &[Served]) -> Result<Vec<Option<drive::Turn>>, String> {
    let mut turns: Vec<Vec<drive::Turn>> = servers.iter().map(|_| Vec::new()).collect();
    for _ in 0..setting("BENCH_ROUNDS", 3) {
        for (server, turns) in servers.iter().zip(&mut turns) {
            if let Some(asked) = question.asked(server.kind) {
                turns.push(drive::turn(world, server, &asked).await?);
            }
        }
    }
    Ok(turns.iter().map(|turns| drive::Turn::median(turns)).collect())
}

/// Two tables: what it costs, and how fast it goes.
fn print(servers: &[Served], rows: &[Row]) {
    let table = |last: &str, cell: &dyn Fn(&drive::Turn) -> String, end: &dyn Fn(&Row) -> String| {
        let names: Vec<&str> = servers.iter().map(|server| server.kind.name()).collect();
        let columns = names.len() + 1 + last.matches('|').count();
        println!("\n| question | {} |{last}\n|{}", names.join(" | "), " --- |".repeat(columns));
        for row in rows {
            let cells: Vec<String> = row.cells.iter().map(|turn| turn.as_ref().map_or("–".to_owned(), cell)).collect();
            println!("| {} | {} |{}", row.name, cells.join(" | "), end(row));
        }
    };
    println!("\nMilliseconds of CPU a request, server + database, and what that is to the hand-written statement's.");
    table(
        " to it: service | others | goal | |",
        &|turn| format!("{:.3} + {:.3}", turn.server_cpu, turn.database_cpu),
        &|row| {
            let by_hand = row.cells.last().and_then(Option::as_ref).map_or(f64::NAN, drive::Turn::cpu);
            let ratio = |turn: &Option<drive::Turn>| turn.as_ref().map(|turn| turn.cpu() / by_hand);
            let own = row.cells.first().and_then(ratio).unwrap_or(f64::NAN);
            let others = &row.cells[1..row.cells.len() - 1];
            let others: Vec<String> =
                others.iter().map(|turn| ratio(turn).map_or("–".to_owned(), |ratio| format!("{ratio:.2}"))).collect();
            let verdict = if own > row.goal { "missed" } else { "held" };
            format!(" {own:.2} | {} | {} | {verdict} |", others.join(", "), row.goal)
        },
    );
    println!("\nRequests a second; median and 99th percentile of milliseconds to an answer.");
    table("", &|turn| format!("{:.0}; {:.2}, {:.1}", turn.throughput, turn.p50, turn.p99), &|_| String::new());
}
