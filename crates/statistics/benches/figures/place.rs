//! A database to measure in.

use std::{path::PathBuf, sync::Arc, time::Instant};

use kernel::{RandomIds, SystemClock};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use store::{Connect, Db, Dialect, Sealer};
use tempfile::TempDir;

use crate::{cpu, database, postgres, setting};

pub struct Place {
    pub db: Db,
    postmaster: Option<u32>,
    name: String,
    files: Option<TempDir>,
}

/// Time and CPU up to a moment.
pub struct Used {
    at: Instant,
    own: f64,
    database: f64,
}

impl Used {
    pub fn told(&self, place: &Place) -> String {
        let now = place.used();
        let seconds = (now.at - self.at).as_secs_f64();
        format!("{seconds:.1} s ({:.1} s CPU)", (now.own + now.database - self.own - self.database) / 1000.0)
    }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl Place {
    pub async fn new(database: &str, size: u64) -> Result<Self, String> {
        let name = format!("figures_{}_{size}", std::process::id());
        let mut files = None;
        let url = match database {
            "sqlite" => {
                let folder = tempfile::Builder::new().prefix("kn-").tempdir_in(folder()).map_err(told)?;
                let url = format!("sqlite://{}", folder.path().join("rollups.sqlite").display());
                files = Some(folder);
                url
            }
            "postgres" => {
                administer(&format!("CREATE DATABASE {name}")).await?;
                postgres::server()?.url(&name)
            }
            other => return Err(format!("BENCH_DATABASES: {other}")),
        };
        let sealer = Sealer::new(&[7; 32]).map_err(told)?;
        let mut connect = Connect::to(&url);
        connect.statement_timeout = std::time::Duration::from_secs(7200);
        connect.durable = false;
        let db = Db::connect(&connect, Arc::new(SystemClock), Arc::new(RandomIds), sealer).await.map_err(told)?;
        Migrator::up(db.connection(), None).await.map_err(told)?;
        let postmaster = match db.dialect() {
            Dialect::Postgres => Some(database::postmaster(db.connection()).await?),
            Dialect::Sqlite => None,
        };
        Ok(Self { db, postmaster, name, files })
    }

    pub fn is_postgres(&self) -> bool {
        self.db.dialect() == Dialect::Postgres
    }

    pub fn name(&self) -> &'static str {
        if self.is_postgres() { "PostgreSQL" } else { "SQLite" }
    }

    pub fn used(&self) -> Used {
        let database = self.postmaster.map_or(0.0, cpu::of_family);
        Used { at: Instant::now(), own: cpu::of_process(std::process::id()), database }
    }

    /// CPU milliseconds so far: ours, and the database's where it is another process.
    pub fn cpu(&self) -> [f64; 2] {
        let used = self.used();
        [used.own, used.database]
    }

    pub async fn run(&self, sql: &str) -> Result<(), String> {
        self.db.connection().execute_unprepared(sql).await.map(|_| ()).map_err(|error| format!("{error}: {sql}"))
    }

    pub async fn text(&self, sql: &str) -> Result<String, String> {
        database::text(self.db.connection(), sql).await
    }

    /// What the database does by itself in the course of time.
    pub async fn settle(&self) -> Result<(), String> {
        self.run(if self.is_postgres() { "VACUUM ANALYZE" } else { "ANALYZE" }).await
    }

    pub async fn remove(self) -> Result<(), String> {
        let postgres = self.is_postgres();
        self.db.close().await;
        drop(self.files);
        if postgres { administer(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await } else { Ok(()) }
    }
}

fn folder() -> PathBuf {
    PathBuf::from(setting("BENCH_FOLDER", &std::env::temp_dir().display().to_string()))
}

async fn administer(sql: &str) -> Result<(), String> {
    let mut options = ConnectOptions::new(postgres::server()?.url("postgres"));
    options.max_connections(1).sqlx_logging(false);
    let admin = Database::connect(options).await.map_err(told)?;
    admin.execute_unprepared(sql).await.map_err(told)?;
    admin.close().await.map_err(told)
}
