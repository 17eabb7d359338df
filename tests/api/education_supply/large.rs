//! Files of more than one batch: what is interrupted goes on, what is broken is told, and what is read again writes nothing.

use std::path::PathBuf;

use education_supply::{BATCH, EducationImport, EducationSupply, Remark};
use kompetensnav::education::{Reading, read_file};
use libtest_mimic::Trial;
use tempfile::TempDir;
use tokio::sync::Notify;

use super::{ADMIN, count, counts, reading, request};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        what_is_interrupted_in_its_middle_goes_on_from_there,
        a_file_that_is_read_again_as_it_was_writes_nothing,
        what_is_changed_and_taken_back_is_so_however_much_it_is,
    ]
}

/// Two batches and some.
const RECORDS: usize = 2 * BATCH + 500;
/// Records that cannot be read: one of the first batch, one of the second.
const BROKEN: [usize; 2] = [7, BATCH + 3];
/// The events of such a file, as they are kept.
const EVENTS: &str = "education_events WHERE source_key LIKE 'e.large.%'";

/// A file of these records.
struct Large {
    _folder: TempDir,
    path: PathBuf,
}

impl Large {
    fn of(records: impl Iterator<Item = String>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("large.json");
        let records: Vec<String> = records.collect();
        std::fs::write(&path, format!("{{\"educationEvents\":[{}]}}", records.join(",\n"))).expect("written");
        Self { _folder: folder, path }
    }

    async fn read(&self, app: &DemoApp) -> (EducationImport, Vec<String>) {
        let (run, remarks) = reading(app, ADMIN, &self.path).await;
        (run.expect("read"), remarks.into_iter().map(|(identifier, ..)| identifier).collect())
    }
}

fn event(n: usize, places: usize) -> String {
    record(n, &format!(r#"{{"education":"i.large.{}","places":{places}}}"#, n % 50))
}

fn record(n: usize, content: &str) -> String {
    format!(r#"{{"id":"e.large.{n}","status":"ACTIVE","content":{content}}}"#)
}

fn number(of: usize) -> i32 {
    i32::try_from(of).expect("a number")
}

async fn what_is_interrupted_in_its_middle_goes_on_from_there(app: DemoApp) {
    let records = (0..RECORDS).map(|n| match n {
        n if n == BROKEN[0] => record(n, r#"{"education":tru}"#),
        n if n == BROKEN[1] => record(n, r#"{"places":3}"#),
        n => event(n, 12),
    });
    let file = Large::of(records);
    let stop = Notify::new();
    let told: Vec<String> = BROKEN.iter().map(|n| format!("e.large.{n}")).collect();
    // What is told of a batch is told when it is kept: with the second the reading is broken off.
    let mut tell = |remark: &Remark| {
        if remark.identifier == told[1] {
            stop.notify_one();
        }
    };
    let (supply, request) = (EducationSupply::new(&app.db), request(&app, ADMIN).await);
    let broken_off = Reading { supply, request, source: "trial", tell: &mut tell };
    tokio::select! {
        biased;
        () = stop.notified() => {}
        run = read_file(broken_off, &file.path) => panic!("it came to its end: {run:?}"),
    }
    let open = format!("education_imports WHERE position = {} AND refused = 2 AND ended_at IS NULL", 2 * BATCH);
    assert_eq!(count(&app, &open).await, 1);
    assert_eq!(count(&app, EVENTS).await, i64::from(number(2 * BATCH - 2)));
    let (run, remarks) = file.read(&app).await;
    // What was told before is not told again.
    assert!(remarks.is_empty(), "{remarks:?}");
    assert_eq!((run.position, counts(&run)), (number(RECORDS), [number(RECORDS - 2), 0, 0, 0, 2]));
    assert_eq!(count(&app, EVENTS).await, i64::from(number(RECORDS - 2)));
    assert_eq!(count(&app, "education_imports WHERE ended_at IS NULL").await, 0);
    // A file with something to refuse is read by its records however often: it is told of each time.
    let (again, remarks) = file.read(&app).await;
    assert_eq!((counts(&again), remarks), ([0, 0, 0, number(RECORDS - 2), 2], told));
}

async fn a_file_that_is_read_again_as_it_was_writes_nothing(app: DemoApp) {
    // The demonstration's own reading is of a day that has not come by the test's clock.
    let before = "UPDATE education_imports SET began_at = 0, ended_at = 0 RETURNING id";
    assert_eq!(app.texts(before).await.len(), 1);
    let file = Large::of((0..RECORDS).map(|n| event(n, 12)));
    let (first, _) = file.read(&app).await;
    assert_eq!(counts(&first), [number(RECORDS), 0, 0, 0, 0]);
    let rows = format!("SELECT id || version || content_hash FROM {EVENTS} ORDER BY id");
    // By their records the file would say something new of this one.
    let changed = "UPDATE education_events SET content_hash = 'another' WHERE source_key = 'e.large.1' RETURNING id";
    assert_eq!(app.texts(changed).await.len(), 1);
    let before = app.texts(&rows).await;
    let (again, _) = file.read(&app).await;
    assert_ne!(again.id, first.id);
    let unchanged = [0, 0, 0, number(RECORDS), 0];
    assert_eq!((again.position, counts(&again), again.digest), (number(RECORDS), unchanged, first.digest));
    assert_eq!(app.texts(&rows).await, before);
    // When something else has been read since, it is its records that tell.
    let (other, _) = Large::of([event(5, 99)].into_iter()).read(&app).await;
    assert_eq!(counts(&other), [0, 1, 0, 0, 0]);
    let (back, _) = file.read(&app).await;
    assert_eq!(counts(&back), [0, 2, 0, number(RECORDS - 2), 0]);
    assert_eq!(count(&app, &format!("{EVENTS} AND places <> 12")).await, 0);
    let (known, _) = file.read(&app).await;
    assert_eq!(counts(&known), unchanged);
}

async fn what_is_changed_and_taken_back_is_so_however_much_it_is(app: DemoApp) {
    Large::of((0..RECORDS).map(|n| event(n, 12))).read(&app).await;
    let changes = |n: usize| n.is_multiple_of(2);
    let anew = Large::of((0..RECORDS).map(|n| event(n, if changes(n) { 34 } else { 12 })));
    let (run, _) = anew.read(&app).await;
    let changed = number((0..RECORDS).filter(|n| changes(*n)).count());
    assert_eq!(counts(&run), [0, changed, 0, number(RECORDS) - changed, 0]);
    let now = |places: i32, version: i32| format!("{EVENTS} AND places = {places} AND version = {version}");
    assert_eq!(count(&app, &now(34, 2)).await, i64::from(changed));
    assert_eq!(count(&app, &now(12, 1)).await, i64::from(number(RECORDS) - changed));
    let gone = |n: usize| format!(r#"{{"id":"E.LARGE.{n}","status":"DELETED","content":null}}"#);
    let (run, _) = Large::of((0..RECORDS).map(gone)).read(&app).await;
    assert_eq!(counts(&run), [0, 0, number(RECORDS), 0, 0]);
    assert_eq!(count(&app, &format!("{EVENTS} AND removed_on = '2026-09-01'")).await, i64::from(number(RECORDS)));
    // Told of again, all of it is back.
    let (run, _) = anew.read(&app).await;
    assert_eq!(counts(&run), [0, number(RECORDS), 0, 0, 0]);
    assert_eq!(count(&app, &format!("{EVENTS} AND removed_on IS NULL")).await, i64::from(number(RECORDS)));
}
