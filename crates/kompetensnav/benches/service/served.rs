//! The database, the service and what it is measured beside, as processes.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, atomic::AtomicU64},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use kernel::{Clock, SystemClock};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;

use crate::{cpu, database, postgres::Server};

/// Database connections of each server.
pub const POOL: u32 = 4;

/// The loaded database with its keys and tokens.
pub struct World {
    url: String,
    folder: TempDir,
    pub db: DatabaseConnection,
    tokens: serde_json::Value,
    postmaster: u32,
}

/// Who serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Service,
    PostGraphile,
    Mercurius,
    /// A bare server that runs the hand-written statement.
    ByHand,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::PostGraphile => "PostGraphile",
            Self::Mercurius => "Mercurius",
            Self::ByHand => "hand-written",
        }
    }
}

/// A serving process; ended when dropped.
pub struct Served {
    pub kind: Kind,
    child: Child,
    pub url: String,
    pub counter: Arc<AtomicU64>,
    /// From its start to its first answer; of the others to when they listen.
    pub cold_start: Duration,
    /// When it was started.
    pub started_at: DateTime<Utc>,
    /// Milliseconds of its own CPU until then, which other work on the machine changes less than the time.
    pub cold_cpu: f64,
}

impl Served {
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it, and gives the log that it was told to keep.
    pub fn log(mut self) -> String {
        let _ = self.child.kill();
        let mut log = String::new();
        if let Some(mut kept) = self.child.stderr.take() {
            // A log that is no text tells nothing, and is then missing its phases.
            let _ = kept.read_to_string(&mut log);
        }
        log
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl World {
    /// Makes and fills the database through the service's own `demo`.
    pub async fn load(server: &Server, scale: u64) -> Result<Self, String> {
        let admin = Database::connect(server.url("postgres")).await.map_err(told)?;
        admin.execute_unprepared("CREATE DATABASE bench").await.map_err(told)?;
        let url = server.url("bench");
        let folder = tempfile::tempdir().map_err(told)?;
        println!("loading the demonstration data at scale {scale} …");
        let started = Instant::now();
        let mut child = service()
            .args(["demo", "--json", "--listen", "127.0.0.1:0", "--scale", &scale.to_string(), "--database", &url])
            .arg("--data")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(told)?;
        let line = first_line(&mut child)?;
        let _ = child.kill();
        let _ = child.wait();
        println!("loaded in {:.0} s", started.elapsed().as_secs_f64());
        let ready: serde_json::Value = serde_json::from_str(&line).map_err(|error| format!("{error}: {line}"))?;
        let db = Database::connect(&url).await.map_err(told)?;
        db.execute_unprepared("VACUUM ANALYZE").await.map_err(told)?;
        let postmaster = database::postmaster(&db).await?;
        Ok(Self { url, folder, db, tokens: ready["tokens"].clone(), postmaster })
    }

    /// One text from the database.
    pub async fn text(&self, sql: &str) -> Result<String, String> {
        database::text(&self.db, sql).await
    }

    /// What was loaded.
    pub async fn size(&self) -> Result<String, String> {
        self.text(
            "SELECT (SELECT count(*) FROM participants) || ' people, ' || (SELECT count(*) FROM enrolments) || \
             ' enrolments, ' || (SELECT count(*) FROM outcomes) || ' outcomes, ' || (SELECT count(*) FROM needs) || ' needs'",
        )
        .await
    }

    /// The token of a demonstration role.
    pub fn token(&self, role: &str) -> Result<String, String> {
        self.tokens[role].as_str().map(str::to_owned).ok_or_else(|| format!("no token for {role}"))
    }

    /// CPU milliseconds of all of PostgreSQL.
    pub fn database_cpu(&self) -> f64 {
        cpu::of_family(self.postmaster)
    }

    /// A configuration over the loaded database, with limits that a benchmark does not reach.
    pub fn configuration(&self) -> Result<PathBuf, String> {
        let file = self.folder.path().join("bench.toml");
        let key = fs::read_to_string(self.folder.path().join("seal.key")).map_err(told)?;
        let issuer = self.folder.path().join("issuer.key");
        let config = format!(
            "database_url = {:?}\ndatabase_connections = {POOL}\nlisten = \"127.0.0.1:0\"\nseal_key = {:?}\nlog = \"error\"\n\
             [limits]\nbucket = 1000000000000\nbucket_refill = 1000000000000\n\
             [built_in_issuer]\nkey_file = {:?}\nissuer = \"kompetensnav-demo\"\naudience = \"kompetensnav\"\n",
            self.url,
            key.trim(),
            issuer.display().to_string()
        );
        fs::write(&file, config).map_err(told)?;
        Ok(file)
    }

    /// `serve`, and its first answer from the database. With a filter its log is kept.
    pub async fn serve(&self, log: Option<&str>) -> Result<Served, String> {
        let file = self.configuration()?;
        let port = free_port()?;
        let url = format!("http://127.0.0.1:{port}");
        let client = reqwest::Client::new();
        let mut command = service();
        command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--config"]).arg(&file);
        if let Some(filter) = log {
            command.env("KOMPETENSNAV_LOG", filter).stderr(Stdio::piped());
        }
        let (started, started_at) = (Instant::now(), SystemClock.now());
        let child = command.spawn().map_err(told)?;
        let ask = || {
            client
                .post(format!("{url}/graphql"))
                .header("content-type", "application/json")
                .body(r#"{"query":"{ councils(first: 1) { nodes { name } } }"}"#)
                .send()
        };
        while ask().await.is_err() {
            if started.elapsed() > Duration::from_secs(30) {
                return Err("the service does not start".to_owned());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let (cold_start, cold_cpu) = (started.elapsed(), cpu::of_threads(child.id()));
        Ok(Served { kind: Kind::Service, child, url, counter: Arc::default(), cold_start, started_at, cold_cpu })
    }

    /// This program again, as the bare server.
    pub fn by_hand(&self) -> Result<Served, String> {
        let mut command = Command::new(std::env::current_exe().map_err(told)?);
        command.args(["--by-hand", &self.url]);
        listening(Kind::ByHand, command)
    }

    /// PostGraphile and Mercurius.
    ///
    /// # Errors
    /// Why they cannot be measured on this machine.
    pub fn others(&self) -> Result<Vec<Served>, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/servers");
        let node = folder.join("node_modules/.bin/node");
        if !node.exists() {
            return Err("they are not installed (`npm ci --prefix crates/kompetensnav/benches/servers`)".to_owned());
        }
        let serve = |kind, file| {
            let mut command = Command::new(&node);
            command.arg(folder.join(file)).args([&self.url, &POOL.to_string()]);
            command.envs([("NODE_ENV", "production"), ("GRAPHILE_ENV", "production")]);
            listening(kind, command).map_err(|error| format!("{file}: {error}"))
        };
        Ok(vec![serve(Kind::PostGraphile, "postgraphile.js")?, serve(Kind::Mercurius, "mercurius.js")?])
    }
}

/// A server that prints its address when it listens.
fn listening(kind: Kind, mut command: Command) -> Result<Served, String> {
    let (started, started_at) = (Instant::now(), SystemClock.now());
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(told)?;
    let url = first_line(&mut child)?;
    let (cold_start, cold_cpu) = (started.elapsed(), cpu::of_threads(child.id()));
    Ok(Served { kind, child, url, counter: Arc::new(AtomicU64::new(1 << 40)), cold_start, started_at, cold_cpu })
}

fn service() -> Command {
    Command::new(env!("CARGO_BIN_EXE_kompetensnav"))
}

fn first_line(child: &mut Child) -> Result<String, String> {
    let out = child.stdout.take().ok_or("no output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line).map_err(told)?;
    if line.is_empty() { Err("the process ended before it was ready".to_owned()) } else { Ok(line.trim().to_owned()) }
}

fn free_port() -> Result<u16, String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").map_err(told)?;
    Ok(listener.local_addr().map_err(told)?.port())
}
