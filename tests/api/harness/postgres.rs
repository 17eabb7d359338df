//! A PostgreSQL of our own: one cluster for the whole run, in a temporary folder, never the machine's.

use std::{
    collections::BTreeMap,
    env, fs,
    io::ErrorKind,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};

use parking_lot::Mutex;
use tempfile::TempDir;

/// A server that is given instead of ours, such as `postgres://user:word@host/postgres`. Its user may create databases.
const GIVEN: &str = "TEST_DATABASE_URL";
/// How long a start may take on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(90);
/// Speed before safety: the cluster is thrown away. Sync is off, so no test waits for a disk.
const SETTINGS: [&str; 7] = [
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=300",
    "shared_buffers=128MB",
];

/// Where the tests find PostgreSQL.
#[derive(Clone, Debug)]
pub enum Source {
    /// The server that `TEST_DATABASE_URL` names.
    Given(String),
    /// Server programs in this folder; we start our own.
    Programs { folder: PathBuf, major: u32 },
}

/// A server that answers.
#[derive(Debug)]
pub struct Server {
    prefix: String,
    suffix: String,
}

impl Server {
    /// The URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("{}/{database}{}", self.prefix, self.suffix)
    }
}

/// The running cluster and its folder, kept until [`stop`].
static CLUSTER: Mutex<Option<(Child, TempDir)>> = Mutex::new(None);
static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();

/// Where PostgreSQL is to be had, or nothing when this machine has none.
pub fn source() -> Option<&'static Source> {
    static SOURCE: OnceLock<Option<Source>> = OnceLock::new();
    SOURCE
        .get_or_init(|| env::var(GIVEN).ok().filter(|url| !url.is_empty()).map(Source::Given).or_else(programs))
        .as_ref()
}

/// The server, started at the first call.
pub fn server() -> Result<&'static Server, String> {
    let started = SERVER.get_or_init(|| match source() {
        Some(Source::Given(url)) => given(url),
        Some(Source::Programs { folder, major }) => start(folder, *major),
        None => Err("no PostgreSQL server programs on this machine".to_owned()),
    });
    started.as_ref().map_err(Clone::clone)
}

/// What our cluster has logged so far; nothing where the server is given.
pub fn log() -> Option<String> {
    let cluster = CLUSTER.lock();
    let (_, folder) = cluster.as_ref()?;
    Some(fs::read_to_string(folder.path().join("log")).expect("the log of the cluster"))
}

/// Stops our cluster, if there is one, and removes its folder.
pub fn stop() {
    let Some((mut shell, folder)) = CLUSTER.lock().take() else { return };
    drop(shell.stdin.take());
    let waited = shell.wait();
    // The shell has removed it, unless something killed the shell.
    match folder.close() {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            eprintln!("the test cluster's folder is left behind: {error} ({waited:?})");
        }
        _ => {}
    }
}

fn given(url: &str) -> Result<Server, String> {
    let (address, parameters) = url.split_once('?').map_or((url, String::new()), |(a, p)| (a, format!("?{p}")));
    let (scheme, rest) = address.split_once("://").ok_or_else(|| format!("{GIVEN} is not a URL"))?;
    let host = rest.split('/').next().unwrap_or(rest);
    Ok(Server { prefix: format!("{scheme}://{host}"), suffix: parameters })
}

/// The newest version whose `postgres` says it is PostgreSQL and whose `initdb` lies beside it. Links are followed, for
/// PostgreSQL finds its libraries from where its program lies.
fn programs() -> Option<Source> {
    let debian =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    let mut found = BTreeMap::new();
    for folder in debian.chain(env::split_paths(&path)) {
        let Ok(postgres) = folder.join("postgres").canonicalize() else { continue };
        let Some(folder) = postgres.parent().filter(|folder| folder.join("initdb").is_file()) else { continue };
        if let Some(major) = major_version(&postgres) {
            found.entry(major).or_insert_with(|| folder.to_path_buf());
        }
    }
    found.pop_last().map(|(major, folder)| Source::Programs { folder, major })
}

