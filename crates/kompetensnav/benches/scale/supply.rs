//! A supply of education, read from a file that is made for it: for each three events an offering, before them, as sources tell of them.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use access::{Actor, Assignment, Request, Role};
use education_supply::{EducationImport, EducationSupply, Remark};
use kompetensnav::education::{Reading, read_file};

use crate::{cpu, load::SSYK, place::Place, setting};

/// Fewer events a second are too few.
const EVENTS_A_SECOND: f64 = 20_000.0;
/// So many times as many where the file is as it was.
const TIMES: f64 = 10.0;
/// More than so many times the memory of a smaller file is not constant.
const MEMORY: f64 = 1.2;
/// Megabytes by which two readings of the same file may differ.
const BLUR: f64 = 5.0;
/// How often a reading is asked how far it has come, until it is broken off.
const ASKED_EACH: Duration = Duration::from_millis(5);
/// Events of the whole.
const EVENTS: u64 = 300_000;

/// One reading's figures.
struct Read {
    run: EducationImport,
    seconds: f64,
    /// Megabytes at most, beyond what was resident when it began.
    taken: f64,
}

/// Prints how fast each reading goes, what it costs, and how much memory it takes at most, beside the megabytes that a smaller file took.
/// Gives those of the new one.
pub async fn measure(place: &Place, percent: u64, smaller: Option<f64>) -> Result<f64, String> {
    let told = |error: io::Error| error.to_string();
    let folder = setting("BENCH_FOLDER", &std::env::temp_dir().display().to_string());
    let folder = tempfile::Builder::new().prefix("kn-").tempdir_in(folder).map_err(told)?;
    let path = folder.path().join("supply.json");
    let events = EVENTS * percent / 100;
    make(&path, events, |_| false).map_err(told)?;
    let length = std::fs::metadata(&path).map_err(told)?.len();
    println!("{events} events and {} offerings, {} MB", events / 3, length / 1_000_000);
    println!(
        "{:<26} {:>9} {:>9} {:>10} {:>10} {:>12} {:>9} {:>9}",
        "reading", "new", "changed", "unchanged", "seconds", "events/s", "peak MB", "taken MB"
    );
    let first = read(place, "new", &path, events).await?;
    let again = read(place, "as it was", &path, events).await?;
    make(&path, events, |n| n == events / 2).map_err(told)?;
    let changed = read(place, "one record changed", &path, events).await?;
    let all = first.run.position;
    let counts = [first.run.created, again.run.unchanged, changed.run.changed, changed.run.unchanged];
    if counts != [all, all, 1, all - 1] {
        return Err(format!("not what was to be read: {all} {counts:?}"));
    }
    make(&path, events, |_| true).map_err(told)?;
    let broken_off = resume(place, &path, events, all).await?;
    let rate = |read: &Read| events as f64 / read.seconds;
    let missed = |is_held: bool| if is_held { "held" } else { "missed" };
    println!("new: {EVENTS_A_SECOND} events a second: {}", missed(rate(&first) >= EVENTS_A_SECOND));
    println!(
        "as it was: {:.1} times as fast, goal {TIMES}: {}",
        rate(&again) / rate(&first),
        missed(rate(&again) >= TIMES * rate(&first))
    );
    println!("every event changed: broken off after {broken_off} of {all} records, and gone on with from there");
    if let Some(smaller) = smaller {
        let is_held = first.taken <= smaller * MEMORY + BLUR;
        println!("memory: {:.0} MB taken, {smaller:.0} by the smaller file: {}", first.taken, missed(is_held));
    }
    Ok(first.taken)
}

/// Breaks a reading off in its middle and reads the file again. Gives the records that were kept of the first.
async fn resume(place: &Place, path: &Path, events: u64, all: i32) -> Result<i32, String> {
    let mut remarks = Vec::new();
    let kept = tokio::select! {
        run = attempt(place, path, &mut remarks) => return Err(format!("it was not broken off: {run:?}")),
        kept = half_way(place, all) => kept?,
    };
    let left = events * u64::from((all - kept).unsigned_abs()) / u64::from(all.unsigned_abs());
    let rest = read(place, "the rest of a broken-off", path, left).await?;
    let counts = [i64::from(rest.run.position), i64::from(rest.run.changed) + 1, number(place, "COUNT(*)").await?];
    // One was changed before, and no run is left open.
    if counts != [i64::from(all), i64::try_from(events).unwrap_or(i64::MAX), 0] {
        return Err(format!("not gone on with: {all} {events} {counts:?}"));
    }
    Ok(kept)
}

/// The records that are kept of the reading that goes on, when they are half of all.
async fn half_way(place: &Place, all: i32) -> Result<i32, String> {
    loop {
        let kept = number(place, "COALESCE(MAX(position), 0)").await?;
        if kept >= i64::from(all / 2) {
            return i32::try_from(kept).map_err(|error| error.to_string());
        }
        tokio::time::sleep(ASKED_EACH).await;
    }
}

