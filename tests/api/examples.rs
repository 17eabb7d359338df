//! The programs of `tests/examples`, as a partner copies them: generated from the schema, checked, and run against a service of its own
//! whose connections break.

use std::{fs, path::PathBuf, process::Stdio, sync::Arc};

use libtest_mimic::Trial;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, copy_bidirectional},
    net::{TcpListener, TcpStream},
    process::Command,
    sync::watch,
    time::{Duration, sleep},
};

use crate::harness::{
    Database, Engine, Furnishing, Need,
    needs::{examples_python, tests_folder},
    program::{Program, configuration, token},
    trial::needing,
};

pub fn tests() -> Vec<Trial> {
    needing![Need::Examples; the_example_in_typescript_does_its_work, the_example_in_python_does_its_work]
}

const REPORT: &str = "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { userErrors { code } } }";
const ENDORSE: &str = "mutation($input: EndorseNeedInput!) { endorseNeed(input: $input) { userErrors { code path } } }";

/// A way to the service that is too busy for the first request, and whose connections can be broken.
struct Way {
    url: String,
    broken: watch::Sender<()>,
}

impl Way {
    async fn to(service: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (broken, service) = (watch::Sender::new(()), service.trim_start_matches("http://").to_owned());
        let breaks = broken.clone();
        tokio::spawn(async move {
            let (first, _) = listener.accept().await.expect("a connection");
            refuse(first).await.expect("refused");
            while let Ok((mut caller, _)) = listener.accept().await {
                let (mut breaks, service) = (breaks.subscribe(), service.clone());
                tokio::spawn(async move {
                    let Ok(mut service) = TcpStream::connect(service).await else { return };
                    tokio::select! {
                        _ = copy_bidirectional(&mut caller, &mut service) => {}
                        _ = breaks.changed() => {}
                    }
                });
            }
        });
        Self { url, broken }
    }
}

/// Reads a request and answers it as a proxy does whose service is away.
async fn refuse(caller: TcpStream) -> std::io::Result<()> {
    let (mut caller, mut length, mut line) = (BufReader::new(caller), 0, String::new());
    while caller.read_line(&mut line).await? > 2 {
        if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse().unwrap_or_default();
        }
        line.clear();
    }
    caller.read_exact(&mut vec![0; length]).await?;
    let answer = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    caller.write_all(answer.as_bytes()).await?;
    caller.shutdown().await
}

/// The service with the demonstration, who works beside the example, and the way that the example takes.
struct Place {
    service: Program,
    way: Way,
    file: PathBuf,
    client: Client,
    folder: tempfile::TempDir,
    database: Database,
}

impl Place {
    async fn open() -> Self {
        let database = Database::furnished(Engine::Sqlite, Furnishing::Demonstration).await.expect("a database");
        let folder = tempfile::tempdir().expect("a folder");
        let file = configuration(folder.path(), database.url(), "");
        let service = Program::serve(&file, "exec").await;
        let way = Way::to(service.url()).await;
        Self { service, way, file, client: Client::new(), folder, database }
    }

    async fn ask(&self, subject: &str, document: &str, variables: Value) -> Value {
        let asked = self
            .client
            .post(format!("{}/graphql", self.service.url()))
            .bearer_auth(token(&self.file, subject).await)
            .json(&json!({ "query": document, "variables": variables }));
        let mut answer: Value = asked.send().await.expect("sent").json().await.expect("JSON");
        assert!(answer["errors"].is_null(), "{answer:#}");
        answer["data"].take()
    }

    /// Something that the example hears of.
    async fn report(&self) {
        let held = self.ask("demo-hub-manager", "{ viewer { roles { councilId } } }", json!({})).await;
        let input = json!({ "councilId": held["viewer"]["roles"][0]["councilId"], "title": "Automation", "basis": "BOTH",
            "cause": "TECHNOLOGY_SHIFT", "horizon": "SHORT", "targetGroup": "EMPLOYEES", "peopleNeeded": 12 });
        let data = self.ask("demo-hub-manager", REPORT, json!({ "input": input })).await;
        assert_eq!(data["reportNeed"]["userErrors"], json!([]));
    }

    /// The configuration that the README gives for tokens, with this service's key.
    fn readme_s_lines(&self) -> PathBuf {
        let readme = fs::read_to_string(tests_folder().join("examples/README.md")).expect("README.md");
        let lines = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("lines");
        assert!(lines.contains("kompetensnav-data/issuer.key"), "{lines}");
        let (folder, file) = (self.folder.path(), self.folder.path().join("demo.toml"));
        let key = folder.join("issuer.key");
        fs::write(&file, lines.replace("kompetensnav-data/issuer.key", key.to_str().expect("a plain path")))
            .expect("written");
        file
    }

