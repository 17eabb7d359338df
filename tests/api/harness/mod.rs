//! What stands around every test: databases, the service, the programs of others, and the report.
//!
//! A scenario begins in `acts` (a mutation that succeeds or is refused, what somebody sees of an object, roles that are given),
//! `elsewhere` (another council, all faults of an input, the events of a thing), `visitor` (pages and forms without a browser) and
//! `trial` (on which databases a test runs).

pub mod acts;
mod app;
mod database;
pub mod elsewhere;
pub mod hands;
pub mod intermediary;
pub mod local_server;
pub mod needs;
pub mod node;
pub mod object_store;
mod postgres;
pub mod program;
pub mod python;
pub mod relay;
pub mod socket;
pub mod trial;
pub mod visitor;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Conclusion};

pub use app::{App, DemoApp, ISSUER, Speaker, furnish_with};
pub use database::{Database, Engine, Furnishing, administer, fresh_name};
pub use needs::Need;
pub use postgres::server;
pub use trial::{Empty, Loaded, Stage};

/// Puts the machine back in order, and says in the last lines what did not run and how to get it.
pub fn close(arguments: &Arguments, conclusion: &Conclusion) -> ExitCode {
    let forgotten = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(database::forget_templates()));
    if let Err(error) = forgotten {
        eprintln!("a template database was left behind: {error}");
    }
    postgres::stop();
    let missing = Need::ALL.into_iter().filter_map(|need| need.missing().map(|remedy| (need, remedy)));
    // A listing is read by programs.
    for (need, remedy) in missing.filter(|_| !arguments.list) {
        println!("{} did not run: {remedy}.", need.part());
    }
    conclusion.exit_code()
}
