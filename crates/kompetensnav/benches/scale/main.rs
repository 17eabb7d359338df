//! What councils' work of many years and a large supply of education cost: CPU of service and database together, beside hand-written
//! SQL of the same answer, on PostgreSQL (a cluster of its own in a temporary folder) and on SQLite; and how fast a supply is read.
//!
//! `BENCH_SET=councils cargo bench -p kompetensnav --bench scale`; without `BENCH_SET` both sets:
//!
//! - `councils`: the whole trail of an effort, from signal and need to outcomes, follow-up and the next plan, asked of the router in this
//!   process as the hub's manager; a meeting's briefing and a need's best 20 matches, asked as a process leader (`answers.rs`). The rows are
//!   invented by the database itself (`load.sql`, `load_trail.sql`). Whether service and statement answer the same, value by value, is looked
//!   at before either is measured. What an answer holds is as much at every size, for a smaller one is of fewer years.
//! - `supply`: a file of EMIL 3 is read new, as it was, with one record changed, and broken off in its middle and gone on with (`supply.rs`).
//!
//! `BENCH_SCALE` names the sizes in per cent of 25 years of 21 councils and 200 industry councils with 300,000 events ("10,100"),
//! `BENCH_DATABASES` the databases ("postgres,sqlite"), `BENCH_MILLISECONDS` (1500) how long each measurement lasts, `BENCH_FOLDER` where
//! the databases and the file lie. The whole takes some 6 GB.

mod answers;
#[path = "../service/cpu.rs"]
#[allow(dead_code, reason = "shared with the benchmark of the service, which uses all of it")]
mod cpu;
#[path = "../service/database.rs"]
mod database;
#[path = "../../../statistics/benches/figures/fill.rs"]
#[allow(dead_code, reason = "shared with the benchmark of figures, which uses all of it")]
mod fill;
mod load;
#[path = "../../../statistics/benches/figures/place.rs"]
#[allow(dead_code, reason = "shared with the benchmark of figures, which uses all of it")]
mod place;
#[path = "../../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: nobody reads its log here")]
mod postgres;
mod supply;

use std::process::ExitCode;

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
    let sets = setting("BENCH_SET", "councils,supply");
    let is_wanted = |set: &str| sets.split(',').any(|wanted| wanted.trim() == set);
    for database in setting("BENCH_DATABASES", "postgres,sqlite").split(',') {
        let mut smaller: Vec<f64> = Vec::new();
        let mut taken: Option<f64> = None;
        for size in setting("BENCH_SCALE", "10,100").split(',') {
            let percent: u64 = size.trim().parse().map_err(|_| format!("BENCH_SCALE: {size}"))?;
            if is_wanted("councils") {
                let place = Place::new(database.trim(), percent).await?;
                println!("\n## {}, councils, {percent} %", place.name());
                load::load(&place, percent).await?;
                smaller = answers::measure(&place, &smaller).await?;
                place.remove().await?;
            }
            if is_wanted("supply") {
                let place = Place::new(database.trim(), percent).await?;
                println!("\n## {}, supply, {percent} %", place.name());
                taken = Some(supply::measure(&place, percent, taken).await?);
                place.remove().await?;
            }
        }
    }
    Ok(())
}
