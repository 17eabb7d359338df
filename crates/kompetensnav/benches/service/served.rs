//! The database, the service and the baseline as processes.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Arc, atomic::AtomicU64},
    time::{Duration, Instant},
};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use tempfile::TempDir;

use crate::{cpu, postgres::Server};

/// Database connections of the service and of the baseline.
pub const POOL: u32 = 4;

/// The loaded database with its keys and tokens.
pub struct World {
    url: String,
    folder: TempDir,
    pub db: DatabaseConnection,
    tokens: serde_json::Value,
    postmaster: u32,
}

/// A serving process; ended when dropped.
pub struct Served {
    child: Child,
    pub url: String,
    pub counter: Arc<AtomicU64>,
    pub first_answer: Duration,
}

impl Served {
    pub fn id(&self) -> u32 {
        self.child.id()
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
        let mut world = Self { url, folder, db, tokens: ready["tokens"].clone(), postmaster: 0 };
        let pid = world.text("SELECT pg_backend_pid()::text").await?.parse().map_err(told)?;
        world.postmaster = parent(pid)?;
        Ok(world)
    }

    /// One text from the database.
    pub async fn text(&self, sql: &str) -> Result<String, String> {
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        let row = self.db.query_one_raw(statement).await.map_err(told)?.ok_or_else(|| format!("no row: {sql}"))?;
        row.try_get_by_index(0).map_err(told)
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

    /// `serve` over the loaded database, with limits that a benchmark does not reach.
    pub async fn serve(&self) -> Result<Served, String> {
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
        let port = free_port()?;
        let url = format!("http://127.0.0.1:{port}");
        let started = Instant::now();
        let child = service()
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--config"])
            .arg(&file)
            .spawn()
            .map_err(told)?;
        let client = reqwest::Client::new();
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
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let first_answer = started.elapsed();
        tokio::time::sleep(Duration::from_secs(2)).await;
        Ok(Served { child, url, counter: Arc::default(), first_answer })
    }

    /// This program again, as the baseline server.
    pub async fn baseline(&self) -> Result<Served, String> {
        let own: PathBuf = std::env::current_exe().map_err(told)?;
        let mut child =
            Command::new(own).args(["--baseline", &self.url]).stdout(Stdio::piped()).spawn().map_err(told)?;
        let url = first_line(&mut child)?;
        Ok(Served { child, url, counter: Arc::new(AtomicU64::new(1 << 40)), first_answer: Duration::ZERO })
    }
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

fn parent(pid: u32) -> Result<u32, String> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).map_err(told)?;
    let after = text.rfind(')').ok_or("unreadable /proc")?;
    text[after + 2..].split_whitespace().nth(1).and_then(|ppid| ppid.parse().ok()).ok_or_else(|| "no parent".to_owned())
}
