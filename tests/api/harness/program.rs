//! The service as a process of its own, as an operator runs it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use super::ISSUER;

/// The master key of the seals in tests; it protects nobody.
const KEY: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
/// Writes a configuration with a built-in issuer and a free port into `folder`; `more` stands at its top.
pub fn configuration(folder: &Path, database: &str, more: &str) -> PathBuf {
    let file = folder.join("k.toml");
    let text = format!(
        "database_url = \"{database}\"\nseal_key = \"{KEY}\"\nlisten = \"127.0.0.1:0\"\n{more}\n\
         [built_in_issuer]\nkey_file = \"{}\"\nissuer = \"{ISSUER}\"\naudience = \"kompetensnav\"\n",
        folder.join("issuer.key").display()
    );
    fs::write(&file, text).expect("written");
    file
}

/// A token of the built-in issuer, as the operator makes one.
pub async fn token(file: &Path, subject: &str) -> String {
    let made = kompetensnav().args(["token", subject, "--config"]).arg(file).output().await;
    String::from_utf8(made.expect("it runs").stdout).expect("text").trim().to_owned()
}

/// The program, without what the test's own environment says to it.
pub fn kompetensnav() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kompetensnav"));
    command.kill_on_drop(true).env_remove("KOMPETENSNAV_CONFIG_FILE");
    command
}

/// A running `serve`; it is killed when this is dropped.
pub struct Program {
    child: Child,
    url: String,
}

impl Program {
    /// Starts it behind `limits`: a line of shell, e.g. `ulimit -v 4096; exec`, which the program and its arguments follow.
    pub async fn serve(file: &Path, limits: &str) -> Self {
        let mut child = Command::new("sh")
            .args(["-c", &format!("{limits} \"$0\" serve --config \"$1\""), env!("CARGO_BIN_EXE_kompetensnav")])
            .arg(file)
            .env_remove("KOMPETENSNAV_CONFIG_FILE")
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
        Self { child, url: format!("http://{address}") }
    }

    /// Starts `demo` behind `limits`, over a database that has the demonstration already: anyone may take its roles on the pages.
    /// What it keeps beside the database stands in `folder`.
    pub async fn demo(folder: &Path, database: &str, limits: &str) -> Self {
        fs::write(folder.join("seal.key"), KEY).expect("written");
        let demo = "\"$0\" demo --json --listen 127.0.0.1:0 --data \"$1\" --database \"$2\"";
        let mut child = Command::new("sh")
            .args(["-c", &format!("{limits} {demo}"), env!("CARGO_BIN_EXE_kompetensnav")])
            .arg(folder)
            .arg(database)
            .env_remove("KOMPETENSNAV_CONFIG_FILE")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let line = lines.next_line().await.expect("readable").expect("it serves before it ends");
        let told: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line}"));
        let url = told["url"].as_str().unwrap_or_else(|| panic!("{line}")).to_owned();
        Self { child, url }
    }

    /// `http://127.0.0.1:…`, without a path.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its id among the machine's processes.
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Ends it as a power cut would: nothing is finished.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("ended");
    }
}
