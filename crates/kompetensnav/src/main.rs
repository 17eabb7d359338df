//! `kompetensnav`: see `kompetensnav --help`.

// The schema's executor is one nested future; its layout is deeper than the default allows.
#![recursion_limit = "512"]

use std::process::ExitCode;

use clap::Parser;
use kompetensnav::verb::{Cli, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("kompetensnav: {message}");
            ExitCode::FAILURE
        }
    }
}
