//! What a test needs of the machine, and what to say where the machine has it not.

use std::{env, path::PathBuf, process::Command, process::Stdio, sync::OnceLock};

use super::postgres;

/// Set to `1` where nothing may be skipped: what is missing then fails.
const REQUIRED: &str = "TESTS_REQUIRE_ALL";
const OLDEST_NODE: u32 = 20;

/// Something a test needs that a machine may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A PostgreSQL server.
    Postgres,
    /// Node.js with the packages of `tests/package-lock.json`.
    Node,
    /// Chromium, and Node.js to drive it.
    Chromium,
    /// Python with the packages of `tests/clients`, of today and of some years ago.
    Readers,
    /// Node.js and Python with the packages of `tests/examples`.
    Examples,
    /// LibreOffice Calc, and Python to drive it.
    Office,
    /// nginx, and Node.js and Python to come through it.
    Nginx,
    /// PgBouncer, and a PostgreSQL server.
    PgBouncer,
    /// Java for the validator of PDF files, and Python to ask it.
    Validator,
    /// Python with an S3-compatible store.
    ObjectStore,
}

impl Need {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Postgres,
        Self::Node,
        Self::Chromium,
        Self::Readers,
        Self::Examples,
        Self::Office,
        Self::Nginx,
        Self::PgBouncer,
        Self::Validator,
        Self::ObjectStore,
    ];

    /// The part of the tests that stands on it.
    pub fn part(self) -> &'static str {
        match self {
            Self::Postgres => "The PostgreSQL half",
            Self::Node => "The GraphQL over HTTP audit, the Relay compiler, the rules for schemas and graphql-ws",
            Self::Chromium => "The pages in a browser",
            Self::Readers => {
                "The data read by pandas, polars, pyarrow, DuckDB, openpyxl and icalendar, of today and of some years ago"
            }
            Self::Examples => "The examples in TypeScript and Python",
            Self::Office => "The workbook in LibreOffice",
            Self::Nginx => "The service behind a proxy",
            Self::PgBouncer => "The service before a pooler",
            Self::Validator => "Minutes as PDF, checked by veraPDF",
            Self::ObjectStore => "Papers in an S3-compatible store",
        }
    }

    /// What is missing and how to get it; nothing when it is there.
    pub fn missing(self) -> Option<&'static str> {
        match self {
            Self::Postgres => postgres::source().is_none().then_some(
                "install the PostgreSQL server programs (Debian: postgresql), or name a server in TEST_DATABASE_URL",
            ),
            Self::Node => {
                (!node()).then_some("install Node.js 20 or later, and run `npm ci` in tests/ (or run tests/run once)")
            }
            Self::Chromium => Self::Node.missing().or_else(|| {
                chromium().is_none().then_some("install Chromium (Debian: chromium), or name its program in CHROMIUM")
            }),
            Self::Readers => interpreter().and(older_interpreter()).is_none().then_some(
                "install Python 3.11 with tests/clients/requirements.txt into target/python, and with requirements-older.txt into \
                 target/python-older (or run tests/run once)",
            ),
            Self::Examples => (!(node() && typescript()) || examples_python().is_none()).then_some(
                "install Node.js 20 or later and run `npm ci` in tests/examples/typescript, and Python 3.11 or later with \
                 tests/examples/python/requirements.txt into target/python-examples (or run tests/run once)",
            ),
            Self::Office => Self::Readers.missing().or_else(|| {
                office().is_none().then_some("install LibreOffice (Debian: libreoffice-calc), or name its program in SOFFICE")
            }),
            Self::Nginx => Self::Node.missing().or_else(|| Self::Readers.missing()).or_else(|| {
                nginx().is_none().then_some("install nginx (Debian: nginx-light), or name its program in NGINX")
            }),
            Self::PgBouncer => Self::Postgres.missing().or_else(|| {
                pgbouncer().is_none().then_some("install PgBouncer (Debian: pgbouncer), or name its program in PGBOUNCER")
            }),
            Self::Validator => Self::Readers.missing().or_else(|| {
                java().is_none().then_some("install Java 11 or later (Debian: default-jre-headless)")
            }),
            Self::ObjectStore => object_store_python().is_none().then_some(
                "install Python 3.11 or later with tests/clients/requirements-store.txt into target/python-store (or run tests/run once)",
            ),
        }
    }
}

/// May nothing be skipped?
pub fn all_required() -> bool {
    env::var_os(REQUIRED).is_some_and(|value| value == "1")
}

/// The folder `tests/` of the repository.
pub fn tests_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

/// The browser's program.
pub fn chromium() -> Option<&'static PathBuf> {
    static CHROMIUM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    CHROMIUM.get_or_init(|| program("CHROMIUM", &names)).as_ref()
}

/// The Python that has the readers' packages.
pub fn interpreter() -> Option<&'static PathBuf> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    PYTHON
        .get_or_init(|| {
            python_with("python", "duckdb_extensions, jpype, openpyxl, pandas, pikepdf, polars, pyarrow.parquet, pypdf")
        })
        .as_ref()
}

/// The one that has them as they were some years ago.
pub fn older_interpreter() -> Option<&'static PathBuf> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    PYTHON.get_or_init(|| python_with("python-older", "duckdb, openpyxl, pandas, polars, pyarrow.parquet")).as_ref()
}

/// The Python that has the packages of `tests/examples/python`.
pub fn examples_python() -> Option<&'static PathBuf> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    PYTHON.get_or_init(|| python_with("python-examples", "ariadne_codegen, mypy, pandas, websockets")).as_ref()
}

/// The Python that has an S3-compatible store.
pub fn object_store_python() -> Option<&'static PathBuf> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    PYTHON.get_or_init(|| python_with("python-store", "boto3, moto.server, moto.s3.models")).as_ref()
}

fn typescript() -> bool {
    tests_folder().join("examples/typescript/node_modules/.package-lock.json").is_file()
}

/// The Python of this folder in `target`, where it has these packages.
fn python_with(folder: &str, packages: &str) -> Option<PathBuf> {
    let program = tests_folder().join("../target").join(folder).join("bin/python");
    let mut command = Command::new(&program);
    command.args(["-c", &format!("import {packages}")]).stdin(Stdio::null());
    command.output().is_ok_and(|said| said.status.success()).then_some(program)
}

fn office() -> Option<PathBuf> {
    program("SOFFICE", &["soffice", "libreoffice"])
}

/// The proxy's program.
pub fn nginx() -> Option<PathBuf> {
    program("NGINX", &["nginx"])
}

/// The pooler's program.
pub fn pgbouncer() -> Option<PathBuf> {
    program("PGBOUNCER", &["pgbouncer"])
}

/// The program that runs the validator.
fn java() -> Option<PathBuf> {
    program("JAVA", &["java"])
}

/// The program that `variable` names, or the first of `names` on the path.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    // Servers' programs are not on everyone's path.
    let servers = ["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from);
    let folders: Vec<PathBuf> = env::split_paths(&path).chain(servers).collect();
    let on_path = folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name)));
    env::var_os(variable).map(PathBuf::from).into_iter().chain(on_path).find(|program| program.is_file())
}

fn node() -> bool {
    static NODE: OnceLock<bool> = OnceLock::new();
    *NODE.get_or_init(|| {
        let said = Command::new("node").arg("--version").stdin(Stdio::null()).output();
        let version = said.ok().and_then(|said| String::from_utf8(said.stdout).ok()).unwrap_or_default();
        let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
        // npm writes this file when an installation is complete.
        major.is_some_and(|major| major >= OLDEST_NODE)
            && tests_folder().join("node_modules/.package-lock.json").is_file()
    })
}
