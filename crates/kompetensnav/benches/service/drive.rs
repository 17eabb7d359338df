//! The driving client: four connections, one request after another on each.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::Client;

use crate::{
    cpu,
    served::{Served, World},
    setting,
    start::median,
};

/// Connections at once.
const CONNECTIONS: usize = 4;

/// How a question is put to a server.
#[derive(Clone)]
pub struct Asked {
    /// Path below the server's address.
    pub path: String,
    /// Body; `{n}` becomes a number never used before, `{id}` the next of `ids`.
    pub body: String,
    /// What to ask about in turn.
    pub ids: Arc<Vec<String>>,
    /// Bearer token, if any.
    pub token: Option<String>,
}

/// One turn's figures: milliseconds, CPU a request.
pub struct Turn {
    pub throughput: f64,
    pub p50: f64,
    pub p99: f64,
    pub server_cpu: f64,
    pub database_cpu: f64,
}

impl Turn {
    /// Of server and database together.
    pub fn cpu(&self) -> f64 {
        self.server_cpu + self.database_cpu
    }

    /// Each figure's median; none of none.
    pub fn median(turns: &[Self]) -> Option<Self> {
        let of = |figure: fn(&Self) -> f64| median(turns.iter().map(figure));
        (!turns.is_empty()).then(|| Self {
            throughput: of(|turn| turn.throughput),
            p50: of(|turn| turn.p50),
            p99: of(|turn| turn.p99),
            server_cpu: of(|turn| turn.server_cpu),
            database_cpu: of(|turn| turn.database_cpu),
        })
    }
}

async fn ask(client: &Client, url: &str, asked: &Asked, n: u64) -> Result<String, String> {
    let mut body = asked.body.replace("{n}", &n.to_string());
    if let Some(id) = asked.ids.get(n as usize % asked.ids.len().max(1)) {
        body = body.replace("{id}", id);
    }
    let mut request = client.post(format!("{url}{}", asked.path)).header("content-type", "application/json").body(body);
    if let Some(token) = &asked.token {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.map_err(|error| error.to_string())?;
    let status = answer.status();
    let text = answer.text().await.map_err(|error| error.to_string())?;
    if status.is_success() { Ok(text) } else { Err(format!("{status}: {}", &text[..text.len().min(600)])) }
}

/// One answer.
pub async fn once(url: &str, asked: &Asked, n: u64) -> Result<String, String> {
    ask(&Client::new(), url, asked, n).await
}

/// Asks for a while without measuring: a compiler at run time needs some time to do its best.
pub async fn warm_up(server: &Served, asked: &Asked) -> Result<(), String> {
    run(&Client::new(), server, asked, Duration::from_secs(2)).await.map(drop)
}

/// Asks for a while and measures.
pub async fn turn(world: &World, server: &Served, asked: &Asked) -> Result<Turn, String> {
    let client = Client::new();
    let seconds = setting("BENCH_SECONDS", 4);
    run(&client, server, asked, Duration::from_millis(500)).await?;
    let (server_before, database_before) = (cpu::of_process(server.id()), world.database_cpu());
    let started = Instant::now();
    let mut times = run(&client, server, asked, Duration::from_secs(seconds)).await?;
    let elapsed = started.elapsed().as_secs_f64();
    let count = times.len() as f64;
    let (server_after, database_after) = (cpu::of_process(server.id()), world.database_cpu());
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    Ok(Turn {
        throughput: count / elapsed,
        p50: at(0.5),
        p99: at(0.99),
        server_cpu: (server_after - server_before) / count,
        database_cpu: (database_after - database_before) / count,
    })
}

async fn run(client: &Client, server: &Served, asked: &Asked, time: Duration) -> Result<Vec<f64>, String> {
    let until = Instant::now() + time;
    let workers: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (client, url, asked, counter) =
                (client.clone(), server.url.clone(), asked.clone(), server.counter.clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                while Instant::now() < until {
                    let n = counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let started = Instant::now();
                    ask(&client, &url, &asked, n).await?;
                    times.push(started.elapsed().as_secs_f64() * 1000.0);
                }
                Ok::<_, String>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for worker in workers {
        times.extend(worker.await.map_err(|error| error.to_string())??);
    }
    Ok(times)
}
