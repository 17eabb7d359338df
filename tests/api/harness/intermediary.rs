//! What stands between callers and the service, or between the service and its server: nginx and PgBouncer, each of our own, on a
//! loopback port or in a temporary folder, ended when dropped.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{
    needs,
    postgres::{self, Account},
};

/// How long a start may take on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program of the machine's, ended when this is dropped.
struct Running {
    child: Child,
    folder: TempDir,
}

impl Running {
    /// Waits until `ready`, or tells what the program wrote.
    fn until(mut self, ready: impl Fn() -> bool) -> Result<Self, String> {
        let begun = Instant::now();
        while !ready() {
            let ended = self.child.try_wait().map_err(|error| error.to_string())?;
            if ended.is_some() || begun.elapsed() > PATIENCE {
                let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                return Err(format!("it does not answer ({ended:?}):\n{log}"));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(self)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// nginx before the service.
pub struct Nginx {
    url: String,
    _running: Running,
}

impl Nginx {
    /// Serves what `server` says, the lines of a `server` block. What it says of listening is replaced.
    ///
    /// # Errors
    /// What nginx wrote when it does not start.
    pub fn open(server: &str) -> Result<Self, String> {
        let folder = postgres::folder()?;
        // Taken by nobody else between this and the start, or the start says so.
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .map_err(|error| error.to_string())?
            .port();
        let path = folder.path().display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .iter()
            .map(|kind| format!("{kind}_temp_path {path}/{kind};\n"))
            .collect();
        let lines: Vec<&str> = server.lines().filter(|line| !line.trim_start().starts_with("listen ")).collect();
        let server = lines.join("\n").replacen("server {", &format!("server {{\nlisten 127.0.0.1:{port};"), 1);
        let written = format!(
            "daemon off; master_process off; pid {path}/pid; error_log {path}/log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}\
             map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}\n{server}\n}}\n"
        );
        let configuration = folder.path().join("nginx.conf");
        fs::write(&configuration, written).map_err(|error| error.to_string())?;
        let program = needs::nginx().ok_or("nginx is not on this machine")?;
        let child = Command::new(program)
            .arg("-p")
            .arg(folder.path())
            .arg("-e")
            .arg(folder.path().join("log"))
            .arg("-c")
            .arg(&configuration)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let answers = || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok();
        let running = Running { child, folder }.until(answers)?;
        Ok(Self { url: format!("http://127.0.0.1:{port}"), _running: running })
    }

    /// `http://127.0.0.1:…`, without a path.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// PgBouncer before the server.
pub struct PgBouncer {
    folder: String,
    running: Running,
}

impl PgBouncer {
    /// A pooler with these lines of its own section beside where it listens.
    ///
    /// # Errors
    /// What it wrote when it does not start.
    pub fn open(lines: &str) -> Result<Self, String> {
        let server = postgres::server()?.url("postgres");
        let folder = postgres::folder()?;
        // As root it refuses to run.
        let account = Account::for_server(folder.path())?;
        let path = folder.path().display();
        let written = format!(
            "[databases]\n* = {}\n\n[pgbouncer]\nunix_socket_dir = {path}\nlisten_addr =\nlisten_port = 6432\nauth_type = any\nlogfile = \
             {path}/log\npidfile = {path}/pid\n{lines}\n",
            behind(&server)?
        );
        let configuration = folder.path().join("pgbouncer.ini");
        fs::write(&configuration, written).map_err(|error| error.to_string())?;
        let program = needs::pgbouncer().ok_or("PgBouncer is not on this machine")?;
        let child = account
            .command(program, folder.path())
            .arg(&configuration)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let socket = folder.path().join(".s.PGSQL.6432");
        let running = Running { child, folder }.until(|| answers(&socket))?;
        let folder = running.folder.path().display().to_string();
        Ok(Self { folder, running })
    }

    /// Reads its lines again, `old` of them replaced by `new`, while its clients stay connected.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub fn turn(&self, old: &str, new: &str) -> Result<(), String> {
        let configuration = self.running.folder.path().join("pgbouncer.ini");
        let written = fs::read_to_string(&configuration).map_err(|error| error.to_string())?;
        fs::write(&configuration, written.replace(old, new)).map_err(|error| error.to_string())?;
        let told = Command::new("kill").args(["-HUP", &self.running.child.id().to_string()]).status();
        told.map_err(|error| error.to_string())?.success().then_some(()).ok_or_else(|| "it is not there".to_owned())
    }

    /// The URL of one of the server's databases through it.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://kompetensnav@localhost:6432/{database}?host={}", self.folder)
    }
}

fn answers(socket: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

/// The server's place, in the words of a pooler's configuration.
fn behind(url: &str) -> Result<String, String> {
    let url = reqwest::Url::parse(url).map_err(|error| error.to_string())?;
    let folder = url.query_pairs().find(|(name, _)| name == "host").map(|(_, folder)| folder.into_owned());
    let host = folder.or_else(|| url.host_str().map(str::to_owned)).ok_or("the server has no host")?;
    let password = url.password().map(|word| format!(" password={word}")).unwrap_or_default();
    Ok(format!("host={host} port={} user={}{password}", url.port().unwrap_or(5432), url.username()))
}
