//! The three answers, of the service and by hand.

mod asked;

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
};
use http::{Request, header};
use kompetensnav::{
    config::{BuiltInConfig, Config},
    wiring::{self, Ambient},
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::{place::Place, setting};

/// More milliseconds of CPU, of service and database together, are too many.
const LIMIT: f64 = 10.0;
/// So many times the hand-written statement's are.
const TIMES: f64 = 1.2;
/// An answer that costs more than so many times as much with ten times the years is not flat.
const GROWTH: f64 = 1.5;
/// What is lost in the clock of so short a time, in milliseconds.
const BLUR: f64 = 0.3;
/// Turns of each, in turn with the other's, whose medians are printed.
const TURNS: usize = 3;

/// Leads the work of the council that is asked of.
const LEADER: &str = "leader";
/// Manages its hub, and so reads the records of those who were enrolled there.
const MANAGER: &str = "manager";

/// One of the answers, asked for several things in turn.
struct Answer {
    name: &'static str,
    /// Who asks.
    by: &'static str,
    /// Values of these fields are the same in both answers.
    compared: &'static [&'static str],
    /// A request's body and the statement for each thing.
    of: Vec<(String, String)>,
}

/// The service's router, and its callers.
struct Service {
    router: Router,
    tokens: HashMap<&'static str, String>,
    _keys: TempDir,
}

impl Service {
    fn over(place: &Place) -> Result<Self, String> {
        let keys = tempfile::tempdir().map_err(|error| error.to_string())?;
        let issuer = BuiltInConfig {
            key_file: keys.path().join("issuer.key"),
            issuer: "bench".to_owned(),
            audience: "kompetensnav".to_owned(),
        };
        let mut config = Config { built_in_issuer: Some(issuer), ..Config::default() };
        config.limits.bucket = Some(u64::from(u32::MAX));
        config.limits.bucket_refill = Some(u64::from(u32::MAX));
        let service = wiring::build(&config, place.db.clone(), &Ambient::default())?;
        let issuer = service.built_in.as_ref().ok_or("no issuer")?;
        let mut tokens = HashMap::new();
        for caller in [LEADER, MANAGER] {
            let token = issuer.mint(caller, Duration::from_secs(24 * 3600)).map_err(|error| error.to_string())?;
            tokens.insert(caller, token);
        }
        Ok(Self { router: service.router, tokens, _keys: keys })
    }

    async fn ask(&self, by: &str, body: &str) -> Result<String, String> {
        let token = self.tokens.get(by).ok_or_else(|| format!("no token for {by}"))?;
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::from(body.to_owned()))
            .map_err(|error| error.to_string())?;
        let answer = self.router.clone().oneshot(request).await.map_err(|error| error.to_string())?;
        let bytes = to_bytes(answer.into_body(), 64 << 20).await.map_err(|error| error.to_string())?;
        String::from_utf8(bytes.into()).map_err(|error| error.to_string())
    }
}

/// Prints what each answer costs beside that of the size before, and gives milliseconds of CPU.
pub async fn measure(place: &Place, smaller: &[f64]) -> Result<Vec<f64>, String> {
    let service = Service::over(place)?;
    println!(
        "{:<34} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "answer, milliseconds of CPU", "service", "of it db", "by hand", "times", "a tenth"
    );
    let mut costs = Vec::new();
    for answer in asked::all(place).await? {
        agree(place, &service, &answer).await?;
        let (mut ours, mut by_hand) = (Vec::new(), Vec::new());
        // In turn, so that what else the machine does is the same to both.
        for _ in 0..TURNS {
            ours.push(cost(place, &answer, async |(body, _)| service.ask(answer.by, body).await.map(drop)).await?);
            by_hand.push(cost(place, &answer, async |(_, sql)| run(place, sql).await).await?);
        }
        let (ours, by_hand) = (median(ours), median(by_hand));
        let (all, by_hand): (f64, f64) = (ours.iter().sum(), by_hand.iter().sum());
        let times = all / by_hand;
        let before = smaller.get(costs.len()).copied();
        let grows = before.is_some_and(|before| all > before * GROWTH + BLUR);
        let faults = [(all > LIMIT, "over the limit"), (times > TIMES, "dearer than by hand"), (grows, "grows")];
        let missed: Vec<&str> = faults.into_iter().filter_map(|(is_so, fault)| is_so.then_some(fault)).collect();
        let missed = if missed.is_empty() { String::new() } else { format!("  missed: {}", missed.join(", ")) };
        let tenth = before.map_or_else(|| "–".to_owned(), |before| format!("{before:.2}"));
        println!("{:<34} {all:>10.2} {:>10.2} {by_hand:>10.2} {times:>10.2} {tenth:>10}{missed}", answer.name, ours[1]);
        costs.push(all);
    }
    Ok(costs)
}

/// Both answer the same of each thing, and something.
async fn agree(place: &Place, service: &Service, answer: &Answer) -> Result<(), String> {
    for (body, sql) in &answer.of {
        let told = service.ask(answer.by, body).await?;
        let by_hand = place.text(&format!("SELECT CAST(a.answer AS text) FROM ({sql}) a")).await?;
        let read = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| format!("{error}: {text}"));
        let (told, by_hand) = (read(&told)?, read(&by_hand)?);
        if !told["errors"].is_null() {
            return Err(format!("{}: {}", answer.name, told["errors"]));
        }
        let (told, by_hand) = (compared(&told["data"], answer.compared), compared(&by_hand, answer.compared));
        if told != by_hand || told.is_empty() {
            return Err(format!("{}, {body}: not the same:\n{told:?}\n{by_hand:?}", answer.name));
        }
    }
    Ok(())
}

/// The values of these fields, wherever they stand, in the order of their texts.
fn compared(answer: &Value, fields: &[&str]) -> Vec<String> {
    fn gather(value: &Value, fields: &[&str], into: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    if fields.contains(&name.as_str()) {
                        into.push(format!("{name} {value}"));
                    }
                    gather(value, fields, into);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| gather(value, fields, into)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    gather(answer, fields, &mut all);
    all.sort_unstable();
    all
}

async fn run(place: &Place, sql: &str) -> Result<(), String> {
    let connection = place.db.connection();
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    connection.query_one_raw(statement).await.map(drop).map_err(|error| format!("{error}: {sql}"))
}

/// CPU milliseconds of one, this process's and the database's, each of the things in turn, for as long as is measured.
async fn cost(
    place: &Place,
    answer: &Answer,
    mut act: impl AsyncFnMut(&(String, String)) -> Result<(), String>,
) -> Result<[f64; 2], String> {
    let time = Duration::from_millis(setting("BENCH_MILLISECONDS", "1500").parse().unwrap_or(1500));
    for of in &answer.of {
        act(of).await?;
    }
    let (before, started) = (place.cpu(), Instant::now());
    let mut times = 0_u32;
    while started.elapsed() < time {
        for of in &answer.of {
            act(of).await?;
            times += 1;
        }
    }
    let after = place.cpu();
    Ok([0, 1].map(|part| (after[part] - before[part]) / f64::from(times.max(1))))
}

/// That whose sum is the median.
fn median(mut costs: Vec<[f64; 2]>) -> [f64; 2] {
    costs.sort_by(|one, other| one.iter().sum::<f64>().total_cmp(&other.iter().sum::<f64>()));
    costs[costs.len() / 2]
}
