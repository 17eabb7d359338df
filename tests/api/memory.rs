//! The service under a hard limit of memory, asked the widest of every kind: what would not fit is refused before it is executed or
//! stopped in its middle, the memory comes back, and the next caller is answered.

use std::{fs, path::Path, process::Stdio, sync::Arc, time::Duration};

use libtest_mimic::Trial;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::harness::{Database, Furnishing, Stage, trial::both};

pub fn tests() -> Vec<Trial> {
    both![the_widest_of_every_kind_fits_within_a_hard_limit]
}

/// A database with the demonstration, for a service that is a process of its own.
struct Ground(Arc<Database>);

impl Stage for Ground {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Ok(Self(database))
    }
}

/// Kilobytes of address space that the process may have: beyond it the kernel gives none, and the process ends.
const HARD: u64 = 4 << 20;
/// Megabytes that it may have had resident at its most, in the unoptimised build of the tests.
const RESIDENT: u64 = 320;

struct Service {
    child: Child,
    url: String,
    token: String,
}

impl Service {
    async fn start(folder: &Path, database: &str) -> Self {
        let file = folder.join("k.toml");
        let text = format!(
            "database_url = \"{database}\"\nseal_key = \"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\"\n\
             listen = \"127.0.0.1:0\"\n[built_in_issuer]\nkey_file = \"{}\"\nissuer = \"kompetensnav-demo\"\naudience = \"kompetensnav\"\n",
            folder.join("issuer.key").display()
        );
        fs::write(&file, text).expect("written");
        let program = env!("CARGO_BIN_EXE_kompetensnav");
        let token = Command::new(program).args(["token", "demo-hub-manager", "--config"]).arg(&file).output().await;
        let token = String::from_utf8(token.expect("it runs").stdout).expect("text").trim().to_owned();
        let mut child = Command::new("sh")
            .args(["-c", &format!("ulimit -v {HARD}; exec \"$0\" serve --config \"$1\""), program])
            .arg(&file)
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stderr.take().expect("its log")).lines();
        let address = loop {
            let line = lines.next_line().await.expect("readable").expect("it serves before it ends");
            let told: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line}"));
            if let Some(address) = told["address"].as_str() {
                break address.to_owned();
            }
        };
        // Whoever writes a log that nobody reads stands still.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { child, url: format!("http://{address}/graphql"), token }
    }

    async fn ask(&self, document: &str) -> (u16, Value) {
        let body = json!({ "query": document }).to_string();
        let request = reqwest::Client::new()
            .post(&self.url)
            .bearer_auth(&self.token)
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .body(body);
        let answer = timeout(Duration::from_secs(120), request.send()).await.expect("in time").expect("an answer");
        let status = answer.status().as_u16();
        let text = answer.text().await.expect("a body");
        (status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON: {status} {text}")))
    }

    /// Megabytes resident: now, or at most since the start.
    fn resident(&self, name: &str) -> u64 {
        let id = self.child.id().expect("it runs");
        let status = fs::read_to_string(format!("/proc/{id}/status")).expect("Linux tells");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a line");
        line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
    }
}

/// `below` nested in pages of needs and their efforts.
fn walk(pages: &[u32], below: &str) -> String {
    let names = ["needs", "efforts", "needs", "efforts"];
    let open: String =
        pages.iter().zip(names).map(|(first, name)| format!("{name}(first: {first}) {{ nodes {{ ")).collect();
    format!("{{ {open}{below}{} }}", " } }".repeat(pages.len()))
}

