//! `import`: from a file.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use access::{Actor, Request};
use import::{
    Kind, Mode, Order, Outcome, Report,
    kind::{about, columns_help},
    table::MAX_BYTES,
};
use kernel::{Id, id::kind};
use store::Db;
use tempfile::NamedTempFile;

use super::ConfigArgs;
use crate::wiring::{self, Ambient};

/// Who imports when nobody is named.
pub(super) const IMPORTER: &str = "local|import";

/// How a file is read, said after what is.
const HOW: &str = "\
    It acts as someone who holds roles in the service, and each row follows the same rules as the API. Nothing is \
    written when a row is refused, unless --accept-partial. A row whose key was imported before with the same \
    contents is unchanged, so a file may be read again; one with other contents is refused: what is imported is \
    changed through the API; what was read is compared, not how it was written. The report has a line a row, and \
    for a refused one a line for each thing that is wrong with it: row (as a spreadsheet counts, empty rows too), \
    key, outcome (created, unchanged, refused), whether it was written, rule, field, the file's column, message in \
    Swedish and English, id, and what the codes were read as. The exit status is 0 only when no row is refused.\n\n\
    On the embedded database a whole file holds the write lock from its first row to its last: read large files \
    when few are writing. Keys are remembered under the sealing key.";

/// From a file.
#[derive(Debug, clap::Args)]
#[command(about = about(), long_about = format!("{}\n\n{HOW}", about()), after_long_help = columns_help())]
pub struct Import {
    #[command(flatten)]
    config: ConfigArgs,
    /// What the rows are.
    #[arg(value_enum)]
    kind: Kind,
    /// The file.
    file: PathBuf,
    /// The column whose value is the row's own, at every import; any column but a personal number.
    #[arg(long, value_name = "COLUMN")]
    key: String,
    /// The system the keys come from: the same key from two sources is two keys.
    #[arg(long, value_name = "NAME", default_value = "")]
    source: String,
    /// Try everything and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// Keep the rows that are not refused.
    #[arg(long)]
    accept_partial: bool,
    /// Read codes as they are written, also in a column where a spreadsheet may have dropped every zero that came first.
    #[arg(long)]
    codes_as_written: bool,
    /// Who acts, with the roles held in the service.
    #[arg(long = "as", value_name = "ISSUER|SUBJECT", default_value = IMPORTER)]
    who: String,
    /// Where to write the report; else it is printed.
    #[arg(long, value_name = "FILE.csv")]
    report: Option<PathBuf>,
}

impl Import {
    pub(super) async fn run(self) -> Result<(), String> {
        let bytes = read(&self.file)?;
        let config = self.config.read()?;
        let db = wiring::connect(&config, &Ambient::default()).await?;
        wiring::require_migrated(&db).await?;
        let request = Arc::new(Request::new(actor(&db, &self.who).await?, request_id(&db)));
        // Made before anything is written: a report that cannot be had is known in time.
        let mut to = self.open_report()?;
        let order = Order {
            kind: self.kind,
            key: self.key.clone(),
            source: self.source.clone(),
            mode: self.mode(),
            codes_as_written: self.codes_as_written,
        };
        let report = import::import(&wiring::services(&db), &request, &order, &bytes).await?;
        let written = report.write(&mut to).and_then(|()| to.flush()).and_then(|()| to.put(self.report.as_deref()));
        let summed = self.sum_up(&report);
        match (written, summed) {
            (Ok(()), summed) => summed,
            // What was done is told whatever becomes of the report.
            (Err(error), Ok(())) => Err(format!("the report: {error}; all else is done")),
            (Err(error), Err(sum)) => Err(format!("{sum}; the report: {error}")),
        }
    }

    fn mode(&self) -> Mode {
        match (self.dry_run, self.accept_partial) {
            (true, _) => Mode::DryRun,
            (false, true) => Mode::Partial,
            (false, false) => Mode::Whole,
        }
    }

    fn open_report(&self) -> Result<ReportFile, String> {
        let Some(path) = &self.report else { return Ok(ReportFile::Stream(Box::new(io::stdout()))) };
        let told = |error: io::Error| format!("{}: {error}", path.display());
        if fs::canonicalize(path).ok().is_some_and(|path| fs::canonicalize(&self.file).ok() == Some(path)) {
            return Err("--report: that is the file to import".to_owned());
        }
        if fs::metadata(path).is_ok_and(|file| !file.is_file()) {
            return File::create(path).map(|file| ReportFile::Stream(Box::new(file))).map_err(told);
        }
        // Where the path is a link, what it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Its owner's alone, unless who may read it is decided already.
        let mut file = tempfile::Builder::new();
        if let Ok(earlier) = fs::metadata(&path) {
            file.permissions(earlier.permissions());
        }
        file.tempfile_in(folder).map(ReportFile::Whole).map_err(told)
    }

    fn sum_up(&self, report: &Report) -> Result<(), String> {
        for warning in &report.warnings {
            eprintln!("warning: {warning}");
        }
        let (created, kept) = (report.count(Outcome::Created), report.kept());
        let (unchanged, refused) = (report.count(Outcome::Unchanged), report.count(Outcome::Refused));
        let end = match self.mode() {
            Mode::DryRun => "dry run: nothing was written".to_owned(),
            _ if kept == 0 => "nothing was written".to_owned(),
            _ => format!("{kept} written"),
        };
        let sum = format!("{created} created, {unchanged} unchanged, {refused} refused; {end}");
        if let Some(fault) = &report.halted {
            return Err(format!("halted by a fault ({fault}): {sum}"));
        }
        if refused > 0 {
            return Err(sum);
        }
        eprintln!("{sum}");
        Ok(())
    }
}

/// Where a report is written.
enum ReportFile {
    /// Standard output, a pipe, a device.
    Stream(Box<dyn Write + Send>),
    /// A file: an earlier report stays until the new one is whole.
    Whole(NamedTempFile),
}

impl ReportFile {
    fn put(self, path: Option<&Path>) -> io::Result<()> {
        match (self, path) {
            (Self::Whole(file), Some(path)) => {
                file.persist(fs::canonicalize(path).as_deref().unwrap_or(path))?;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Write for ReportFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(to) => to.write(bytes),
            Self::Whole(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(to) => to.flush(),
            Self::Whole(file) => file.flush(),
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let told = |error: io::Error| format!("{}: {error}", path.display());
    if fs::metadata(path).map_err(told)?.len() > MAX_BYTES {
        return Err(format!("{}: larger than {} MiB; divide it", path.display(), MAX_BYTES / 1024 / 1024));
    }
    fs::read(path).map_err(told)
}

/// Who acts, with the roles held today.
pub(super) async fn actor(db: &Db, who: &str) -> Result<Actor, String> {
    let (issuer, subject) = who.split_once('|').ok_or("--as: write ISSUER|SUBJECT")?;
    let today = db.clock().today();
    let held = councils::assignment::held(db, issuer, subject, today).await.map_err(wiring::told)?;
    if held.is_empty() {
        return Err(format!("--as: {who} holds no role today; assign one first"));
    }
    Ok(Actor::signed_in(issuer.to_owned(), subject.to_owned(), held))
}

/// One id for the whole import, by which its audit entries are found.
pub(super) fn request_id(db: &Db) -> String {
    format!("import_{}", Id::<kind::Event>::new(db.ids()))
}
