//! `kompetensnav`: see `kompetensnav --help`.

use std::process::ExitCode;

use clap::Parser;
use kompetensnav::verb::{Cli, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The executor recurses once a level of selection; the deepest document the front door lets in must fit, unoptimised too.
const STACK: usize = 16 * 1024 * 1024;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    // Requests run on the workers; the main thread only accepts.
    let result = runtime.map_err(|error| error.to_string()).and_then(|runtime| runtime.block_on(run(cli)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("kompetensnav: {message}");
            ExitCode::FAILURE
        }
    }
}