/// `postgres (PostgreSQL) 15.18 (Debian …)` → 15.
fn major_version(program: &Path) -> Option<u32> {
    let said = Command::new(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let version = said.strip_prefix("postgres (PostgreSQL) ")?;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// A folder of our own for databases and sockets, within the one that `TEST_FOLDER` names where it is set.
///
/// # Errors
/// What the system says when none can be made.
pub fn folder() -> Result<TempDir, String> {
    let within = env::var_os("TEST_FOLDER").map_or_else(env::temp_dir, Into::into);
    tempfile::Builder::new().prefix("kn-").tempdir_in(within).map_err(|error| error.to_string())
}

fn start(programs: &Path, major: u32) -> Result<Server, String> {
    let folder = folder()?;
    let account = Account::for_server(folder.path())?;
    let data = folder.path().join("data");
    initialise(programs, major, &data, &account)?;

    let log = fs::File::create(folder.path().join("log")).map_err(|error| error.to_string())?;
    let shell = account
        .command("sh", folder.path())
        // The shell reads from our pipe: when this process ends, however it ends, the read ends, and server and folder go.
        .args(["-c", r#"folder=$1; shift; "$@" & read -r _; kill -INT $!; wait $!; rm -rf "$folder""#, "sh"])
        .arg(folder.path())
        .arg(programs.join("postgres"))
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(folder.path())
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .stdin(Stdio::piped())
        .stdout(log.try_clone().map_err(|error| error.to_string())?)
        .stderr(log)
        .spawn()
        .map_err(|error| error.to_string())?;
    let server = Server {
        prefix: "postgres://kompetensnav@localhost".to_owned(),
        suffix: format!("?host={}", folder.path().display()),
    };
    let ready = wait_until_ready(folder.path());
    *CLUSTER.lock() = Some((shell, folder));
    ready.map(|()| server)
}

/// Swedish order, as production has it, so that a column that forgot to ask for byte order shows.
fn initialise(programs: &Path, major: u32, data: &Path, account: &Account) -> Result<(), String> {
    let mut initdb = account.command(programs.join("initdb"), data.parent().unwrap_or(data));
    initdb.args(["-U", "kompetensnav", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "-D"]).arg(data);
    if major >= 15 {
        initdb.args(["--locale-provider=icu", "--icu-locale=sv-SE"]);
    }
    let done = initdb.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if done.status.success() { Ok(()) } else { Err(format!("initdb: {}", String::from_utf8_lossy(&done.stderr))) }
}

/// The lock file's last line says `ready` when the server takes connections.
fn wait_until_ready(folder: &Path) -> Result<(), String> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if fs::read_to_string(folder.join("data/postmaster.pid"))
            .is_ok_and(|text| text.lines().nth(7).is_some_and(|l| l.trim() == "ready"))
        {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
    Err(format!("PostgreSQL did not answer within {} s:\n{log}", PATIENCE.as_secs()))
}

/// Who runs the server: PostgreSQL refuses to run as root.
pub(super) struct Account {
    other: Option<(u32, u32)>,
}

impl Account {
    /// Ourselves, or where we are root the account `postgres` or `nobody`, who then owns `folder`.
    pub(super) fn for_server(folder: &Path) -> Result<Self, String> {
        let ours = fs::metadata(folder).map_err(|error| error.to_string())?.uid();
        if ours != 0 {
            return Ok(Self { other: None });
        }
        let accounts = fs::read_to_string("/etc/passwd").map_err(|error| error.to_string())?;
        let (uid, gid) = ["postgres", "nobody"]
            .iter()
            .find_map(|name| numbers(&accounts, name))
            .ok_or("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")?;
        chown(folder, Some(uid), Some(gid)).map_err(|error| error.to_string())?;
        Ok(Self { other: Some((uid, gid)) })
    }

    pub(super) fn command(&self, program: impl AsRef<std::ffi::OsStr>, home: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(home).env("HOME", home);
        // The caller's own PostgreSQL settings are not ours.
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
            command.env_remove(name);
        }
        if let Some((uid, gid)) = self.other {
            command.uid(uid).gid(gid);
        }
        // Its own group: Ctrl-C reaches us, and we stop it in order.
        command.process_group(0);
        command
    }
}

/// The user and group number of `name` in the lines of a passwd file.
fn numbers(accounts: &str, name: &str) -> Option<(u32, u32)> {
    let mut fields = accounts.lines().map(|line| line.split(':')).find(|fields| fields.clone().next() == Some(name))?;
    let uid = fields.nth(2)?.parse().ok()?;
    Some((uid, fields.next()?.parse().ok()?))
}
