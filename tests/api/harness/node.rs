//! Running a script of `tests/node`.

use std::process::Stdio;

use tokio::process::Command;

use super::needs::{chromium, tests_folder};

/// How a script ended.
#[derive(Debug)]
pub struct Ended {
    /// Did it end with status 0?
    pub well: bool,
    /// Both of its streams.
    pub said: String,
}

impl Ended {
    /// Fails the test, with what the script said, unless it ended well.
    pub fn expect_well(&self) {
        assert!(self.well, "{}", self.said);
    }
}

/// Runs `tests/node/{script}` to its end.
pub async fn node(script: &str, arguments: &[&str]) -> Result<Ended, String> {
    let mut command = self::script(script);
    let done = command.args(arguments).stdin(Stdio::null()).output().await.map_err(|error| error.to_string())?;
    let said = [done.stdout, done.stderr].concat();
    Ok(Ended { well: done.status.success(), said: String::from_utf8_lossy(&said).into_owned() })
}

/// `tests/node/{name}`, about to be run.
pub(super) fn script(name: &str) -> Command {
    let mut command = Command::new("node");
    command.current_dir(tests_folder()).arg(format!("node/{name}"));
    if let Some(program) = chromium() {
        command.env("CHROMIUM", program);
    }
    // A test that is given up on leaves no browser behind.
    command.kill_on_drop(true);
    command
}