/// A number of the runs that have not come to their end.
async fn number(place: &Place, what: &str) -> Result<i64, String> {
    let told =
        place.text(&format!("SELECT CAST({what} AS text) FROM education_imports WHERE ended_at IS NULL")).await?;
    told.parse().map_err(|error| format!("{told}: {error}"))
}

/// Reads the file, or what is left of it.
async fn attempt(place: &Place, path: &Path, remarks: &mut Vec<String>) -> Result<EducationImport, String> {
    let actor = Actor::signed_in("bench".into(), "reader".into(), vec![Assignment::bare(Role::SystemAdmin)]);
    let mut tell = |remark: &Remark| remarks.push(format!("{remark:?}"));
    let reading = Reading {
        supply: EducationSupply::new(&place.db),
        request: Arc::new(Request::new(actor, "r")),
        source: "bench",
        tell: &mut tell,
    };
    read_file(reading, path).await
}

async fn read(place: &Place, name: &str, path: &Path, events: u64) -> Result<Read, String> {
    let mut remarks = Vec::new();
    let own = std::process::id();
    cpu::forget_peak(own);
    let resident = cpu::resident_megabytes(own);
    let (before, started) = (place.cpu(), Instant::now());
    let run = attempt(place, path, &mut remarks).await?;
    let (seconds, after) = (started.elapsed().as_secs_f64(), place.cpu());
    let peak = cpu::peak_megabytes(own);
    let taken = (peak - resident).max(0.0);
    if let Some(remark) = remarks.first() {
        return Err(format!("{} remarks: {remark}", remarks.len()));
    }
    println!(
        "{name:<26} {:>9} {:>9} {:>10} {seconds:>10.2} {:>12.0} {peak:>9.0} {taken:>9.0}  ({:.1} + {:.1} s CPU)",
        run.created,
        run.changed,
        run.unchanged,
        events as f64 / seconds,
        (after[0] - before[0]) / 1000.0,
        (after[1] - before[1]) / 1000.0
    );
    Ok(Read { run, seconds, taken })
}

/// Writes the file; of the events that are `other` it says something else, in as many bytes.
fn make(path: &Path, events: u64, other: impl Fn(u64) -> bool) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(b"{\"educationInfos\":[")?;
    for n in 0..events / 3 {
        let (comma, ssyk) = (if n == 0 { "" } else { "," }, SSYK[(n % 10) as usize]);
        let titled = n % 1_000;
        write!(
            file,
            "{comma}\n{{\"id\":\"i.bench.{n}\",\"status\":\"ACTIVE\",\"content\":{{\"identifier\":\"i.bench.{n}\",\
             \"code\":\"KURS{n}\",\"lastEdited\":\"2026-03-02T09:15:00\",\"title\":{{\"strings\":[{{\"lang\":\"swe\",\
             \"value\":\"Utbildning {titled} för yrkesverksamma\"}}]}},\"description\":{{\"strings\":[{{\"lang\":\"swe\",\
             \"value\":\"<p>Du lär dig område {titled}, steg för steg, med övningar på en arbetsplats.</p>\"}}]}},\
             \"type\":{{\"type\":\"C_SchoolType\",\"code\":\"YH\"}},\"configuration\":{{\"type\":\"C_Configuration\",\"code\":\"kurs\"}},\
             \"educationLevels\":[\"ISCED_5\"],\"subjects\":[{{\"type\":\"AUB_Subject\",\"code\":\"{ssyk}\"}}]}}}}"
        )?;
    }
    file.write_all(b"],\n\"educationEvents\":[")?;
    for n in 0..events {
        let (comma, offering) = (if n == 0 { "" } else { "," }, n / 3 % (events / 3).max(1));
        let (month, places) = (n % 12 + 1, if other(n) { 31 } else { 30 });
        write!(
            file,
            "{comma}\n{{\"id\":\"e.bench.{n}\",\"status\":\"ACTIVE\",\"content\":{{\"identifier\":\"e.bench.{n}\",\
             \"education\":\"i.bench.{offering}\",\"providers\":[\"p.bench.{}\"],\"lastEdited\":\"2026-03-02T09:15:00\",\
             \"locations\":[{{\"town\":\"Västerås\",\"areaCode\":\"1980\",\"country\":\"SE\"}}],\"languageOfInstructions\":[\"swe\"],\
             \"execution\":{{\"condition\":{{\"type\":\"C_ExecutionCondition\",\"code\":\"1\"}},\"start\":\"2027-{month:02}-04\",\
             \"end\":\"2028-06-02\"}},\"paceOfStudy\":{{\"percentage\":50.0}},\"timeOfStudy\":{{\"type\":\"C_TimeOfStudy\",\
             \"code\":\"dag\"}},\"places\":{places},\"fees\":[{{\"totalAmount\":0.0,\"currency\":\"SEK\"}}],\
             \"application\":{{\"first\":\"2026-10-01\",\"last\":\"2026-12-15\",\"continuous\":false}}}}}}",
            n % 500
        )?;
    }
    file.write_all(b"]}\n")?;
    file.flush()
}
