//! From a file. It is read on a thread of its own, a few batches ahead of what is written, and never held as a whole. One that was read
//! before as it is now is known by its digest.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    mem,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::UNIX_EPOCH,
};

use access::Request;
use education_supply::{
    BATCH, EducationImport, EducationSupply,
    emil::{Scanned, Scanner},
    run::BeginImport,
    table::Rows,
};
use sha2::{Digest, Sha256};
use tokio::{
    sync::{
        mpsc::{Sender, channel},
        oneshot,
    },
    task::spawn_blocking,
};

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

/// Reads a file: a table where its name ends with `.csv`, else JSON. A reading of the same file that was interrupted goes on; of one that
/// was read to its end, byte for byte as it is, no record is read where nothing else has been read since.
///
/// # Errors
/// A text for the operator. What was read before is kept, with how far that was.
pub async fn read_file(mut reading: Reading<'_>, path: &Path) -> Result<EducationImport, String> {
    let broken = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let fingerprint = fingerprint(path).map_err(|error| broken(&error))?;
    if fingerprint.starts_with("0-") {
        return Err(broken(&"the file is empty"));
    }
    let begin = BeginImport { source: reading.source.to_owned(), fingerprint, updated_since: None };
    if let Some(run) = read_before(&reading.supply, &reading.request, path, &begin).await? {
        return Ok(run);
    }
    let (told_digest, digest) = oneshot::channel();
    let file = Digesting {
        from: File::open(path).map_err(|error| broken(&error))?,
        digest: Sha256::new(),
        at_its_end: Some(told_digest),
    };
    let file = BufReader::with_capacity(BUFFER, file);
    let is_table = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let from = match is_table {
        true => Records::Table(Box::new(Rows::new(file).map_err(|error| broken(&error))?)),
        false => Records::Pages(Box::new(Scanner::new(file))),
    };
    let mut run = reading.supply.begin(&reading.request, begin).await.map_err(told)?;
    let (to, mut coming) = channel(AHEAD);
    let is_news = Arc::new(AtomicBool::new(false));
    let done = usize::try_from(run.position).unwrap_or_default();
    let batches = Batches { done, is_news: Arc::clone(&is_news), to };
    let scanning = spawn_blocking(move || batches.scan(from));
    while let Some(batch) = coming.recv().await {
        let (size, unchanged) = (batch.len(), run.unchanged);
        run = reading.take(run, batch).await?;
        // Where most records say something new, those that follow likely do so too.
        let unchanged = usize::try_from(run.unchanged - unchanged).unwrap_or_default();
        is_news.store(2 * unchanged < size, Ordering::Relaxed);
    }
    let scanned = scanning.await.map_err(|error| broken(&error))?;
    scanned.map_err(|error| format!("{} after record {}", broken(&error), run.position))?;
    reading.supply.end(&reading.request, run, digest.await.ok()).await.map_err(told)
}

/// A run that has read the file again without its records, where it is known by an earlier one. Its digest is asked only where one of
/// the source's files was as long.
async fn read_before(
    supply: &EducationSupply,
    request: &Arc<Request>,
    path: &Path,
    begin: &BeginImport,
) -> Result<Option<EducationImport>, String> {
    let length = |fingerprint: &str| fingerprint.split_once('-').map(|(length, _)| length.to_owned());
    let known = supply.known(request, &begin.source).await.map_err(told)?;
    let is_as_long = |run: &EducationImport| length(&run.fingerprint) == length(&begin.fingerprint);
    let as_long: Vec<EducationImport> = known.into_iter().filter(is_as_long).collect();
    if as_long.is_empty() {
        return Ok(None);
    }
    let whole = path.to_owned();
    let digest = spawn_blocking(move || digest(&whole)).await.map_err(|error| error.to_string())?;
    let digest = digest.map_err(|error| format!("{}: {error}", path.display()))?;
    match as_long.iter().rfind(|run| run.digest.as_ref() == Some(&digest)) {
        Some(earlier) => supply.again(request, begin.clone(), earlier).await.map_err(told),
        None => Ok(None),
    }
}

/// Passes on what a file holds, and tells the digest of all of it when it has come to its end.
struct Digesting {
    from: File,
    digest: Sha256,
    at_its_end: Option<oneshot::Sender<String>>,
}

impl Read for Digesting {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.digest.update(&into[..read]);
        if read == 0
            && !into.is_empty()
            && let Some(told) = self.at_its_end.take()
        {
            // Nobody asks for it where writing has failed.
            let _ = told.send(in_letters(&mem::take(&mut self.digest).finalize()));
        }
        Ok(read)
    }
}

/// Of all bytes of a file.
fn digest(path: &Path) -> io::Result<String> {
    let (mut file, mut digest, mut held) = (File::open(path)?, Sha256::new(), vec![0_u8; BUFFER]);
    loop {
        match file.read(&mut held)? {
            0 => return Ok(in_letters(&digest.finalize())),
            read => digest.update(&held[..read]),
        }
    }
}

fn in_letters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a file is read as.
enum Records {
    Pages(Box<Scanner<BufReader<Digesting>>>),
    Table(Box<Rows<BufReader<Digesting>>>),
}

impl Records {
    fn record(&mut self) -> io::Result<Option<Scanned>> {
        match self {
            Self::Pages(pages) => pages.record(),
            Self::Table(rows) => rows.record(),
        }
    }
}

/// Where the batches of a file go.
struct Batches {
    /// So many records have been read before.
    done: usize,
    /// Whether most records say something new: then their contents are read here, beside the writing of those before them.
    is_news: Arc<AtomicBool>,
    to: Sender<Vec<Record>>,
}

impl Batches {
    /// Sends the records after those that are done, until nobody takes them any more.
    fn scan(self, mut from: Records) -> io::Result<()> {
        let mut batch = Vec::with_capacity(BATCH);
        let (mut number, mut held) = (0, 0);
        let ended = loop {
            match from.record() {
                Ok(Some(_)) if number < self.done => {}
                Ok(Some(scanned)) => {
                    held += scanned.json.len();
                    let mut record = record(&scanned);
                    if let (true, Ok(record)) = (self.is_news.load(Ordering::Relaxed), &mut record) {
                        record.read_ahead();
                    }
                    batch.push(record);
                }
                Ok(None) => break Ok(()),
                // What came before is taken in all the same.
                Err(error) => break Err(error),
            }
            number += 1;
            if batch.len() == BATCH || held >= FULL {
                held = 0;
                if self.to.blocking_send(mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
                    return Ok(());
                }
            }
        };
        if !batch.is_empty() {
            // Nobody takes it where writing has failed, which is told there.
            let _ = self.to.blocking_send(batch);
        }
        ended
    }
}

/// By which a file is known again: its length, its beginning and when it was written. One that was written anew is read anew, for nobody
/// knows where in it something else stands.
fn fingerprint(path: &Path) -> io::Result<String> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    let (length, written) = (about.len(), about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_micros());
    let mut beginning = Vec::new();
    file.take(BEGINNING).read_to_end(&mut beginning)?;
    let hash = in_letters(&Sha256::digest(&beginning)[..16]);
    Ok(format!("{length}-{written}-{hash}"))
}
