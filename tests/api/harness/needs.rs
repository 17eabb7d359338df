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
}

impl Need {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Postgres, Self::Node, Self::Chromium];

    /// The part of the tests that stands on it.
    pub fn part(self) -> &'static str {
        match self {
            Self::Postgres => "The PostgreSQL half",
            Self::Node => "The GraphQL over HTTP audit and the Relay compiler",
            Self::Chromium => "The pages in a browser",
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
    let find = || {
        let path = env::var_os("PATH").unwrap_or_default();
        let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
        let on_path = env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
        env::var_os("CHROMIUM").map(PathBuf::from).into_iter().chain(on_path).find(|program| program.is_file())
    };
    CHROMIUM.get_or_init(find).as_ref()
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
