//! From a file. It is read on a thread of its own, a few batches ahead of what is written, and never held as a whole.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
    time::UNIX_EPOCH,
};

use education_supply::{
    BATCH, EducationImport,
    emil::{Scanned, Scanner},
    run::BeginImport,
    table::Rows,
};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{Sender, channel};

use super::{Reading, Record, record};
use crate::wiring::told;

/// Bytes that are read at once.
const BUFFER: usize = 1 << 18;
/// Batches that wait to be written.
const AHEAD: usize = 2;
/// Bytes of records after which a batch is full, however few they are.
const FULL: usize = 8 << 20;
/// Bytes from a file's beginning by which it is known again, with its length and when it was written.
const BEGINNING: u64 = 1 << 20;

/// Reads a file: a table where its name ends with `.csv`, else JSON. A reading of the same file that was interrupted goes on.
///
/// # Errors
/// A text for the operator. What was read before is kept, with how far that was.
pub async fn read_file(mut reading: Reading<'_>, path: &Path) -> Result<EducationImport, String> {
    let broken = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let fingerprint = fingerprint(path).map_err(|error| broken(&error))?;
    if fingerprint.starts_with("0-") {
        return Err(broken(&"the file is empty"));
    }
    let file = BufReader::with_capacity(BUFFER, File::open(path).map_err(|error| broken(&error))?);
    let is_table = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let from = match is_table {
        true => Records::Table(Box::new(Rows::new(file).map_err(|error| broken(&error))?)),
        false => Records::Pages(Scanner::new(file)),
    };
    let begin = BeginImport { source: reading.source.to_owned(), fingerprint, updated_since: None };
    let mut run = reading.supply.begin(&reading.request, begin).await.map_err(told)?;
    let (to, mut coming) = channel(AHEAD);
    let done = usize::try_from(run.position).unwrap_or_default();
    let scanning = tokio::task::spawn_blocking(move || scan(from, done, &to));
    while let Some(batch) = coming.recv().await {
        run = reading.take(run, batch).await?;
    }
    let scanned = scanning.await.map_err(|error| broken(&error))?;
    scanned.map_err(|error| format!("{} after record {}", broken(&error), run.position))?;
    reading.supply.end(&reading.request, run).await.map_err(told)
}

/// What a file is read as.
enum Records {
    Pages(Scanner<BufReader<File>>),
    Table(Box<Rows<BufReader<File>>>),
}

impl Records {
    fn record(&mut self) -> io::Result<Option<Scanned>> {
        match self {
            Self::Pages(pages) => pages.record(),
            Self::Table(rows) => rows.record(),
        }
    }
}

/// Sends the records after the first `done`, until nobody takes them any more.
fn scan(mut from: Records, done: usize, to: &Sender<Vec<Record>>) -> io::Result<()> {
    let mut batch = Vec::with_capacity(BATCH);
    let (mut number, mut held) = (0, 0);
    let ended = loop {
        match from.record() {
            Ok(Some(_)) if number < done => {}
            Ok(Some(scanned)) => {
                held += scanned.json.len();
                batch.push(record(&scanned));
            }
            Ok(None) => break Ok(()),
            // What came before is taken in all the same.
            Err(error) => break Err(error),
        }
        number += 1;
        if batch.len() == BATCH || held >= FULL {
            held = 0;
            if to.blocking_send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
                return Ok(());
            }
        }
    };
    if !batch.is_empty() {
        // Nobody takes it where writing has failed, which is told there.
        let _ = to.blocking_send(batch);
    }
    ended
}

/// By which a file is known again: its length, its beginning and when it was written. One that was written anew is read anew, for nobody
/// knows where in it something else stands.
fn fingerprint(path: &Path) -> io::Result<String> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    let (length, written) = (about.len(), about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_micros());
    let mut beginning = Vec::new();
    file.take(BEGINNING).read_to_end(&mut beginning)?;
    let digest = Sha256::digest(&beginning);
    let hash: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{length}-{written}-{hash}"))
}
