//! The house seen from the street: every test is written once and runs on SQLite and on PostgreSQL.
//!
//! `cargo test -p kompetensnav --test api [-- FILTER]`. What the machine lacks is named in the last lines; `tests/run`
//! installs it, and fails instead of leaving anything out.

// The schema's executor is one nested future; its layout is deeper than the default allows.
#![recursion_limit = "512"]

mod architecture;
mod efforts;
mod harness;
mod hubs;
mod migrations;
mod needs;
mod outside;
mod portability;
mod projects;
mod tools;

use std::process::ExitCode;

use libtest_mimic::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = [
        architecture::tests(),
        efforts::tests(),
        hubs::tests(),
        migrations::tests(),
        needs::tests(),
        outside::tests(),
        portability::tests(),
        projects::tests(),
        tools::tests(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    harness::close(&arguments, &conclusion)
}
