//! From the process's start to its first answer, and what is in memory then.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::Duration,
};

use chrono::{DateTime, Utc};
use clap::Parser;
use kompetensnav::verb::{self, Cli};
use tracing::{Event, Subscriber, field::Visit};
use tracing_subscriber::{Layer, layer::SubscriberExt};

use crate::{
    ALLOCATOR, cpu,
    served::{Kind, Served, World},
};

/// Most milliseconds to the first answer.
const COLD_START: f64 = 50.0;
/// Most megabytes that lie idle.
const IDLE: f64 = 30.0;
/// Starts whose medians are printed.
const STARTS: usize = 7;
/// The service's own words on how far it has come.
const PHASES: &str = "error,kompetensnav=debug";
/// The last of them.
const SERVING: &str = "serving";

/// Prints both, against their goals, and where they go.
pub async fn measure(world: &World, service: &Served, others: &[Served]) -> Result<(), String> {
    let mut starts: Vec<Vec<(String, f64)>> = Vec::new();
    let mut own_cpu = Vec::new();
    for _ in 0..STARTS {
        let served = world.serve(Some(PHASES)).await?;
        let (started, all) = (served.started_at, milliseconds(served.cold_start));
        own_cpu.push(served.cold_cpu);
        let mut phases = phases(&served.log(), started)?;
        phases.push(("first answer".to_owned(), all));
        starts.push(phases);
    }
    let names: Vec<String> = starts[0].iter().map(|(name, _)| name.clone()).collect();
    let reached = |at: usize| median(starts.iter().map(|phases| phases[at].1));
    let cold_start = reached(names.len() - 1);
    println!("\n| cold start, median of {STARTS} | ms | until |\n| --- | --- | --- |");
    for (at, name) in names.iter().enumerate() {
        let took = median(starts.iter().map(|phases| phases[at].1 - if at == 0 { 0.0 } else { phases[at - 1].1 }));
        println!("| {name} | {took:.1} | {:.1} |", reached(at));
    }
    // What a start leaves behind is given back first.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle = cpu::resident_megabytes(service.id());
    println!("\n| idle memory | MB |\n| --- | --- |");
    for (kind, megabytes) in cpu::memory_by_kind(service.id()) {
        println!("| {kind} | {megabytes:.1} |");
    }
    println!("\n| held on the heap after | MB | more |\n| --- | --- | --- |");
    let mut before = 0.0;
    for (phase, megabytes) in held(world)? {
        println!("| {phase} | {megabytes:.2} | {:.2} |", megabytes - before);
        before = megabytes;
    }
    println!(
        "\ncold start to first answer: {cold_start:.0} ms, goal {COLD_START}{} ({:.0} ms of its own CPU); idle memory: {idle:.1} MB, goal {IDLE}{}",
        if cold_start > COLD_START { "  missed" } else { "" },
        median(own_cpu.into_iter()),
        if idle > IDLE { "  missed" } else { "" },
    );
    for other in others.iter().filter(|other| other.kind != Kind::Service) {
        let (start, idle) = (milliseconds(other.cold_start), cpu::resident_megabytes(other.id()));
        println!(
            "{}: listens after {start:.0} ms ({:.0} ms of CPU); idle memory: {idle:.1} MB",
            other.kind.name(),
            other.cold_cpu
        );
    }
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

pub fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// How far it had come, and when: milliseconds after `started`.
fn phases(log: &str, started: DateTime<Utc>) -> Result<Vec<(String, f64)>, String> {
    let mut phases = Vec::new();
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).map_err(|error| format!("{error}: {line}"))?;
        let (Some(at), Some(phase)) = (line["timestamp"].as_str(), line["message"].as_str()) else { continue };
        let at: DateTime<Utc> = at.parse().map_err(|error| format!("{error}: {line}"))?;
        phases.push((phase.to_owned(), (at - started).as_seconds_f64() * 1000.0));
        if phase == SERVING {
            return Ok(phases);
        }
    }
    Err(format!("the service told nothing of its start: {log}"))
}

/// What the service holds on its heap, in megabytes, after each phase.
fn held(world: &World) -> Result<Vec<(String, f64)>, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(own)
        .arg("--counted")
        .arg(world.configuration()?)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let told: Vec<String> = lines.map_while(Result::ok).collect();
    let _ = child.wait();
    let read = |line: String| {
        let (bytes, phase) = line.split_once(' ')?;
        Some((phase.to_owned(), bytes.parse::<f64>().ok()? / 1e6))
    };
    told.into_iter().map(|line| read(line.clone()).ok_or(line)).collect()
}

/// The service in this process, until it serves; prints what is held at each of its words.
pub async fn count(config: &str) -> Result<(), String> {
    // The first subscriber of a process stays.
    let told = tracing_subscriber::registry().with(PhaseLog);
    tracing::subscriber::set_global_default(told).map_err(|error| error.to_string())?;
    let cli = Cli::try_parse_from(["kompetensnav", "serve", "--config", config]).map_err(|error| error.to_string())?;
    verb::run(cli).await
}

struct PhaseLog;

impl<S: Subscriber> Layer<S> for PhaseLog {
    fn on_event(&self, event: &Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
        if !event.metadata().target().starts_with("kompetensnav") {
            return;
        }
        let held = ALLOCATOR.allocated();
        let mut message = Message::default();
        event.record(&mut message);
        println!("{held} {}", message.0);
        if message.0 == SERVING {
            // Whoever reads these lines reads to their end.
            let _ = std::io::stdout().flush();
            std::process::exit(0);
        }
    }
}

#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}