    /// Runs an example to its end: it is told of an event, loses its connection, and is told of its need's endorsement by another.
    async fn run(self, mut example: Command) -> Vec<String> {
        let program = env!("CARGO_BIN_EXE_kompetensnav");
        let tokens = format!("{program} token --config {} demo-process-leader", self.readme_s_lines().display());
        example
            .env("SERVICE_URL", &self.way.url)
            .env("TOKEN_COMMAND", tokens)
            .env_remove("KOMPETENSNAV_CONFIG_FILE")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        let mut child = example.spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let said = Arc::new(parking_lot::Mutex::new(Vec::<String>::new()));
        let (heard, seen) = (watch::Sender::new(0), Arc::clone(&said));
        let (mut waits, told) = (heard.subscribe(), heard.clone());
        let reading = tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                seen.lock().push(line);
                told.send_modify(|count| *count += 1);
            }
        });
        let says = |begin: &str| said.lock().iter().filter(|line| line.starts_with(begin)).count();
        let done = child.wait_with_output();
        let beside = async {
            // Who listens hears what happens from then on: something happens until it was heard.
            let wait = async |begin: &str, waits: &mut watch::Receiver<usize>| {
                while says(begin) == 0 {
                    waits.changed().await.expect("it is read");
                }
            };
            wait("connect", &mut waits).await;
            while says("event NeedReported") == 0 {
                self.report().await;
                sleep(Duration::from_millis(300)).await;
            }
            self.way.broken.send_replace(());
            let id = said.lock().iter().find_map(|line| line.strip_prefix("reported ")).expect("a need").to_owned();
            let reported = "query($id: ID!) { node(id: $id) { ... on Need { reportedOn } } }";
            let need = self.ask("demo-council-member", reported, json!({ "id": id })).await["node"].take();
            let input =
                json!({ "needId": id, "expectedVersion": 2, "decidedOn": need["reportedOn"], "reference": "§ 4" });
            let data = self.ask("demo-council-member", ENDORSE, json!({ "input": input })).await;
            assert_eq!(data["endorseNeed"]["userErrors"], json!([]), "{data:#}");
            std::future::pending::<()>().await;
        };
        let ended = tokio::select! {
            ended = done => ended.expect("it ends"),
            () = beside => unreachable!("it waits without end"),
        };
        reading.await.expect("read");
        let said = std::mem::take(&mut *said.lock());
        let faults = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{}\n{faults}", said.join("\n"));
        self.database.remove().await.expect("removed");
        said
    }
}

/// What an example says of its work, whichever its language: each of these lines, so many times at least.
fn expect_work(said: &[String], more: &[&str]) {
    let all = said.join("\n");
    let lines = [
        "waits 1 s after 503",
        "people needed: ",
        "refused: ",
        "input.peopleNeeded: NUMBER_IS_OUT_OF_RANGE",
        "reported need_",
    ];
    let steps = ["input: VERSION_IS_STALE", "qualified: QUALIFIED", "event NeedReported", "event NeedEndorsed"];
    for begin in lines.iter().chain(&steps).chain(more) {
        assert!(said.iter().any(|line| line.starts_with(begin)), "no line begins {begin:?}:\n{all}");
    }
    assert!(said.iter().filter(|line| line.starts_with("connect")).count() >= 2, "it connected once:\n{all}");
}

/// Does what comes before an example runs, such as checking its types.
async fn prepare(mut command: Command) {
    let done = command.stdin(Stdio::null()).kill_on_drop(true).output().await.expect("it starts");
    let said = [done.stdout, done.stderr].concat();
    assert!(done.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&said));
}

async fn the_example_in_typescript_does_its_work() {
    let folder = tests_folder().join("examples/typescript");
    let node = |arguments: &[&str]| {
        let mut command = Command::new("node");
        command.current_dir(&folder).args(arguments);
        command
    };
    prepare(node(&["node_modules/gql.tada/bin/cli.js", "generate-output"])).await;
    prepare(node(&["node_modules/typescript/bin/tsc"])).await;
    expect_work(&Place::open().await.run(node(&["build/partner.js"])).await, &[]);
}

async fn the_example_in_python_does_its_work() {
    let folder = tests_folder().join("examples/python");
    let program = examples_python().expect("Python with the example's packages");
    let python = |arguments: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(&folder).env("PYTHONUNBUFFERED", "1").arg("-B").args(arguments);
        command
    };
    prepare(python(&["-m", "ariadne_codegen"])).await;
    let cache = tests_folder().join("../target/mypy");
    prepare(python(&["-m", "mypy", "--cache-dir", cache.to_str().expect("a plain path")])).await;
    let said = Place::open().await.run(python(&["partner.py"])).await;
    expect_work(&said, &["new: "]);
    let copied = said.iter().find(|line| line.starts_with("copy: ")).expect("a copy");
    assert!(copied.ends_with(" rows unchanged"), "{copied}");
}
