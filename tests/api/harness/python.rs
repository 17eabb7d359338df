//! Running a script of `tests/clients`.

use std::process::Stdio;

use tokio::{io::AsyncWriteExt, process::Command};

use super::{
    needs::{interpreter, older_interpreter, tests_folder},
    node::Ended,
};

/// Which packages a script finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packages {
    /// Those of `requirements.txt`.
    Today,
    /// Those of `requirements-older.txt`; the script is told so.
    Older,
}

/// Runs `tests/clients/{script}` with `said` on its standard input, to its end.
pub async fn python(script: &str, packages: Packages, said: &str) -> Result<Ended, String> {
    let program = match packages {
        Packages::Today => interpreter(),
        Packages::Older => older_interpreter(),
    };
    let mut command = Command::new(program.ok_or("no Python with these packages")?);
    command.current_dir(tests_folder().join("clients")).arg("-B").arg(script);
    command.args((packages == Packages::Older).then_some("older"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let mut input = child.stdin.take().ok_or("no standard input")?;
    input.write_all(said.as_bytes()).await.map_err(|error| error.to_string())?;
    drop(input);
    let done = child.wait_with_output().await.map_err(|error| error.to_string())?;
    let said = [done.stdout, done.stderr].concat();
    Ok(Ended { well: done.status.success(), said: String::from_utf8_lossy(&said).into_owned() })
}
