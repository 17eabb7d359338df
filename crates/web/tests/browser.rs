//! The pages in a real browser, in every state: `tests/node/library.mjs` examines them. Where Node.js or Chromium is not at
//! hand the test says so, and with `TESTS_REQUIRE_ALL=1` it fails.

mod library;

use std::path::{Path, PathBuf};

use library::{Fake, clock};
use tokio::{net::TcpListener, process::Command};

const PAGES: [&str; 18] = [
    "/",
    "/?q=behov",
    "/?q=zebra",
    "/?lang=en",
    "/oppna-data",
    "/tillganglighet",
    "/finns-inte",
    "/fragor/dold",
    "/fragor/dold?minst=abc&dag=igar&yrke=%C3%A5&period=x&okand=1",
    "/fragor/dold?kommun=0100&kommun=0101&kon=F&period=last-year&lang=en",
    "/fragor/alla-falt",
    "/fragor/tom",
    "/fragor/hemskt",
    "/fragor/ej-inloggad",
    "/fragor/for-ofta",
    "/fragor/borta",
    "/fragor/saknas",
    "/fragor/lang-tabell",
];

/// The program with this name, in `PATH` or as `variable` says.
fn program(names: &[&str], variable: &str) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(variable) {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found.into_iter().find(|file| file.is_file())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_passes_in_a_browser() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let chromium = program(&["chromium", "chromium-browser", "google-chrome", "chrome"], "CHROMIUM");
    let node = program(&["node"], "NODE").filter(|_| tests.join("node_modules/axe-core").is_dir());
    let (Some(node), Some(chromium)) = (node, chromium) else {
        assert!(std::env::var_os("TESTS_REQUIRE_ALL").is_none(), "Node.js, Chromium and `npm ci` in tests/ are needed");
        eprintln!("left out: the pages in a browser (Node.js, Chromium and `npm ci` in tests/ are needed)");
        return;
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let site = web::Site::new(Fake::new(), clock());
    let server = tokio::spawn(async move { axum::serve(listener, web::router(site)).await });
    let script = tests.join("node/library.mjs");
    let mut run = Command::new(node);
    run.arg(script).args([&url, "-"]).args(PAGES).env("CHROMIUM", chromium).kill_on_drop(true);
    let ended = run.output().await.expect("Node.js runs");
    server.abort();
    let said = [ended.stdout, ended.stderr].concat();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&said));
}
