//! What figures cost from rollups and from the records, and what rollups cost those who write.
//!
//! `cargo bench -p statistics` makes a database of its own for each size, fills it with invented records, rebuilds the
//! rollups and measures, on PostgreSQL (a cluster of its own in a temporary folder) and on SQLite. CPU is what the
//! operating system accounts for this process and PostgreSQL together. Beside each figure stands one hand-written
//! statement over the records that lets the database build the JSON.
//!
//! `BENCH_SET` names what is measured ("enrolments,workplaces"): the second is what organisations do where the work is,
//! by sizes of its own (`at_work.rs`).
//!
//! `BENCH_ENROLMENTS` names the sizes ("100000,1000000"), `BENCH_DATABASES` the databases ("postgres,sqlite"),
//! `BENCH_MILLISECONDS` (1500) how long each measurement lasts, `BENCH_FOLDER` where the databases lie. Ten million
//! enrolments take 45 GB and, on two cores, an hour and a half.

mod at_work;
#[path = "../../../kompetensnav/benches/service/cpu.rs"]
#[allow(dead_code, reason = "shared with the benchmark of the service, which uses all of it")]
mod cpu;
#[path = "../../../kompetensnav/benches/service/database.rs"]
mod database;
mod fill;
mod place;
#[path = "../../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: nobody reads its log here")]
mod postgres;
mod questions;
mod writes;

use std::process::ExitCode;

use statistics::rollup::{Added, Publication, Rollups};

use place::Place;

fn setting(name: &str, otherwise: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| otherwise.to_owned())
}

#[tokio::main]
async fn main() -> ExitCode {
    let result = measure().await;
    postgres::stop();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Result<(), String> {
    let sets = setting("BENCH_SET", "enrolments,workplaces");
    let is_wanted = |set: &str| sets.split(',').any(|wanted| wanted.trim() == set);
    for database in setting("BENCH_DATABASES", "postgres,sqlite").split(',') {
        if is_wanted("workplaces") {
            at_work::measure(database.trim()).await?;
        }
        if !is_wanted("enrolments") {
            continue;
        }
        for size in setting("BENCH_ENROLMENTS", "100000,1000000").split(',') {
            let enrolments: u64 = size.trim().parse().map_err(|_| format!("BENCH_ENROLMENTS: {size}"))?;
            let place = Place::new(database.trim(), enrolments).await?;
            of_size(&place, enrolments).await?;
            place.remove().await?;
        }
    }
    Ok(())
}

async fn of_size(place: &Place, enrolments: u64) -> Result<(), String> {
    let rollups = Rollups::new(&place.db);
    let told = |error: kernel::Error| error.to_string();
    println!("\n## {}, {enrolments} enrolments", place.name());
    rollups.suspend().await.map_err(told)?;
    let loading = place.used();
    fill::fill(place, enrolments).await?;
    println!("loaded in {}", loading.told(place));
    let rebuilding = place.used();
    rollups.rebuild().await.map_err(told)?;
    println!("rollups rebuilt in {}", rebuilding.told(place));
    let publishing = place.used();
    Publication::new(&place.db).anew(Added::Quarterly).await.map_err(told)?;
    println!("published in {}", publishing.told(place));
    place.settle().await?;
    questions::ask(place).await?;
    writes::write(place).await?;
    let checking = place.used();
    let differences = rollups.check().await.map_err(told)?;
    println!("rollups checked in {}: {} differences", checking.told(place), differences.len());
    if differences.is_empty() { Ok(()) } else { Err(format!("{differences:#?}")) }
}
