//! The house seen from the street: every test is written once and runs on SQLite and on PostgreSQL.
//!
//! `cargo test -p kompetensnav --test api [-- FILTER]`. What the machine lacks is named in the last lines; `tests/run`
//! installs it, and fails instead of leaving anything out.

mod architecture;
mod harness;
mod migrations;
mod portability;
mod tools;

use std::process::ExitCode;

use libtest_mimic::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = [architecture::tests(), migrations::tests(), portability::tests(), tools::tests()]
        .into_iter()
        .flatten()
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    harness::close(&arguments, &conclusion)
}
