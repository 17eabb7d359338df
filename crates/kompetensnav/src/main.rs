//! `kompetensnav`: see `kompetensnav --help`.

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
