//! A database for each test: a clone of one that was migrated once.

use std::{
    fs,
    path::PathBuf,
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database as Driver, DatabaseConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::postgres;

/// The two databases the service runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// As in the test's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// One test's own database.
#[derive(Debug)]
pub struct Database {
    engine: Engine,
    url: String,
    place: Place,
}

/// What is removed when the test is over.
#[derive(Debug)]
enum Place {
    Folder(TempDir),
    Server(String),
}

type Outcome<T = ()> = Result<T, String>;

impl Database {
    /// A database without tables.
    pub async fn empty(engine: Engine) -> Outcome<Self> {
        match engine {
            Engine::Sqlite => in_folder(None),
            Engine::Postgres => on_server("template0").await,
        }
    }

    /// A database at the newest step, with what `furnishing` puts in it.
    pub async fn furnished(engine: Engine, furnishing: Furnishing) -> Outcome<Self> {
        match engine {
            Engine::Sqlite => in_folder(Some(sqlite_template(furnishing).await?)),
            Engine::Postgres => on_server(postgres_template(furnishing).await?).await,
        }
    }

    /// `sqlite://…` or `postgres://…`, as the service takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which of the two it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// A bare connection beside the service's own.
    pub async fn connect(&self) -> Outcome<DatabaseConnection> {
        connect(&self.url).await
    }

    /// Removes it, connections or not.
    pub async fn remove(&self) -> Outcome {
        match &self.place {
            Place::Folder(folder) => fs::remove_dir_all(folder.path()).map_err(|error| error.to_string()),
            Place::Server(name) => administer(&[format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")]).await,
        }
    }
}

async fn connect(url: &str) -> Outcome<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(true));
    Driver::connect(options).await.map_err(|error| error.to_string())
}

async fn migrate(url: &str) -> Outcome {
    let connection = connect(url).await?;
    Migrator::up(&connection, None).await.map_err(|error| error.to_string())?;
    connection.close().await.map_err(|error| error.to_string())
}

fn in_folder(template: Option<&PathBuf>) -> Outcome<Database> {
    let folder = postgres::folder()?;
    let file = folder.path().join("test.sqlite");
    match template {
        Some(template) => fs::copy(template, &file).map(|_| ()),
        None => fs::File::create(&file).map(|_| ()),
    }
    .map_err(|error| error.to_string())?;
    Ok(Database { engine: Engine::Sqlite, url: sqlite_url(&file), place: Place::Folder(folder) })
}

fn sqlite_url(file: &std::path::Path) -> String {
    format!("sqlite://{}", file.display())
}

/// What a clone has from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furnishing {
    /// Tables.
    Tables,
    /// Tables and the demonstration data.
    Demonstration,
}

impl Furnishing {
    async fn fill(self, url: &str) -> Outcome {
        migrate(url).await?;
        match self {
            Self::Tables => Ok(()),
            Self::Demonstration => super::app::furnish(url).await,
        }
    }
}

/// The files that others are copies of. Their folder is removed by [`forget_templates`].
async fn sqlite_template(furnishing: Furnishing) -> Outcome<&'static PathBuf> {
    static TEMPLATES: [OnceCell<PathBuf>; 2] = [const { OnceCell::const_new() }; 2];
    TEMPLATES[furnishing as usize]
        .get_or_try_init(|| async {
            let folder = postgres::folder()?;
            let file = folder.path().join("template.sqlite");
            fs::File::create(&file).map_err(|error| error.to_string())?;
            furnishing.fill(&sqlite_url(&file)).await?;
            FOLDERS.lock().push(folder);
            Ok(file)
        })
        .await
}

static FOLDERS: parking_lot::Mutex<Vec<TempDir>> = parking_lot::Mutex::new(Vec::new());
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// Distinct within a server that several runs may share.
pub fn fresh_name() -> String {
    format!("kn_{}_{}", process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

async fn on_server(template: &str) -> Outcome<Database> {
    let name = fresh_name();
    administer(&[format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name} TEMPLATE {template}")])
        .await?;
    let url = postgres::server()?.url(&name);
    Ok(Database { engine: Engine::Postgres, url, place: Place::Server(name) })
}

static SERVER_TEMPLATES: [OnceCell<String>; 2] = [const { OnceCell::const_new() }; 2];

async fn postgres_template(furnishing: Furnishing) -> Outcome<&'static str> {
    let made = SERVER_TEMPLATES[furnishing as usize].get_or_try_init(|| async {
        let database = on_server("template0").await?;
        furnishing.fill(database.url()).await?;
        match database.place {
            Place::Server(name) => Ok(name),
            Place::Folder(_) => Err("a server's database lies in no folder".to_owned()),
        }
    });
    made.await.map(String::as_str)
}

/// Runs statements on the server's own database, as who may make others.
pub async fn administer(statements: &[String]) -> Outcome {
    let connection = connect(&postgres::server()?.url("postgres")).await?;
    for statement in statements {
        connection.execute_unprepared(statement).await.map_err(|error| format!("{statement}: {error}"))?;
    }
    connection.close().await.map_err(|error| error.to_string())
}

/// Removes what the clones were made from, when the last test is over.
pub async fn forget_templates() -> Outcome {
    let folders = std::mem::take(&mut *FOLDERS.lock());
    for folder in folders {
        folder.close().map_err(|error| error.to_string())?;
    }
    for name in SERVER_TEMPLATES.iter().filter_map(OnceCell::get) {
        administer(&[format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")]).await?;
    }
    Ok(())
}