async fn the_widest_of_every_kind_fits_within_a_hard_limit(ground: Ground) {
    let text = "x".repeat(20_000);
    let rows = ground.0.connect().await.expect("a connection");
    sea_orm::ConnectionTrait::execute_unprepared(&rows, &format!("UPDATE needs SET description = '{text}'"))
        .await
        .expect("done");
    rows.close().await.expect("closed");
    let folder = tempfile::tempdir().expect("a folder");
    let service = Service::start(folder.path(), ground.0.url()).await;
    let aliases = |below: &str| (0..30).map(|n| format!("a{n}: {below} ")).collect::<String>();
    let circle = "fields { type { ofType { ofType { fields { type { ofType { fields { name } } } } } } } }";
    let whole = "types { kind name description fields { name description args { name description type { kind name ofType { kind name \
                 ofType { kind name } } } } type { kind name ofType { kind name } } } inputFields { name description type { kind name } } }";
    for (document, code) in [
        (format!("{{ __schema {{ types {{ {circle} }} }} }}"), "LIMIT_INTROSPECTION_DEPTH"),
        (format!("{{ __type(name: \"Query\") {{ {circle} }} }}"), "LIMIT_INTROSPECTION_DEPTH"),
        (format!("{{ {} }}", aliases(&format!("__schema {{ {whole} }}"))), "LIMIT_COST"),
        (
            "{ __schema { types { fields { args { type { inputFields { type { ofType { name description } } } } } } } } }".to_owned(),
            "",
        ),
        (
            format!("{{ __schema {{ types {{ {} }} }} }}", aliases("fields { args { type { ofType { inputFields { description } } } } }")),
            "LIMIT_COST",
        ),
        (format!("{{ __schema {{ types {{ {} }} }} }}", aliases("possibleTypes { fields { description } }")), ""),
        (walk(&[100, 100, 100, 100], "title"), "LIMIT_COST"),
        (walk(&[100, 100], "needs(first: 100) { pageInfo { hasNextPage } }"), "LIMIT_COST"),
        (walk(&[100, 100], "needs(first: 100) { totalCount }"), "LIMIT_COST"),
        (format!("{{ {} }}", "__typename ".repeat(900)), "LIMIT_REPEATS"),
        // Texts, and rows that hold them.
        (format!("{{ needs(first: 100) {{ nodes {{ {} }} }} }}", aliases("description")), "LIMIT_OPERATION_BYTES"),
        (
            "{ needs(first: 100) { nodes { industryCouncil { needs(first: 100) { nodes { description } } } } } }".to_owned(),
            "LIMIT_OPERATION_BYTES",
        ),
        // The dearest that are answered.
        (walk(&[100, 30, 30], "title"), ""),
        (walk(&[100, 30], &aliases("title")), ""),
        (walk(&[100, 10, 10, 5], "id"), ""),
        ("{ needs(first: 100) { edges { cursor node { id title efforts(first: 100) { edges { cursor } } } } } }".to_owned(), ""),
        (
            "{ efforts(first: 100) { nodes { id enrolments(first: 100) { nodes { id status statusReason minutes \
             startedOn endedOn effort { title } } } } } }"
                .to_owned(),
            "",
        ),
        (format!("{{ {} }}", aliases("enrolments(first: 100) { nodes { id status } totalCount }")), ""),
    ] {
        let (status, answer) = service.ask(&document).await;
        match code {
            "" => assert!(status == 200 || answer["errors"][0]["extensions"]["code"] == "LIMIT_OPERATION_BYTES", "{document}: {}", answer["errors"]),
            code => assert_eq!(
                (status, &answer["errors"][0]["extensions"]["code"]),
                (400, &json!(code)),
                "{document}: {}",
                answer["extensions"]
            ),
        }
        let most = service.resident("VmHWM");
        assert!(most < RESIDENT, "{most} MB after {document}");
    }
    // Several at once, each of them as much as one may ask for.
    let dear = walk(&[100, 30, 30], "title");
    let all = futures_util::future::join_all((0..6).map(|_| service.ask(&dear))).await;
    assert!(
        all.iter().all(|(status, _)| matches!(status, 200 | 503 | 504)),
        "{:?}",
        all.iter().map(|all| all.0).collect::<Vec<_>>()
    );
    let (most, now) = (service.resident("VmHWM"), service.resident("VmRSS"));
    assert!(most < RESIDENT, "{most} MB at most");
    assert!(now < RESIDENT, "{now} MB are kept");
    let (status, answer) = service.ask("{ viewer { signedIn } }").await;
    assert_eq!((status, &answer["data"]["viewer"]["signedIn"]), (200, &json!(true)));
}
